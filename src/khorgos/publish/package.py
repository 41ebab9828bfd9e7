"""A Frictionless data package (Data Package v1): the tables as CSV files in a ZIP, and a descriptor of them.

Claims and projects have a last column, `body`, with everything that the ledger holds of them: what
`khorgos import` reads.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from khorgos.publish.columns import Cell, Column, Table, claim_rows, project_row, tables
from khorgos.publish.edition import Edition, LeftOut, Recorded
from khorgos.publish.tables import write_table

# Table Schema's words for the types of columns.
_TYPES = {
    "text": "string",
    "number": "number",
    "integer": "integer",
    "date": "date",
    "yes/no": "boolean",
    "object": "object",
}
_BODY = Column("body", "object", "Everything that the ledger holds of it, as JSON.")
# What of a claim belongs to the ledger that it stands in, not to what is said.
_OF_THE_LEDGER = frozenset({"id", "span", "page", "cell", "grounds", "alternatives", "confidence", "accepted"})
# A ZIP holds times; all of one edition's files bear the same, so that the same ledger gives the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The package; nothing is left out."""
    all_tables = _whole(edition)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in all_tables:
            with packed.open(_entry(f"{each.name}.csv"), "w", force_zip64=True) as file:
                write_table(each.columns, each.rows, file)
        told = json.dumps(_descriptor(edition, all_tables), ensure_ascii=False, indent=2)
        packed.writestr(_entry("datapackage.json"), told + "\n")
    return iter(())


def _whole(edition: Edition) -> list[Table]:
    """The tables, claims and projects with their bodies."""
    bodies = {"claims": _claims(edition), "projects": _projects(edition)}
    return [
        Table(each.name, (*each.columns, _BODY), bodies[each.name]) if each.name in bodies else each
        for each in tables(edition)
    ]


def _claims(edition: Edition) -> Iterator[dict[str, Cell]]:
    for telling in edition.facts():
        for row, printing in zip(claim_rows(edition, telling), telling.printings, strict=True):
            said = {name: value for name, value in printing.said.items() if name not in _OF_THE_LEDGER}
            yield row | {_BODY.name: _packed(said | {"document": printing.document})}


def _projects(edition: Edition) -> Iterator[dict[str, Cell]]:
    for each in edition.records():
        yield project_row(edition, each) | {_BODY.name: _packed(_record(each))}


def _record(told: Recorded) -> dict[str, Any]:
    record = told.record
    money = {"money": str(record.money)} if record.money else {}
    passages = told.passages or tuple({"field": "", "text": text, "sentence": text} for text in told.sentences)
    return record.as_dict() | money | {"passages": [dict(each) for each in passages]}


def _packed(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _descriptor(edition: Edition, of: Sequence[Table]) -> dict[str, Any]:
    about = edition.about
    return {
        "profile": "tabular-data-package",
        "name": "khorgos-facts",
        "title": about.title,
        "created": about.made or None,
        "licenses": [{"name": about.licence}] if about.licence else [],
        "contributors": [{"title": about.publisher, "role": "publisher"}],
        "sources": [
            {"title": row.get("title") or row.get("outlet") or name, "path": edition.place_of(name)}
            for name, row in edition.documents.items()
        ],
        "khorgos": {"version": about.version},
        "resources": [_resource(each) for each in of],
    }


def _resource(table: Table) -> dict[str, Any]:
    name = table.name
    fields: list[dict[str, Any]] = []
    for column in table.columns:
        field = {"name": column.name, "type": _TYPES[column.type], "description": column.means}
        if column.type == "yes/no":
            field |= {"trueValues": ["yes"], "falseValues": ["no"]}  # type: ignore[dict-item]
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "primaryKey": "id"}
    if name == "claims":
        schema["foreignKeys"] = [{"fields": "fact", "reference": {"resource": "facts", "fields": "id"}}]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
