"""Official series beside a fact: what offices count for the same parties, from snapshots in the ledger's archive."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from khorgos.check.official import Series
from khorgos.claims.official import Observation
from khorgos.errors import StatisticsFault
from khorgos.statistics import Snapshots, observations
from khorgos.statistics.beside import beside
from khorgos.statistics.snapshots import INDEX
from khorgos.store import Ledger


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
        """What offices give beside a figure, near its period; nothing for one without a period."""
        return beside(self.series(), said) if said.get("period") else []
