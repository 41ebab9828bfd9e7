"""Quantities as values: written form, ranges, faults."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.errors import QuantityFault
from khorgos.values import Bound, Quantity

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=3)


@given(NUMBERS, NUMBERS, st.sampled_from(list(Bound)), st.sampled_from(["USD", "percent", "count", "m3"]))
def test_the_written_form_is_read_back(one: Decimal, other: Decimal, bound: Bound, unit: str) -> None:
    """Writing and reading give the same quantity."""
    quantity = Quantity.range(min(one, other), max(one, other), unit, bound)

    assert quantity == Quantity.parse(str(quantity))


def test_a_range_turned_round_is_refused() -> None:
    """The smaller end stands first."""
    with pytest.raises(QuantityFault):
        Quantity.range(5, 4, "percent")


def test_binary_floats_are_refused() -> None:
    """Numbers are exact: a float is a fault."""
    with pytest.raises(QuantityFault):
        Quantity.of(4.45, "USD")  # type: ignore[arg-type]
