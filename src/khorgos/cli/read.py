"""khorgos read: print what reports say."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options, second

if TYPE_CHECKING:
    from khorgos.documents import Document
    from khorgos.pipeline import Reading
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
    from khorgos.cli.faults import FAULT, report, say
    from khorgos.errors import DocumentFault, KhorgosError
    from khorgos.values import Context

    context = Context(published=published, language=language, outlet=outlet)
    documents: list[tuple[str, Document]] = []
    code = 0
    with second.second_reader(reader, url, model, spend, accept, yes=yes) as readers:
        readers.records = records
        for name in files:
            try:
                for item in _items(name, columns):
                    try:
                        documents += _opened(item, context)
                    except DocumentFault as fault:
                        code = max(code, report(fault))
            except KhorgosError as fault:
                code = max(code, report(fault))
        if documents:
            readers.consent(sum(len(document.text) for _, document in documents), len(documents))
        readings = [(name, readers.read(document)) for name, document in documents]
        told = readers.told()
    if readings and records:
        _print_records(readings, form)
    elif readings:
        _print(readings, form, evidence=evidence)
    for name, reading in readings:
        for line in second.missing(reading):
            code = max(code, say(f"{name}: {line}", FAULT))
    if told:
        click.echo(told, err=True)
    return code


def _items(name: str, columns: dict[str, str]) -> Iterator[Item]:
    """The reports of a file, or of what comes on standard input."""
    import io

    from khorgos.fetch import local
    from khorgos.sources import MAX_BYTES, items

    if name != "-":
        yield from local.reports(Path(name), columns)
        return
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    yield from items(io.BytesIO(data), "standard input", len(data), columns)


def _opened(item: Item, context: Context) -> list[tuple[str, Document]]:
    from khorgos.fetch import local

    if item.fault:
        raise item.fault
    if item.data is None:
        click.echo(f"note: {item.note}", err=True)
        return []
    return [(item.name, local.document_of(item.data, context, item.name))]


def _print(readings: list[tuple[str, Reading]], form: str, *, evidence: bool) -> None:
    from khorgos.store.flat import COLUMNS, flat
    from khorgos.telling import forms

    if form == "table":
        _print_table(readings, evidence=evidence)
    elif form == "jsonl":
        click.echo(forms.jsonl(row for _, reading in readings for row in reading.rows()), nl=False)
    elif form == "csv":
        rows = (flat(claim) for _, reading in readings for claim in reading.claims)
        click.echo(forms.table_text(COLUMNS, rows), nl=False)
    else:
        found = [_as_json(name, reading) for name, reading in readings]
        click.echo(forms.pretty(found[0] if len(found) == 1 else found), nl=False)


def _print_records(readings: list[tuple[str, Reading]], form: str) -> None:
    from khorgos.cli.project_table import print_records
    from khorgos.store.recording import row_of

    rows = [
        row_of(record) | {"document_name": name, "document_outlet": outlet.value if outlet else None}
        for name, reading in readings
        for outlet in (reading.document.outlet,)
        for record in reading.records
    ]
    print_records([row | {"body": json.loads(row["body"])} for row in rows], form, whole=True)


def _print_table(readings: list[tuple[str, Reading]], *, evidence: bool) -> None:
    from khorgos.cli.table import console, show_reading

    out = console()
    for at, (name, reading) in enumerate(readings):
        if at:
            out.rule(style="dim")
        show_reading(out, reading, name, evidence=evidence)


def _as_json(name: str, reading: Reading) -> dict[str, Any]:
    from khorgos.store.rows import document_row, rejected_rows

    document = {
        key: value for key, value in document_row(reading.document).items() if key not in ("text", "authors", "about")
    }
    rejected = [
        {key: row[key] for key in ("kind", "code", "reason", "start", "end", "text")}
        for row in rejected_rows(reading, 0)
    ]
    head = {"id": reading.document.id, "name": name} | document | {"authors": list(reading.document.authors)}
    head["about"] = reading.document.about.as_dict()
    told = [record.as_dict() for record in reading.records]
    return {"document": head, "claims": reading.rows(), "records": told, "rejected": rejected}
