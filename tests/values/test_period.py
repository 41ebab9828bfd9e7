"""Periods: written form, bounds, refusals, relations."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.errors import PeriodFault
from khorgos.values import Period
from khorgos.values.period import Precision

_years = st.integers(1000, 2199)
_simple = st.one_of(
    _years.map(Period.year),
    st.builds(Period.half, _years, st.integers(1, 2)),
    st.builds(Period.quarter, _years, st.integers(1, 4)),
    st.builds(Period.month, _years, st.integers(1, 12)),
    st.builds(Period.fiscal, _years, st.integers(1, 12)),
    st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)).map(Period.day),
    st.integers(100, 219).map(lambda decade: Period.decade(decade * 10)),
    st.builds(lambda year, week: Period.parse(f"{year:04d}-W{week:02d}"), _years, st.integers(1, 52)),
)


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(_simple), draw(_simple)), key=lambda each: (each.first, each.last))
    return draw(
        st.sampled_from([first, Period.since(first), Period.until(last)])
        if last.last < first.first
        else st.sampled_from([first, Period.between(first, last), Period.since(first), Period.until(last)])
    )


@given(_periods())
def test_written_form_reads_back(period: Period) -> None:
    """The written form of a period parses to an equal period."""
    assert Period.parse(str(period)) == period


@given(_periods())
def test_bounds_are_in_order(period: Period) -> None:
    """A closed period has its first day not after its last, and counts its days from both."""
    if period.is_open:
        assert period.days() is None
    else:
        assert period.first <= period.last
        assert period.days() == (period.last - period.first).days + 1


@given(_periods())
def test_contains_and_overlaps_itself(period: Period) -> None:
    """A period contains itself and overlaps itself."""
    assert period.contains(period)
    assert period.overlaps(period)


@given(_simple, _simple)
def test_containing_means_overlapping(one: Period, other: Period) -> None:
    """What a period contains it overlaps, and overlap does not depend on the order."""
    if one.contains(other):
        assert one.overlaps(other)
    assert one.overlaps(other) == other.overlaps(one)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2023", Precision.YEAR, "2023-01-01", "2023-12-31"),
        ("2023-H2", Precision.HALF, "2023-07-01", "2023-12-31"),
        ("2023-S1", Precision.HALF, "2023-01-01", "2023-06-30"),
        ("2024-Q1", Precision.QUARTER, "2024-01-01", "2024-03-31"),
        ("2024-02", Precision.MONTH, "2024-02-01", "2024-02-29"),
        ("2023-W20", Precision.WEEK, "2023-05-15", "2023-05-21"),
        ("2023-05-18", Precision.DAY, "2023-05-18", "2023-05-18"),
        ("201X", Precision.DECADE, "2010-01-01", "2019-12-31"),
        ("FY2022-07", Precision.YEAR, "2022-07-01", "2023-06-30"),
        ("2015/2022", Precision.INTERVAL, "2015-01-01", "2022-12-31"),
        ("2023-01/2023-04", Precision.INTERVAL, "2023-01-01", "2023-04-30"),
    ],
)
def test_bounds(text: str, precision: Precision, first: str, last: str) -> None:
    """A written form gives its precision, first and last day."""
    period = Period.parse(text)
    assert (period.precision, str(period.first), str(period.last)) == (precision, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "2023-13",
        "2023-02-30",
        "2023-Q5",
        "2023-H3",
        "2023-W54",
        "2022/2015",
        "../..",
        "2023/",
        "20XX",
        "next year",
    ],
)
def test_refusals(text: str) -> None:
    """What is no period, no day of the calendar, or ends before it begins is refused."""
    with pytest.raises(PeriodFault):
        Period.parse(text)


def test_decade_begins_with_a_zero() -> None:
    """A decade is named by a year that ends in 0."""
    with pytest.raises(PeriodFault):
        Period.decade(2015)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2023-Q1", "2023-01/2023-03", True),
        ("2023", "2023-01-01/2023-12-31", True),
        ("2023-Q1", "2023-01/2023-02", False),
    ],
)
def test_same_days(one: str, other: str, same: bool) -> None:
    """Differently written periods of the same days are told from drifted ones, and are not equal all the same."""
    assert Period.parse(one).same_days(Period.parse(other)) is same
    assert Period.parse(one) != Period.parse(other)
