"""Runs of text on a page to paragraphs in reading order.

The page is cut recursively: upright gaps that run through its whole height part columns, wide level gaps part blocks (a
recursive XY cut: Nagy and Seth 1984).  Rows of short cells that stand under each other are a table and keep their rows.
Sizes are in points; what is "wide" is told by the height of the lines themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from khorgos.documents.table import Entry

# A gap between columns is wider than this many line heights; words stand nearer.
_COLUMN = 1.1
# A level gap wider than this many line heights parts blocks.
_BLOCK = 0.9
# Columns of prose have at least so many lines; fewer are cells of a table, or a date beside a title.
_LINES = 4
# Lines of one column stand nearer than this many line heights, from middle to middle.
_APART = 4.0
# Cells that stand under each other may be nearer: printed tables keep some points between them.
_NARROW = 0.45
_SAME_PLACE = 0.4
# Cells are short; columns of prose are not.
_CELL = 28
# Boxes whose middles lie within this part of a line height stand on one line.
_SAME_LINE = 0.5
# A line indented by more than this many heights begins a paragraph.
_INDENT = 0.9
# A line that ends this far (in heights) before the right edge ends a paragraph.
_SHORT = 4.0
_HYPHEN = re.compile(r"(?:\u0002|\u00ad|(?<=\w)-)$")
_WIDE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_STOPS = tuple(".!?:;。！？：；")


class Box(NamedTuple):
    """A run of text with its place, from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Where its middle lies."""
        return (self.top + self.bottom) / 2


def paragraphs(boxes: Sequence[Box]) -> list[Paragraph]:
    """The paragraphs of a page in reading order; a row of a table is one."""
    made: list[Paragraph] = []
    for number, part in enumerate(_cut(list(boxes)), 1):
        if part.rows:
            bands = _bands(part.rows)
            made += [Paragraph("", number, tuple(_entries(cells, bands))) for cells in part.rows]
        else:
            made += [Paragraph(text) for text in part.texts if text.strip()]
    return made


class Paragraph(NamedTuple):
    """A paragraph's text, or a row of the page's table of that number, by cells."""

    text: str
    table: int = 0
    entries: tuple[Entry, ...] = ()


class _Part(NamedTuple):
    """A stretch of a page: paragraphs, or the rows of a table."""

    texts: list[str]
    rows: list[list[Box]]


def _table(rows: list[list[Box]]) -> list[_Part]:
    """The rows of a table; a line that stands alone above or below them is its caption or a note."""
    first = next(at for at, cells in enumerate(rows) if len(cells) > 1)
    last = next(at for at in range(len(rows), 0, -1) if len(rows[at - 1]) > 1)
    above, below = ([cells[0].text for cells in part] for part in (rows[:first], rows[last:]))
    return [_Part(above, []), _Part([], rows[first:last]), _Part(below, [])]


def _bands(rows: Sequence[Sequence[Box]]) -> list[tuple[float, float]]:
    """The columns of a table, left to right: where the cells of its fullest rows stand.

    Headings that span several columns, and lines under the table, have fewer cells.
    """
    most = max(map(len, rows))
    spans = sorted((cell.left, cell.right) for row in rows if len(row) == most for cell in row)
    bands: list[tuple[float, float]] = []
    for left, right in spans:
        if bands and left < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], right))
        else:
            bands.append((left, right))
    return bands


def _entries(cells: Sequence[Box], bands: Sequence[tuple[float, float]]) -> Iterator[Entry]:
    """The cells of a row with the columns that they stand over; each begins behind the one before."""
    least = 0
    for cell in cells:
        over = [n for n, (left, right) in enumerate(bands) if left < cell.right and cell.left < right and n >= least]
        first = over[0] if over else max(least, sum(right < cell.left for _, right in bands))
        last = over[-1] if over else first
        yield Entry(cell.text, first, last - first + 1)
        least = last + 1


def _cut(boxes: list[Box]) -> list[_Part]:
    if not boxes:
        return []
    unit = median(box.height for box in boxes) or 1.0
    rows = _rows(boxes, unit)
    if _is_table(rows, unit):
        return _table([_cells(row, unit) for row in rows])
    halves = _columns(boxes, unit)
    close = None if halves else _close_table(rows, unit)
    if close:
        first, last = close
        table = _Part([], [_cells(row, unit, _NARROW) for row in rows[first:last]])
        above, below = ([box for row in part for box in row] for part in (rows[:first], rows[last:]))
        return [*_cut(above), table, *_cut(below)]
    halves = halves or _level(boxes, unit)
    if halves:
        return [part for half in halves for part in _cut(half)]
    return [_Part(_prose([_line(row) for row in rows], unit), [])]


def _rows(boxes: Iterable[Box], unit: float) -> list[list[Box]]:
    """The boxes that stand on one line, line by line."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda each: (each.middle, each.left)):
        if rows and abs(box.middle - rows[-1][0].middle) <= unit * _SAME_LINE:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]


