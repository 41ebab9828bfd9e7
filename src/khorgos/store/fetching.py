"""What servers answered, as rows of the ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from khorgos.store.schema import FETCHES


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer to be kept: `asked` first, `address` that answered, when (UTC, ISO 8601), status (0: none), headers."""

    asked: str
    address: str
    at: str
    status: int = 0
    headers: Sequence[tuple[str, str]] = ()
    error: str | None = None


def put(connection: Connection, answer: Kept, sha: str | None, size: int | None) -> None:
    """Add an answer; `sha` is that of its body in the archive."""
    row = {
        "asked": answer.asked,
        "address": answer.address,
        "fetched_at": answer.at,
        "status": answer.status,
        "headers": json.dumps(list(answer.headers), ensure_ascii=False),
        "sha": sha,
        "size": size,
        "error": answer.error,
    }
    connection.execute(insert(FETCHES), row)


def newest(connection: Connection, address: str) -> dict[str, Any] | None:
    """The newest whole page (status 200, with a body) that an address answered, as a row; None where it never did."""
    query = select(FETCHES).where(FETCHES.c.address == address, FETCHES.c.status == 200, FETCHES.c.sha.is_not(None))
    row = connection.execute(query.order_by(FETCHES.c.number.desc()).limit(1)).mappings().first()
    return None if row is None else {**row, "headers": [tuple(each) for each in json.loads(row["headers"])]}


def of(connection: Connection, address: str | None) -> list[dict[str, Any]]:
    """All answers, or those of requests that asked for an address or were led to it, in order."""
    query = select(FETCHES).order_by(FETCHES.c.number)
    if address:
        query = query.where((FETCHES.c.address == address) | (FETCHES.c.asked == address))
    return [{**row, "headers": json.loads(row["headers"])} for row in connection.execute(query).mappings()]
