"""The rows of a workbook (XLSX) or a CSV file, one after the other: a large file takes no more memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from khorgos.errors import InputFault
from khorgos.records.sheet import Layout, gcdf, layout

Row = tuple[int, dict[str, Any]]
_CELL = 10_000_000  # characters: a narrative is long, a hostile cell longer


def read_layout(path: Path | None) -> Layout:
    """The layout of a mapping file, or GCDF's where none is given."""
    if path is None:
        return gcdf()
    import yaml

    try:
        # Everything stays text: a column may be called "No", which YAML else takes for false.
        told = yaml.load(_bytes(path).decode("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds only text
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise InputFault(
            f"the mapping file cannot be read ({fault}).", place=str(path), mend="Write it as YAML."
        ) from fault
    return layout(told, str(path))


def rows(path: Path, how: Layout) -> Iterator[Row]:
    """Each row with its number (the first of the file is 1) as column -> cell; rows without any cell are passed over.

    Raises InputFault for a file that is no table or lacks the columns that the layout needs.
    """
    table = _workbook(path, how) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path)
    columns: list[str] = []
    for number, cells in table:
        if number < how.header or not any(cell not in (None, "") for cell in cells):
            continue
        if not columns:
            columns = how.check(["" if cell is None else str(cell) for cell in cells], str(path))
            continue
        yield number, {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    if not columns:
        raise InputFault("the table is empty.", place=str(path), mend="Give a file with a row of headers.")


def _workbook(path: Path, how: Layout) -> Iterator[tuple[int, tuple[Any, ...]]]:
    try:
        import openpyxl
    except ImportError as fault:
        raise InputFault(
            "workbooks need openpyxl.", place=str(path), mend="pip install 'khorgos[xlsx]', or save the sheet as CSV."
        ) from fault
    import zipfile

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as fault:
        raise InputFault("this is no workbook.", place=str(path), mend="Give an XLSX or a CSV file.") from fault
    with closing(book):
        if how.sheet and how.sheet in book.sheetnames:
            sheet = book[how.sheet]
        elif how.sheet and not how.padded:
            raise InputFault(
                "the workbook has no such sheet.",
                place=str(path),
                value=how.sheet,
                mend=f"It has {', '.join(book.sheetnames)}.",
            )
        else:
            sheet = book[book.sheetnames[0]]
        yield from enumerate(sheet.iter_rows(values_only=True), start=1)


def _csv(path: Path) -> Iterator[tuple[int, tuple[Any, ...]]]:
    csv.field_size_limit(_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            sample = file.read(4096)
            file.seek(0)
            delimiter = max(",;\t", key=sample.split("\n", 1)[0].count)
            for number, cells in enumerate(csv.reader(file, delimiter=delimiter), start=1):
                yield number, tuple(cells)
    except OSError as fault:
        raise InputFault(f"cannot be read ({fault.strerror}).", place=str(path)) from fault
    except (UnicodeDecodeError, csv.Error) as fault:
        raise InputFault(
            f"this is no CSV file in UTF-8 ({fault}).", place=str(path), mend="Save it as CSV UTF-8."
        ) from fault


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise InputFault(f"cannot be read ({fault.strerror}).", place=str(path)) from fault
