"""Tables of plain text: lines whose cells stand between upright strokes or tabs, as many in one line as in the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from khorgos.documents.lines import Line
from khorgos.documents.table import Cut, Entry, Row, Table, tables_of

# Lines of cells that hold no numbers are menus, lists of tags and the like.
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"[|+\s:=_-]+")
# Fewer rows than these are a line with a stroke in it.
_ROWS = 2
# A cell of a table of figures is no sentence.
_LONGEST_CELL = 120
_SECTION = 60


def ruled(lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables that lines of plain text make up."""
    rows: list[Row] = []
    run: list[tuple[Line, tuple[Cut, ...]]] = []
    for line, after in zip_longest(lines, lines[1:]):
        cuts = _cells(line.text) if line.kind is None else ()
        if not cuts and run and after is not None and _is_section(line, after, run[-1][1]):
            cuts = (Cut(0, len(line.text), Entry(line.text, 0)),)
        elif cuts and run and not _alike(cuts, run):
            rows += _table(run, len(rows))
            run = []
        if cuts:
            run.append((line, cuts))
        elif not (run and _RULE.fullmatch(line.text)):
            rows += _table(run, len(rows))
            run = []
    rows += _table(run, len(rows))
    return tables_of(rows)


def _alike(cuts: tuple[Cut, ...], run: list[tuple[Line, tuple[Cut, ...]]]) -> bool:
    """Whether a line has as many columns as the lines before it, give or take one."""
    columns = next((found[-1].entry.column for _, found in reversed(run) if len(found) > 1), 0)
    return abs(cuts[-1].entry.column - columns) <= 1


def _is_section(line: Line, after: Line, before: tuple[Cut, ...]) -> bool:
    """Whether a line without strokes stands between rows as the heading of the next ones."""
    if len(line.text) > _SECTION or line.text[-1] in ".!?:。" or line.kind is not None or _RULE.fullmatch(line.text):
        return False
    following = _cells(after.text)
    return len(following) > 1 and len(before) > 1 and following[-1].entry.column == before[-1].entry.column


def _table(run: list[tuple[Line, tuple[Cut, ...]]], number: int) -> list[Row]:
    if len(run) < _ROWS or not any(_DIGIT.search(line.text) for line, _ in run[1:]):
        return []
    return [Row(line.start, number, at, cuts) for at, (line, cuts) in enumerate(run)]


def _cells(text: str) -> tuple[Cut, ...]:
    """The cells of a line; nothing where it has fewer than two, or one is no cell."""
    mark = "\t" if "\t" in text else "|"
    if mark not in text or _RULE.fullmatch(text):
        return ()
    # Markdown closes its rows on both sides; a row that only begins with a stroke has an empty first cell.
    at = 1 if mark == "|" and text[0] == text[-1] == "|" else 0
    cuts, column = [], 0
    for piece in text[at:].removesuffix("|" if at else "\0").split(mark):
        bare = piece.strip()
        if len(bare) > _LONGEST_CELL:
            return ()
        if bare:
            start = at + piece.index(bare[0])
            cuts.append(Cut(start, start + len(bare), Entry(bare, column)))
        at += len(piece) + 1
        column += 1
    return tuple(cuts) if column > 1 and cuts else ()
