"""The ledger: adding readings, whole or not at all; asking, ruling and deriving stand in the rooms it is built of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, select

from khorgos.claims.record import Record
from khorgos.errors import KhorgosError, LedgerFault
from khorgos.pipeline import Reading
from khorgos.store import fetching, recording, writing
from khorgos.store.archive import digest
from khorgos.store.code import code_version
from khorgos.store.connect import told
from khorgos.store.fetching import Kept
from khorgos.store.opened import own_files
from khorgos.store.schema import READINGS
from khorgos.store.surveyed import Surveyed
from khorgos.values import Context

__all__ = ["Added", "Ledger", "own_files", "told_with"]

_SAME = select(READINGS.c.id).where(
    READINGS.c.document == bindparam("this"),
    READINGS.c.code_version == bindparam("version"),
    READINGS.c.context == bindparam("said"),
    READINGS.c.superseded_by.is_(None),
)


class Added(StrEnum):
    """What became of a report that was given to the ledger."""

    NEW = "new"
    READ_AGAIN = "read again"
    KNOWN = "known"
    FAILED = "failed"
    DELETED = "deleted before"


class Ledger(Surveyed):
    """A ledger at a path (SQLite) or a PostgreSQL URL; made where there is none, migrated where it is older.

    Use it with `with`, or call `close`.  Raises LedgerFault where it cannot be opened, is of a newer version, or is
    held by another program for longer than `busy` seconds.
    """

    def knows(self, data: bytes, context: Context | None = None) -> bool:
        """Whether this code has already read these bytes in this context into the ledger."""
        asked = {"this": digest(data)[:32], "version": code_version(), "said": told_with(context)}
        with told(self.place), self._engine.connect() as connection:
            return connection.execute(_SAME, asked).first() is not None

    def add(self, reading: Reading, data: bytes, name: str, context: Context | None = None) -> Added:
        """Keep a reading with the bytes it was read from; a reading of older code stays, marked as superseded.

        The bytes are filed first, then all rows come in one transaction: stopped anywhere, the ledger holds the
        document whole or not at all, and adding it again completes it.
        """
        return self.add_all([(reading, data, name)], context)[0]

    def add_all(self, readings: Sequence[tuple[Reading, bytes, str]], context: Context | None = None) -> list[Added]:
        """The same for several at once, each with its bytes and name: all of them are kept, or none.

        That is several times quicker than one by one, which waits for the disk every time.  Bytes that were deleted
        from this ledger are not kept.
        """
        names = [digest(data) for _, data, _ in readings]
        buried = self._all_buried(names)
        self.archive.put_all([data for (_, data, _), sha in zip(readings, names, strict=True) if sha not in buried])
        said = told_with(context)
        outcomes = []
        with told(self.place), self._writing() as connection:
            batch = writing.Batch(connection, said)
            for (reading, data, name), sha in zip(readings, names, strict=True):
                if sha in buried:
                    outcomes.append(Added.DELETED)
                    continue
                before = writing.current(connection, reading.document.id)
                if before and (before.code_version, before.context) == (code_version(), said):
                    outcomes.append(Added.KNOWN)
                    continue
                batch.put(reading, {"sha": sha, "name": name, "size": len(data)})
                outcomes.append(Added.READ_AGAIN if before else Added.NEW)
            batch.flush()
        return outcomes

    def fail(self, fault: KhorgosError, data: bytes | None, name: str) -> Added:
        """Keep a report that could not be read, with the reason; its bytes are filed if there are any."""
        if data and self._all_buried([digest(data)]):
            return Added.DELETED
        sha = self.archive.put(data) if data else None
        row = {
            "id": sha[:32] if sha else writing.id_without_bytes(name),
            "sha": sha,
            "name": name,
            "size": None if data is None else len(data),
            "state": "failed",
            "error": fault.sentence(),
        }
        with told(self.place), self._writing() as connection:
            if writing.current(connection, str(row["id"])) is None:
                writing.put_document(connection, row)
        return Added.FAILED

    def add_records(self, records: Iterable[Record]) -> int:
        """Keep project records, all or none of those given; how many were new.  One that is there already is passed."""
        with told(self.place), self._writing() as connection:
            return recording.put(connection, records)

    def keep_answer(self, answer: Kept, data: bytes | None) -> None:
        """Keep what a server answered, its body filed in the archive first; one that was deleted is not filed again."""
        sha = digest(data) if data else None
        if data and not self._all_buried([digest(data)]):
            self.archive.put(data)
        with told(self.place), self._writing() as connection:
            fetching.put(connection, answer, sha, len(data) if data else None)

    def last_answer(self, address: str) -> tuple[Kept, bytes] | None:
        """The newest whole page of an address with its bytes; None where there is none, or its bytes are gone."""
        with told(self.place), self._engine.connect() as connection:
            row = fetching.newest(connection, address)
        if row is None:
            return None
        try:
            data = self.archive.get(row["sha"])
        except LedgerFault:
            return None
        return Kept(row["asked"], row["address"], row["fetched_at"], row["status"], row["headers"]), data

    def fetches(self, address: str | None = None) -> list[dict[str, Any]]:
        """Rows of `fetches`, all or those of an address, in the order in which they came."""
        with told(self.place), self._engine.connect() as connection:
            return fetching.of(connection, address)


def told_with(context: Context | None) -> str:
    """What was given with a report, as `readings.context` keeps it."""
    context = context or Context()
    given = {
        "published": context.published.isoformat() if context.published else None,
        "language": context.language,
        "outlet": context.outlet,
        "reader": context.reader,
        "today": context.today.isoformat() if context.today else None,
    }
    return json.dumps({name: value for name, value in given.items() if value}, ensure_ascii=False)
