"""Slips of scale: the factors by which a misprint sets a number apart from the one that was meant.

A thousand: million for billion.  Ten thousand: 万 read as a unit.  Ten: 亿 read as a billion, or a shifted comma.  A
hundred million: 亿 left out.  Ratios within 3 percent of a factor are taken for it, since both values may be rounded.
"""

from __future__ import annotations

from decimal import Decimal

from khorgos.claims.interval import Interval

FACTORS = (10, 1_000, 10_000, 100_000_000)
_ROOM = Decimal("0.03")
# From here on numbers are printed with a word of scale; fifty-one projects have no scale to slip.
_SCALED = 10_000


def factor_of(one: Decimal, other: Decimal) -> int | None:
    """The factor of FACTORS that would turn one value into the other; None where none does."""
    small, large = sorted((abs(one), abs(other)))
    if small < _SCALED:
        return None
    return next((factor for factor in FACTORS if is_factor(large / small, Decimal(factor))), None)


def factor_between(one: Interval, other: Interval) -> int | None:
    """The same of two printed numbers: what one stands for, so many times larger, also meets the other."""
    less, more = sorted((one, other), key=lambda each: abs(each.value))
    if abs(less.value) < _SCALED:
        return None
    for factor in FACTORS:
        scaled = Interval(less.low * factor, less.high * factor, less.value * factor)
        if is_factor(more.value / less.value, Decimal(factor)) or scaled.meets(more):
            return factor
    return None


def is_factor(ratio: Decimal, factor: Decimal) -> bool:
    """Whether a ratio lies within 3 percent of a factor."""
    return abs(ratio / factor - 1) <= _ROOM
