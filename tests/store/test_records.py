"""Project records that reports tell, in the ledger."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine, text

from khorgos.claims import Record
from khorgos.extract.record import Records
from khorgos.store import Added, Ledger, RecordFilters
from khorgos.store.migrate import config
from khorgos.values import Quantity


def record(document: str, name: str, amount: int = 5) -> Record:
    """A record read from a document."""
    return Record(document=document, name=name, money=Quantity.of(Decimal(amount), "USD"), claims=("0123456789abcdef",))


def told(made, body: str, *names: str):
    """A reading of a text that tells some records."""
    reading = made(body)
    return replace(reading, telling=Records(made=tuple(record(reading.document.id, name) for name in names)))


def test_records_come_with_their_reading_and_say_which_report_tells_them(ledger: Ledger, made, text: str) -> None:
    """Adding a report keeps its records; asked for, they name the report."""
    reading = told(made, text, "Northtown Port", "Southtown Dam")

    assert ledger.add(reading, text.encode(), "report.txt") is Added.NEW
    rows = ledger.records()

    assert [row["name"] for row in rows] == ["Northtown Port", "Southtown Dam"]
    assert {row["document_name"] for row in rows} == {"report.txt"}
    assert rows[0]["body"]["claims"] == ["0123456789abcdef"]


def test_a_record_that_only_an_older_reading_tells_is_no_longer_current(
    ledger: Ledger, made, text: str, monkeypatch, raw
) -> None:
    """Read again by other code: what it still tells stays, what it no longer tells stays in the table only."""
    ledger.add(told(made, text, "Northtown Port", "Southtown Dam"), text.encode(), "report.txt")
    for module in ("ledger", "writing"):
        monkeypatch.setattr(f"khorgos.store.{module}.code_version", lambda: "newer")
    ledger.add(told(made, text, "Northtown Port"), text.encode(), "report.txt")

    assert [row["name"] for row in ledger.records()] == ["Northtown Port"]
    assert raw(ledger, "SELECT name FROM current_records") == [("Northtown Port",)]
    assert raw(ledger, "SELECT COUNT(*) FROM records") == [(2,)]


def test_two_texts_that_speak_of_one_number_keep_a_record_each(ledger: Ledger, made, text: str) -> None:
    """The number of somebody's archive in a text is no key: records of other texts are not replaced."""
    for at, body in enumerate((text, text + " More.")):
        reading = made(body)
        told_ = replace(record(reading.document.id, f"Port {at}"), number="1234")
        ledger.add(replace(reading, telling=Records(made=(told_,))), body.encode(), f"{at}.txt")

    assert [row["name"] for row in ledger.records()] == ["Port 0", "Port 1"]
    assert len(ledger.records(RecordFilters(id=ledger.records()[0]["id"][:8]))) == 1


def test_a_ledger_of_imported_records_is_migrated_with_them(tmp_path: Path) -> None:
    """A ledger of version 0004 keeps its records, which no reading tells, as current ones."""
    place = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        configuration = config()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "0004")
        row = "'a1', 'Example list', '7', 'Northtown Bridge', '2024-01-01', '{\"document\": \"example\"}'"
        connection.execute(text(f"INSERT INTO records (id, source, record, name, added_at, body) VALUES ({row})"))
    with Ledger(place, create=False) as ledger:
        assert [found["name"] for found in ledger.records()] == ["Northtown Bridge"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM current_records")).all() == [("Northtown Bridge",)]
    engine.dispose()
