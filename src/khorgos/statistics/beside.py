"""What offices count of the same thing as a claim: of its indicator and parties, each side's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

from khorgos.check.official import Series
from khorgos.claims.official import Observation
from khorgos.values import Period

# So many years before and after the fact's own are shown.
_AROUND = 5


def beside(series: Series, said: Mapping[str, Any]) -> list[Observation]:
    """For a figure's level (a claim, or a fact's key), by period, near its period only; all years where it has none."""
    if said["kind"] != "figure" or said.get("measure", "level") != "level":
        return []
    year = _year(Period.parse(str(said["period"]))) if said.get("period") else None
    found = [each for each in _all(series, said) if year is None or abs((_year(each.period) or 0) - year) <= _AROUND]
    return sorted(found, key=lambda each: (str(each.period), each.reporter, each.source))


def _all(series: Series, said: Mapping[str, Any]) -> Iterator[Observation]:
    for reporter, partner in _sides(said.get("parties") or ()):
        for each in series.of(str(said["indicator"]), reporter, partner):
            if each.unit == said.get("unit"):
                yield each


def _sides(parties: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    if len(parties) == 1:
        yield parties[0], None
    elif len(parties) == 2:
        yield from permutations(parties, 2)


def _year(period: Period) -> int | None:
    return period.first.year if period.first else None
