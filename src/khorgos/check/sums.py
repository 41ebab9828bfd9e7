"""A whole and its parts that a report tells side by side, whatever they are called.

Three or more numbers of one thing (one indicator, unit and parties) that stand near each other, the largest of which
the others make: told as holding, since a sum that comes out to the digit hardly does so by chance.  Sums that do not
come out say nothing here: only a text that says "of which" could, and lists by status, halves of trade, quarters and
members have checks of their own.  A project's cost is made of the loans and the capital that are told with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from khorgos.check.figures import grouped, ids, levels, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.interval import significant, unit_of
from khorgos.claims.printing import Printing

# Only numbers told so near each other are tried: a sum and its parts stand in one passage.
_NEAR = 6
_PARTS = (2, 3, 4)
# "3 = 1 + 2" comes out by chance: a sum must have two digits that say something.
_DIGITS = 2
# What a project's cost is made of.
_FINANCE = frozenset({"loans", "investment", "aid"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The sums of every report's numbers that come out."""
    told = [p for p in levels(printings) if p.word("unit") not in ("percent", "rank")]
    for group in grouped(told, lambda p: (p.measured, p.all_sides)).values():
        yield from _found(group, group)
    for project in printings:
        if project.kind == "project" and project.interval is not None:
            money = [p for p in told if _finances(p, project)]
            yield from _found([project], money, rounded=True)


def _finances(figure: Printing, project: Printing) -> bool:
    """Whether a figure is money for a project: of its currency, and of one of its countries."""
    mine = figure.word("unit") == project.word("currency") and figure.word("indicator") in _FINANCE
    return mine and bool(figure.all_sides & project.all_sides)


def _found(wholes: Sequence[Printing], group: Sequence[Printing], *, rounded: bool = False) -> Iterator[Finding]:
    for whole in {value(each): each for each in reversed(wholes)}.values():
        if significant(value(whole)) < _DIGITS:
            continue
        parts = _parts(whole, group, rounded=rounded)
        if parts:
            yield _finding(whole, parts)


def _parts(whole: Printing, group: Sequence[Printing], *, rounded: bool) -> tuple[Printing, ...]:
    """The fewest numbers near a whole that make it; empty where none do, or several sets do."""
    near = list(_beside(whole, group))
    for size in _PARTS:
        sets = [each for each in combinations(near, size) if _makes(whole, each, near, rounded=rounded)]
        if len({tuple(sorted(map(value, each))) for each in sets}) == 1:
            return min(sets, key=lambda each: _spread(whole, each))
        if sets:
            return ()
    return ()


def _spread(whole: Printing, parts: Iterable[Printing]) -> int:
    """How many characters lie between the first and the last of a whole and its parts; 0 where no place is given."""
    places = [end for p in (whole, *parts) for end in p.said.get("span") or (0, 0)]
    return max(places) - min(places)


def _beside(whole: Printing, group: Sequence[Printing]) -> Iterable[Printing]:
    at = next((index for index, each in enumerate(group) if each.id == whole.id), None)
    around = group if at is None else group[max(0, at - _NEAR) : at + _NEAR + 1]
    return (p for p in around if p.id != whole.id and Decimal(0) < value(p) < value(whole))


def _makes(whole: Printing, parts: tuple[Printing, ...], near: Sequence[Printing], *, rounded: bool) -> bool:
    total = sum(map(value, parts), Decimal(0))
    if total == value(whole):
        return rounded or any(significant(value(part)) >= _DIGITS for part in parts)
    # What comes out after rounding only must at least leave out nothing that is told among its parts.
    if whole.word("unit") == "count" or whole.interval is None or not _together(parts, near):
        return False
    # To half the digit that the whole is printed to, and half the coarsest of its parts.
    close = abs(total - value(whole)) * 2 <= unit_of(value(whole)) + max(unit_of(value(part)) for part in parts)
    precise = close and all(significant(value(part)) >= _DIGITS for part in (whole, *parts))
    low, high = (sum((getattr(p.interval, end) for p in parts), Decimal(0)) for end in ("low", "high"))
    meets = low <= whole.interval.high and whole.interval.low <= high
    return precise or (rounded and meets)


def _together(parts: tuple[Printing, ...], near: Sequence[Printing]) -> bool:
    places = [index for index, each in enumerate(near) if any(each.id == part.id for part in parts)]
    return max(places) - min(places) == len(parts) - 1


def _finding(whole: Printing, parts: tuple[Printing, ...]) -> Finding:
    unit = whole.word("unit") or whole.word("currency")
    total = sum(map(value, parts), Decimal(0))
    sum_ = f"{' + '.join(shown(value(p), unit) for p in parts)} = {shown(total, unit)}, of {shown(value(whole), unit)}"
    exact = total == value(whole)
    told = say("parts.make") if exact else say("parts.rounded")
    room = "" if exact else say("room.rounding")
    return Finding("parts-sum", Severity.OK, ids(whole, *parts), told, sum_, room)
