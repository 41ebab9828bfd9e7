"""Rows to records and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from khorgos.claims import Agency, Record, Relation
from khorgos.claims.record import FLOW_TYPES, STATUSES
from khorgos.records.export import gcdf_columns, gcdf_row
from khorgos.records.intake import Intake, unpadded
from khorgos.records.sheet import gcdf
from khorgos.reference.agencies import sectors
from khorgos.reference.tables import mapping
from khorgos.values import Party, Period, Quantity

WORDS = st.text("ABCdef ghi", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
AGENCIES = st.lists(
    st.builds(
        Agency,
        WORDS,
        type=st.sampled_from(["Government Agency", "Private Sector"]),
        origin=st.sampled_from(["Recipient", "Other", "Chinese"]),
    ),
    max_size=3,
).map(tuple)
FUNDERS = st.lists(
    st.builds(lambda name: Agency(name, "State-owned Policy Bank", "Chinese", "CHN"), WORDS), max_size=2
).map(tuple)
DATES = st.dates(min_value=Period.year(2000).first, max_value=Period.year(2022).last)  # type: ignore[arg-type]
PERIODS = st.builds(lambda day, size: Period.parse(day.isoformat()[:size]), DATES, st.sampled_from([4, 7, 10]))
TERMS = st.decimals(0, 40, places=2)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record that GCDF can hold, whose description tells its dates as they are."""
    dates = {name: draw(st.none() | PERIODS) for name in ("commitment", "planned_start", "start", "end")}
    # "2000" and "2000-01" are padded to one day: where a text tells both, nothing tells which was meant.
    given_dates = [each for each in dates.values() if each]
    assume(len({each.first for each in given_dates}) == len({str(each) for each in given_dates}))
    told = " ".join(map(str, given_dates))
    terms = {name: draw(st.none() | TERMS) for name in ("rate", "maturity", "grace", "management_fee")}
    bodies = {name: draw(AGENCIES) for name in ("cofinanciers", "receivers", "implementers", "guarantors")}
    return Record(
        document=gcdf().source,
        source=gcdf().source,
        number=str(draw(st.integers(1, 99_999))),
        name=draw(WORDS),
        recipients=tuple(Party.country(code) for code in draw(st.lists(st.sampled_from(["KAZ", "KGZ"]), unique=True))),
        sector=draw(st.none() | st.sampled_from(sectors())),
        financiers=draw(FUNDERS),
        money=draw(st.none() | st.builds(Quantity.of, st.integers(1, 10**12), st.sampled_from(["CNY", "USD"]))),
        flow_type=draw(st.none() | st.sampled_from(FLOW_TYPES)),
        status=draw(st.none() | st.sampled_from(STATUSES)),
        instruments=draw(st.sampled_from([(), ("gcl",), ("export_buyers_credit", "swap")])),
        proxies=draw(st.sampled_from([(), ("commitment",)])),
        umbrella=draw(st.booleans()),
        covid=draw(st.booleans()),
        relations=tuple(Relation("parent", str(each)) for each in draw(st.lists(st.integers(1, 99), max_size=2))),
        details=(("Description", told),) if told else (),
        readers=("table",),
        **dates,
        **terms,
        **bodies,
    )


# A record of all fields takes long to make up on a busy machine; nothing is said here of time.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def stated(text: str) -> list[Period]:
    """The periods of a description that is nothing but periods."""
    return [Period.parse(word) for word in text.split()]


@PATIENT
@given(records())
def test_there_and_back(record: Record) -> None:
    """Written as a row of 126 columns and read again, a record says the same."""
    row = gcdf_row(record)
    again = Intake(gcdf(), stated).read(2, row)

    assert isinstance(again, Record), again
    assert list(row) == gcdf_columns()
    ours, theirs = record.values(), again.values()
    kept = [pair for pair in theirs.pop("details", []) if pair[0] == "Description"]
    assert kept == ours.pop("details", [])
    assert theirs == ours


@PATIENT
@given(records())
def test_what_a_table_computed_is_kept(record: Record) -> None:
    """Read twice, a row does not change any more: the columns that follow by rule come back as they were."""
    first = Intake(gcdf(), stated).read(2, gcdf_row(record))
    assert isinstance(first, Record)
    second = Intake(gcdf(), stated).read(2, gcdf_row(first))

    assert isinstance(second, Record)
    assert second.values() == first.values()


@pytest.mark.parametrize(
    ("day", "told", "expected"),
    [
        ("2019-01-01", ["2019"], "2019"),
        ("2019-01-01", ["2019", "2019-01"], "2019-01"),
        ("2019-01-01", ["2019", "2019-01-01"], "2019-01-01"),
        ("2019-01-01", ["2018"], "2019-01-01"),
        ("2019-05-01", ["2019-05"], "2019-05"),
        ("2019-05-01", ["2019"], "2019-05-01"),
        ("2019-05-02", ["2019-05"], "2019-05-02"),
    ],
)
def test_unpadded(day: str, told: list[str], expected: str) -> None:
    """The narrative decides; where it tells nothing of the date, the date stays."""
    assert str(unpadded(Period.parse(day), [Period.parse(each) for each in told])) == expected


def test_all_columns() -> None:
    """126 columns, each once; fields, aliases and instruments name columns that there are."""
    table, layout = mapping("gcdf.yaml"), gcdf()
    columns = set(table["columns"])

    assert len(table["columns"]) == len(columns) == 126
    assert set(table["fields"].values()) <= columns
    assert set(table["aliases"].values()) <= columns
    assert set(layout.flags) <= columns


def test_types_that_do_not_pair_are_kept() -> None:
    """Two bodies and one type: nothing is guessed, and the type stays beside."""
    row = {"Implementing Agencies": "A|B", "Implementing Agencies Type": "Chinese Private Sector"}
    record = Intake(gcdf()).read(2, row)

    assert isinstance(record, Record)
    assert record.implementers == (Agency("A"), Agency("B"))
    assert record.detail("Implementing Agencies Type") == "Chinese Private Sector"


def test_numbers() -> None:
    """Thousands may be set apart; a comma that sets no thousands apart is refused."""
    read = Intake(gcdf()).read
    good = read(2, {"Maturity": "1,234.5"})
    bad = read(3, {"Maturity": "1,5"})

    assert isinstance(good, Record)
    assert good.maturity == Decimal("1234.5")
    assert isinstance(bad, list)
    assert bad[0].sentence() == "row 3, Maturity: '1,5': not a number. Write it as 1234567.89."
