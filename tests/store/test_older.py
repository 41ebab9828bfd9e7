"""A ledger of an older version is brought to the tables of this one."""

from pathlib import Path

from alembic import command
from sqlalchemy import create_engine, inspect

from khorgos.store import Ledger
from khorgos.store.migrate import config
from khorgos.store.schema import CLAIMS


def test_first_version_is_migrated_when_opened(tmp_path: Path) -> None:
    """A ledger of version 0001 gets the columns of today, and its view shows them."""
    place = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        configuration = config()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "0001")
    with Ledger(place, create=False):
        pass
    with engine.connect() as connection:
        for table in ("claims", "current_claims"):
            columns = {column["name"] for column in inspect(connection).get_columns(table)}
            assert columns == {column.name for column in CLAIMS.columns}
    engine.dispose()
