"""What a printed number may stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.claims.interval import interval, of, significant, unit_of
from khorgos.values import Bound


@pytest.mark.parametrize(
    ("value", "unit"),
    [("70200000000", "100000000"), ("70000000000", "1000000000"), ("304", "1"), ("22", "1"), ("7.25", "0.01")],
)
def test_last_printed_unit(value: str, unit: str) -> None:
    """A value is exact to the last digit that it was printed with, in the largest scale that it reaches."""
    assert unit_of(Decimal(value)) == Decimal(unit)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ({"value": 70000000000}, {"value": 70200000000}, True),
        ({"value": 2.4}, {"value": 2.5}, False),
        ({"value": 5, "bound": ">"}, {"value": 5.5}, True),
        ({"value": 5, "bound": ">"}, {"value": 4.9}, False),
        ({"value": 100, "bound": "<"}, {"value": 94.8}, True),
        ({"value": 10, "bound": "~"}, {"value": 10.4}, True),
        ({"value": 1, "bound": "~"}, {"value": 0.94}, True),
        ({"value": 27, "value_high": 28}, {"value": 27.7}, True),
        ({"amount": 4100000000}, {"amount": 4100000000}, True),
    ],
)
def test_values_that_meet(one: dict[str, object], other: dict[str, object], *, meet: bool) -> None:
    """Roundings and bounds meet the exact value; values that no number shares do not."""
    first, second = interval(one), interval(other)
    assert first is not None
    assert second is not None
    assert first.meets(second) is meet
    assert second.meets(first) is meet


def test_no_number_no_interval() -> None:
    """A claim without a number has no interval."""
    assert interval({"kind": "event"}) is None


@given(
    st.decimals(min_value=-(10**13), max_value=10**13, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(list(Bound)),
)
def test_the_printed_value_lies_inside(value: Decimal, bound: Bound) -> None:
    """However a value is bounded, it is one of those that it may stand for."""
    found = of(value, value, bound)
    assert found.low <= value <= found.high
    assert found.meets(found)


def test_digits_that_say_something() -> None:
    """Trailing zeros are scale."""
    assert [significant(Decimal(text)) for text in ("70200000000", "5000000000", "16145")] == [3, 1, 5]
