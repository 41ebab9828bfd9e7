"""A Frictionless data package (Data Package v1): the tables as CSV files in a ZIP, and a descriptor of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from khorgos.publish.columns import Table, tables
from khorgos.publish.edition import Edition, LeftOut
from khorgos.publish.tables import write_table

# Table Schema's words for the types of columns.
_TYPES = {"text": "string", "number": "number", "integer": "integer", "date": "date", "yes/no": "boolean"}
# A ZIP holds times; all of one edition's files bear the same, so that the same ledger gives the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The package; nothing is left out."""
    all_tables = tables(edition)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in all_tables:
            with packed.open(_entry(f"{each.name}.csv"), "w", force_zip64=True) as file:
                write_table(each.columns, each.rows, file)
        told = json.dumps(_descriptor(edition, all_tables), ensure_ascii=False, indent=2)
        packed.writestr(_entry("datapackage.json"), told + "\n")
    return iter(())


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
