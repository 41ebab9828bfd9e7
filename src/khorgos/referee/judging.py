"""A row of a reader outside becomes a claim that the document bears, or is rejected with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from khorgos.annotate import rank
from khorgos.annotate.mentions import QuantityMention
from khorgos.annotate.typography import fold
from khorgos.claims import KINDS, Attribution, Claim, Figure, Ground, Rejected
from khorgos.errors import GroundingFault, KhorgosError, ValueFault
from khorgos.extract.scene import Scene
from khorgos.referee import amounts, times
from khorgos.referee.passage import Passage, find
from khorgos.referee.row import Row, row_of
from khorgos.values import Dimension, Period, Span

_NO_FIGURE = frozenset({Dimension.TIME, Dimension.SPEED})
# A project's sum stands at most so many sentences from the passage that names it.
_TOLD = 3


@dataclass(slots=True)
class Judged:
    """What became of a reader's rows: the claims, each with its row's number, and what was rejected."""

    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


class Refusal(Exception):
    """A row that is not kept: a code to count by, the reason, and the place that comes nearest."""

    def __init__(self, code: str, reason: str, place: Passage | None = None) -> None:
        super().__init__(reason)
        self.code, self.reason, self.place = code, reason, place


class Referee:
    """Judges rows about one document; `scene` holds the annotated text, who speaks and the second look."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.view = scene.view
        self.low = fold(scene.view.document.text).casefold()
        found = [*self.view.quantities, *rank.find(self.view)]
        self.quantities: list[QuantityMention] = sorted(found, key=lambda mention: mention.start)

    def judge(self, rows: Iterable[Any], reader: str = "model") -> Judged:
        """The rows that the document bears as claims of a reader, and the others with their reasons."""
        judged = Judged()
        for given in rows:
            try:
                judged.claims.append(self.claim(row_of(given, self.view.pack.code), reader))
            except Refusal as refusal:
                judged.rejected.append(self._rejected(given, refusal))
            except KhorgosError as fault:
                code = "malformed" if isinstance(fault, ValueFault) else "not-grounded"
                judged.rejected.append(self._rejected(given, Refusal(code, fault.sentence())))
        return judged

    def claim(self, row: Row, reader: str) -> Claim:
        """The claim of a row; raises Refusal where the document does not bear it."""
        passages = find(self.view.document.text, row.evidence)
        if not passages:
            raise Refusal("no-passage", "the quoted words do not stand in the document")
        refusal: Refusal | None = None
        for passage in passages:
            try:
                return self._at(row, passage, reader)
            except Refusal as found:
                refusal = refusal or found
        raise refusal or Refusal("no-passage", "the quoted words do not stand in the document")

    def _at(self, row: Row, passage: Passage, reader: str) -> Claim:
        if self.view.sentence_at(passage.start) is None and not self._read(passage):
            raise Refusal("boilerplate", "the passage is no part of the report", passage)
        fields, grounds = self._amount(row, passage)
        if row.kind == "figure" and fields["quantity"].unit.dimension in _NO_FIGURE:
            raise Refusal("no-figure", "a length of time or a speed is no figure of cooperation", passage)
        self._uncrossed(row, grounds, passage)
        for name, wanted in row.periods.items():
            timed = times.borne(
                self.view, self.scene.reread, passage, name, wanted, self._told(row.kind, name, passage, grounds)
            )
            if timed is None:
                raise self._no_period(name, str(wanted), passage)
            fields[name] = timed.period
            grounds += timed.grounds
        fields |= self._named(row, passage)
        try:
            return KINDS[row.kind](
                evidence=self.scene.evidence(passage.start, passage.end, grounds),
                attribution=self._attribution(row, passage),
                rule=f"{reader}.{passage.how}",
                readers=(reader,),
                reread=self.scene.reread,
                **fields,
            )
        except GroundingFault as fault:
            raise Refusal("not-grounded", fault.sentence(), passage) from fault
        except (ValueFault, TypeError) as fault:
            raise Refusal("malformed", str(fault), passage) from fault

    def _read(self, passage: Passage) -> bool:
        return any(passage.start <= sentence.start < passage.end for sentence in self.view.sentences)

    def _amount(self, row: Row, passage: Passage) -> tuple[dict[str, Any], list[Ground]]:
        if row.quantity is None:
            return {}, []
        found = amounts.borne(self.view, self.scene.reread, self.quantities, passage, row.quantity, row.bound)
        if found is None and row.kind == "project" and not self._has_money(passage):
            # A project is told in several sentences: its sum may stand near the passage that names it.
            places = self._around(passage)
            tried = (
                amounts.borne(self.view, self.scene.reread, self.quantities, place, row.quantity, row.bound)
                for place in places
            )
            found = next((borne for borne in tried if borne), None)
        if found is None:
            raise self._no_value(row, passage)
        return {"quantity" if row.kind == "figure" else "money": found.quantity}, list(found.grounds)

    def _uncrossed(self, row: Row, grounds: Sequence[Ground], passage: Passage) -> None:
        """Refuse a number that stands in the passage for other parties, where another stands there for these.

        "A, B and C delivered for 148, 76 and 53 million": the grammar deals the numbers out.
        """
        parties = set(row.fields.get("parties", ()))
        if row.kind != "figure" or not parties:
            return
        place = Span(passage.start, passage.end)
        told = [c for c in self.scene.claims if isinstance(c, Figure) and c.evidence.span.overlaps(place)]
        same = [claim for claim in told if _of_number(claim, grounds)]
        others = [c for c in told if c not in same and set(c.parties) == parties and _inside(c, place)]
        theirs = [c for c in others if row.quantity is not None and c.quantity.unit == row.quantity.unit]
        if same and theirs and all(set(claim.parties) != parties for claim in same):
            told_of = ", ".join(str(party) for party in same[0].parties)
            reason = f"{row.quantity} is told of {told_of}; the nearest true reading is {theirs[0].quantity}"
            raise Refusal("not-borne-value", reason, passage)

    def _has_money(self, passage: Passage) -> bool:
        inside = (m for m in self.quantities if passage.start <= m.start < passage.end)
        return any(mention.quantity.unit.is_money for mention in inside)

    def _told(self, kind: str, name: str, passage: Passage, grounds: Sequence[Ground]) -> list[Period]:
        """The periods that the grammar reads for claims of this kind in this passage, as far as they are sure.

        For a figure those of claims on the same number.  Not those of words behind another number ("from 3 billion to
        5 billion in 2020"), nor those that a report without a day resolves by guess.
        """
        place = Span(passage.start, passage.end)
        claims = [c for c in self.scene.claims if c.kind == kind and c.evidence.span.overlaps(place)]
        if kind == "figure":
            claims = [claim for claim in claims if _of_number(claim, grounds)]
        return [getattr(c, name) for c in claims if getattr(c, name) is not None and self._sure(c, name)]

    def _sure(self, claim: Claim, name: str) -> bool:
        for ground in claim.evidence.grounds_of(name):
            if self.view.published is None and ground.anchor is not None:
                return False
            if any(claim.evidence.span.end <= other.start < ground.span.start for other in self.quantities):
                return False
        return True

    def _around(self, passage: Passage) -> list[Passage]:
        """Where a project's sum stands if not in its passage: in its sentence, else the nearest before and behind."""
        here = self.view.sentence_index(passage.start) or 0
        before = range(here - 1, max(-1, here - _TOLD - 1), -1)
        behind = range(here + 1, min(len(self.view.sentences), here + _TOLD + 1))
        ways = [found for way in (before, behind) if (found := self._sum_in(way, passage.how))]
        return self._sum_in(range(here, here + 1), passage.how) or [place for way in ways for place in way]

    def _sum_in(self, indices: Iterable[int], how: str) -> list[Passage]:
        """The first of some sentences that names a sum."""
        sentences = [self.view.sentences[index] for index in indices]
        places = (Passage(sentence.start, sentence.end, how) for sentence in sentences)
        return list(islice(filter(self._has_money, places), 1))

    def _no_value(self, row: Row, passage: Passage) -> Refusal:
        wanted = row.quantity
        assert wanted is not None
        near = amounts.nearest(wanted, amounts.readings(self.view, self.scene.reread, self.quantities, passage))
        shown = f"{row.bound.value if row.bound else ''}{wanted}".removeprefix("=")
        code = "value"
        if near is not None and (near.low, near.high) == (wanted.low, wanted.high):
            code = "bound" if near.unit == wanted.unit else "unit"
        told = f"the nearest true reading is {near}" if near else "it reads no quantity"
        return Refusal(f"not-borne-{code}", f"{shown} cannot be read again from the passage; {told}", passage)

    def _no_period(self, name: str, wanted: str, passage: Passage) -> Refusal:
        near = ", ".join(map(str, times.readings(self.view, passage))) or "no period"
        return Refusal(
            "not-borne-period", f"{name} {wanted} cannot be read again near the passage; it reads {near}", passage
        )

    def _named(self, row: Row, passage: Passage) -> dict[str, Any]:
        """The other fields; who speaks must be named, and words that are quoted must stand."""
        fields = dict(row.fields)
        if row.kind == "statement":
            fields["quote"] = self._quote(fields.get("quote"), passage)
            if not self.names(str(fields.get("speaker", ""))):
                raise Refusal("not-named", f"{fields.get('speaker')} is not named in the document", passage)
        return fields

    def _quote(self, quote: Any, passage: Passage) -> str:
        places = find(self.view.document.text, str(quote)) if quote else []
        place = next((p for p in places if p.start < passage.end and passage.start < p.end), None)
        place = place or (places[0] if places else passage)
        return self.view.document.text[place.start : place.end]

    def names(self, name: str) -> bool:
        """Whether the document names somebody: one of the longer words of the name stands in it."""
        words = [
            word for word in fold(name).casefold().replace("-", " ").split() if len(word) > 1 or not word.isascii()
        ]
        return any(word.strip(".,()'\"") in self.low for word in words)

    def _attribution(self, row: Row, passage: Passage) -> Attribution:
        """Who is said to say so: the reader's links as far as the document names them, the grammar's for the others."""
        own = self.scene.attribution(passage.start, passage.end)
        links = {name: value for name, value in row.attribution.items() if self.names(value)}
        return Attribution(
            links.get("speaker", own.speaker),
            links.get("agency", own.agency),
            links.get("outlet", own.outlet),
            tuple(pair for pair in own.spans if pair[0] not in links),
        )

    def _rejected(self, given: Any, refusal: Refusal) -> Rejected:
        kind = str(given.get("kind", "")) if isinstance(given, dict) else ""
        place = refusal.place
        text = str(given.get("evidence", "")) if isinstance(given, dict) else str(given)
        if place is not None:
            text = self.view.document.text[place.start : place.end]
        span = Span(place.start, place.end) if place else Span(0, 0)
        return Rejected(kind, span, text[:400], refusal.code, refusal.reason)


def _of_number(claim: Claim, grounds: Sequence[Ground]) -> bool:
    """Whether a claim is read from the number of these grounds."""
    ours = claim.evidence.grounds_of("value")
    return any(one.span.overlaps(other.span) for one in ours for other in grounds if other.field == "value")


def _inside(claim: Claim, place: Span) -> bool:
    """Whether the claim's number stands in a place."""
    return any(place.overlaps(ground.span) for ground in claim.evidence.grounds_of("value"))
