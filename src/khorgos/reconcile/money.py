"""One sum in two currencies: a report converts what another prints as it was paid."""

from __future__ import annotations

from decimal import Decimal

from khorgos.claims.interval import Interval
from khorgos.claims.printing import Printing
from khorgos.errors import ValueFault
from khorgos.reference.rates import per_dollar
from khorgos.values.codes import CURRENCIES

# Reports convert at the day's rate, tables hold the year's average: within 5 percent of it a sum is the same.
_ROOM = Decimal("0.05")


def is_money(unit: str) -> bool:
    """Whether a unit's code is a currency."""
    return unit in CURRENCIES


def converted(one: Printing, other: Printing) -> str | None:
    """The arithmetic by which two sums of one year in two currencies are one; None where they are not."""
    if one.interval is None or other.interval is None or one.period is None or one.period.last is None:
        return None
    try:
        rates = [per_dollar(each.measured[2], one.period.last.year) for each in (one, other)]
    except ValueFault:
        return None
    first, second = (_dollars(each, rate) for each, rate in zip((one.interval, other.interval), rates, strict=True))
    if first.low > second.high * (1 + _ROOM) or second.low > first.high * (1 + _ROOM):
        return None
    return f"{one.number} is {other.number} at {rates[0] / rates[1]:.4g} (average of {one.period.last.year})"


def _dollars(printed: Interval, rate: Decimal) -> Interval:
    return Interval(printed.low / rate, printed.high / rate, printed.value / rate)
