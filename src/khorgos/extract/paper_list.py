"""Lists of papers: entries under a line that says what was done with all of them ("Documents signed on 17 May: …")."""

from __future__ import annotations

import re

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PeriodMention
from khorgos.extract.gathering import usable
from khorgos.values import Party
from khorgos.values.party import PartyKind

_ENTRY = re.compile(r"\s*(?:[-*•▪■·+]|\d{1,2}[.)]|[a-z]\))\s+\S")
# A line over a list has no more characters than a long sentence.
_LONG = 400


def intro(view: Annotated, at: int) -> tuple[int, int] | None:
    """The line over the list in whose entry a place stands; None where it stands in no entry."""
    start = view.text.rfind("\n", 0, at) + 1
    if not _ENTRY.match(view.text, start):
        return None
    while start > 0:
        end = start - 1
        start = view.text.rfind("\n", 0, end) + 1
        if view.text[start:end].strip() and not _ENTRY.match(view.text, start):
            return (start, end) if end - start < _LONG else None
    return None


def done(view: Annotated, at: int, verbs: list[ConceptMention]) -> ConceptMention | None:
    """What the line over a list says is done with its entries."""
    line = intro(view, at)
    said = within(verbs, *line) if line is not None else []
    return said[-1] if said else None


def day(view: Annotated, at: int) -> PeriodMention | None:
    """The day that the line over a list gives."""
    line = intro(view, at)
    days = [p for p in within(view.periods, *line) if usable(p)] if line is not None else []
    return days[-1] if days else None


def parties(view: Annotated, at: int) -> tuple[Party, ...]:
    """The states that the line over a list names, towns counted for theirs."""
    line = intro(view, at)
    if line is None:
        return ()
    named = [(m.start, m.party) for m in within(view.parties, *line) if m.party.kind is PartyKind.COUNTRY]
    named += [(p.start, Party.country(p.country)) for p in within(view.places, *line) if p.country]
    found = tuple(dict.fromkeys(party for _, party in sorted(named, key=lambda each: each[0])))
    return found if len(found) > 1 else ()
