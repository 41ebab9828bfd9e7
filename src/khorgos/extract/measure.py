"""What a figure measures: a level, a change, a fold, a share or a rank, and which way a change goes."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.annotate.mentions import ConceptMention, QuantityMention
from khorgos.extract.line import Line
from khorgos.values.unit import Dimension

# How many characters may stand between a number and the change word right behind or before it: two or three words.
_BEHIND = 24
_BEFORE = 34


@dataclass(slots=True)
class Measured:
    """The measure, the sign of a change (0 where none is said), and the words that give the sign."""

    measure: str
    sign: int = 0
    start: int = -1
    end: int = -1


def measured(line: Line, quantity: QuantityMention, earlier: Measured | None) -> Measured:
    """The measure of a quantity; `earlier` is that of the ratio before it in the same series."""
    dimension = quantity.quantity.unit.dimension
    if dimension is Dimension.FOLD:
        return Measured("fold")
    if dimension is Dimension.ORDER:
        return Measured("rank")
    if dimension is Dimension.RATIO:
        return _ratio(line, quantity, earlier)
    return _amount(line, quantity)


def is_ratio(quantity: QuantityMention) -> bool:
    """Whether it is in percent or points."""
    return quantity.quantity.unit.dimension is Dimension.RATIO


def _ratio(line: Line, quantity: QuantityMention, earlier: Measured | None) -> Measured:
    if quantity.direction:
        return Measured("change", quantity.direction)
    if line.view.text[max(0, quantity.start - 1) : quantity.start + 1].strip(" (")[:1] in ("+", "-"):
        return Measured("change", 1)
    change = _behind(line, quantity) or _before(line, quantity)
    if change:
        return change
    part = _part(line, quantity)
    if part:
        return Measured("share")
    if quantity.quantity.unit.code == "pp":
        return Measured("change")
    if earlier is not None:
        return earlier
    return _clause_change(line, quantity) or Measured("share")


def _amount(line: Line, quantity: QuantityMention) -> Measured:
    if quantity.direction:
        return Measured("change", quantity.direction)
    behind = _behind(line, quantity)
    if behind:
        return behind
    before = _before(line, quantity)
    if before and line.grammar.by.search(line.low(before.end, quantity.start)):
        lead = line.low(before.end, quantity.start).strip()
        if lead and lead != "of":
            return before
    return Measured("level")


def _behind(line: Line, quantity: QuantityMention) -> Measured | None:
    stop = min(line.after(quantity), quantity.end + _BEHIND)
    for action in line.actions:
        if quantity.end <= action.start < stop and line.barrier(quantity.end, action.start) < 1.0:
            if action.concept not in ("up", "down"):
                return None
            if len(line.low(quantity.end, action.start).split()) > 1:
                return None
            return _change(line, action)
    return None


def _before(line: Line, quantity: QuantityMention) -> Measured | None:
    begin = max(line.before(quantity), quantity.start - _BEFORE)
    for action in reversed(line.actions):
        if action.end > quantity.start or action.concept == "compare":
            continue
        if action.start < begin or line.barrier(action.end, quantity.start) >= 1.0:
            return None
        if line.grammar.arrives.search(line.low(action.end, quantity.start)):
            return None
        return _change(line, action) if action.concept in ("up", "down") else None
    return None


def _part(line: Line, quantity: QuantityMention) -> bool:
    if line.low(quantity.end, quantity.end + 4).startswith((" of ", " из")):
        return True
    begin = max(line.before(quantity), line.start)
    return any(
        action.concept == "part" and begin <= action.start < quantity.start
        for action in line.actions
        if line.barrier(action.end, quantity.start) < 2.0
    )


def _clause_change(line: Line, quantity: QuantityMention) -> Measured | None:
    for action in reversed(line.actions):
        if action.end <= quantity.start and action.concept in ("up", "down"):
            return _change(line, action)
    return None


def _change(line: Line, action: ConceptMention) -> Measured:
    sign = -1 if action.concept == "down" else 1
    return Measured("change", sign, action.start, action.end)
