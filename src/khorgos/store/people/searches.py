"""Saved searches: a view's address under a name; each has a feed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, update

from khorgos.errors import InputFault, LedgerFault
from khorgos.store.people.moments import now, written
from khorgos.store.schema import SEARCHES

_LONG = 2000


def save(connection: Connection, owner: str, name: str, address: str) -> int:
    """Keep an address; its number.  Raises InputFault where it has no name or is no address of the desk."""
    if not name.strip():
        raise InputFault("a search is kept under a name.", place="search")
    if not address.startswith("/") or address.startswith(("//", "/\\")) or len(address) > _LONG:
        raise InputFault("this is no view of the desk.", place="search", value=address[:80])
    row = {"owner": owner, "name": name.strip()[:200], "address": address, "made_at": written(now())}
    key = connection.execute(insert(SEARCHES).values(**row)).inserted_primary_key
    return int(key[0]) if key else 0


def belonging(connection: Connection, owner: str) -> list[dict[str, Any]]:
    """Somebody's searches, by name."""
    query = select(SEARCHES).where(SEARCHES.c.owner == owner, SEARCHES.c.removed_at.is_(None))
    return [dict(row) for row in connection.execute(query.order_by(SEARCHES.c.name, SEARCHES.c.id)).mappings()]


def one(connection: Connection, owner: str, number: int) -> dict[str, Any]:
    """A search of somebody's by its number; raises LedgerFault where that person has none such."""
    found = next((row for row in belonging(connection, owner) if row["id"] == number), None)
    if found is None:
        raise LedgerFault("you have no such search.", place="searches", value=number)
    return found


def remove(connection: Connection, owner: str, number: int) -> None:
    """Keep it no longer."""
    one(connection, owner, number)
    connection.execute(update(SEARCHES).where(SEARCHES.c.id == number).values(removed_at=written(now())))
