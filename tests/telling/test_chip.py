"""The number chip: short, never ambiguous, never rounded."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.telling import chip, number


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        ({"value": "4450000000", "unit": "USD", "bound": "~"}, "≈ 4.45 bn USD"),
        ({"value": "5000000000", "unit": "USD", "bound": ">"}, "> 5 bn USD"),
        ({"value": "5000000000", "unit": "USD", "bound": "<"}, "< 5 bn USD"),
        ({"value": "300000000", "unit": "EUR", "bound": ">="}, "≥ 300 mn EUR"),
        ({"value": "300000000", "unit": "EUR", "bound": "<="}, "≤ 300 mn EUR"),
        ({"value": "31250000000", "unit": "USD", "bound": "="}, "31.25 bn USD"),
        ({"value": "1600000000000", "unit": "CNY"}, "1.6 tn CNY"),
        ({"value": "22", "unit": "percent", "measure": "change"}, "+22 %"),
        ({"value": "-3.5", "unit": "percent", "measure": "change"}, "−3.5 %"),
        ({"value": "22", "unit": "percent", "measure": "share"}, "22 %"),
        ({"value": "0", "unit": "percent", "measure": "change"}, "0 %"),
        ({"value": "5000000000", "unit": "USD", "measure": "change", "bound": ">"}, "> +5 bn USD"),
        ({"value": "3", "unit": "rank", "measure": "rank"}, "no. 3"),
        ({"value": "2.5", "unit": "times", "measure": "fold", "bound": ">"}, "> 2.5-fold"),
        ({"value": "55", "unit": "count"}, "55"),
        ({"value": "12", "unit": None}, "12"),
        ({"value": "25", "value_high": "30", "unit": "percent"}, "25–30 %"),
        ({"value": "2000000000", "value_high": "3000000000", "unit": "USD"}, "2–3 bn USD"),
        ({"value": "900000000", "value_high": "1100000000", "unit": "USD"}, "900 mn – 1.1 bn USD"),
        ({"amount": "27000000000", "currency": "USD"}, "27 bn USD"),
        ({"name": "Example Summit"}, ""),
    ],
)
def test_chips_of_claims(claim: dict[str, Any], shown: str) -> None:
    """Bound, figures in the short scale, unit; a change has its sign, a rank its "no.", a fold its "-fold"."""
    assert chip(claim) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1234", "1,234"),
        ("9999", "9,999"),
        ("45000", "45 k"),
        ("1000000", "1 mn"),
        ("1234567", "1,234,567"),
        ("12345678901", "12,345,678,901"),
        ("999999999999", "999,999,999,999"),
        ("12345670000", "12,345.67 mn"),
        ("0.005", "0.005"),
        ("70.20", "70.2"),
        ("-14000000", "−14 mn"),
    ],
)
def test_numbers_take_a_scale_only_where_nothing_is_lost(value: str, shown: str) -> None:
    """The largest scale with at most three decimals; otherwise the number stands in full."""
    assert number(value) == shown


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=4))
def test_no_number_is_rounded(value: Decimal) -> None:
    """What is shown is the number itself, whatever the scale."""
    scales = {"tn": 10**12, "bn": 10**9, "mn": 10**6, "k": 10**3}
    figures, _, scale = number(str(value)).partition(" ")

    assert Decimal(figures.replace(",", "").replace("−", "-")) * scales.get(scale, 1) == value
