"""Currencies replaced under their name."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.reference.redenominations import code_at, codes_before, redenominations
from khorgos.values.codes import CURRENCIES


@pytest.mark.parametrize(
    ("code", "day", "then"),
    [
        ("BYN", "2016-07-01", "BYN"),
        ("BYN", "2016-06-30", "BYR"),
        ("BYN", "1999-12-31", "BYB"),
        ("KZT", "1999-12-31", "KZT"),
    ],
)
def test_code_at(code: str, day: str, then: str) -> None:
    """A name's code is the one in force on the day, through every replacement."""
    assert code_at(code, dt.date.fromisoformat(day)) == then


def test_codes_before() -> None:
    """Every earlier code of a name, the latest first."""
    assert codes_before("VED") == ["VES", "VEF", "VEB"]


def test_the_table_holds_only_currencies() -> None:
    """Both codes of a row are in ISO 4217 or its list of withdrawn codes, and no code is replaced twice."""
    rows = redenominations()
    assert {code for row in rows for code in (row.new, row.old)} <= CURRENCIES
    assert len({row.new for row in rows}) == len(rows)
