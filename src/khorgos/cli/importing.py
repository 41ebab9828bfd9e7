"""Taking the rows of a table into the ledger, some hundreds at a time, with a count on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Any

import click

from khorgos.annotate.reread import GrammarReread
from khorgos.claims import Record
from khorgos.errors import InputFault
from khorgos.fetch.local import read_bytes
from khorgos.fetch.sheet import rows
from khorgos.receive import Report
from khorgos.records.activities import activities, activity_record
from khorgos.records.intake import Fault, Intake
from khorgos.records.sheet import Layout
from khorgos.store import Added, Ledger
from khorgos.values import Context

# Rows that go in together: memory and the time that the ledger is held stay small.
_TOGETHER = 500
# The first element stands within so many bytes, behind declaration and comments.
_HEAD = 4096


@dataclass(slots=True)
class Done:
    """How many rows were read, added, known already, and could not be read; reports and claims that came with them."""

    rows: int = 0
    new: int = 0
    failed: int = 0
    reports: int = 0
    claims: int = 0

    @property
    def known(self) -> int:
        """Rows that the ledger had already."""
        return self.rows - self.new - self.failed


def import_rows(ledger: Ledger, path: Path, how: Layout) -> Done:
    """Import every row that can be read, and say on stderr what could not be."""
    grammar = GrammarReread("en")
    intake = Intake(how, stated=lambda text: grammar.periods(text, None), currency=currency_of)
    return _import(ledger, (intake.read(number, row) for number, row in rows(path, how)))


def import_file(ledger: Ledger, path: Path, how: Layout) -> Done:
    """Import a file of any form that is known, told by its content."""
    with path.open("rb") as file:
        head = file.peek(_HEAD)[:_HEAD]
        if b"<iati-activities" in head:
            return import_activities(ledger, path)
        received = _received(file, head)
        if received is not None:
            return _import(ledger, received(file, str(path)))
    return import_rows(ledger, path, how)


def _received(file: BufferedReader, head: bytes) -> Callable[[BufferedReader, str], Iterator[Any]] | None:
    """Who reads a file that others published; None for a table of somebody's own."""
    from khorgos.receive import ftm, package, sdmx

    if sdmx.is_csv(head) or sdmx.is_ml(head):
        return sdmx.received
    if ftm.is_ftm(head):
        return ftm.received
    return package.received if package.is_package(file) else None


def import_activities(ledger: Ledger, path: Path) -> Done:
    """Import every IATI activity that can be read; raises InputFault for a file that is no XML."""
    from lxml import etree

    try:
        with path.open("rb") as file:
            return _import(ledger, (activity_record(n, each) for n, each in enumerate(activities(file), 1)))
    except etree.XMLSyntaxError as fault:
        mend = "What stands before that place went in; mend the file and import it again."
        raise InputFault(f"not well-formed XML ({fault.msg}).", place=str(path), mend=mend) from fault


def _import(ledger: Ledger, source: Iterator[Record | Report | list[Fault]]) -> Done:
    """Records as rows, reports with the claims told of them; a claim that cannot be is a row that failed."""
    from rich.console import Console

    done, shown = Done(), Console(stderr=True)
    with shown.status("Importing") as status:
        while found := list(islice(source, _TOGETHER)):
            _take(ledger, [each for each in found if isinstance(each, Report)], done)
            done.new += ledger.add_records(each for each in found if isinstance(each, Record))
            done.rows += sum(not isinstance(each, Report) for each in found)
            for each in found:
                if isinstance(each, list):
                    done.failed += 1
                    _tell(each)
            status.update(f"Importing · {done.rows} rows · Ctrl-C stops, what is done is kept")
    return done


def _take(ledger: Ledger, reports: list[Report], done: Done) -> None:
    """Reports into the ledger with their claims."""
    readings = [(read_bytes(each.data, Context(), each.id), each.data, each.id) for each in reports]
    outcomes = ledger.add_all([(reading, data, f"imported {name}") for reading, data, name in readings])
    for (reading, _, _), outcome in zip(readings, outcomes, strict=True):
        done.rows += len(reading.claims) + len(reading.rejected)
        done.failed += len(reading.rejected)
        if outcome is Added.NEW:
            done.reports, done.claims = done.reports + 1, done.claims + len(reading.claims)
            done.new += len(reading.claims)
        for rejected in reading.rejected:
            click.echo(f"error: {rejected.reason}", err=True)


@lru_cache(maxsize=256)
def currency_of(name: str) -> str | None:
    """The code of a currency by its name in English, as the grammar reads it."""
    found = {each.unit.code for each in GrammarReread("en").quantities(f"5 {name}") if each.unit.is_money}
    return found.pop() if len(found) == 1 else None


def _tell(faults: list[Fault]) -> None:
    for fault in faults:
        click.echo(f"error: {fault.sentence()}", err=True)
