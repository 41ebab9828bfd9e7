"""Sessions: a browser that logged in, known by a secret in its cookie."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, func, insert, select, update

from khorgos.store.people.accounts import Account, find
from khorgos.store.people.moments import fresh, hashed, now, written
from khorgos.store.schema import SESSIONS

# A session ends when nothing was asked for so long, and at the latest so long after it began.
IDLE = dt.timedelta(hours=12)
LONGEST = dt.timedelta(days=7)
# That it is still used is written down no oftener than this: reading a page should not wait for the disk.
_NOTED = dt.timedelta(minutes=5)


def begin(connection: Connection, account: str) -> str:
    """A new session; its secret, which is not kept.  Sessions that ended are swept out."""
    at = now()
    _sweep(connection, at)
    secret = fresh()
    row = {"key": hashed(secret), "account": account, "made_at": written(at), "seen_at": written(at)}
    connection.execute(insert(SESSIONS).values(**row))
    return secret


def of(connection: Connection, secret: str) -> tuple[Account, bool] | None:
    """The open account of a session that lasts, and whether its use should be noted; None where there is none."""
    row = connection.execute(select(SESSIONS).where(SESSIONS.c.key == hashed(secret))).mappings().first()
    at = now()
    if row is None or row["seen_at"] < written(at - IDLE) or row["made_at"] < written(at - LONGEST):
        return None
    account = find(connection, row["account"])
    if account is None or account.closed_at is not None:
        return None
    return account, row["seen_at"] < written(at - _NOTED)


def note(connection: Connection, secret: str) -> None:
    """Write down that a session is used."""
    connection.execute(update(SESSIONS).where(SESSIONS.c.key == hashed(secret)).values(seen_at=written(now())))


def end(connection: Connection, secret: str) -> None:
    """Log out."""
    connection.execute(delete(SESSIONS).where(SESSIONS.c.key == hashed(secret)))


def open_now(connection: Connection) -> int:
    """How many last."""
    at = now()
    lasting = (SESSIONS.c.seen_at >= written(at - IDLE)) & (SESSIONS.c.made_at >= written(at - LONGEST))
    return int(connection.execute(select(func.count()).select_from(SESSIONS).where(lasting)).scalar_one())


def _sweep(connection: Connection, at: dt.datetime) -> None:
    over = (SESSIONS.c.seen_at < written(at - IDLE)) | (SESSIONS.c.made_at < written(at - LONGEST))
    connection.execute(delete(SESSIONS).where(over))
