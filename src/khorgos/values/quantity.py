"""A number with its unit and its bound, as a text gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from khorgos.errors import QuantityFault
from khorgos.values.unit import Unit


class Bound(StrEnum):
    """How the text limits a value: "about 5" is `~`, "over 5" is `>`, "at least 5" is `>=`, "up to 5" is `<=`."""

    EXACT = "="
    ABOUT = "~"
    ABOVE = ">"
    BELOW = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


_NUMBER = r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?"
_FORM = re.compile(rf"(?P<bound>[=~<>]=?)? ?(?P<low>{_NUMBER})(?:\.\.(?P<high>{_NUMBER}))? (?P<unit>\S.*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, or a range from `low` to `high`, in a unit, with a bound.

    `low == high` for a single value.  Values are exact decimals in the unit itself: "4.45 billion USD" is 4450000000.
    A change downwards is negative.  Raises QuantityFault for a number that is none, or a range turned round.
    """

    low: Decimal
    high: Decimal
    unit: Unit
    bound: Bound = Bound.EXACT

    def __post_init__(self) -> None:
        if not (self.low.is_finite() and self.high.is_finite()):
            raise QuantityFault("a quantity needs finite numbers.", value=(self.low, self.high))
        if self.high < self.low:
            raise QuantityFault(
                "the range is turned round.", value=(self.low, self.high), mend="Give the smaller value first."
            )

    @staticmethod
    def of(value: Decimal | int | str, unit: Unit | str, bound: Bound | str = Bound.EXACT) -> Quantity:
        """A single value; numbers may be given as text ("4.45E+9"), never as binary floats."""
        number = _decimal(value)
        return Quantity(number, number, _unit(unit), Bound(bound))

    @staticmethod
    def range(
        low: Decimal | int | str, high: Decimal | int | str, unit: Unit | str, bound: Bound | str = Bound.EXACT
    ) -> Quantity:
        """From `low` to `high`."""
        return Quantity(_decimal(low), _decimal(high), _unit(unit), Bound(bound))

    @staticmethod
    def parse(text: str) -> Quantity:
        """Read the written form back: `~4450000000 USD`, `27..28 count`."""
        found = _FORM.fullmatch(text)
        if not found:
            raise QuantityFault("not a quantity.", value=text, mend="Write it as `>5000000000 USD` or `4..5 percent`.")
        low = found["low"]
        return Quantity.range(low, found["high"] or low, found["unit"], found["bound"] or "=")

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high

    @property
    def value(self) -> Decimal:
        """The single value, or the middle of the range."""
        return self.low if self.low == self.high else (self.low + self.high) / 2

    def __str__(self) -> str:
        bound = "" if self.bound is Bound.EXACT else self.bound.value
        ends = plain(self.low) if not self.is_range else f"{plain(self.low)}..{plain(self.high)}"
        return f"{bound}{ends} {self.unit}"


def plain(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: 4450000000, 0.25, -30.9."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _decimal(value: Decimal | int | str) -> Decimal:
    if isinstance(value, float):
        raise QuantityFault("binary floats are not exact.", value=value, mend='Give it as text: "4.45".')
    try:
        return Decimal(value)
    except InvalidOperation as fault:
        raise QuantityFault("not a number.", value=value) from fault


def _unit(unit: Unit | str) -> Unit:
    return unit if isinstance(unit, Unit) else Unit.of(unit)
