"""Opening the database: where it is, how it is set up, and faults told in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from khorgos.errors import BusyFault, LedgerFault

# What PostgreSQL knows our turns of writing by (any fixed number would do): "khorgos" in letters of a telephone.
_TURN = 5467467
_PASSWORD = re.compile(r"(://[^/:@]*):[^/@]*@")
# How long to wait for another program that is writing; it holds the ledger for milliseconds at a time.
BUSY_SECONDS = 5.0

_BUSY = "another program is writing to the ledger."
# What SQLite says (sqlite.org/rescode.html), what that means here, and the mend.
_FAULTS = (
    ("lock timeout", _BUSY, "Wait for it to end, or close it, and run this again."),
    ("connection refused", "the server of the ledger does not answer.", "Start it, or correct the address."),
    ("authentication failed", "the server of the ledger refuses this user.", "Correct the user or the password."),
    ("locked", _BUSY, "Wait for it to end, or close it, and run this again."),
    ("readonly", "the ledger cannot be written.", "Give a --ledger in a folder that you may write."),
    (
        "unable to open",
        "the ledger cannot be opened.",
        "Give a --ledger in a folder that exists and that you may write.",
    ),
    ("not a database", "this file is no ledger.", "Give another --ledger."),
    ("malformed", "the ledger is damaged.", "Restore a copy, or add the reports to a new --ledger from the archive."),
    ("full", "there is no room left on the disk.", "Make room, then run the same command again: it goes on."),
    ("disk i/o", "the ledger cannot be written to the disk.", "Make room or check the disk, then run this again."),
    ("append-only", "rows of this table are never changed.", "Add a judgement instead."),
)


def url_of(place: str | Path) -> str:
    """The SQLAlchemy address of a path or URL; a PostgreSQL URL that names no driver is psycopg's."""
    text = str(place)
    for scheme in ("postgresql://", "postgres://"):
        if text.startswith(scheme):
            return "postgresql+psycopg://" + text.removeprefix(scheme)
    return text if "://" in text else f"sqlite:///{text}"


def shown(place: str | Path) -> str:
    """A place as it may be printed: a URL without its password."""
    text = str(place)
    return _PASSWORD.sub(r"\1:***@", text) if "://" in text else text


def path_of(place: str | Path) -> Path | None:
    """The file of a SQLite ledger; None for a server."""
    text = str(place)
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    return None if "://" in text else Path(text)


def connect(place: str | Path, busy: float = BUSY_SECONDS) -> Engine:
    """An engine whose writers take turns, waiting up to `busy` seconds for another.

    SQLite connections are in WAL mode, check foreign keys and begin their transactions openly.
    """
    sqlite = path_of(place) is not None
    try:
        engine = create_engine(url_of(place), connect_args={"timeout": busy} if sqlite else {})
    except (SQLAlchemyError, ImportError) as fault:
        raise LedgerFault(
            f"the ledger's address cannot be used ({fault}).",
            value=shown(place),
            mend="Give a path, or a PostgreSQL URL (that needs pip install 'khorgos[postgres]').",
        ) from fault
    if sqlite:
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "begin", partial(_take_turns, busy))
    return engine


def _set_up(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # the module's own habit of beginning transactions late would let two writers collide
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _take_turns(busy: float, connection: Connection) -> None:
    """One writer at a time, as in SQLite: claims are numbered without gaps in the order of their reports."""
    if _writes(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(busy * 1000))}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes", False))


@contextmanager
def told(place: str | Path) -> Iterator[None]:
    """Faults of the database as LedgerFault, with place and mend."""
    try:
        yield
    except DBAPIError as fault:
        said = str(fault.orig)
        for sign, reason, mend in _FAULTS:
            if sign in said.lower():
                kind = BusyFault if reason == _BUSY else LedgerFault
                raise kind(reason, place=shown(place), mend=mend) from fault
        what = "the ledger cannot be used" if isinstance(fault, OperationalError) else "the ledger refused this"
        raise LedgerFault(f"{what} ({said}).", place=shown(place), mend="See `khorgos doctor`.") from fault
