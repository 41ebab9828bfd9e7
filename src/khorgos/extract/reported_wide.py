"""Reported speech in Chinese.

SPEAKER 说，… · “…，”SPEAKER说，“…” · 据SOURCE统计，…
"""

from __future__ import annotations

import re
from itertools import pairwise

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PersonMention, QuotationMention, Sentence
from khorgos.annotate.person_wide import subject
from khorgos.extract.attribution import Speech
from khorgos.extract.speaker import Speakers

_EDGE = " ,。;:!?\n"


class ReportedWide:
    """One Chinese text's reported speech."""

    def __init__(self, view: Annotated) -> None:
        self.view = view
        self.text = view.text
        self.speakers = Speakers(view)
        room = view.pack.room("speech")
        self.concepts = room
        self.asking = tuple(room["asking"].get("words", ()))
        self.closing = re.compile("|".join(sorted(room["closing"].get("words", ()), key=len, reverse=True)))
        self.found: list[Speech] = []

    def read(self) -> list[Speech]:
        """Every speech, in order."""
        for cue in self.view.room("speech"):
            sentence = self.view.sentence_at(cue.start)
            if sentence is None or self._quoted(cue.start):
                continue
            if any(
                speech.source_end <= cue.start < speech.end and speech.start >= sentence.start for speech in self.found
            ):
                continue
            if self.concepts[cue.concept].get("kind") == "source":
                self._source(cue, sentence)
            else:
                self._said(cue, sentence)
        self._uncued()
        return sorted(self.found, key=lambda speech: speech.start)

    def _uncued(self) -> None:
        """A quotation that is a sentence by itself, behind one that names a person: "A driver does not mind. '…'"."""
        for before, sentence in pairwise(self.view.sentences):
            quoted = within(self.view.quotations, sentence.start, sentence.start + 1)
            named = within(self.view.persons, before.start, before.end)
            whole = quoted and quoted[0].end >= sentence.end and self._spoken(quoted[0])
            told = any(s.start < sentence.end and before.start < s.end for s in self.found)
            if whole and len(named) == 1 and not told and before.paragraph == sentence.paragraph:
                piece, person = (quoted[0].start, quoted[0].end), named[0]
                place = (person.start, person.end)
                self.found.append(Speech(*piece, (piece,), "direct", person.name, *place, person))

    def _said(self, cue: ConceptMention, sentence: Sentence) -> None:
        place = subject(self.view, cue.start) or self._shared(cue, sentence)
        before = self._quotation_before(place[0] if place else cue.start)
        if place is None:
            return
        after = self._quotation_after(cue.end)
        if before is not None:
            pieces = [(before.start, before.end)]
            if after is not None:
                pieces.append((after.start, after.end))
            self._add(cue, place, pieces, "direct")
        elif after is not None:
            self._add(cue, place, [(after.start, after.end)], "direct")
        elif self.text[cue.end : cue.end + 1] == ":" and self.text[sentence.start : place[0]].strip() == "":
            mode = "direct" if self._person(*place) else "indirect"
            self._add(cue, place, [self._trim(cue.end, self._paragraph_end(sentence))], mode)
        elif (
            self.text[cue.end : cue.end + 1] in ",:" or cue.concept in ("think", "show") or self._objects(cue, sentence)
        ):
            piece = self._trim(cue.end, sentence.end)
            if piece[1] - piece[0] > 2:
                self._add(cue, place, [piece], self._mode(piece))

    def _shared(self, cue: ConceptMention, sentence: Sentence) -> tuple[int, int] | None:
        """The person of the clause before, for a clause that begins with its cue ("…，并说…")."""
        named = within(self.view.persons, sentence.start, cue.start)
        return (named[0].start, named[0].end) if named else None

    def _objects(self, cue: ConceptMention, sentence: Sentence) -> bool:
        """A cue of two characters takes its object without a comma ("肯定哈方的作用")."""
        return cue.end - cue.start > 1 and sentence.end - cue.end > 6

    def _source(self, cue: ConceptMention, sentence: Sentence) -> None:
        comma = self.text.find(",", cue.end, sentence.end)
        closing = self.closing.search(self.text, cue.end, comma if comma >= 0 else cue.end)
        if comma < 0 or closing is None or closing.start() - cue.end < 2:
            return
        piece = self._trim(comma, sentence.end)
        self._add(cue, (cue.end, closing.start()), [piece], self._mode(piece))

    def _add(self, cue: ConceptMention, place: tuple[int, int], pieces: list[tuple[int, int]], mode: str) -> None:
        said = self.text[place[0] : place[1]]
        if said.endswith(self.asking) or self.text.startswith(self.asking, place[1]):
            return
        person = self._person(*place)
        if person is None and self._definite(said):
            last = next((speech for speech in reversed(self.found) if speech.cue), None)
            if last is None:
                return
            name, person = last.speaker, last.person
        else:
            name = person.name if person else self.view.document.text[place[0] : place[1]]
        start = min(place[0], pieces[0][0])
        end = max(cue.end, pieces[-1][1])
        self.found.append(
            Speech(
                start,
                end,
                tuple(pieces),
                mode,
                name,
                *place,
                person,
                self.text[cue.start : cue.end],
                concept=cue.concept,
            )
        )
        self.speakers.spoke(person)

    def _person(self, start: int, end: int) -> PersonMention | None:
        named = [person for person in within(self.view.persons, start, end) if person.end <= end]
        if named:
            return named[-1]
        if self.text[start:end] in self.speakers.personal:
            named = within(self.view.persons, 0, start)[-1:]
            since = named and self.found and named[0].start > self.found[-1].end
            return named[0] if since else self.speakers.last or next(iter(named), None)
        return None

    def _definite(self, said: str) -> bool:
        return said in self.concepts["pronouns"].get("words", ())

    def _quotation_before(self, at: int) -> QuotationMention | None:
        for quotation in self.view.quotations:
            if quotation.end <= at and not self.text[quotation.end : at].strip(" ,") and self._spoken(quotation):
                return quotation
        return None

    def _quotation_after(self, at: int) -> QuotationMention | None:
        for quotation in self.view.quotations:
            if quotation.start >= at:
                near = self.text[at : quotation.start].strip(" ") in (",", ":", "")
                return quotation if near and self._spoken(quotation) else None
        return None

    def _spoken(self, quotation: QuotationMention) -> bool:
        """A quotation that is speech has a stop or comma inside, or is long; names of projects have none."""
        return quotation.end - quotation.start > 8 or self.text[quotation.end - 2] in ",。!?"

    def _quoted(self, at: int) -> bool:
        return any(quotation.start < at < quotation.end for quotation in self.view.quotations)

    def _mode(self, piece: tuple[int, int]) -> str:
        return "mixed" if any(self._spoken(q) for q in within(self.view.quotations, *piece)) else "indirect"

    def _paragraph_end(self, sentence: Sentence) -> int:
        return max(s.end for s in self.view.sentences if s.paragraph == sentence.paragraph)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in " \n":
            end -= 1
        return start, end
