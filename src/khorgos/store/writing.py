"""The statements that put a reading into the tables, within a transaction that the ledger holds.

They are built once: building one takes SQLAlchemy longer than SQLite takes to run it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from khorgos.claims import Record
from khorgos.pipeline import Reading
from khorgos.store import correcting, recording
from khorgos.store.code import code_version
from khorgos.store.rows import claim_row, document_row, once, party_rows, rejected_rows, segment_rows
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, READINGS, REJECTED, SEGMENTS

_CURRENT = select(READINGS).where(READINGS.c.document == bindparam("this"), READINGS.c.superseded_by.is_(None))
_KNOWN = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == bindparam("this"))
_CHANGE = update(DOCUMENTS).where(DOCUMENTS.c.id == bindparam("this"))
_FORGET = delete(DOCUMENTS).where(DOCUMENTS.c.id == bindparam("this"), DOCUMENTS.c.sha.is_(None))
_UNCUT = delete(SEGMENTS).where(SEGMENTS.c.document == bindparam("this"))
_LAST = select(func.coalesce(func.max(CLAIMS.c.number), 0))
_SUPERSEDE = update(READINGS).where(READINGS.c.id == bindparam("this"))
_INSERTS = {table: insert(table) for table in (DOCUMENTS, SEGMENTS, READINGS, CLAIMS, CLAIM_PARTIES, REJECTED)}


def current(connection: Connection, document: str) -> Any:
    """The newest reading of a document, or None."""
    return connection.execute(_CURRENT, {"this": document}).first()


@dataclass(slots=True)
class Batch:
    """Readings on their way into the tables: what many rows of theirs share is written at once by `flush`."""

    connection: Connection
    context: str
    number: int = -1
    rows: dict[Table, list[dict[str, Any]]] = field(default_factory=dict)
    records: list[tuple[int, tuple[Record, ...]]] = field(default_factory=list)

    def put(self, reading: Reading, file: dict[str, Any]) -> None:
        """A reading with its document (`file`: sha, name, size); an earlier reading is marked as superseded."""
        document, connection = reading.document, self.connection
        before = current(connection, document.id)
        row = document_row(document) | file | {"id": document.id, "state": "read", "error": None}
        put_document(connection, row)
        connection.execute(_FORGET, {"this": id_without_bytes(file["name"])})
        if before:
            connection.execute(_UNCUT, {"this": document.id})
        number = _put_reading(connection, document.id, self.context)
        if before:
            connection.execute(_SUPERSEDE, {"this": before.id, "superseded_by": number})
        self._keep(SEGMENTS, segment_rows(document))
        self._claims(reading, number)
        if before:
            self._carry(before.id, number, document.text)
        if reading.records:
            self.records.append((number, reading.records))

    def flush(self) -> None:
        """Write what waits."""
        for table in (SEGMENTS, CLAIMS, CLAIM_PARTIES, REJECTED):
            rows = self.rows.pop(table, [])
            if rows:
                self.connection.execute(_INSERTS[table], rows)
        recording.link(self.connection, self.records)
        self.records = []

    def _claims(self, reading: Reading, number: int) -> None:
        if self.number < 0:
            self.number = self.connection.execute(_LAST).scalar_one()
        version = code_version()
        for claim in once(reading.claims):
            self.number += 1
            self._keep(CLAIMS, [claim_row(claim, number, version) | {"number": self.number}])
            self._keep(CLAIM_PARTIES, party_rows(claim, self.number))
        self._keep(REJECTED, rejected_rows(reading, number))

    def _carry(self, before: int, number: int, text: str) -> None:
        """What people wrote goes on with the report."""
        for row, old in correcting.carried(self.connection, before, number, text):
            self.number += 1
            self._keep(CLAIMS, [row | {"number": self.number}])
            self._keep(CLAIM_PARTIES, correcting.parties_of(self.connection, old, self.number))

    def _keep(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        self.rows.setdefault(table, []).extend(rows)


def put_document(connection: Connection, row: dict[str, Any]) -> None:
    """A new document, or what is now known of one; its first name and the day it was added stay."""
    if connection.execute(_KNOWN, {"this": row["id"]}).first():
        kept = {name: value for name, value in row.items() if name not in ("id", "name")}
        connection.execute(_CHANGE, kept | {"this": row["id"]})
    else:
        connection.execute(_INSERTS[DOCUMENTS], row | {"added_at": _now()})


def id_without_bytes(name: str) -> str:
    """The id of a document whose bytes could not be had."""
    return hashlib.sha256(f"no bytes: {name}".encode()).hexdigest()[:32]


def _put_reading(connection: Connection, document: str, context: str) -> int:
    values = {"document": document, "code_version": code_version(), "context": context, "read_at": _now()}
    key = connection.execute(_INSERTS[READINGS], values).inserted_primary_key
    return int(key[0]) if key else 0


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
