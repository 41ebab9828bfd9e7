"""The ledger: adding readings, one transaction each, and asking for what is in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, delete, func, insert, select, update

from khorgos.errors import KhorgosError, LedgerFault
from khorgos.pipeline import Reading
from khorgos.store.archive import Archive, digest
from khorgos.store.code import code_version
from khorgos.store.connect import BUSY_SECONDS, connect, path_of, told
from khorgos.store.migrate import upgrade
from khorgos.store.query import Filters, select_claims
from khorgos.store.rows import claim_row, document_row, once, party_rows, rejected_rows, segment_rows
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, READINGS, REJECTED, SEGMENTS, VERSION
from khorgos.values import Context


class Added(StrEnum):
    """What became of a report that was given to the ledger."""

    NEW = "new"
    READ_AGAIN = "read again"
    KNOWN = "known"
    FAILED = "failed"


class Ledger:
    """A ledger at a path (SQLite) or a PostgreSQL URL; made where there is none, migrated where it is older.

    Use it with `with`, or call `close`.  Raises LedgerFault where it cannot be opened, is of a newer version, or is
    held by another program for longer than `busy` seconds.
    """

    def __init__(self, place: str | Path = "khorgos.db", *, create: bool = True, busy: float = BUSY_SECONDS) -> None:
        self.place = str(place)
        path = path_of(place)
        if path is not None:
            _check(path, create=create)
        self.archive = Archive((path or Path("khorgos.db")).with_suffix(".archive"))
        self._engine = connect(place, busy)
        self._searches: bool | None = None
        try:
            self._open()
        except KhorgosError:
            self.close()
            raise

    def _open(self) -> None:
        with told(self.place):
            with self._engine.connect() as connection:
                ready = _stands_at(connection) == VERSION
            if not ready:
                with self._writing() as connection:
                    upgrade(connection, self.place)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # -- adding

    def knows(self, data: bytes, context: Context | None = None) -> bool:
        """Whether this code has already read these bytes in this context into the ledger."""
        same = select(READINGS.c.id).where(
            READINGS.c.document == digest(data)[:32],
            READINGS.c.code_version == code_version(),
            READINGS.c.context == _context(context),
            READINGS.c.superseded_by.is_(None),
        )
        with told(self.place), self._engine.connect() as connection:
            return connection.execute(same).first() is not None

    def add(self, reading: Reading, data: bytes, name: str, context: Context | None = None) -> Added:
        """Keep a reading with the bytes it was read from; a reading of older code stays, marked as superseded.

        The bytes are filed first, then all rows come in one transaction: stopped anywhere, the ledger holds the
        document whole or not at all, and adding it again completes it.
        """
        sha = self.archive.put(data)
        document = reading.document
        row = document_row(document) | {"id": document.id, "sha": sha, "name": name, "size": len(data)}
        with told(self.place), self._writing() as connection:
            before = _current(connection, document.id)
            if before and (before.code_version, before.context) == (code_version(), _context(context)):
                return Added.KNOWN
            _put_document(connection, row | {"state": "read", "error": None})
            connection.execute(delete(SEGMENTS).where(SEGMENTS.c.document == document.id))
            _insert(connection, SEGMENTS, segment_rows(document))
            number = _put_reading(connection, document.id, _context(context))
            _put_claims(connection, reading, number)
            if before:
                superseded = update(READINGS).where(READINGS.c.id == before.id)
                connection.execute(superseded.values(superseded_by=number))
        return Added.READ_AGAIN if before else Added.NEW

    def fail(self, fault: KhorgosError, data: bytes | None, name: str) -> Added:
        """Keep a report that could not be read, with the reason; its bytes are filed if there are any."""
        sha = self.archive.put(data) if data else None
        known = sha or hashlib.sha256(f"no bytes: {name}".encode()).hexdigest()
        row = {"id": known[:32], "sha": sha, "name": name, "size": None if data is None else len(data)}
        with told(self.place), self._writing() as connection:
            if _current(connection, known[:32]) is None:
                _put_document(connection, row | {"state": "failed", "error": fault.sentence()})
        return Added.FAILED

    # -- asking

    def claims(self, filters: Filters | None = None) -> list[dict[str, Any]]:
        """The current claims that the filters let through, as rows of `claims`; `body` is the whole claim.

        Each row has `parties` (codes in order) and `document_name`, `document_outlet`, `document_published` beside.
        """
        with told(self.place), self._engine.connect() as connection:
            query = select_claims(filters or Filters(), search_table=self._has_search_table(connection))
            rows = [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - its public name
            parties = _parties(connection, [row["number"] for row in rows])
        for row in rows:
            row["body"] = json.loads(row["body"])
            row["parties"] = parties.get(row["number"], [])
        return rows

    def documents(self, state: str | None = None) -> list[dict[str, Any]]:
        """The documents without their texts, in the order in which they were added."""
        columns = [column for column in DOCUMENTS.c if column.name != "text"]
        query = select(*columns).order_by(DOCUMENTS.c.added_at, DOCUMENTS.c.name)
        if state:
            query = query.where(DOCUMENTS.c.state == state)
        with told(self.place), self._engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001

    def failed(self) -> list[dict[str, Any]]:
        """The documents that could not be read, with the reason in `error`."""
        return self.documents("failed")

    def text(self, document: str) -> str:
        """The text of a document, by its id; raises LedgerFault where there is none."""
        with told(self.place), self._engine.connect() as connection:
            found = connection.execute(select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == document)).scalar()
        if found is None:
            raise LedgerFault("the ledger has no such document.", place=self.place, value=document)
        return str(found)

    def counts(self) -> dict[str, int]:
        """How many rows each table has, claims and rejections of superseded readings included."""
        tables = (DOCUMENTS, READINGS, CLAIMS, REJECTED)
        with told(self.place), self._engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
            }

    # -- within

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self._engine.execution_options(writes=True)
        with engine.begin() as connection:
            yield connection

    def _has_search_table(self, connection: Connection) -> bool:
        if self._searches is None:
            self._searches = connection.dialect.name == "sqlite" and bool(
                connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'claims_text'").first()
            )
        return self._searches


def _check(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerFault(
            "the ledger is a file, and this is a folder.", place=str(path), mend=f"Give {path / 'khorgos.db'}."
        )
    if not path.exists() and not create:
        raise LedgerFault(
            "there is no ledger here.", place=str(path), mend="Make one with `khorgos add reports/`, or give --ledger."
        )
    if not path.parent.is_dir():
        raise LedgerFault("there is no such folder.", place=str(path.parent), mend="Make it, or give another --ledger.")


def _stands_at(connection: Connection) -> str | None:
    from khorgos.store.migrate import version_of

    return version_of(connection)


def _current(connection: Connection, document: str) -> Any:
    query = select(READINGS).where(READINGS.c.document == document, READINGS.c.superseded_by.is_(None))
    return connection.execute(query).first()


def _put_document(connection: Connection, row: dict[str, Any]) -> None:
    known = connection.execute(select(DOCUMENTS.c.name).where(DOCUMENTS.c.id == row["id"])).first()
    if known:
        kept = {name: value for name, value in row.items() if name not in ("id", "name")}
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == row["id"]).values(kept))
    else:
        connection.execute(insert(DOCUMENTS).values(row | {"added_at": _now()}))
    if row["state"] == "read":
        # What had no bytes under this name has them now.
        connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.name == row["name"], DOCUMENTS.c.sha.is_(None)))


def _put_reading(connection: Connection, document: str, context: str) -> int:
    values = {"document": document, "code_version": code_version(), "context": context, "read_at": _now()}
    key = connection.execute(insert(READINGS).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def _put_claims(connection: Connection, reading: Reading, number: int) -> None:
    claims = once(reading.claims)
    last = connection.execute(select(func.coalesce(func.max(CLAIMS.c.number), 0))).scalar_one()
    rows = [
        claim_row(claim, number, code_version()) | {"number": last + at} for at, claim in enumerate(claims, start=1)
    ]
    _insert(connection, CLAIMS, rows)
    parties = [row for at, claim in enumerate(claims, start=1) for row in party_rows(claim, last + at)]
    _insert(connection, CLAIM_PARTIES, parties)
    _insert(connection, REJECTED, rejected_rows(reading, number))


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _parties(connection: Connection, numbers: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for at in range(0, len(numbers), 500):  # SQLite takes a thousand parameters everywhere
        query = select(CLAIM_PARTIES).where(CLAIM_PARTIES.c.claim.in_(numbers[at : at + 500]))
        for row in connection.execute(query.order_by(CLAIM_PARTIES.c.claim, CLAIM_PARTIES.c.position)):
            found.setdefault(row.claim, []).append(row.party)
    return found


def _context(context: Context | None) -> str:
    context = context or Context()
    given = {
        "published": context.published.isoformat() if context.published else None,
        "language": context.language,
        "outlet": context.outlet,
        "today": context.today.isoformat() if context.today else None,
    }
    return json.dumps({name: value for name, value in given.items() if value}, ensure_ascii=False)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
