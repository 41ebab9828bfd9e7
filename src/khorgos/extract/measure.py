"""What a figure measures: a level, a change, a fold, a share or a rank, and which way a change goes."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.annotate.mentions import ConceptMention, QuantityMention
from khorgos.extract.line import Line
from khorgos.values.unit import Dimension

# How many characters may stand between a number and the change word right behind or before it: two or three words.
_BEHIND = 24
_BEFORE = 34
_LEAD = 16
_SAME = 1.7
# A verb of level stands directly before its number, a bound between at most.
_LEVEL = 14
_AND_NEXT = 0.6


@dataclass(slots=True)
class Measured:
    """The measure, the sign of a change (0 where none is said), and the words that give the sign."""

    measure: str
    sign: int = 0
    start: int = -1
    end: int = -1


def measured(line: Line, quantity: QuantityMention, same: Measured | None, spoken: Measured | None) -> Measured:
    """The measure of a quantity.

    `same` is that of the ratio before it in the same sentence, `spoken` that of a ratio in the sentence before.
    """
    dimension = quantity.quantity.unit.dimension
    if dimension is Dimension.FOLD:
        return Measured("fold")
    if dimension is Dimension.ORDER:
        return Measured("rank")
    if dimension is Dimension.RATIO:
        return _ratio(line, quantity, same, spoken)
    return _amount(line, quantity)


def is_ratio(quantity: QuantityMention) -> bool:
    """Whether it is in percent or points."""
    return quantity.quantity.unit.dimension is Dimension.RATIO


def is_step(line: Line, quantity: QuantityMention) -> bool:
    """Whether a number is printed with a plus: "+12 million to 2022"."""
    return line.view.text.startswith("+", quantity.start)


def _ratio(line: Line, quantity: QuantityMention, same: Measured | None, spoken: Measured | None) -> Measured:
    if quantity.quantity.high < 0 or (quantity.direction and not _makes_up(line, quantity)):
        return _directed(quantity)
    lead = line.low(max(line.start, quantity.start - _LEAD), quantity.start)
    if line.grammar.arrives.search(lead) or line.grammar.opens.search(lead):
        return Measured("share")
    if line.view.text[max(0, quantity.start - 1) : quantity.start + 1].strip(" (")[:1] in ("+", "-"):
        return Measured("change", 1)
    change = _behind(line, quantity) or _before(line, quantity)
    if change is None and line.grammar.step.search(lead):
        change = _last_change(line, quantity) or _surpasses(line, quantity)
    if change:
        return change
    part = _part(line, quantity) or _reached(line, quantity)
    if part:
        return Measured("share")
    if quantity.quantity.unit.code == "pp":
        return Measured("change")
    if same is not None and same.measure == "change":
        same = _newer(line, quantity, same) or same
    return same or _ahead(line, quantity) or _clause_change(line, quantity) or spoken or Measured("share")


def _newer(line: Line, quantity: QuantityMention, same: Measured) -> Measured | None:
    """The last word of change since that of the ratio before: "one slid 0.4 percent, one rose 9 or 0.8 percent"."""
    since = [a for a in line.actions if same.end <= a.start and a.end <= quantity.start and a.concept in ("up", "down")]
    return _change(since[-1]) if since else None


def _ahead(line: Line, quantity: QuantityMention) -> Measured | None:
    """A series may say what it measures only at its end: "with Peru 5 percent, with Chile 4 percent more"."""
    later = [other for other in line.quantities if other.start > quantity.end and is_ratio(other)]
    for other in later:
        if line.low(quantity.end, other.start).count(",") > len(later) + 1:
            return None
        change = _directed(other) if other.direction else _behind(line, other)
        if change:
            return change
    return None


def _directed(quantity: QuantityMention) -> Measured:
    return Measured("change", quantity.direction, quantity.start, quantity.end)


def _makes_up(line: Line, quantity: QuantityMention) -> bool:
    """Whether the word of direction belongs to one of part: "made up 5 percent"."""
    return any(a.concept == "part" and a.start < quantity.start < a.end for a in line.actions)


def _amount(line: Line, quantity: QuantityMention) -> Measured:
    if quantity.direction:
        return _directed(quantity)
    if line.is_base(quantity):  # "up from 3 billion": what the change starts from
        return Measured("level")
    if is_step(line, quantity):
        return Measured("change", 1)
    behind = _behind(line, quantity) if quantity.quantity.unit.dimension is not Dimension.COUNT else None
    # "3 million and rose by 5 percent", "3 million (up 5 percent)" say what the next number is.
    if behind and not line.barrier(quantity.end, behind.start):
        return behind
    before = _before(line, quantity)
    if before and line.grammar.by.search(line.low(before.end, quantity.start)):
        lead = line.low(before.end, quantity.start).strip()
        if lead and lead != "of":
            return before
    return before if before and _moves(line, quantity, before) else Measured("level")


def _moves(line: Line, quantity: QuantityMention, change: Measured) -> bool:
    """Whether a verb of rising or falling stands right before an amount: "fell 3 million to 9 million"."""
    gap = line.low(change.end, quantity.start).strip()
    return not gap and bool(line.grammar.moves.fullmatch(line.low(change.start, change.end)))


def _behind(line: Line, quantity: QuantityMention) -> Measured | None:
    if not line.actions:
        return None
    stop = min(line.after(quantity), quantity.end + _BEHIND)
    for action in line.actions:
        if quantity.end <= action.start < stop and line.barrier(quantity.end, action.start) < 1.0:
            if action.concept not in ("up", "down"):
                return None
            if len(line.low(quantity.end, action.start).split()) > 1:
                return None
            return _change(action)
    return None


def _before(line: Line, quantity: QuantityMention) -> Measured | None:
    if not line.actions:
        return None
    begin = max(line.before(quantity), quantity.start - _BEFORE)
    for action in reversed(line.actions):
        if action.end > quantity.start or action.concept == "compare":
            continue
        if action.start < begin or line.barrier(action.end, quantity.start) >= 1.0:
            return None
        if line.grammar.arrives.search(line.low(action.end, quantity.start)):
            return None
        return _change(action) if action.concept in ("up", "down") else None
    return None


def _part(line: Line, quantity: QuantityMention) -> bool:
    if line.low(quantity.end, quantity.end + 4).startswith((" of ", " из")):
        return True
    if line.grammar.of_those.search(line.low(max(line.start, quantity.start - _LEAD), quantity.start)):
        return True
    begin = max(line.before(quantity), line.start)
    return any(
        action.concept == "part" and begin <= action.start < quantity.start
        for action in line.actions
        if line.barrier(action.end, quantity.start) < 2.0
    )


def _reached(line: Line, quantity: QuantityMention) -> bool:
    """Whether a verb of level stands right before: "settlements in own currencies reached 90 percent"."""
    before = [a for a in line.actions if a.end <= quantity.start and line.barrier(a.end, quantity.start) < _AND_NEXT]
    if not before or before[-1].concept != "reach" or quantity.start - before[-1].end > _LEVEL:
        return False
    # "Growth reached 30 percent" is a change.
    return len(before) < 2 or before[-2].concept not in ("up", "down") or _last_gap(line, before[-2], before[-1])


def _surpasses(line: Line, quantity: QuantityMention) -> Measured | None:
    """Whether a verb of level follows right behind a step: "на 19% превышает", that is, by 19 percent."""
    reach = any(a.concept == "reach" and 0 <= a.start - quantity.end <= 1 for a in line.actions)
    return Measured("change", 1) if reach else None


def _last_gap(line: Line, change: ConceptMention, level: ConceptMention) -> bool:
    """Whether more stands between a word of change and one of level than a word: it is no subject then."""
    return level.start - change.end > _BEHIND or line.barrier(change.end, level.start) >= 1.0


def _last_change(line: Line, quantity: QuantityMention) -> Measured | None:
    """The change word that a further step goes on with: "imports rose by 5 percent, exports by 3"."""
    before = [a for a in line.actions if a.end <= quantity.start and a.concept in ("up", "down", "fold")]
    return _change(before[-1]) if before else None


def _clause_change(line: Line, quantity: QuantityMention) -> Measured | None:
    for action in reversed(line.actions):
        near = line.barrier(action.end, quantity.start) < _SAME
        if action.end <= quantity.start and action.concept in ("up", "down") and near:
            return _change(action)
    return None


def _change(action: ConceptMention) -> Measured:
    sign = -1 if action.concept == "down" else 1
    return Measured("change", sign, action.start, action.end)
