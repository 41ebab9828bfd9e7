"""A data package of `khorgos publish datapackage`: its reports with their claims, then its project records."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from khorgos.claims import Record
from khorgos.errors import InputFault, KhorgosError
from khorgos.receive.item import Report, Told
from khorgos.records.body import record_of, with_passages
from khorgos.records.intake import Fault
from khorgos.referee.told import fields_of
from khorgos.telling.forms import unguarded

_MEND = "Is it a package of khorgos publish datapackage?"
Body = dict[str, Any]


def is_package(file: BinaryIO) -> bool:
    """Whether a file is a ZIP with a data package's descriptor; it is read from its beginning after that."""
    try:
        with zipfile.ZipFile(file) as packed:
            return "datapackage.json" in packed.namelist()
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)


def received(file: BinaryIO, name: str) -> Iterator[Report | Record | list[Fault]]:
    """The package's reports, each with its claims in the order of the table, then its records.

    A report's claims lie apart in the tables, so that they are held until all are read.
    Raises InputFault for a package without these tables.
    """
    with zipfile.ZipFile(file) as packed:
        for each in ("documents", "claims", "projects"):
            if f"{each}.csv" not in packed.namelist():
                raise InputFault("the package has no such table.", place=name, value=f"{each}.csv", mend=_MEND)
        heads = {row["id"]: row for row in _rows(packed, "documents")}
        told: dict[str, list[Told]] = {}
        for number, row in enumerate(_rows(packed, "claims"), 2):
            try:
                body = _body(row, name)
                told.setdefault(str(body["document"]), []).append(_told(row, body))
            except (KhorgosError, KeyError) as fault:
                yield [_fault(number, row, fault)]
        bodies = [_body(row, name) for row in _rows(packed, "projects")]
        for body in bodies:
            passages = dict.fromkeys(str(each["sentence"]) for each in body.get("passages", ()))
            told.setdefault(str(body["document"]), []).extend(map(Told, passages))
        yield from _given(heads, told, bodies)


def _given(heads: dict[str, dict[str, str]], told: dict[str, list[Told]], bodies: list[Body]) -> Iterator[Any]:
    reports = {key: Report.of(heads.get(key, {}), blocks) for key, blocks in told.items()}
    yield from reports.values()
    for number, body in enumerate(bodies, 2):
        home = reports[str(body["document"])]
        try:
            yield with_passages(record_of(_moved(body, home)), body, home.data.decode())
        except KhorgosError as fault:
            yield [_fault(number, body, fault)]


def _moved(body: Body, home: Report) -> Body:
    """The record under the report that is here; it keeps its own id as its number, which relations lead to."""
    return body | {"document": home.id, "number": body.get("number") or body["id"]}


def _told(row: dict[str, str], body: Body) -> Told:
    number = " ".join((_amount(row), row["unit"])) if row["value"] else ""
    return Told(unguarded(row["passage"]), fields_of(body, number))


def _amount(row: dict[str, str]) -> str:
    bound = "" if row["bound"] == "=" else row["bound"]
    return f"{bound}{row['value']}" + (f"..{row['value_high']}" if row["value_high"] else "")


def _body(row: dict[str, str], name: str) -> Body:
    try:
        found = json.loads(row["body"])
    except (KeyError, ValueError) as fault:
        raise InputFault("the table has no bodies.", place=name, value="body", mend=_MEND) from fault
    return dict(found)


def _rows(packed: zipfile.ZipFile, table: str) -> Iterator[dict[str, str]]:
    with packed.open(f"{table}.csv") as file:
        yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline=""))


def _fault(number: int, row: dict[str, Any], fault: Exception) -> Fault:
    if isinstance(fault, KhorgosError):
        return Fault(number, str(fault.place or "body"), str(fault.value or ""), fault.reason, fault.mend)
    return Fault(number, str(fault), str(row.get("id")), "the row lacks it.")
