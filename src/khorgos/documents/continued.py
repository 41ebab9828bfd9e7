"""Tables that go on over the end of a page: the rows of the next page belong to the same table.

The last thing on a page is a table and the first on the next is one of as many columns, whose first rows are the first
one's headings again, or which has no headings of its own.  Headings and captions that are printed again are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile

from khorgos.documents.blocks import Block
from khorgos.documents.document import SegmentKind

_DIGITS = re.compile(r"\d+")
_EDGE = 2
_YEAR = re.compile(r"\(?(?:19|20)\d\d\)?\*?")
# A caption that is printed again begins with the same words; behind them stands "(continued)" in some language.
_CAPTION, _SAME = 100, 10


def continued(blocks: Sequence[Block]) -> None:
    """Give rows that go on with the table of the page before its number; what is printed again becomes furniture."""
    content = [block for block in blocks if block.kind is None and (block.text or block.cuts)]
    first: dict[int, list[Block]] = {}
    captions: dict[int, str] = {}
    for before, block in pairwise(content):
        if block.table and block.table != before.table and not before.table:
            captions[block.table] = before.text
    for block in content:
        if block.table:
            first.setdefault(block.table, []).append(block)
    pages = [list(group) for _, group in groupby(content, key=lambda block: block.page)]
    for one, other in pairwise(pages):
        page, following = _bare(one, other), _bare(other, one)
        number = page[-1].table if page else 0
        lead, rows = _opening(following)
        if number and rows and all(_again(line.text, captions.get(number, "")) for line in lead):
            _join(first[number], rows, lead)


def _bare(page: list[Block], beside: list[Block]) -> list[Block]:
    """A page without the lines at its edges that stand at those of the page beside it too, numbers aside."""
    heads, feet = ({_DIGITS.sub("#", line.text) for line in edge} for edge in (beside[:_EDGE], beside[-_EDGE:]))
    first = next((at for at, line in enumerate(page) if line.table or _DIGITS.sub("#", line.text) not in heads), 0)
    last = next((at for at, line in enumerate(page[::-1]) if line.table or _DIGITS.sub("#", line.text) not in feet), 0)
    return page[first : len(page) - last]


def _opening(page: list[Block]) -> tuple[list[Block], list[Block]]:
    """The rows of the table that opens a page, and the line above it, if there is one."""
    lead = list(takewhile(lambda block: not block.table, page[:2]))
    rest = page[len(lead) :]
    if len(lead) > 1 or not rest:
        return [], []
    return lead, list(takewhile(lambda block: block.table == rest[0].table, rest))


def _again(line: str, caption: str) -> bool:
    return len(line) <= _CAPTION and len(caption) >= _SAME and line.startswith(caption[:_SAME])


def _join(table: list[Block], rows: list[Block], lead: list[Block]) -> None:
    """Join rows to a table, if they go on with it."""
    again = sum(1 for _ in takewhile(lambda pair: pair[0].text == pair[1].text, zip(table, rows, strict=False)))
    if _width(table) != _width(rows) or not (again or _is_data(rows[0])):
        return
    for block in [*lead, *rows[:again]]:
        block.kind, block.table, block.cuts = SegmentKind.MENU, 0, ()
    for block in rows[again:]:
        block.table = table[0].table
    table += rows[again:]


def _width(rows: Iterable[Block]) -> int:
    return max((cut.entry.column + cut.entry.columns for row in rows for cut in row.cuts), default=0)


def _is_data(row: Block) -> bool:
    """Whether a row holds numbers that are no years, in half of its cells behind the first."""
    cells = [row.text[cut.start : cut.end] for cut in row.cuts[1:]]
    numbers = sum(any(map(str.isdigit, cell)) and not _YEAR.fullmatch(cell) for cell in cells)
    return bool(cells) and numbers * 2 >= len(cells)
