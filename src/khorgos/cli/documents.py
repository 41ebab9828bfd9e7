"""khorgos documents: the reports of the ledger."""

from __future__ import annotations

from typing import Any

import click

from khorgos.cli import options

_FIELDS = (
    "id", "name", "state", "kind", "outlet", "agency", "published", "published_how", "language", "authors", "about",
    "size", "added_at", "error",
)  # fmt: skip


@click.command("documents")
@options.ledger
@options.form
@options.outlets
@click.option("--failed", is_flag=True, help="Those that could not be read, with the reason.")
def command(place: str, form: str, *, failed: bool) -> int:
    """List the reports of the ledger in the order in which they were added.

    \b
    khorgos documents
    khorgos documents --failed --format csv
    """  # noqa: D301 - click wants the character itself
    import csv
    import json
    import sys

    from khorgos.store import Ledger

    with Ledger(place, create=False) as ledger:
        rows = ledger.failed() if failed else ledger.documents()
    told = [{name: row[name] for name in _FIELDS} for row in rows]
    if form in ("json", "jsonl"):
        told = [row | {name: json.loads(row[name] or "null") for name in ("authors", "about")} for row in told]
    if form == "json":
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in told:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        out = csv.DictWriter(sys.stdout, _FIELDS)
        out.writeheader()
        out.writerows({name: _cell(value) for name, value in row.items()} for row in told)
    else:
        for row in told:
            about = row["error"] or " · ".join(
                filter(None, (_printed(row), row["published"], _spoken(row["language"])))
            )
            click.echo(f"{row['id'][:12]}  {row['name']}  {about}")
        click.echo(f"{len(told)} report{'s'[: len(told) != 1]}")
    return 0


def _printed(row: dict[str, Any]) -> str:
    """Outlet, the agency whose text it is, and the kind of report where it is no plain article."""
    agency = row["agency"] if row["agency"] != row["outlet"] else None
    told = " / ".join(filter(None, (row["outlet"], agency)))
    kind = row["kind"] if row["kind"] not in (None, "article") else None
    return " · ".join(filter(None, (told, kind)))


def _spoken(code: str | None) -> str | None:
    """The language, with a word where nobody here reads it."""
    from khorgos.language import codes

    return code if code is None or code in codes() else f"{code} (no language pack: not read)"


def _cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula has an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
