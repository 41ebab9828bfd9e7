"""Somebody's extraction held to its text: can value, unit, bound and period be read again, and where.

borne      from the quoted words (a period also from its sentence and what governs it)
elsewhere  not from the quoted words, but from others of the text
absent     from no words of the text
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from khorgos.annotate import annotate, rank
from khorgos.annotate.mentions import QuantityMention
from khorgos.documents import Document
from khorgos.referee import amounts, times
from khorgos.referee.passage import Passage, find
from khorgos.referee.reread import RefereeReread
from khorgos.values import Bound, Period, Quantity, Span, Unit


class Verdict(StrEnum):
    """Where a field can be read again."""

    BORNE = "borne"
    ELSEWHERE = "elsewhere"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What somebody extracted: the quoted words or their span, and the values taken from them.

    `quantity` has the unit `unit_given` says was named; without one any unit is right, and `bound` None any bound.
    """

    quote: str | None = None
    span: Span | None = None
    quantity: Quantity | None = None
    unit_given: bool = True
    bound: Bound | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdicts by field ("quote", "value", "unit", "bound", "period"), and the nearest true reading of each."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    nearest: dict[str, str] = field(default_factory=dict)
    span: Span | None = None

    @property
    def good(self) -> bool:
        """Whether everything can be read from the quoted words."""
        return all(verdict is Verdict.BORNE for verdict in self.verdicts.values())


class Verifier:
    """Verifies extractions of one document."""

    def __init__(self, document: Document) -> None:
        self.view = annotate(document)
        self.reread = RefereeReread(self.view.pack.code)
        found = [*self.view.quantities, *rank.find(self.view)]
        self.mentions: list[QuantityMention] = sorted(found, key=lambda mention: mention.start)

    def verify(self, given: Extraction) -> Verified:
        """The verdicts on one extraction."""
        passages = self._passages(given)
        if not passages:
            whole = Passage(0, len(self.view.document.text), "verbatim")
            verdicts = {"quote": Verdict.ABSENT} | self._values(given, [], whole)
            return Verified(verdicts, self._nearest(given, whole, verdicts))
        judged = [({"quote": Verdict.BORNE} | self._values(given, [p], p), p) for p in passages]
        verdicts, passage = min(judged, key=lambda one: sum(v is not Verdict.BORNE for v in one[0].values()))
        span = Span(passage.start, passage.end)
        return Verified(verdicts, self._nearest(given, passage, verdicts), span)

    def _passages(self, given: Extraction) -> list[Passage]:
        if given.span is not None:
            inside = given.span.end <= len(self.view.document.text) and given.span.start < given.span.end
            return [Passage(given.span.start, given.span.end, "verbatim")] if inside else []
        return find(self.view.document.text, given.quote or "")

    def _values(self, given: Extraction, where: list[Passage], fallback: Passage) -> dict[str, Verdict]:
        verdicts: dict[str, Verdict] = {}
        if given.quantity is not None:
            verdicts |= self._quantity(given, given.quantity, where)
        if given.period is not None:
            verdicts["period"] = self._period(given.period, where, fallback)
        return verdicts

    def _quantity(self, given: Extraction, wanted: Quantity, where: list[Passage]) -> dict[str, Verdict]:
        """Value, then unit, then bound, each of the readings that the one before left."""
        here = [q for p in where for q in self._readings(wanted, p)]
        text = [q for m in self.mentions for q in self.reread.quantities(self._slice(m))]
        found: dict[str, Verdict] = {}
        for name in ("value", *(["unit"] if given.unit_given else []), *(["bound"] if given.bound else [])):
            here = [q for q in here if self._right(name, q, wanted, given.bound)]
            text = [q for q in text if self._right(name, q, wanted, given.bound)]
            found[name] = Verdict.BORNE if here else Verdict.ELSEWHERE if text else Verdict.ABSENT
        return found

    def _right(self, name: str, quantity: Quantity, wanted: Quantity, bound: Bound | None) -> bool:
        if name == "value":
            return (quantity.low, quantity.high) == (wanted.low, wanted.high)
        return quantity.unit == wanted.unit if name == "unit" else quantity.bound is bound

    def _readings(self, wanted: Quantity, passage: Passage) -> Iterator[Quantity]:
        for mention in self.mentions:
            if passage.start < mention.end and mention.start < passage.end:
                yield from self.reread.quantities(self._slice(mention))
        yield from self.reread.quantities(self.view.document.text[passage.start : passage.end])
        borne = amounts.borne(self.view, self.reread, self.mentions, passage, wanted, None)
        if borne is not None:
            yield borne.quantity

    def _slice(self, mention: QuantityMention) -> str:
        start, end = mention.grounded
        return self.view.document.text[start:end]

    def _period(self, wanted: Period, where: list[Passage], fallback: Passage) -> Verdict:
        if any(times.borne(self.view, self.reread, passage, "period", wanted) for passage in where):
            return Verdict.BORNE
        named = any(m.period is not None and m.period.same_days(wanted) for m in self.view.periods)
        anywhere = named or times.borne(self.view, self.reread, fallback, "period", wanted) is not None
        return Verdict.ELSEWHERE if anywhere else Verdict.ABSENT

    def _nearest(self, given: Extraction, passage: Passage, verdicts: dict[str, Verdict]) -> dict[str, str]:
        found: dict[str, str] = {}
        wrong = [name for name in ("value", "unit", "bound") if verdicts.get(name, Verdict.BORNE) is not Verdict.BORNE]
        if wrong and given.quantity is not None:
            reading = amounts.nearest(given.quantity, amounts.readings(self.view, self.reread, self.mentions, passage))
            found |= {wrong[0]: str(reading)} if reading is not None else {}
        if verdicts.get("period", Verdict.BORNE) is not Verdict.BORNE:
            near = times.readings(self.view, passage)[:1]
            found |= {"period": str(near[0])} if near else {}
        return found


def quantity_in(text: str, language: str) -> Quantity | None:
    """The quantity that a short text gives ("$4.45 billion"); None where it gives none, or more than one value."""
    found = [q for q in RefereeReread(language).quantities(text) if q.unit != Unit.of("times")]
    return found[0] if found else None
