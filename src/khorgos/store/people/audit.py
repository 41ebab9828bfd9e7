"""The audit log: who did what, when, from where.  Rows are added, never changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, func, insert, select

from khorgos.store.people.moments import now, written
from khorgos.store.schema import AUDIT

# Guesses are counted over this time: so many at one name from one address, from one address, at one name from anywhere.
# The last is wide: whoever guesses at a name should not lock out its owner.
WINDOW = dt.timedelta(minutes=15)
PER_PAIR, PER_ORIGIN, PER_NAME = 8, 30, 100
REFUSED = "log-in refused"
_LONG = 500


def put(
    connection: Connection, act: str, account: str | None, *, subject: str = "", detail: str = "", origin: str = ""
) -> None:
    """Write down an act; long details are cut."""
    row = {"at": written(now()), "account": account, "act": act, "subject": subject[:_LONG] or None}
    connection.execute(insert(AUDIT).values(**row, detail=detail[:_LONG] or None, origin=origin or None))


def newest(connection: Connection, limit: int, offset: int = 0, account: str | None = None) -> list[dict[str, Any]]:
    """Rows of the log, the newest first; of one account if asked."""
    query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit).offset(offset)
    if account:
        query = query.where(AUDIT.c.account == account)
    return [dict(row) for row in connection.execute(query).mappings()]


def count(connection: Connection, account: str | None = None) -> int:
    """How many rows the log has."""
    query = select(func.count()).select_from(AUDIT)
    return int(connection.execute(query.where(AUDIT.c.account == account) if account else query).scalar_one())


def too_many(connection: Connection, name: str, origin: str) -> bool:
    """Whether so many guesses at this name, or from this address, were refused of late that no more are heard."""
    at_name, from_there = AUDIT.c.subject == name[:_LONG], AUDIT.c.origin == origin
    of_late = (
        select(func.count()).select_from(AUDIT).where(AUDIT.c.act == REFUSED, AUDIT.c.at >= written(now() - WINDOW))
    )
    limits = ((at_name & from_there, PER_PAIR), (from_there, PER_ORIGIN), (at_name, PER_NAME))
    return any(connection.execute(of_late.where(which)).scalar_one() >= limit for which, limit in limits)
