import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from khorgos.cli.adding import Done, summary
from khorgos.errors import BusyFault, LedgerFault
from khorgos.store import Ledger
from khorgos.store.connect import connect, shown
from khorgos.store.migrate import config
from khorgos.store.schema import APPEND_ONLY, METADATA, VERSION, VERSION_TABLE


def test_migrations_build_the_tables_that_the_code_uses(ledger: Ledger):
    """Migrating an empty database gives the tables, columns and indexes of store.schema, and nothing else."""

    def ours(_object, name, kind, _reflected, _compared):
        # How words are looked for is each database's own: a search table, an index.
        return not (kind == "table" and name.startswith("claims_text")) and name != "claims_words"

    engine = connect(ledger.place)
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_version_is_the_newest_migration():
    """Opening compares with this number without loading the migrations."""
    assert ScriptDirectory.from_config(config()).get_heads() == [VERSION]


def test_append_only_tables_have_guards(ledger: Ledger, raw):
    """Every table that is declared append-only has both triggers."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if "://" in ledger.place:
        listed = "SELECT tgname FROM pg_trigger"
    triggers = {row[0] for row in raw(ledger, listed)}

    assert {f"{table}_no_{act}" for table in APPEND_ONLY for act in ("update", "delete")} <= triggers


def test_a_ledger_opens_again(place: str | Path, made, text: str):
    """What was added is there when the ledger is opened again."""
    with Ledger(place) as ledger:
        ledger.add(made(), text.encode(), "a.txt")
    with Ledger(place, create=False) as ledger:
        assert len(ledger.claims()) == 3


def test_a_newer_ledger_is_refused(tmp_path: Path):
    """A ledger with tables of a later version is left alone; the mend is an update."""
    place = tmp_path / "k.db"
    Ledger(place).close()
    raw = sqlite3.connect(place)
    raw.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    raw.commit()
    raw.close()

    with pytest.raises(LedgerFault, match=r"newer Khorgos .*version 9999") as fault:
        Ledger(place)
    assert "pip install --upgrade khorgos" in fault.value.mend


def test_a_locked_ledger_is_told(tmp_path: Path, made, text: str):
    """Where another program holds the ledger, adding gives up after the busy time and says so."""
    place = tmp_path / "k.db"
    with Ledger(place, busy=0.05) as ledger:
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(BusyFault, match="another program is writing") as fault:
            ledger.add(made(), text.encode(), "a.txt")
        assert fault.value.place == str(place)
        assert fault.value.mend
        other.execute("ROLLBACK")
        other.close()
        ledger.add(made(), text.encode(), "a.txt")


def test_a_writing_server_is_told(empty_database: str, made, text: str):
    """On a server too, a second writer waits for its turn no longer than the busy time."""
    with Ledger(empty_database) as one, Ledger(empty_database, busy=0.05) as two:
        with one._writing(), pytest.raises(BusyFault, match="another program is writing"):
            two.add(made(), text.encode(), "a.txt")
        two.add(made(), text.encode(), "a.txt")


def test_an_address_is_shown_without_its_password():
    """What is printed of a ledger's address gives no secret away."""
    assert shown("postgresql://ana:s3cret@db.example/ledger") == "postgresql://ana:***@db.example/ledger"
    assert summary(Done(), "postgresql://ana:s3cret@db.example/ledger").startswith("postgresql://ana:***@db.example")
    with pytest.raises(LedgerFault) as fault:
        Ledger("postgresql://ana:s3cret@127.0.0.1:1/ledger")
    assert "s3cret" not in str(fault.value)


def test_other_databases_are_refused(tmp_path: Path):
    """A database of somebody else is never migrated."""
    raw = sqlite3.connect(tmp_path / "other.db")
    raw.execute("CREATE TABLE recipes (name text)")
    raw.close()

    with pytest.raises(LedgerFault, match="is no ledger"):
        Ledger(tmp_path / "other.db")


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("/proc/khorgos.db", "cannot be opened"),
        ("/nowhere/at/all/khorgos.db", "no such folder"),
        ("/tmp", "this is a folder"),
    ],
)
def test_places_that_cannot_be_written(place: str, reason: str):
    """A folder that cannot be written, is missing, or is the ledger itself."""
    with pytest.raises(LedgerFault, match=reason) as fault:
        Ledger(place)
    assert "--ledger" in fault.value.mend or "khorgos.db" in fault.value.mend


def test_a_file_that_is_no_database(tmp_path: Path):
    """A text file is no ledger and stays as it is."""
    place = tmp_path / "notes.txt"
    place.write_text("not a ledger" * 100)

    with pytest.raises(LedgerFault, match="no ledger"):
        Ledger(place)
    assert place.read_text() == "not a ledger" * 100


def test_a_missing_ledger_is_not_made_by_asking(tmp_path: Path):
    """Asking makes no empty ledger."""
    with pytest.raises(LedgerFault, match="there is no ledger here"):
        Ledger(tmp_path / "k.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_none():
    """A URL that SQLAlchemy cannot use is a fault with a mend."""
    with pytest.raises(LedgerFault, match="address cannot be used"):
        Ledger("nonsense://somewhere/ledger")
