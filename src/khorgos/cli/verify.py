"""khorgos verify: hold somebody's extractions to their texts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.fetch.extractions import Given
    from khorgos.referee.verifying import Verified, Verifier
    from khorgos.values import Context

COLUMNS = ("place", "quote", "value", "unit", "bound", "period", "nearest", "good")


@click.command("verify")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--text", "text_file", metavar="FILE", help="The text of rows that name none.")
@options.form
@options.context
def command(
    files: tuple[str, ...],
    text_file: str | None,
    form: str,
    published: dt.date | None,
    language: str | None,
    outlet: str | None,
) -> int:
    """Say of each extraction whether its value, unit, bound and period can be read again from the quoted words.

    \b
    khorgos verify extractions.jsonl
    khorgos verify rows.csv --text report.txt --format jsonl

    FILE is LangExtract's JSON lines, or rows of JSON or CSV: text or file, quote or span, value, unit, period
    (docs/verify.md).  "borne" is read from the quoted words, "elsewhere" from other words of the text, "absent" from
    none; the nearest true reading is told.  The exit code is 1 where anything is not borne.
    """  # noqa: D301 - click wants the character itself
    from khorgos.fetch import extractions, local
    from khorgos.values import Context

    context = Context(published=published, language=language, outlet=outlet)
    text = local.document_of(local.take(Path(text_file)), context, text_file).text if text_file else None
    rows = [row for name in files for row in extractions.read(Path(name), text)]
    found = _verified(rows, context)
    _print(found, form)
    return 0 if all(verified.good for _, verified in found) else 1


def _verified(rows: list[Given], context: Context) -> list[tuple[Given, Verified]]:
    from khorgos.documents import from_text
    from khorgos.fetch.extractions import extraction
    from khorgos.referee.verifying import Verifier

    verifiers: dict[str, Verifier] = {}
    found = []
    for row in rows:
        if row.text not in verifiers:
            verifiers[row.text] = Verifier(from_text(row.text, context))
        verifier = verifiers[row.text]
        found.append((row, verifier.verify(extraction(row, verifier.view.pack.code))))
    return found


def _row(given: Given, verified: Verified) -> dict[str, Any]:
    row: dict[str, Any] = {"place": given.place}
    row |= {name: verdict.value for name, verdict in verified.verdicts.items()}
    row["nearest"] = "; ".join(f"{name} {reading}" for name, reading in verified.nearest.items()) or None
    return row | {"good": verified.good}


def _print(found: list[tuple[Given, Verified]], form: str) -> None:
    from khorgos.cli.table import console
    from khorgos.telling import forms

    rows = [_row(given, verified) for given, verified in found]
    if form == "jsonl":
        click.echo(forms.jsonl(rows), nl=False)
    elif form == "json":
        click.echo(forms.pretty(rows), nl=False)
    elif form == "csv":
        click.echo(forms.table_text(COLUMNS, rows), nl=False)
    else:
        out = console()
        for row in rows:
            told = ", ".join(f"{name} {row[name]}" for name in COLUMNS[1:6] if name in row)
            near = f" (reads {row['nearest']})" if row["nearest"] else ""
            out.print(f"{'✓' if row['good'] else '✗'} {row['place']}: {told}{near}", highlight=False)
        good = sum(row["good"] for row in rows)
        out.print(f"{good} of {len(rows)} can be read again from their words.", highlight=False)
