"""A printed number as the interval of values that it may stand for.

Rules and tolerances: a value printed to a unit u stands for everything within u/2 of it; "over x" for x to 1.15 x,
"up to x" and "nearly x" for 0.9 x to x, "about x" for x within 5 percent, or what x alone stands for.  See
docs/facts.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khorgos.values import Bound

_ZERO = Decimal(0)
_HALF = Decimal("0.5")
_OVER = Decimal("1.15")
_UNDER = Decimal("0.9")
_ABOUT = Decimal("0.05")
# One digit says no less than this: "1 billion" is no 664 million, though it rounds to that unit.
_COARSE = Decimal("0.1")
# A sum is printed in the largest of these that it reaches: "70 billion" is exact to a billion, not to ten.
_SCALES = (Decimal(10**12), Decimal(10**9), Decimal(10**6))


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included; `value` is what was printed (the middle of a range)."""

    low: Decimal
    high: Decimal
    value: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether a value lies in both; edges that only touch do not meet (2.4 and 2.5 have only 2.45 in common)."""
        return self.value == other.value or (self.low < other.high and other.low < self.high)

    def apart(self, other: Interval) -> Decimal:
        """How far the printed values lie apart, as a part of the larger one."""
        larger = max(abs(self.value), abs(other.value))
        return abs(self.value - other.value) / larger if larger else _ZERO


def interval(claim: dict[str, Any]) -> Interval | None:
    """The interval of a claim's number (`as_dict`: `value` of a figure, `amount` of a project); None without one."""
    low = claim.get("value", claim.get("amount"))
    if low is None:
        return None
    first = Decimal(str(low))
    last = Decimal(str(claim.get("value_high", low)))
    return of(first, last, Bound(claim.get("bound") or "="))


def of(low: Decimal, high: Decimal, bound: Bound) -> Interval:
    """The interval of a printed value (`low == high`) or range with its bound."""
    value = (low + high) / 2
    size = abs(value)
    least, most = low - _half_unit(low), high + _half_unit(high)
    if bound in (Bound.ABOVE, Bound.AT_LEAST):
        least, most = low, high + size * (_OVER - 1)
    elif bound in (Bound.BELOW, Bound.AT_MOST):
        least, most = low - size * (1 - _UNDER), high
    elif bound is Bound.ABOUT:
        # Never narrower than the same number without "about".
        least, most = min(least, low - size * _ABOUT), max(most, high + size * _ABOUT)
    return Interval(least, most, value)


def _half_unit(value: Decimal) -> Decimal:
    return min(unit_of(value) * _HALF, abs(value) * _COARSE)


def unit_of(value: Decimal) -> Decimal:
    """The last unit that a value was printed to: 70.2 billion to 0.1 billion, 70 billion to a billion, 304 to one."""
    exponent = value.normalize().as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    scale = next((scale for scale in _SCALES if abs(value) >= scale), Decimal(1))
    return min(last, scale)


def significant(value: Decimal) -> int:
    """How many digits of a value say something: 70.2 billion three, 5 billion one."""
    return len(value.normalize().as_tuple().digits)
