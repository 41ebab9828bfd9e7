"""Claims with numbers as points of a chart: low and high end, bound, who printed them, copy or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khorgos.charts.words import say
from khorgos.claims.official import Observation
from khorgos.claims.printing import Printing
from khorgos.telling import chip, voice
from khorgos.values import Period

# The shape of a bound: which way the true value may lie.
SHAPES = {">": "triangle-up", ">=": "triangle-up", "<": "triangle-down", "<=": "triangle-down", "~": "diamond"}
_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "mn"))


@dataclass(frozen=True, slots=True)
class Point:
    """A claim's number: its ends, unit, chip, who says so, the outlet, the day of printing, the period it is for."""

    claim: str
    low: float
    high: float
    unit: str
    bound: str
    chip: str
    voice: str
    outlet: str
    printed: str
    period: str
    copy: bool

    @staticmethod
    def of(printing: Printing) -> Point | None:
        """The point of a claim; None where it has no number."""
        said, source = dict(printing.said), printing.source
        low = said.get("value", said.get("amount"))
        if low is None:
            return None
        high = said.get("value_high")
        return Point(
            claim=printing.id,
            low=float(low),
            high=float(low if high is None else high),
            unit=str(said.get("unit") or said.get("currency") or ""),
            bound=str(said.get("bound") or "="),
            chip=chip(said),
            voice=voice(said, source.outlet),
            outlet=source.outlet or "",
            printed=source.published.isoformat() if source.published else "",
            period=str(said.get("period") or ""),
            copy=bool(source.family) and source.family != source.document,
        )


def points_of(printings: Iterable[Printing]) -> tuple[list[Point], int]:
    """Points in the unit that most are in (of equals the first by name), and how many are left out for their unit."""
    found = [point for point in map(Point.of, printings) if point]
    counted = Counter(point.unit for point in found)
    if not counted:
        return [], 0
    unit = min(counted, key=lambda name: (-counted[name], name))
    kept = [point for point in found if point.unit == unit]
    return kept, len(found) - len(kept)


def scale_of(top: float) -> tuple[float, str]:
    """The largest scale that leaves at least one digit before the point, and its name."""
    return next(((size, name) for size, name in _SCALES if top >= size), (1.0, ""))


def axis_unit(unit: str) -> str:
    """A unit as an axis names it: a count has none."""
    return {"count": "", "percent": "%"}.get(unit, unit)


def year(day: str | None, *, end: bool = False) -> float | None:
    """A period's first (or last) day as a decimal year, which no time zone moves; None where it is open."""
    found = Period.parse(day) if day else None
    edge = (found.last if end else found.first) if found else None
    if edge is None:
        return None
    passed = edge.timetuple().tm_yday - (0 if end else 1)
    return round(edge.year + passed / (366 if _leap(edge.year) else 365), 4)


def _leap(number: int) -> bool:
    return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)


def in_unit(official: Sequence[Observation], unit: str) -> list[Observation]:
    """The values of offices in a unit."""
    return [each for each in official if each.unit == unit]


def notes(left: int, language: str) -> tuple[str, ...]:
    """What a chart says of claims in other units."""
    return (say("other units", language, n=left),) if left else ()