def _close_table(rows: list[list[Box]], unit: float) -> tuple[int, int] | None:
    """The longest run of rows whose cells stand close beside each other and right under those of the row before.

    Words of prose stand nearer, and not under each other; a third of the cells hold numbers.
    """
    cut = [_cells(row, unit, _NARROW) for row in rows]
    best: tuple[int, int] | None = None
    first = 0
    for at in range(1, len(cut) + 1):
        if at < len(cut) and _under(cut[at - 1], cut[at], unit):
            continue
        if at - first >= 2 and len(cut[first]) > 1 and (best is None or at - first > best[1] - best[0]):
            texts = [cell.text for cells in cut[first:at] for cell in cells]
            short = median(map(len, texts)) <= _CELL
            if short and sum(any(map(str.isdigit, text)) for text in texts) * 3 >= len(texts):
                best = first, at
        first = at
    return best


def _under(above: list[Box], below: list[Box], unit: float) -> bool:
    """Whether two rows have the same columns: each cell begins or ends where the one above it does."""
    if len(above) != len(below) or len(above) < 2:
        return False
    pairs = zip(above, below, strict=True)
    return all(min(abs(a.left - b.left), abs(a.right - b.right)) <= unit * _SAME_PLACE for a, b in pairs)


def _cells(row: list[Box], unit: float, gap: float = _COLUMN) -> list[Box]:
    """The cells of a row: boxes with less than a column's gap between them are one."""
    cells = [row[0]]
    for box in row[1:]:
        if box.left - cells[-1].right > unit * gap:
            cells.append(box)
        else:
            cells[-1] = _line([cells[-1], box])
    return cells


def _is_table(rows: list[list[Box]], unit: float) -> bool:
    """Rows of two and more short cells, nearly all of them; two columns alone are a table only if they hold numbers."""
    if len(rows) < 2:
        return False
    cut = [_cells(row, unit) for row in rows]
    several = [cells for cells in cut if len(cells) > 1]
    if len(several) * 4 < len(cut) * 3:
        return False
    cells = [cell.text for row in several for cell in row]
    numbers = sum(any(map(str.isdigit, cell)) for cell in cells) * 3 >= len(cells)
    wide = median(map(len, several)) >= 3
    return median(map(len, cells)) <= _CELL and (numbers or wide)


def _columns(boxes: list[Box], unit: float) -> tuple[list[Box], list[Box]] | None:
    """Left and right of the widest upright gap that nothing crosses, where both sides are prose."""
    at = _gap(sorted((box.left, box.right) for box in boxes), unit * _COLUMN)
    if at is None:
        return None
    left, right = [b for b in boxes if b.right <= at], [b for b in boxes if b.right > at]
    enough = all(_longest(_rows(side, unit), unit) >= _LINES for side in (left, right))
    return (left, right) if enough else None


def _longest(rows: list[list[Box]], unit: float) -> int:
    """How many lines stand right below each other; a running head and a page's number stand far off."""
    longest = run = 1
    for above, below in pairwise(rows):
        run = run + 1 if below[0].middle - above[0].middle <= unit * _APART else 1
        longest = max(longest, run)
    return longest


def _level(boxes: list[Box], unit: float) -> tuple[list[Box], list[Box]] | None:
    """Above and below the widest level gap."""
    at = _gap(sorted((box.top, box.bottom) for box in boxes), unit * _BLOCK)
    if at is None:
        return None
    return [b for b in boxes if b.bottom <= at], [b for b in boxes if b.bottom > at]


def _gap(spans: list[tuple[float, float]], least: float) -> float | None:
    """Where the widest gap between spans begins, if it is at least so wide."""
    best, at, reached = least, None, spans[0][1]
    for begin, end in spans[1:]:
        if begin - reached >= best:
            best, at = begin - reached, reached
        reached = max(reached, end)
    return at


def _line(row: list[Box]) -> Box:
    text = row[0].text
    for before, box in pairwise(row):
        near = box.left - before.right < 0.1 * box.height
        text += box.text if near or (_WIDE.match(text[-1]) and _WIDE.match(box.text[0])) else f" {box.text}"
    return Box(row[0].left, min(b.top for b in row), row[-1].right, max(b.bottom for b in row), text)


def _prose(lines: list[Box], unit: float) -> list[str]:
    """Lines to paragraphs: an indent, a short last line, or another size of letters begins a new one."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    made: list[str] = []
    before: Box | None = None
    for line in lines:
        new = before is None or _begins(before, line, left, right, unit)
        if new:
            made.append(line.text)
        else:
            made[-1] = _continued(made[-1], line.text)
        before = line
    return made


def _begins(before: Box, line: Box, left: float, right: float, unit: float) -> bool:
    if abs(line.height - before.height) > 0.25 * unit:
        return True
    if line.left - left > unit * _INDENT and before.left - left <= unit * _INDENT:
        return True
    return before.text.endswith(_STOPS) and right - before.right > unit * _SHORT


def _continued(text: str, line: str) -> str:
    """A line joined to the one before: a hyphen at its end goes where a small letter follows."""
    if _HYPHEN.search(text[-2:]):
        bare = text[:-1]
        return bare + line if line[:1].islower() else f"{bare}-{line}"
    wide = _WIDE.match(text[-1:]) and _WIDE.match(line[:1])
    return text + line if wide else f"{text} {line}"
