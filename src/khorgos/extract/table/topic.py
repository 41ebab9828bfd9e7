"""What a number of a table is about: the indicator that row, column, section, caption or title name, and the goods."""

from __future__ import annotations

from collections.abc import Sequence

from khorgos.extract.table.head import Head
from khorgos.language import Concept
from khorgos.values import Quantity, Span


def topic_of(
    quantity: Quantity, scaled: bool, heads: Sequence[Head], above: Sequence[Head]
) -> tuple[Concept | None, Span | None]:
    """The indicator's concept of a number and where it is named; the nearest head that names any decides.

    `scaled` tells that a heading gives a count its scale ("thousand people").
    """
    for head in (*heads, *above):
        if head.has("price"):
            return None, None
        named = [(concept, span) for concept, span in head.concepts("indicators") if not concept.get("verb")]
        if not named and head.has("other_number"):
            return None, None
        if not named:
            continue
        if not all(concept.get("figure", True) for concept, _ in named):
            return None, None
        fitting = [(concept, span) for concept, span in named if _fits(concept, quantity, scaled)]
        if fitting:
            concept, span = fitting[0]
            return concept, span
        if head.cell is not None:
            return None, None
    return None, None


def _fits(concept: Concept, quantity: Quantity, scaled: bool) -> bool:
    """Whether an indicator is measured so: bare counts are of what is counted, others of its units."""
    dimension = quantity.unit.dimension.value
    allowed = concept.get("units", ())
    if dimension == "count" and not scaled and not concept.get("counts"):
        return "count" in allowed and "money" not in allowed
    return not allowed or dimension in allowed


def detail_of(rows: Sequence[Head], over: Sequence[Head], above: Sequence[Head]) -> tuple[str | None, bool]:
    """The goods or group that narrows a number, by code or as printed, and whether its headings are understood.

    The label of a row or a column may be anything that is counted; of both, or with a unit of its own, it may not.
    """
    for head in (*rows, *over):
        goods = head.concepts("details")
        if goods and not head.concepts("indicators"):
            return goods[0][0].code, True
    unknown = [head for head in (*rows, *over) if not head.is_told()]
    if len(unknown) > 1 or any(head.unit() for head in unknown):
        return None, False
    if unknown:
        return unknown[0].text, True
    for head in (*rows, *over, *above):
        narrow = [concept for concept, _ in head.concepts("details") if not concept.get("general")]
        if narrow:
            return narrow[0].code, True
    return None, True
