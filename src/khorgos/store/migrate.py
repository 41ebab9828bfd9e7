"""Bringing a ledger to the tables of this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from khorgos.errors import LedgerFault
from khorgos.store.schema import VERSION, VERSION_TABLE


def version_of(connection: Connection) -> str | None:
    """The version of a ledger's tables; None where there are none yet."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - our own name
    if tables:
        raise LedgerFault(
            "this database holds other tables and is no ledger.",
            value=sorted(tables)[:5],
            mend="Give another --ledger.",
        )
    return None


def upgrade(connection: Connection, place: str) -> None:
    """Create or migrate the tables; raises LedgerFault for a ledger of a newer version."""
    found = version_of(connection)
    if found == VERSION:
        return
    if found is not None and found > VERSION:
        raise LedgerFault(
            f"this ledger was written by a newer Khorgos (its tables are version {found}, these are {VERSION}).",
            place=place,
            mend="Update with `pip install --upgrade khorgos`, or give another --ledger.",
        )
    from alembic import command

    configuration = config()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def config() -> Any:
    """Alembic's configuration for the migrations that ship with the package."""
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return configuration
