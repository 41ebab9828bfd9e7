"""Official series beside a fact: what offices count for the same parties, from snapshots in the ledger's archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from threading import Lock
from typing import Any

from khorgos.check.official import Series
from khorgos.claims.official import Observation
from khorgos.errors import StatisticsFault
from khorgos.statistics import Snapshots, observations
from khorgos.statistics.snapshots import INDEX
from khorgos.store import Ledger
from khorgos.values import Period

# So many years before and after the fact's own are shown.
_AROUND = 5


class Official:
    """The official series of a ledger's archive, read once and again when a snapshot came."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._known: tuple[int, Series] = (-1, Series(()))

    def series(self) -> Series:
        """All of them; none where a snapshot cannot be read (`khorgos statistics` says why)."""
        index = self._ledger.archive.root / INDEX
        size = index.stat().st_size if index.is_file() else 0
        with self._lock:
            if self._known[0] != size:
                try:
                    found = Series(observations(Snapshots(self._ledger.archive))) if size else Series(())
                except StatisticsFault:
                    found = Series(())
                self._known = size, found
            return self._known[1]

    def beside(self, said: Mapping[str, Any]) -> list[Observation]:
        """What offices give for a figure's indicator and parties, each side's own, by period; near its period only."""
        if said["kind"] != "figure" or not said.get("period") or said.get("measure", "level") != "level":
            return []
        year = _year(Period.parse(str(said["period"])))
        found = [each for each in self._all(said) if year is None or abs((_year(each.period) or 0) - year) <= _AROUND]
        return sorted(found, key=lambda each: (str(each.period), each.reporter, each.source))

    def _all(self, said: Mapping[str, Any]) -> Iterator[Observation]:
        series = self.series()
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
