"""Reading archived bytes again with several processes, a batch at a time."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import TYPE_CHECKING

from khorgos.errors import KhorgosError, LedgerFault
from khorgos.scale import Outcome, Readers
from khorgos.sources import Item
from khorgos.values import Context

if TYPE_CHECKING:
    from khorgos.store import Ledger
    from khorgos.store.rereading import Outdated, Reread, Rereading

# So many reports, or so many seconds of reading, are kept at once, as when they are added.
_MANY, _LONG = 64, 1.0


@dataclass(slots=True)
class Count:
    """What became of the reports read again: how many, claims and records by what became of them, failures."""

    reports: int = 0
    differ: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def take(self, found: Reread) -> None:
        """Count a report."""
        self.reports += 1
        self.differ += bool(found.claims or found.records)
        for told, count in ((found.claims, self.claims), (found.records, self.records)):
            parts = {"same": told.same, "added": len(told.added), "gone": len(told.gone), "changed": len(told.altered)}
            count.update(parts)


@dataclass(slots=True)
class Again:
    """Reads reports of older code again; with `apply` what was read takes the place of the older reading."""

    ledger: Ledger
    rereading: Rereading
    apply: bool = False
    accept: float | None = None
    workers: int = 1
    limit: int | None = None
    count: Count = field(default_factory=Count)
    _waiting: list[tuple[Reread, bytes]] = field(default_factory=list)
    _since: float = 0.0

    def read(self) -> Iterator[Reread]:
        """What newer code makes of each report; with `apply` it is kept before the next batch is read.

        A report that cannot be read any more keeps its older reading, and is counted with the reason.
        """
        with Readers(self.workers, Context(), self.accept) as pool:
            for _, group in groupby(self.rereading.outdated(), key=lambda report: report.said):
                read = (self._taken(report, outcome) for report, outcome in self._outcomes(group, pool))
                # What cannot be read does not count: a limit would never get beyond it.
                left = None if self.limit is None else self.limit - self.count.reports
                yield from islice((found for found in read if found is not None), left)
                self._keep()
                if self.limit is not None and self.count.reports >= self.limit:
                    return

    def _outcomes(self, group: Iterator[Outdated], pool: Readers) -> Iterator[tuple[Outdated, Outcome]]:
        """Each report of one context with its reading."""
        asked: deque[Outdated] = deque()

        def items() -> Iterator[Item]:
            for report in group:
                pool.context = report.context
                asked.append(report)
                yield self._item(report)

        for outcome in pool.read(items()):
            yield asked.popleft(), outcome

    def _item(self, report: Outdated) -> Item:
        try:
            return Item(report.name, self.ledger.archive.get(report.sha))
        except LedgerFault as fault:
            return Item(report.name, fault=fault)

    def _taken(self, report: Outdated, outcome: Outcome) -> Reread | None:
        if outcome.reading is None:
            fault = outcome.fault
            # What older code could not read either is no news.
            if report.version or not isinstance(fault, KhorgosError):
                self.count.failed.append((report.name, fault.sentence() if fault else "it cannot be read."))
            return None
        found = self.rereading.compare(report, outcome.reading)
        self.count.take(found)
        if self.apply:
            self._wait(found, outcome.item.data or b"")
        return found

    def _wait(self, found: Reread, data: bytes) -> None:
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((found, data))
        if len(self._waiting) >= _MANY or time.monotonic() - self._since > _LONG:
            self._keep()

    def _keep(self) -> None:
        waiting, self._waiting = self._waiting, []
        self.rereading.apply(waiting)
