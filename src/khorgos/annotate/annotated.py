"""A document with everything that the annotators found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar

from khorgos.annotate.mentions import (
    ConceptMention,
    MechanismMention,
    Mention,
    OrganisationMention,
    PartyMention,
    PeriodMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    QuotationMention,
    Sentence,
)
from khorgos.documents import Document
from khorgos.language import Pack
from khorgos.values import Period

M = TypeVar("M", bound=Mention)
# A C function: these look-ups are the commonest of all, and a Python key would take most of their time.
_start = attrgetter("start")


@dataclass(slots=True)
class Annotated:
    """The reading so far; every list is in order of place.

    `text` is the document's text with typography folded (same length, same offsets), `low` that in lower case.
    `published` is the document's publication period as a Period, or None.  `once` keeps what readers of the whole text
    work out once, by their own names.
    """

    document: Document
    pack: Pack
    text: str
    low: str
    published: Period | None
    sentences: list[Sentence] = field(default_factory=list)
    quantities: list[QuantityMention] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)
    parties: list[PartyMention] = field(default_factory=list)
    organisations: list[OrganisationMention] = field(default_factory=list)
    mechanisms: list[MechanismMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    persons: list[PersonMention] = field(default_factory=list)
    concepts: dict[str, list[ConceptMention]] = field(default_factory=dict)
    quotations: list[QuotationMention] = field(default_factory=list)
    once: dict[str, Any] = field(default_factory=dict, repr=False)

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds a character, or None in what is not read."""
        sentences = self.sentences
        index = bisect_right(sentences, at, key=_start) - 1
        if index < 0 or at >= sentences[index].end:
            return None
        return sentences[index]

    def sentence_index(self, at: int) -> int | None:
        """The number of the sentence that holds a character."""
        index = bisect_right(self.sentences, at, key=_start) - 1
        return index if index >= 0 and at < self.sentences[index].end else None

    def room(self, name: str) -> list[ConceptMention]:
        """The concepts found of one room of the language pack."""
        return self.concepts.get(name, [])


def dealt(mentions: list[M], sentences: list[Sentence]) -> list[list[M]]:
    """The mentions that begin in each sentence, sentence by sentence; both lists must be in order of place."""
    rows: list[list[M]] = []
    at, size = 0, len(mentions)
    for sentence in sentences:
        while at < size and mentions[at].start < sentence.start:
            at += 1
        first = at
        while at < size and mentions[at].start < sentence.end:
            at += 1
        rows.append(mentions[first:at])
    return rows


def within(mentions: list[M], start: int, end: int) -> list[M]:
    """The mentions that begin in start..end; the list must be in order of place."""
    if not mentions:
        return []
    low = high = bisect_left(mentions, start, key=_start)
    # Few mentions lie in what is asked for: walking over them is quicker than a second search.
    size = len(mentions)
    while high < size and mentions[high].start < end:
        high += 1
    return mentions[low:high]
