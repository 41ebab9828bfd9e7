"""The tables of a document: each cell with its place in the grid and in the text, a row being a line of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from khorgos.values import Span

# Between the cells of a row as it stands in the text.
BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: where it stands in the text, its first row and column (from 0), how many it fills.

    `heading` tells that the source itself calls it a heading (HTML's th).
    """

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table in order of place; `caption` where the source marks one as the table's own."""

    cells: tuple[Cell, ...]
    caption: Span | None = None

    @property
    def span(self) -> Span:
        """From its first cell to its last."""
        return Span(self.cells[0].span.start, max(cell.span.end for cell in self.cells))


class Entry(NamedTuple):
    """A cell of a row that is being laid out: its words, its first column, how many columns and rows it fills."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1
    heading: bool = False


class Cut(NamedTuple):
    """A cell within the text of its row."""

    start: int
    end: int
    entry: Entry


def laid(entries: Iterable[Entry]) -> tuple[str, tuple[Cut, ...]]:
    """A row as text, and where its cells stand in it; empty cells are left out, their columns kept."""
    parts, cuts, at = [], [], 0
    for entry in entries:
        text = " ".join(entry.text.split())
        if text:
            cuts.append(Cut(at, at + len(text), entry))
            parts.append(text)
            at += len(text) + len(BETWEEN)
    return BETWEEN.join(parts), tuple(cuts)


class Row(NamedTuple):
    """A row in its document: where its text begins, the table's number, its own number there, its cells."""

    start: int
    table: int
    row: int
    cuts: Sequence[Cut]


def tables_of(rows: Iterable[Row], captions: dict[int, Span] | None = None) -> tuple[Table, ...]:
    """The tables that rows make up, in order; one of a single row is none."""
    cells: dict[int, list[Cell]] = {}
    for start, table, row, cuts in rows:
        for cut in cuts:
            entry, span = cut.entry, Span(start + cut.start, start + cut.end)
            cells.setdefault(table, []).append(Cell(span, row, entry.column, entry.rows, entry.columns, entry.heading))
    return tuple(
        Table(tuple(found), (captions or {}).get(number))
        for number, found in cells.items()
        if found[0].row != found[-1].row
    )
