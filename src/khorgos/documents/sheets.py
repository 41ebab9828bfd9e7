"""Sheets of figures to documents: workbooks (XLSX) and tables in CSV that hold no texts of reports, row by row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from khorgos.documents.blocks import Block, Described, document_of, row
from khorgos.documents.document import Document
from khorgos.documents.table import Entry
from khorgos.errors import DocumentFault
from khorgos.values import Context

# A sheet of a report has some thousand cells; one with more than this is a data set.
MOST_CELLS = 200_000
# Unpacked, a workbook of a report has some megabytes.
_LARGEST = 100 * 2**20
_DELIMITERS = ",;"
_ROWS = 3
_SAMPLE = 65_536
_LONGEST_CELL = 200
_DIGITS = 0.25


def is_figures(data: bytes) -> bool:
    """Whether bytes are a table of figures in CSV: as many short cells in every line, digits in a quarter of them."""
    try:
        text = data[:_SAMPLE].decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        text = data[: fault.start].decode("utf-8-sig", "ignore") if fault.start > _SAMPLE - 8 else ""
    lines = text.splitlines()[: -1 if len(data) > _SAMPLE else None]
    first = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=first.count)
    if len(lines) < _ROWS or delimiter not in first or first[-1:] in ".!?":
        return False
    rows = [cells for cells in _read(lines, delimiter) if cells]
    cells = [cell for found in rows for cell in found]
    alike = len({len(found) for found in rows}) == 1 and len(rows[0]) > 1
    digits = sum(any(map(str.isdigit, cell)) for cell in cells)
    return alike and max(map(len, cells)) <= _LONGEST_CELL and digits >= _DIGITS * len(cells)


def from_csv(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of a table of figures in CSV (UTF-8)."""
    lines = data.decode("utf-8-sig", "replace").splitlines()
    rows = _read(lines, max(_DELIMITERS, key=lines[0].count))
    blocks = [row(itertools.starmap(_entry, enumerate(cells)), 1) for cells in _limited(rows, name)]
    return document_of(blocks, Described(), "text/csv", context, name)


def from_xlsx(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of a workbook: each sheet is a table under the sheet's name.

    Raises DocumentFault where the `xlsx` extra is not installed, the file is damaged, or it is a data set.
    """
    try:
        import openpyxl
    except ImportError as fault:
        mend = "pip install 'khorgos[xlsx]', or save it as CSV."
        raise DocumentFault("a workbook (XLSX) is read with openpyxl.", place=name, mend=mend) from fault
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        size = sum(entry.file_size for entry in file.infolist())
    if size > _LARGEST:
        reason = f"unpacked it has {size:,} bytes, more than the {_LARGEST // 2**20} MiB that a workbook may have."
        raise DocumentFault(reason, place=name, mend="Save the sheet that is meant as CSV.")
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    blocks: list[Block] = []
    for number, sheet in enumerate(book.worksheets, 1):
        blocks.append(Block(sheet.title))
        merged = {spread.start_cell.coordinate: spread.size for spread in sheet.merged_cells.ranges}
        rows = ([_shown(cell, merged) for cell in cells] for cells in sheet.iter_rows())
        blocks += [row((entry for entry in cells if entry), number) for cells in _limited(rows, name)]
    return document_of(blocks, _said(book), _XLSX, context, name)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _said(book: Any) -> Described:
    properties = book.properties
    made = properties.modified or properties.created
    author = (properties.creator or "").strip()
    return Described(
        title=(properties.title or "").strip() or None,
        authors=(author,) if author and author != "openpyxl" else (),
        created=made.date().isoformat() if made else None,
        created_how="metadata: the day the file was saved",
    )


def _shown(cell: Any, merged: dict[str, dict[str, int]]) -> Entry | None:
    if cell.value is None:
        return None
    size = merged.get(cell.coordinate, {"columns": 1, "rows": 1})
    return Entry(_written(cell.value, str(cell.number_format)), cell.column - 1, size["columns"], size["rows"])


def _written(value: Any, form: str) -> str:
    """A value as its sheet shows it, near enough: percentages as such, days without a time."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float | int) and not isinstance(value, bool):
        exact = Decimal(repr(value))
        return f"{(exact * 100).normalize():f} %" if "%" in form else f"{exact.normalize():f}"
    return str(value)


def _entry(column: int, text: str) -> Entry:
    return Entry(text, column)


def _read(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _limited(rows: Iterable[list[Any]], name: str) -> Iterator[list[Any]]:
    count = 0
    for cells in rows:
        count += len(cells)
        if count > MOST_CELLS:
            reason = f"more than {MOST_CELLS:,} cells are a data set, no report."
            raise DocumentFault(reason, place=name, mend="Cut out the table that is meant.")
        yield cells
