"""Taking the rows of a table into the ledger, some hundreds at a time, with a count on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import click

from khorgos.annotate.reread import GrammarReread
from khorgos.claims import Record
from khorgos.errors import InputFault
from khorgos.fetch.sheet import rows
from khorgos.records.activities import activities, activity_record
from khorgos.records.intake import Fault, Intake
from khorgos.records.sheet import Layout
from khorgos.store import Ledger

# Rows that go in together: memory and the time that the ledger is held stay small.
_TOGETHER = 500
# The first element stands within so many bytes, behind declaration and comments.
_HEAD = 4096


@dataclass(slots=True)
class Done:
    """How many rows were read, added, known already, and could not be read."""

    rows: int = 0
    new: int = 0
    failed: int = 0

    @property
    def known(self) -> int:
        """Rows that the ledger had already."""
        return self.rows - self.new - self.failed


def import_rows(ledger: Ledger, path: Path, how: Layout) -> Done:
    """Import every row that can be read, and say on stderr what could not be."""
    grammar = GrammarReread("en")
    intake = Intake(how, stated=lambda text: grammar.periods(text, None), currency=currency_of)
    return _import(ledger, (intake.read(number, row) for number, row in rows(path, how)))


def is_iati(path: Path) -> bool:
    """Whether a file holds IATI activities, by its first element."""
    with path.open("rb") as file:
        return b"<iati-activities" in file.read(_HEAD)


def import_activities(ledger: Ledger, path: Path) -> Done:
    """Import every IATI activity that can be read; raises InputFault for a file that is no XML."""
    from lxml import etree

    try:
        with path.open("rb") as file:
            return _import(ledger, (activity_record(n, each) for n, each in enumerate(activities(file), 1)))
    except etree.XMLSyntaxError as fault:
        mend = "What stands before that place went in; mend the file and import it again."
        raise InputFault(f"not well-formed XML ({fault.msg}).", place=str(path), mend=mend) from fault


def _import(ledger: Ledger, source: Iterator[Record | list[Fault]]) -> Done:
    from rich.console import Console

    done, shown = Done(), Console(stderr=True)
    with shown.status("Importing") as status:
        while found := list(islice(source, _TOGETHER)):
            done.new += ledger.add_records(each for each in found if isinstance(each, Record))
            done.rows += len(found)
            for each in found:
                if not isinstance(each, Record):
                    done.failed += 1
                    _tell(each)
            status.update(f"Importing · {done.rows} rows · Ctrl-C stops, what is done is kept")
    return done


@lru_cache(maxsize=256)
def currency_of(name: str) -> str | None:
    """The code of a currency by its name in English, as the grammar reads it."""
    found = {each.unit.code for each in GrammarReread("en").quantities(f"5 {name}") if each.unit.is_money}
    return found.pop() if len(found) == 1 else None


def _tell(faults: list[Fault]) -> None:
    for fault in faults:
        click.echo(f"error: {fault.sentence()}", err=True)
