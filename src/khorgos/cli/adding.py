"""Adding many reports with a bar that shows rate and time left."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from khorgos.cli.buried import Buried
from khorgos.cli.fetching import pages
from khorgos.cli.second import Second, missing
from khorgos.errors import DocumentFault, KhorgosError, LedgerFault
from khorgos.fetch import local
from khorgos.pipeline import NO_PACK, Reading
from khorgos.scale import Outcome, Readers
from khorgos.store import Added
from khorgos.store.connect import shown

if TYPE_CHECKING:
    from khorgos.sources import Item
    from khorgos.store import Ledger
    from khorgos.values import Context


# So many reports, or so many seconds of reading, are kept at once: another writer never waits long for its turn.
_MANY = 64
_LONG = 1.0


@dataclass(slots=True)
class Done:
    """What became of the reports: outcomes, claims, records and rejections counted, failures with reasons, notes.

    `unread` counts those in languages without a pack, by language.
    """

    outcomes: Counter[Added] = field(default_factory=Counter)
    claims: int = 0
    records: int = 0
    rejected: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    def tell_unread(self) -> None:
        """A note of the reports that are kept with their text and were not read for want of a language pack."""
        if self.unread:
            told = ", ".join(f"{code} {count}" for code, count in sorted(self.unread.items()))
            self.notes.append(f"no language pack ({told}): kept with their text, read when there is one.")


def add_all(
    ledger: Ledger,
    paths: list[Path],
    context: Context,
    readers: Second | None = None,
    columns: Mapping[str, str] | None = None,
    addresses: Sequence[str] = (),
    workers: int = 1,
    *,
    again: bool = False,
) -> Done:
    """Add every report in the files; one that cannot be read does not stop the rest, a fault of the ledger does.

    What was read is kept a batch at a time; the bar counts files whose last report is kept or waits.  `readers` are
    those who read; the grammar alone where none are given.  `columns` says what the columns of tables hold.
    `addresses` are pages to be fetched, after the files.  `workers` processes read where the grammar reads alone; what
    comes into the ledger, and its order, are the same for any number of them.  `again` takes what was deleted too.
    """
    with _progress(len(paths) + len(addresses)) as step:
        files = (local.reports(path, columns) for path in paths)
        fetched = pages(addresses, ledger, columns) if addresses else ()
        return add_items(ledger, _stepping(chain(files, fetched), step), context, readers, workers, again=again)


def add_items(
    ledger: Ledger,
    items: Iterable[Item],
    context: Context,
    readers: Second | None = None,
    workers: int = 1,
    *,
    again: bool = False,
) -> Done:
    """Add reports as they come, as `add_all` adds those of files."""
    adding = _Adding(ledger, context, readers or Second(), Buried(ledger, again=again))
    try:
        with Readers(workers, context, adding.readers.accept) as pool:
            for outcome in adding.outcomes(adding.wanted(items), pool):
                adding.take(outcome)
    except KeyboardInterrupt:
        adding.keep()
        raise
    adding.keep()
    adding.done.tell_unread()
    if adding.done.outcomes[Added.NEW] + adding.done.outcomes[Added.READ_AGAIN]:
        ledger.fill_copies()
    return adding.done


@dataclass(slots=True)
class _Adding:
    """Reports that are read and wait to be kept together."""

    ledger: Ledger
    context: Context
    readers: Second
    buried: Buried
    done: Done = field(default_factory=Done)
    waiting: list[tuple[Reading, bytes, str]] = field(default_factory=list)
    since: float = 0.0

    def wanted(self, items: Iterable[Item]) -> Iterator[Item]:
        """The reports that must be read: notes are noted, what the ledger has is counted."""
        for item in items:
            if item.note is not None:
                self.done.notes.append(item.note)
            elif item.data is not None and (why := self.buried.why(item.data)):
                self.done.outcomes[Added.DELETED] += 1
                self.done.notes.append(f"{item.name}: {why} Give --again to add it.")
            elif item.data is not None and self.ledger.knows(item.data, self.context):
                self.done.outcomes[Added.KNOWN] += 1
            else:
                yield item

    def outcomes(self, items: Iterable[Item], pool: Readers) -> Iterator[Outcome]:
        """Each report read: by the pool where the grammar reads alone, else by those who read beside it."""
        return pool.read(items) if self.readers.model is None else map(self._read, items)

    def take(self, outcome: Outcome) -> None:
        """Take what was read; keep what waits when there is enough of it."""
        item = outcome.item
        reading = self._whole(outcome)
        if reading is None:
            return
        if not self.waiting:
            self.since = time.monotonic()
        self.waiting.append((reading, item.data or b"", item.name))
        if len(self.waiting) >= _MANY or time.monotonic() - self.since > _LONG:
            self.keep()

    def keep(self) -> None:
        """Keep what waits: all at once, or where the ledger refuses that, as many as it takes one by one."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        try:
            self._count(waiting, self.ledger.add_all(waiting, self.context))
        except LedgerFault:
            for one in waiting:
                self._count([one], self.ledger.add_all([one], self.context))
        except KeyboardInterrupt:
            self.waiting = waiting
            raise

    def _read(self, item: Item) -> Outcome:
        if item.data is None:
            return Outcome(item, fault=item.fault)
        try:
            return Outcome(item, self.readers.read(local.document_of(item.data, self.context, item.name)))
        except LedgerFault:
            raise
        except KhorgosError as fault:
            return Outcome(item, fault=fault)

    def _whole(self, outcome: Outcome) -> Reading | None:
        """A reading that lacks nothing; what went wrong is kept with its reason."""
        item = outcome.item
        if outcome.reading is None:
            fault = outcome.fault or DocumentFault("the file is empty.", place=item.name)
            self.done.outcomes[self.ledger.fail(fault, item.data, item.name)] += 1
            self.done.failed.append((item.name, fault.sentence()))
            return None
        # What a reader lost is not kept: adding it again asks the model again, and what it did read costs nothing.
        lost = missing(outcome.reading)
        self.done.failed += [(item.name, line) for line in lost]
        return None if lost else outcome.reading

    def _count(self, kept: list[tuple[Reading, bytes, str]], outcomes: list[Added]) -> None:
        for (reading, _, _), outcome in zip(kept, outcomes, strict=True):
            self.done.outcomes[outcome] += 1
            if outcome is not Added.KNOWN:
                self.done.claims += len({claim.id for claim in reading.claims})
                self.done.records += len({record.id for record in reading.records})
                self.done.rejected += len(reading.rejected)
                if any(rejected.code == NO_PACK for rejected in reading.rejected):
                    self.done.unread[reading.document.language.value] += 1


def _stepping(groups: Iterable[Iterable[Item]], step: Callable[[int], None]) -> Iterator[Item]:
    """The reports of all files; a step for each file that is taken apart."""
    for group in groups:
        yield from group
        step(1)


def summary(done: Done, place: str) -> str:
    """One line: what was added where."""
    words = [f"{done.outcomes[outcome]} {outcome}" for outcome in Added if done.outcomes[outcome]]
    records = f" and {done.records} project record{'s'[: done.records != 1]}" if done.records else ""
    return f"{shown(place)}: {', '.join(words)}; {done.claims} claims{records} added, {done.rejected} rejected"


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal or total < 2:
        yield lambda _count: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left · Ctrl-C stops, what is done is kept"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=total, rate="")

        def step(count: int) -> None:
            speed = progress.tasks[0].speed
            progress.update(task, advance=count, rate=f"{speed:.0f}/s" if speed else "")

        yield step
