"""The grid of a table: which rows are headings, which columns label the rows, where the numbers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from khorgos.annotate.cells import bare, cell_readings, is_number
from khorgos.annotate.glance import glance
from khorgos.documents.document import Document
from khorgos.documents.table import Cell, Table

_YEAR = re.compile(r"(?:19|20)\d\d")
# Where a number is not known: a dash, dots, letters.
_MISSING = re.compile(r"[-–—.…*x]+|n/?a\.?|н/?д|nd", re.IGNORECASE)


@dataclass(slots=True)
class Grid:
    """A table with its parts.

    `top` are the cells that stand alone above everything, `heads` the cells of its heading rows, `numbers` each number
    with the cells that label its row and the section it stands in.
    """

    table: Table
    top: list[Cell] = field(default_factory=list)
    heads: list[Cell] = field(default_factory=list)
    numbers: list[tuple[Cell, tuple[Cell, ...], Cell | None]] = field(default_factory=list)

    def over(self, number: Cell) -> list[Cell]:
        """The headings over a number's column, the nearest first."""
        return [cell for cell in reversed(self.heads) if _covers(cell, number.column)]

    def before(self, number: Cell) -> Iterator[Cell]:
        """The headings over the columns to the left of a number's, right to left, beside its lowest heading."""
        own = [cell for cell in self.heads if _covers(cell, number.column)]
        lowest = max((cell.row + cell.rows - 1 for cell in own), default=-1)
        for cell in sorted(self.heads, key=lambda each: -each.column):
            if cell.column < number.column and cell.row <= lowest < cell.row + cell.rows:
                yield cell


def _covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.columns


def grid_of(table: Table, document: Document) -> Grid | None:
    """The grid of a table; None where it holds no numbers under headings or beside labels."""
    code = document.language.value
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    texts = {cell: cell.span.of(document.text) for cell in table.cells}
    hard = {cell for cell, text in texts.items() if _is_value(text, code) and not _is_time(text, code)}
    grid = Grid(table)
    numbers = list(rows)
    while numbers and not any(cell in hard for cell in rows[numbers[0]]):
        first = rows[numbers[0]]
        alone = len(first) == 1 and first[0].column == 0
        if alone and grid.heads:
            break  # the heading of the first section
        (grid.top if alone else grid.heads).extend(first)
        numbers.pop(0)
    if not numbers:
        return None
    labels = _labels([cell for at in numbers for cell in rows[at]], hard, texts)
    _fill(grid, [rows[at] for at in numbers], labels, texts, code)
    return grid if grid.numbers else None


def _is_value(text: str, code: str) -> bool:
    return is_number(text) or bool(any(map(str.isdigit, text)) and cell_readings(text, "", code))


def _is_time(text: str, code: str) -> bool:
    """Whether a cell is a time from its first character to its last: "2021", "2021 г.", "2023年1-5月"."""
    if _YEAR.fullmatch(bare(text)):
        return True
    if is_number(text):
        return False
    periods = glance(text, code).periods
    return len(periods) == 1 and periods[0].start == 0 and periods[0].end >= len(text.rstrip(" ."))


def _labels(cells: list[Cell], hard: set[Cell], texts: dict[Cell, str]) -> set[int]:
    """The columns that label rows: those of words or years, and a first one that only counts the rows."""
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        if not _MISSING.fullmatch(texts[cell]):
            columns.setdefault(cell.column, []).append(cell)
    labels = {column for column, found in columns.items() if sum(cell in hard for cell in found) * 2 < len(found)}
    first = min(columns, default=0)
    serial = [bare(texts[cell]).rstrip(".") for cell in columns.get(first, ()) if cell in hard]
    if len(columns) > 1 and len(serial) > 1 and serial == [str(n) for n in range(1, len(serial) + 1)]:
        labels.add(first)
    return labels


def _fill(grid: Grid, rows: list[list[Cell]], labels: set[int], texts: dict[Cell, str], code: str) -> None:
    section: Cell | None = None
    standing: list[Cell] = []
    for row in rows:
        at = row[0].row
        standing = [cell for cell in standing if at < cell.row + cell.rows]
        own = [cell for cell in row if cell.column in labels or cell.columns > 1]
        times = {cell for cell in row if not is_number(texts[cell]) and _is_time(texts[cell], code)}
        found = [cell for cell in row if cell not in own and _is_value(texts[cell], code) and cell not in times]
        if not found and len(row) == 1 and row[0].column == min(labels, default=0):
            section = row[0]
            continue
        beside = (*standing, *own)
        grid.numbers += [(cell, beside, section) for cell in found]
        standing += [cell for cell in own if cell.rows > 1]
