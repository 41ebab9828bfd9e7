"""Tables of HTML: where each block stands in its grid, and which tables are tables of figures, laid out row by row.

Many tables of pages only place things beside each other.  A table of figures is told by its shape: short cells, several
to a row, digits in many of them, and no table within.  Its rows become a block each; the others stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from khorgos.documents.table import BETWEEN, Cut, Entry

if TYPE_CHECKING:
    from khorgos.documents.markup import Block

TABLES = frozenset({"table", "tr", "td", "th", "caption"})
_SPAN = re.compile(r"""\b(col|row)span\s*=\s*["']?\s*(\d{1,6})""", re.IGNORECASE)
# HTML's own limits (columns 1,000, rows 65,534) are made for sheets; a table of a report has fewer.
_WIDEST, _HIGHEST = 100, 1000
_ROWS = 2
# Cells of figures and of their headings are short; one longer than this is prose.
_CELL, _LONGEST_CELL = 40, 200
# Blocks within a cell: a heading of three lines.
_LINES = 4
# At least this part of the cells of a table of figures holds digits.
_DIGITS = 0.25
_FURNITURE = frozenset({"nav", "footer", "aside", "menu", "form"})


@dataclass(slots=True)
class _Grid:
    """A table that is open: the row and cell that is being filled, and the columns that are taken, until which row."""

    number: int
    row: int = -1
    column: int = 0
    cell: Entry | None = None
    taken: list[tuple[int, int, int]] = field(default_factory=list)

    def begin(self) -> None:
        """Begin a row; what cells of earlier rows still take of it stays taken."""
        self.row, self.column = self.row + 1, 0
        if self.taken:
            self.taken = [each for each in self.taken if each[2] >= self.row]

    def enter(self, columns: int, rows: int, heading: bool) -> None:
        """Begin a cell in the first column that is free."""
        self.row = max(self.row, 0)
        for first, last, _ in sorted(self.taken):
            if first <= self.column < last:
                self.column = last
        self.cell = Entry("", self.column, columns, rows, heading)
        if rows > 1 and len(self.taken) < _WIDEST:
            self.taken.append((self.column, self.column + columns, self.row + rows - 1))
        self.column += columns


class Grids:
    """The tables that are open at a place of a page; `nested` are those that hold tables."""

    def __init__(self) -> None:
        self.nested: set[int] = set()
        self._open: list[_Grid] = []
        self._count = 0

    def turn(self, name: str, closing: bool, attributes: str) -> None:
        """Take a tag of a table in."""
        if name == "table":
            self._table(closing)
        elif self._open:
            grid = self._open[-1]
            grid.cell = None
            if name == "tr" and not closing:
                grid.begin()
            elif name in ("td", "th") and not closing:
                spans = {which.lower(): int(size) for which, size in _SPAN.findall(attributes)}
                columns, rows = spans.get("col", 1) or 1, spans.get("row", 1) or 1
                grid.enter(min(columns, _WIDEST), min(rows, _HIGHEST), name == "th")

    def place(self) -> tuple[int, int, Entry | None]:
        """Table (0: none), row and cell at this place."""
        if not self._open:
            return 0, 0, None
        grid = self._open[-1]
        return grid.number, max(grid.row, 0), grid.cell

    def _table(self, closing: bool) -> None:
        if closing:
            if self._open:
                self._open.pop()
            return
        if self._open:
            self.nested.add(self._open[-1].number)
        self._count += 1
        self._open.append(_Grid(self._count))


def merged(blocks: list[Block], nested: set[int]) -> list[Block]:
    """The blocks with a block for each row of a table of figures; blocks of other tables forget that they are cells."""
    made: list[Block] = []
    for number, group in groupby(blocks, key=lambda block: block.table):
        found = list(group)
        if number and number not in nested and _is_data(found):
            made += _rows(found)
        else:
            for block in found:
                block.table, block.cell = 0, None
            made += found
    return made


def _is_data(blocks: list[Block]) -> bool:
    cells: dict[tuple[int, int], int] = {}
    digits: set[tuple[int, int]] = set()
    lines = 0
    for block in blocks:
        if block.places & _FURNITURE:
            return False
        if block.cell is not None:
            at = block.row, block.cell.column
            lines = lines + 1 if at in cells else 1
            cells[at] = cells.get(at, 0) + len(block.text)
            if cells[at] > _LONGEST_CELL or lines > _LINES:
                return False
            if any(map(str.isdigit, block.text)):
                digits.add(at)
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    if len(rows) < _ROWS or len(columns) < _ROWS or median(cells.values()) > _CELL:
        return False
    linked = sum(block.linked for block in blocks)
    return len(digits) >= _DIGITS * len(cells) and linked * 2 < sum(cells.values())


def _rows(blocks: list[Block]) -> Iterator[Block]:
    for (_, caption), group in groupby(blocks, key=lambda block: (block.row, block.cell is None)):
        if caption:
            yield from group
        else:
            yield _row(list(group))


def _row(blocks: list[Block]) -> Block:
    """The blocks of a row as one: cells between strokes, lines of a cell between spaces."""
    first = blocks[0]
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    cuts: list[Cut] = []
    at = 0
    for block in blocks:
        entry = block.cell or Entry("", 0)
        same = bool(cuts) and cuts[-1].entry.column == entry.column
        between = " " if same else BETWEEN if cuts else ""
        at += len(between)
        parts += [between, block.text]
        pieces += [(at + start, place, length) for start, place, length in block.pieces]
        if same:
            cuts[-1] = cuts[-1]._replace(end=at + len(block.text))
        else:
            cuts.append(Cut(at, at + len(block.text), entry))
        at += len(block.text)
    first.text, first.pieces, first.cuts = "".join(parts), pieces, tuple(cuts)
    first.linked = sum(block.linked for block in blocks)
    return first
