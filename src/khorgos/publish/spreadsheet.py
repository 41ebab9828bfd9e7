"""An XLSX workbook: a sheet a table with real numbers and dates, and one that explains every column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from khorgos.publish.columns import Cell, Table, tables
from khorgos.publish.edition import About, Edition, LeftOut
from khorgos.values.quantity import plain

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A sheet holds so many rows, its heading among them, and a cell so many characters (Microsoft: "Excel specifications
# and limits").
MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
# Doubles hold fifteen decimal digits; longer numbers go in as text.
_MOST_DIGITS = 15
# Excel's calendar begins in 1900 and counts a 29 February of that year; before March it is a day off.
_FIRST_DAY = dt.date(1900, 3, 1)
_WIDTHS = {"text": 24, "number": 18, "integer": 9, "date": 12, "yes/no": 9}


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The workbook; rows beyond a sheet's end and letters beyond a cell's are left out, and said."""
    book = _open(out, edition.about)
    sheets = tables(edition)
    for each in sheets:
        yield from _fill(book, each)
    _explain(book, edition.about, sheets)
    book.close()


def _open(out: BinaryIO, about: About) -> Workbook:
    from xlsxwriter import Workbook

    # One row at a time is kept in memory; cells are text unless they are written as something else.
    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made = dt.datetime.fromisoformat(about.moment).replace(tzinfo=None)
    book.set_properties({"title": about.title, "author": about.publisher, "created": made})
    return book


def _fill(book: Workbook, table: Table) -> Iterator[LeftOut]:
    sheet, columns = book.add_worksheet(table.name.title()), table.columns
    head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS[column.type])
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, head)
    count = 0
    for count, row in enumerate(table.rows, 1):
        if count < MOST_ROWS:
            for place, column in enumerate(columns):
                cell = row[column.name]
                if cell is not None and cell != "":
                    _write(sheet, count, place, cell, day)
                    if isinstance(cell, str) and len(cell) > MOST_LETTERS:
                        why = f"a cell ends after {MOST_LETTERS:,} characters."
                        yield LeftOut(f"{table.name} {row['id']}", column.name, why, "Publish csv.")
    if count >= MOST_ROWS:
        beyond = count - MOST_ROWS + 1
        why = f"a sheet ends at row {MOST_ROWS:,}; {beyond:,} rows are beyond it."
        yield LeftOut(table.name, "rows", why, "Publish csv.")


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, day: Format) -> None:
    """One cell with its own type."""
    if isinstance(cell, str):
        sheet.write_string(row, place, cell[:MOST_LETTERS])
    elif isinstance(cell, bool):
        sheet.write_string(row, place, "yes" if cell else "no")
    elif isinstance(cell, dt.date):
        if cell >= _FIRST_DAY:
            sheet.write_datetime(row, place, dt.datetime.combine(cell, dt.time()), day)
        else:
            sheet.write_string(row, place, cell.isoformat())
    elif isinstance(cell, Decimal) and len(cell.normalize().as_tuple().digits) > _MOST_DIGITS:
        sheet.write_string(row, place, plain(cell))
    elif cell is not None:
        sheet.write_number(row, place, float(cell))


def _explain(book: Workbook, about: About, sheets: Sequence[Table]) -> None:
    """The last sheet: who published, and what every column means."""
    sheet = book.add_worksheet("About")
    bold = book.add_format({"bold": True})
    for place, width in enumerate((14, 16, 10, 90)):
        sheet.set_column(place, place, width)
    told: list[tuple[str, ...]] = [("", "", "", f"{name}: {text}") for name, text in _notes(about) if text]
    told += [(), ("sheet", "column", "type", "meaning")]
    told += [(each.name, column.name, column.type, column.means) for each in sheets for column in each.columns]
    for row, cells in enumerate(told):
        for place, text in enumerate(cells):
            sheet.write_string(row, place, text, bold if cells[0] == "sheet" else None)


def _notes(about: About) -> Iterator[tuple[str, Any]]:
    yield "Title", about.title
    yield "Publisher", about.publisher
    yield "Licence", about.licence
    yield "As of", about.made
    yield "Made by", f"khorgos {about.version}".strip()
    yield "What it is", "What reports say, each value with the sentence that bears it; never what is true."
