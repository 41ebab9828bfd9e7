"""Deleting from the archive: the bytes and the text go, what was claimed is withdrawn, and a tombstone stays.

The rule: of a deleted report the ledger keeps its name, address, outlet and day, who deleted it, when and why, and its
claims, which no longer count: a reading that finds nothing supersedes theirs.  So facts lose them at that moment as
they lose those of any superseded reading, and what they were stays to be seen in their history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from khorgos.store.schema import CLAIMS, DELETIONS, DOCUMENTS, FAMILIES, FETCHES, READINGS, SEGMENTS

DELETED, AGAIN = "deleted", "added again"
# SQLite takes a thousand parameters everywhere.
_AT_ONCE = 500
_GONE = {"state": DELETED, "text": None, "title": None, "authors": None, "about": None}


def standing(connection: Connection, shas: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """The tombstones that stand, by hash: of all bytes, or of some; the newest row of a hash decides."""
    newest = select(func.max(DELETIONS.c.number)).group_by(DELETIONS.c.sha)
    query = select(DELETIONS).where(DELETIONS.c.number.in_(newest), DELETIONS.c.act == DELETED)
    names = None if shas is None else sorted(set(shas))
    parts = [query] if names is None else [
        query.where(DELETIONS.c.sha.in_(names[at : at + _AT_ONCE])) for at in range(0, len(names), _AT_ONCE)
    ]  # fmt: skip
    return {row["sha"]: dict(row) for part in parts for row in connection.execute(part).mappings()}


def sentence(row: dict[str, Any]) -> str:
    """A tombstone in words."""
    return f"deleted on {row['made_at'][:10]} by {row['made_by']}: {row['reason']}"


def known(connection: Connection, beginning: str) -> dict[str, str]:
    """The hashes of reports and of what servers answered that begin so, each with a name."""
    found: dict[str, str] = {}
    for table, name in ((FETCHES, FETCHES.c.address), (DOCUMENTS, DOCUMENTS.c.name)):
        query = select(table.c.sha, name.label("name")).where(table.c.sha.startswith(beginning, autoescape=True))
        found |= {row.sha: row.name for row in connection.execute(query.distinct())}
    return found


def claims_of(connection: Connection, sha: str) -> int:
    """How many claims of today stand in the report with these bytes."""
    query = select(func.count()).select_from(CLAIMS).join(READINGS, READINGS.c.id == CLAIMS.c.reading)
    of = (CLAIMS.c.document == sha[:32], READINGS.c.superseded_by.is_(None))
    return int(connection.execute(query.where(*of)).scalar_one())


def bury(connection: Connection, sha: str, by: str, reason: str, name: str | None) -> None:
    """Put up a tombstone; of the report with these bytes, where there is one, forget the text, withdraw the claims."""
    document = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.sha == sha)).mappings().first()
    row = {
        "sha": sha, "act": DELETED, "document": document["id"] if document else None, "name": name,
        "size": document["size"] if document else None, "made_at": _now(), "made_by": by, "reason": reason,
    }  # fmt: skip
    connection.execute(insert(DELETIONS), row)
    if document is None:
        return
    for table in (SEGMENTS, FAMILIES):
        connection.execute(delete(table).where(table.c.document == document["id"]))
    this = update(DOCUMENTS).where(DOCUMENTS.c.id == document["id"])
    connection.execute(this.values(_GONE | {"error": sentence(row)}))
    _withdraw(connection, document["id"])


def raise_again(connection: Connection, shas: Iterable[str], by: str) -> None:
    """Let bytes be added again that were deleted; their tombstones stay beside this."""
    for sha, row in standing(connection, shas).items():
        again = {"sha": sha, "act": AGAIN, "document": row["document"], "name": row["name"], "size": row["size"]}
        connection.execute(insert(DELETIONS), again | {"made_at": _now(), "made_by": by, "reason": ""})


def _withdraw(connection: Connection, document: str) -> None:
    """A reading that finds nothing takes the place of the one that stands."""
    of = (READINGS.c.document == document, READINGS.c.superseded_by.is_(None))
    before = connection.execute(select(READINGS.c.id).where(*of)).scalar()
    if before is None:
        return
    values = {"document": document, "code_version": DELETED, "context": "{}", "read_at": _now()}
    key = connection.execute(insert(READINGS), values).inserted_primary_key
    number = int(key[0]) if key else 0
    connection.execute(update(READINGS).where(READINGS.c.id == before).values(superseded_by=number))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
