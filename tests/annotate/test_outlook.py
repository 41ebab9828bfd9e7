"""The calendar seen from an anchor."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.annotate.outlook import RULES, Outlook, easter, month_shift, months, unit_period
from khorgos.values import Period

THURSDAY = Period.parse("2023-05-18")
_days = st.dates(dt.date(1600, 1, 1), dt.date(2150, 12, 31)).map(Period.day)


def seen(rule: str, *arguments: object, anchor: Period = THURSDAY, shift: int | None = None) -> list[str]:
    """What a rule gives, as written."""
    return [str(period) for period in RULES[rule](Outlook(anchor, shift), *arguments)]


@pytest.mark.parametrize(
    ("rule", "arguments", "shift", "periods"),
    [
        ("shift", ("Y", -1), None, ["2022"]),
        ("shift", ("M", 1), None, ["2023-06"]),
        ("shift", ("W", -1), None, ["2023-W19"]),
        ("shift", ("Q", 0), None, ["2023-Q2"]),
        ("shift", ("E", -1), None, ["201X"]),
        ("months", (10, 10), None, ["2022-10", "2023-10"]),
        ("months", (10, 10), -1, ["2022-10"]),
        ("months", (5, 5), None, ["2023-05"]),
        ("months", (1, 4), None, ["2023-01/2023-04", "2024-01/2024-04"]),
        ("quarter", (3,), None, ["2022-Q3", "2023-Q3"]),
        ("half", (1,), 0, ["2023-H1"]),
        ("season", ("WI",), -1, ["2022-12/2023-02"]),
        ("monthday", (5, 18), None, ["2023-05-18"]),
        ("monthday", (2, 29), None, ["2024-02-29"]),
        ("days", (12, 30, 1, 2), None, ["2022-12-30/2023-01-02", "2023-12-30/2024-01-02"]),
        ("dayonly", (27,), None, ["2023-04-27", "2023-05-27"]),
        ("weekday", (2,), None, ["2023-05-16", "2023-05-23"]),
        ("weekday", (4,), -1, ["2023-05-11"]),
        ("weekof", (5, 8), None, ["2023-W19", "2024-W19"]),
        ("nth", (11, 4, 4), None, ["2022-11-24", "2023-11-23"]),
        ("nth", (5, 1, -1), 1, ["2023-05-29"]),
        ("easter", (0,), None, ["2023-04-09", "2024-03-31"]),
        ("easter", (-2,), -1, ["2023-04-07"]),
        ("weekend", (None,), None, ["2023-W19", "2023-W20"]),
        ("stretch", ("Y", 5, -1), None, ["2018/2023"]),
        ("stretch", ("Y", 2, 1), None, ["2023/2025"]),
    ],
)
def test_rules(rule: str, arguments: tuple[object, ...], shift: int | None, periods: list[str]) -> None:
    """Each rule gives what may be meant from a Thursday in May 2023, the earlier first."""
    assert seen(rule, *arguments, shift=shift) == periods


@pytest.mark.parametrize(
    ("rule", "arguments", "anchor", "periods"),
    [
        ("same", (-1,), "2023-Q1", ["2022-Q1"]),
        ("same", (-1,), "2023-01/2023-04", ["2022-01/2022-04"]),
        ("same", (-1,), "2023-05-18", ["2022"]),
        ("same", (0, "Q"), "2023-05-18", ["2023-Q1"]),
        ("sameof", (2019,), "2023-H1", ["2019-H1"]),
        ("samelength", (9,), "2022-01/2022-09", ["2022-01/2022-09"]),
        ("samelength", (6,), "2022-01/2022-09", []),
        ("monthday", (5, 16), "2023", ["2023-05-16"]),
        ("monthday", (5, 16, 4), "2023", ["2024-05-16"]),
    ],
)
def test_rules_from_periods(rule: str, arguments: tuple[object, ...], anchor: str, periods: list[str]) -> None:
    """From a period spoken of the rules keep its shape; a weekday tells the year that a bare year does not."""
    assert seen(rule, *arguments, anchor=Period.parse(anchor)) == periods


@pytest.mark.parametrize(
    ("rule", "arguments"), [("weekday", (2,)), ("dayonly", (5,)), ("shift", ("M", -1)), ("stretch", ("M", 3, -1))]
)
def test_a_year_tells_no_days(rule: str, arguments: tuple[object, ...]) -> None:
    """An anchor that is too coarse gives nothing rather than a guess."""
    assert seen(rule, *arguments, anchor=Period.year(2023)) == []


@given(_days, st.integers(1, 7))
def test_weekdays_lie_within_a_week(anchor: Period, number: int) -> None:
    """The weekday before and after are less than a week away, on that weekday, the earlier first."""
    found = list(Outlook(anchor).weekday(number))
    assert found == sorted(found, key=lambda period: period.first)
    for period in found:
        assert period.first.isoweekday() == number
        assert abs((period.first - anchor.first).days) < 7


@given(_days, st.sampled_from("YMWDQEH"), st.integers(-30, 30))
def test_units_move_and_hold(anchor: Period, unit: str, by: int) -> None:
    """A unit moved by nothing holds the day; moved ahead it lies after, moved back before."""
    period = unit_period(unit, anchor.first, by)
    assert period.contains(anchor) == (by == 0)
    if by:
        assert (period.first > anchor.last) == (by > 0)


@given(st.integers(1600, 2100), st.integers(1, 12), st.integers(-60, 60))
def test_months_shift_there_and_back(year: int, month: int, by: int) -> None:
    """Moving a month and moving it back is where one began."""
    assert month_shift(*month_shift(year, month, by), -by) == (year, month)


def test_months_cross_the_year() -> None:
    """A stretch of months may begin in the year before or end in the year after."""
    assert str(months(2023, -1, 3)) == "2022-11/2023-03"
    assert str(months(2023, 12, 14)) == "2023-12/2024-02"


@pytest.mark.parametrize(
    ("year", "day"),
    [(1954, "1954-04-18"), (1981, "1981-04-19"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2038, "2038-04-25")],
)
def test_easter(year: int, day: str) -> None:
    """Easter Sunday in years that try the algorithm's exceptions."""
    assert easter(year).isoformat() == day
