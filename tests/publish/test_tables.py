"""Tables: cells of the type that their column names, in CSV, in a workbook, in a data package."""

import csv
import datetime as dt
import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from khorgos.publish.columns import tables

TYPES = {
    "text": str,
    "number": Decimal | int | None,
    "integer": int,
    "date": dt.date | None,
    "yes/no": bool,
}


def test_cells_have_the_type_of_their_column(examples) -> None:
    """Every cell of every table, with the empty ones."""
    for table in tables(examples):
        for row in table.rows:
            assert set(row) == {column.name for column in table.columns}
            for column in table.columns:
                assert isinstance(row[column.name], TYPES[column.type]), (table.name, column.name, row[column.name])


def test_numbers_are_unrounded_and_signs_stay(examples, write) -> None:
    """A fact's row has its value in the unit itself, its bound, and who says so."""
    rows = list(csv.DictReader(io.StringIO(write(examples, "csv")[0].decode())))
    (trade,) = [row for row in rows if row["value"] == "70200000000"]

    assert (trade["unit"], trade["bound"], trade["period"], trade["parties"]) == (
        "USD", "=", "2022", "CHN; Central Asia",
    )  # fmt: skip


def test_a_workbook_has_real_numbers_dates_and_no_formula(examples, write) -> None:
    """As openpyxl reads it: numbers are numbers, days are days, no cell is run, every column is explained."""
    book = openpyxl.load_workbook(io.BytesIO(write(examples, "xlsx")[0]))
    head, *rows = book["Facts"].iter_rows(values_only=True)
    facts = [dict(zip(head, row, strict=True)) for row in rows]

    assert any(fact["value"] == 70_200_000_000 and fact["first_day"] == dt.datetime(2022, 1, 1) for fact in facts)  # noqa: DTZ001
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    explained = {(row[0], row[1]) for row in book["About"].iter_rows(values_only=True)}
    assert {("facts", name) for name in head} <= explained


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_report_cannot_plant_a_formula(text: str, of_records, make_loan, write) -> None:
    """A name that a spreadsheet would run goes out as text."""
    edition = of_records(make_loan(name=text))
    book = openpyxl.load_workbook(io.BytesIO(write(edition, "xlsx")[0]))
    packed = zipfile.ZipFile(io.BytesIO(write(edition, "datapackage")[0]))
    (row,) = csv.DictReader(io.StringIO(packed.read("projects.csv").decode()))

    assert [cell.data_type for cell in book["Projects"][2] if cell.value == text] == ["s"]
    assert row["name"] == f"'{text}"


def test_a_package_describes_its_tables(examples, write) -> None:
    """Each resource is a file whose head is its schema; every claim leads to a fact of the package."""
    packed = zipfile.ZipFile(io.BytesIO(write(examples, "datapackage")[0]))
    told = json.loads(packed.read("datapackage.json"))
    texts = {each["name"]: packed.read(each["path"]).decode() for each in told["resources"]}
    tables = {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}

    for each in told["resources"]:
        assert [field["name"] for field in each["schema"]["fields"]] == list(tables[each["name"]][0])
    assert {row["fact"] for row in tables["claims"]} == {row["id"] for row in tables["facts"]}
    assert told["licenses"] == [{"name": "CC-BY-4.0"}]
    assert told["khorgos"]["version"]
