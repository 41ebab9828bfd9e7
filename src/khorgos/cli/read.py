"""khorgos read: print what reports say."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khorgos.cli import options, second
from khorgos.errors import DocumentFault, KhorgosError

if TYPE_CHECKING:
    from khorgos.documents import Document
    from khorgos.sources import Item
    from khorgos.values import Context


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--evidence", is_flag=True, help="Show the sentence of every claim, and the words of every rejection.")
@click.option("--records", is_flag=True, help="Print the project records instead of the claims.")
@options.form
@options.context
@options.columns
@options.outlets
@second.options
def command(
    files: tuple[str, ...],
    form: str,
    published: dt.date | None,
    language: str | None,
    outlet: str | None,
    reader: str | None,
    url: str | None,
    model: str | None,
    spend: str | None,
    accept: float | None,
    columns: dict[str, str],
    *,
    evidence: bool,
    records: bool,
    yes: bool,
) -> int:
    """Print what reports say; nothing is kept.  "-" reads standard input.

    \b
    khorgos read report.html
    khorgos read report.txt --published 2023-05-18 --outlet "Example Wire" --evidence
    khorgos read *.html --format csv > claims.csv
    khorgos read report.html --records        every field of a project beside its sentence
    khorgos read feed.xml --format jsonl
    khorgos read report.html --reader both --model-url http://127.0.0.1:11434/v1

    jsonl prints one claim a line; csv has flat columns, the same as the ledger's table of claims (docs/ledger.md).
    Of a file that holds many reports (ZIP, feed, WARC, table of texts) all are read.
    A report that cannot be read is named on stderr, the others are printed, and the exit code is 1.
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.printing import Printer, RecordPrinter
    from khorgos.values import Context

    reports = _Reports(files, Context(published=published, language=language, outlet=outlet), columns)
    with second.second_reader(reader, url, model, spend, accept, yes=yes) as readers:
        readers.records = records
        if readers.model is not None:
            readers.consent(*reports.size())
        printer = RecordPrinter(form) if records else Printer(form, evidence=evidence)
        for name, document in reports:
            reading = readers.read(document)
            printer.take(name, reading)
            reports.lost(name, second.missing(reading))
        printer.end()
        told = readers.told()
    if told:
        click.echo(told, err=True)
    return reports.code


@dataclass(slots=True)
class _Reports:
    """The reports of files, one after the other; `code` is the exit code that their faults ask for."""

    files: tuple[str, ...]
    context: Context
    columns: dict[str, str]
    code: int = 0
    _input: bytes | None = None

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        """Each with its name; what cannot be read is told, and the next follows."""
        from khorgos.cli.faults import report

        for found in self._opened():
            if isinstance(found, KhorgosError):
                self.code = max(self.code, report(found))
            elif isinstance(found, str):
                click.echo(f"note: {found}", err=True)
            else:
                yield found

    def size(self) -> tuple[int, int]:
        """How many characters in how many reports, before any is sent to a model: they are opened twice."""
        found = [len(each[1].text) for each in self._opened() if isinstance(each, tuple)]
        return sum(found), len(found)

    def lost(self, name: str, lines: list[str]) -> None:
        """Tell what was not read of a report."""
        from khorgos.cli.faults import FAULT, say

        for line in lines:
            self.code = max(self.code, say(f"{name}: {line}", FAULT))

    def _opened(self) -> Iterator[tuple[str, Document] | KhorgosError | str]:
        """Reports, faults and notes as they come."""
        from khorgos.fetch import local

        for name in self.files:
            try:
                for item in self._items(name):
                    if item.fault or item.note or item.data is None:
                        yield item.fault or item.note or ""
                        continue
                    try:
                        opened = local.document_of(item.data, self.context, item.name)
                    except DocumentFault as fault:
                        yield fault
                        continue
                    yield item.name, opened
            except KhorgosError as fault:
                yield fault

    def _items(self, name: str) -> Iterator[Item]:
        """The reports of a file, or of what comes on standard input."""
        import io

        from khorgos.fetch import local
        from khorgos.sources import MAX_BYTES, items

        if name != "-":
            yield from local.reports(Path(name), self.columns)
            return
        if self._input is None:
            self._input = sys.stdin.buffer.read(MAX_BYTES + 1)
        yield from items(io.BytesIO(self._input), "standard input", len(self._input), self.columns)
