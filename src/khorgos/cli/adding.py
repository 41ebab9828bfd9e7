"""Adding many reports with a bar that shows rate and time left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from khorgos.cli.second import Second, missing
from khorgos.errors import KhorgosError, LedgerFault
from khorgos.fetch import local
from khorgos.pipeline import Reading
from khorgos.store import Added

if TYPE_CHECKING:
    from collections.abc import Callable

    from khorgos.store import Ledger
    from khorgos.values import Context


@dataclass(slots=True)
class Done:
    """What became of the reports: how many of each outcome, claims and rejections, and the failures with reasons."""

    outcomes: Counter[Added] = field(default_factory=Counter)
    claims: int = 0
    rejected: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def add_all(ledger: Ledger, paths: list[Path], context: Context, readers: Second | None = None) -> Done:
    """Add every report; one that cannot be read does not stop the rest, a fault of the ledger does.

    `readers` are those who read; the grammar alone where none are given.
    """
    readers = readers or Second()
    done = Done()
    with _progress(len(paths)) as step:
        for path in paths:
            _add_one(ledger, path, context, readers, done)
            step()
    return done


def summary(done: Done, place: str) -> str:
    """One line: what was added where."""
    words = [f"{done.outcomes[outcome]} {outcome}" for outcome in Added if done.outcomes[outcome]]
    return f"{place}: {', '.join(words)}; {done.claims} claims added, {done.rejected} rejected"


def _add_one(ledger: Ledger, path: Path, context: Context, readers: Second, done: Done) -> None:
    data: bytes | None = None
    try:
        data = local.take(path)
        if ledger.knows(data, context):
            done.outcomes[Added.KNOWN] += 1
            return
        reading = readers.read(local.document_of(data, context, str(path)))
    except LedgerFault:
        raise
    except KhorgosError as fault:
        done.outcomes[ledger.fail(fault, data, str(path))] += 1
        done.failed.append((str(path), fault.sentence()))
        return
    lost = missing(reading)
    if lost:
        # Not kept as read: adding it again asks the model again, and what it did read costs nothing.
        done.failed += [(str(path), line) for line in lost]
        return
    outcome = ledger.add(reading, data, str(path), context)
    done.outcomes[outcome] += 1
    if outcome is not Added.KNOWN:
        _count(done, reading)


def _count(done: Done, reading: Reading) -> None:
    done.claims += len({claim.id for claim in reading.claims})
    done.rejected += len(reading.rejected)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal or total < 2:
        yield lambda: None
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

        def step() -> None:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:.0f}/s" if speed else "")

        yield step
