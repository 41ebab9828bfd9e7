"""Readings printed as they come: nothing of a report is held when the next one is read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from khorgos.pipeline import Reading


@dataclass(slots=True)
class Printer:
    """Prints the claims of readings in a form; one report as JSON is an object, several are a list."""

    form: str
    evidence: bool = False
    _printed: int = 0
    _held: dict[str, Any] | None = None

    def take(self, name: str, reading: Reading) -> None:
        """Print a reading."""
        {"table": self._table, "jsonl": self._jsonl, "csv": self._csv, "json": self._json}[self.form](name, reading)
        self._printed += 1

    def end(self) -> None:
        """Print what is left to print."""
        from khorgos.telling import forms

        if self._held is not None:
            click.echo(forms.pretty(self._held), nl=False)
        elif self.form == "json" and self._printed:
            click.echo(forms.END, nl=False)

    def _table(self, name: str, reading: Reading) -> None:
        from khorgos.cli.table import console, show_reading

        out = console()
        if self._printed:
            out.rule(style="dim")
        show_reading(out, reading, name, evidence=self.evidence)

    def _jsonl(self, _name: str, reading: Reading) -> None:
        from khorgos.telling import forms

        click.echo(forms.jsonl(reading.rows()), nl=False)

    def _csv(self, _name: str, reading: Reading) -> None:
        from khorgos.store.flat import COLUMNS, flat
        from khorgos.telling import forms

        rows = map(flat, reading.claims)
        click.echo(forms.table_text(COLUMNS, rows, head=not self._printed), nl=False)

    def _json(self, name: str, reading: Reading) -> None:
        """The first is held until it is known whether a second follows."""
        from khorgos.telling import forms

        told = _as_json(name, reading)
        if not self._printed:
            self._held = told
            return
        if self._held is not None:
            click.echo(forms.part(self._held, first=True), nl=False)
            self._held = None
        click.echo(forms.part(told, first=False), nl=False)


@dataclass(slots=True)
class RecordPrinter:
    """Prints the project records of readings; they are few, and are held until the end."""

    form: str
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _printed: int = 0

    def take(self, name: str, reading: Reading) -> None:
        """Take the records of a reading."""
        from khorgos.store.recording import row_of

        outlet = reading.document.outlet
        beside = {"document_name": name, "document_outlet": outlet.value if outlet else None}
        rows = [row_of(record) for record in reading.records]
        self._rows += [row | beside | {"body": json.loads(row["body"])} for row in rows]
        self._printed += 1

    def end(self) -> None:
        """Print them."""
        from khorgos.cli.project_table import print_records

        if self._printed:
            print_records(self._rows, self.form, whole=True)


def _as_json(name: str, reading: Reading) -> dict[str, Any]:
    from khorgos.store.rows import document_row, rejected_rows

    aside = ("text", "authors", "about")
    document = {key: value for key, value in document_row(reading.document).items() if key not in aside}
    rejected = [
        {key: row[key] for key in ("kind", "code", "reason", "start", "end", "text")}
        for row in rejected_rows(reading, 0)
    ]
    head = {"id": reading.document.id, "name": name} | document | {"authors": list(reading.document.authors)}
    head["about"] = reading.document.about.as_dict()
    told = [record.as_dict() for record in reading.records]
    return {"document": head, "claims": reading.rows(), "records": told, "rejected": rejected}
