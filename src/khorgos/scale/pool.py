"""Reading with several processes: results in the order of the reports, memory bounded, no report that stops the rest.

A report that kills its process, or takes longer than the limit, becomes a fault of its own; those that were being read
beside it are read again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from khorgos.errors import DocumentFault, KhorgosError
from khorgos.fetch import local
from khorgos.pipeline import Reading, accepted, read
from khorgos.reference import outlets
from khorgos.sources import Item
from khorgos.values import Context

# Reports on their way for each worker: one is read, the others wait or wait to be taken.
_WAITING = 4
# A report of some kilobytes is read in milliseconds, one of megabytes in a minute.
SECONDS = 300.0


class Outcome(NamedTuple):
    """What became of a report: its reading, or the fault that kept it from being read."""

    item: Item
    reading: Reading | None = None
    fault: KhorgosError | None = None


def read_one(item: Item, context: Context, accept: float | None = None) -> Outcome:
    """Read a report; whatever goes wrong within is its own fault and nobody else's."""
    if item.fault is not None or item.data is None:
        return Outcome(item, fault=item.fault or DocumentFault("the file is empty.", place=item.name))
    try:
        reading = accepted(read(local.document_of(item.data, context, item.name)), accept)
        # Records are worked out here: in the process that reads, and where a fault is the report's own.
        _ = reading.records
        return Outcome(item, reading)
    except KhorgosError as fault:
        return Outcome(item, fault=fault)
    except (Exception, RecursionError) as fault:  # noqa: BLE001 - a fault of ours must not lose ten thousand others
        return Outcome(item, fault=_ours(item.name, f"{type(fault).__name__}: {fault}"))


@dataclass(slots=True)
class Readers:
    """`workers` processes that read; with one, this process reads and there are no others.

    `seconds` are the most that one report may take, `task` is what is done with it.  Use it with `with`.
    """

    workers: int
    context: Context
    accept: float | None = None
    seconds: float = SECONDS
    task: Callable[[Item, Context, float | None], Outcome] = read_one
    _pool: ProcessPoolExecutor | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """The outcome of each report, in their order, whatever the number of workers."""
        if self.workers < 2:
            yield from (self.task(item, self.context, self.accept) for item in items)
            return
        pending: deque[tuple[Item, Future[Outcome]]] = deque()
        for item in items:
            pending.append((item, self._send(item)))
            if len(pending) >= _WAITING * self.workers:
                yield self._first(pending)
        while pending:
            yield self._first(pending)

    def _first(self, pending: deque[tuple[Item, Future[Outcome]]]) -> Outcome:
        item, future = pending.popleft()
        try:
            return future.result(self.seconds)
        except TimeoutError:
            found = Outcome(item, fault=_ours(item.name, f"it took longer than {self.seconds:g} seconds"))
        except BrokenProcessPool:
            found = self._alone(item)
        self._end()
        for at, (waiting, before) in enumerate(pending):
            if not before.done() or before.cancelled() or before.exception() is not None:
                pending[at] = waiting, self._send(waiting)
        return found

    def _alone(self, item: Item) -> Outcome:
        """A process died, and this report was the next: read it with nobody beside, so that no other dies of it."""
        self._end()
        try:
            return self._send(item, workers=1).result(self.seconds)
        except BrokenProcessPool:
            return Outcome(item, fault=_ours(item.name, "the process that read it died"))
        except TimeoutError:
            return Outcome(item, fault=_ours(item.name, f"it took longer than {self.seconds:g} seconds"))

    def _send(self, item: Item, workers: int = 0) -> Future[Outcome]:
        try:
            return self._running(workers).submit(self.task, item, self.context, self.accept)
        except BrokenProcessPool:
            # It died since; whoever died of it is told when the results are taken.
            future: Future[Outcome] = Future()
            future.set_exception(BrokenProcessPool())
            return future

    def _running(self, workers: int = 0) -> ProcessPoolExecutor:
        if self._pool is None:
            # Spawned, not forked: this process has threads and an open database.
            method = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                workers or self.workers, method, initializer=_begin, initargs=(outlets.added(),)
            )
        return self._pool

    def _end(self) -> None:
        """Let the workers go, also one that never ends."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(5)


def _begin(own: dict[str, outlets.Outlet]) -> None:
    """A worker knows the user's outlets, leaves Ctrl-C to its parent, and ends when that is gone, however it went."""
    outlets.keep(own)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    with suppress(OSError):
        parent.join()
    os._exit(1)


def _ours(name: str, what: str) -> DocumentFault:
    return DocumentFault(
        f"reading it failed ({what[:200]}).", place=name, mend="Tell the developers, if you may show them the report."
    )
