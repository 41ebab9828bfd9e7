"""IATI activities as records: what IATI holds comes back as it went out; faults name element, value and mend."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from khorgos.claims import Agency, Record, Relation
from khorgos.cli import main
from khorgos.publish import About, Edition, Recorded, publish
from khorgos.records.activities import activities, activity_record
from khorgos.values import Party, Period, Quantity

ABOUT = About(reference="XX-EXAMPLE-1", publisher="Example Institute", made="2026-11-25T00:00:00+00:00")
KEPT = (
    "name", "recipients", "location", "sector", "money", "flow_type", "status", "commitment", "planned_start", "start",
    "planned_end", "end", "rate", "maturity", "grace",
)  # fmt: skip


def written(*records: Record) -> bytes:
    """Published as IATI."""
    out = io.BytesIO()
    publish(Edition(ABOUT, records=lambda: map(Recorded, records)), "iati", out)
    return out.getvalue()


def again(record: Record) -> Record:
    """Published and read."""
    element = next(activities(io.BytesIO(written(record))))
    found = activity_record(1, element)
    assert isinstance(found, Record), found
    return found


dates = st.dates(min_value=Period.parse("2000").first, max_value=Period.parse("2020").last)
periods = st.one_of(dates.map(Period.day), dates.map(lambda day: Period.month(day.year, day.month)),
                    dates.map(lambda day: Period.year(day.year)))  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Loans and grants as IATI can hold them."""
    loan = draw(st.booleans())
    commitment = Period.day(draw(dates))
    terms = (
        {"rate": Decimal(draw(st.integers(0, 90))) / 10, "maturity": Decimal(20), "grace": Decimal(5)} if loan else {}
    )
    start = draw(st.none() | periods)
    return Record(
        document="d1",
        name=draw(st.sampled_from(["Example Hydropower Station", "Мост", "铁路项目"])),
        recipients=(Party.country(draw(st.sampled_from(["KAZ", "UZB", "TJK"]))),),
        location=draw(st.none() | st.just("Osh")),
        sector=draw(st.sampled_from(["210", "230", "110", "998"])),
        financiers=(Agency("Example Bank"),),
        money=Quantity.of(draw(st.integers(1, 10**12)), draw(st.sampled_from(["USD", "CNY", "KZT"]))),
        amount_kind="committed",
        flow_type="Loan" if loan else "Grant",
        status=draw(
            st.sampled_from(["Pipeline: Commitment", "Implementation", "Completion", "Suspended", "Cancelled"])
        ),
        commitment=commitment,
        start=start,
        relations=(Relation("parent", "p1"),),
        **terms,
    )


@given(records())
def test_there_and_back(record: Record) -> None:
    """Every field that IATI has an element for, dates with the precision that they had."""
    found = again(record)

    assert {name: getattr(found, name) for name in KEPT} == {name: getattr(record, name) for name in KEPT}
    assert [body.name for body in found.financiers] == ["Example Bank"]
    assert found.relations == record.relations
    assert found.number == f"XX-EXAMPLE-1-{record.id}"


def test_a_region_comes_back() -> None:
    """By its code."""
    record = Record(
        document="d1", name="Corridor", recipients=(Party.region("Central Asia"),), status="Implementation",
        financiers=(Agency("Example Bank"),), start=Period.parse("2019"),
    )  # fmt: skip

    assert [party.code for party in again(record).recipients] == ["Central Asia"]


BROKEN = [
    ('recipient-country code="QQ"', "recipient-country", "alpha-2"),
    ('value currency="USD">12,5', "transaction", "Digits"),
    ('activity-date type="2" iso-date="2019-02-30"', "activity-date", ""),
    ('default-currency="ZZZZ"', "transaction", ""),
]


@pytest.mark.parametrize(("part", "element", "mend"), BROKEN)
def test_a_fault_names_the_element(part: str, element: str, mend: str) -> None:
    """With its value and how to mend it; nothing is guessed."""
    text = (
        '<iati-activity default-currency="USD"><iati-identifier>X-1</iati-identifier>'
        "<title><narrative>Bridge</narrative></title>"
        '<activity-date type="2" iso-date="2019-02-28"/><recipient-country code="KG"/><transaction>'
        '<transaction-type code="2"/><transaction-date iso-date="2019-01-01"/><value>5</value></transaction>'
        "</iati-activity>"
    )
    name = part.split("=", maxsplit=1)[0].rsplit(" ", 1)[0]
    whole = {
        "recipient-country code": ('recipient-country code="KG"', part),
        "value": ("value>5", part),
        "activity-date type": ('activity-date type="2" iso-date="2019-02-28"', part),
        "default-currency": ('default-currency="USD"', part),
    }
    old, new = next(pair for key, pair in whole.items() if key.startswith(name) or part.startswith(key))
    found = activity_record(7, etree.fromstring(text.replace(old, new)))

    assert isinstance(found, list)
    assert [(fault.row, fault.column) for fault in found] == [(7, element)]
    assert mend in found[0].mend


def test_the_command_takes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """By its content; again adds nothing; a file that breaks off is told, and what stands before it went in."""
    monkeypatch.chdir(tmp_path)
    record = Record(
        document="d1", name="Bridge", recipients=(Party.country("KGZ"),), status="Completion",
        financiers=(Agency("Example Bank"),), start=Period.parse("2019"),
    )  # fmt: skip
    whole = written(record)
    Path("activities.xml").write_bytes(whole)
    Path("broken.xml").write_bytes(whole.replace(b"</iati-activities>", b"<iati-activity>"))

    assert main(["import", "activities.xml"]) == 0
    assert "1 rows: 1 added, 0 known, 0 failed" in capsys.readouterr().out
    assert main(["import", "activities.xml"]) == 0
    assert "1 known" in capsys.readouterr().out
    assert main(["import", "broken.xml", "--ledger", "other.db"]) != 0
    assert "not well-formed XML" in capsys.readouterr().err


def test_entities_are_not_read(tmp_path: Path) -> None:
    """A file of this machine cannot be drawn into a record."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = (
        f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><iati-activities><iati-activity>'
        "<title><narrative>&s;</narrative></title></iati-activity></iati-activities>"
    )
    element = next(activities(io.BytesIO(text.encode())))
    found = activity_record(1, element)

    assert not isinstance(found, Record) or found.name is None
