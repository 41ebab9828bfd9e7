"""SDMX taken back: periods, other structures, broken rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.cli import main
from khorgos.publish.observations import FREQUENCIES, OTHER_FREQUENCY, time_period
from khorgos.receive.sdmx import period_of
from khorgos.values import Period

days = st.dates(min_value=Period.parse("1950").first, max_value=Period.parse("2049").last)
pieces = st.one_of(
    days.map(Period.day),
    days.map(lambda day: Period.month(day.year, day.month)),
    days.map(lambda day: Period.quarter(day.year, (day.month + 2) // 3)),
    days.map(lambda day: Period.half(day.year, 1)),
    days.map(lambda day: Period.year(day.year)),
)
stretches = st.tuples(pieces, pieces).map(
    lambda ends: Period.between(*sorted(ends, key=lambda end: (end.first, end.last)))
)
fiscal = days.map(lambda day: Period.fiscal(day.year, day.month))


@given(pieces | stretches | fiscal)
def test_periods_hold_the_same_days(period: Period) -> None:
    """Written and read, a period is the same days, and is written the same again."""
    written = time_period(period)
    again = period_of(written, FREQUENCIES.get(period.precision, OTHER_FREQUENCY)[0])

    assert again.same_days(period)
    assert again.is_fiscal == period.is_fiscal
    assert time_period(again) == written


HEAD = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,MEASURE,REF_AREA,COUNTERPART_AREA,BASIS,STATUS,DETAIL,UNIT_MEASURE,"
    "TIME_PERIOD,OBS_VALUE,BOUND\n"
)
ROW = "dataflow,KHORGOS:FIGURES(1.0.0),I,A,TRADE,LEVEL,CHN,KAZ,_U,_Z,_T,USD,2022,5,=\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("CHN", "", "1 failed"),
        ("TRADE", "LUCK", "no such indicator"),
        ("2022", "22", "not a period"),
        (",5,", ",five,", "not a number"),
        (",=", ",!", "no such bound"),
        ("KHORGOS", "OTHER", "khorgos statistics"),
    ],
)
def test_a_broken_row_is_told(old, new, said, tmp_path, capsys) -> None:
    """With what is wrong; the row beside it goes in."""
    path = tmp_path / "figures.csv"
    path.write_text(HEAD + ROW + (ROW.replace(old, new) if new else "dataflow,KHORGOS:FIGURES(1.0.0),I\n"))

    assert main(["import", str(path), "--ledger", str(tmp_path / "a.db")]) != 0
    printed = capsys.readouterr()
    assert said in printed.out + printed.err
    assert "khorgos statistics" in said or "1 added (1 claims of 1 reports)" in printed.out
