"""What a number of a table measures: a level, a change, a share."""

from __future__ import annotations

from collections.abc import Sequence

from khorgos.annotate.cells import bare
from khorgos.extract.table.head import Head
from khorgos.values import Quantity
from khorgos.values.unit import Dimension

_SIGNS = ("+", "-")


def measure_of(text: str, quantity: Quantity, heads: Sequence[Head], above: Sequence[Head]) -> str | None:
    """The measure of a cell; None for a ratio of which nothing says what it is, and for an index.

    `heads` are those of its column and row, `above` those of the whole table; the nearest that says counts.  A sign
    before a ratio makes it a change.
    """
    if quantity.unit.dimension is Dimension.FOLD:
        return "fold"
    ratio = quantity.unit.dimension is Dimension.RATIO
    for head in (*heads, *above) if ratio else heads:
        if ratio and head.has("share"):
            return "share"
        if head.has("index"):
            return None
        if head.has("change") or _changes(head):
            return "change"
    if ratio:
        return "change" if bare(text)[:1] in _SIGNS else None
    return "level"


def _changes(head: Head) -> bool:
    return any(concept.code in ("up", "down") for concept, _ in head.concepts("actions"))
