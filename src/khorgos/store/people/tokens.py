"""Tokens: what a program shows instead of a person's password, for some of what the person may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select, update

from khorgos.errors import InputFault
from khorgos.store.people.accounts import Account, find
from khorgos.store.people.moments import fresh, hashed, now, written
from khorgos.store.schema import TOKENS

# What a token may be for: reading the ledger, giving verdicts, reading the desk's own measurements.
SCOPES = ("read", "verdicts", "metrics")
# So that a token is seen to be one where it lies about, also by programs that look for such.
MARK = "khorgos_"
DAYS = 365


def make(connection: Connection, account: str, label: str, scopes: Iterable[str], days: int = 90) -> str:
    """A new token, shown this once; raises InputFault for no or odd scopes, or a life of none or over a year."""
    wanted = [scope for scope in SCOPES if scope in set(scopes)]
    if not wanted or set(scopes) - set(SCOPES):
        raise InputFault("no such scope.", place="token", value=list(scopes), mend=f"Some of {', '.join(SCOPES)}.")
    if not 0 < days <= DAYS:
        raise InputFault(f"a token lives 1 to {DAYS} days.", place="token", value=days)
    secret = MARK + fresh()
    row = {
        "key": hashed(secret),
        "account": account,
        "label": label.strip() or "token",
        "scopes": " ".join(wanted),
        "made_at": written(now()),
        "until": written(now() + dt.timedelta(days=days)),
    }
    connection.execute(insert(TOKENS).values(**row))
    return secret


def of(connection: Connection, secret: str) -> tuple[Account, frozenset[str]] | None:
    """The open account behind a token that is good, and its scopes; None where there is none."""
    row = connection.execute(select(TOKENS).where(TOKENS.c.key == hashed(secret))).mappings().first()
    if row is None or row["revoked_at"] is not None or row["until"] < written(now()):
        return None
    account = find(connection, row["account"])
    if account is None or account.closed_at is not None:
        return None
    return account, frozenset(row["scopes"].split())


def belonging(connection: Connection, account: str) -> list[dict[str, Any]]:
    """An account's tokens, the newest first, without their hashes."""
    columns = [column for column in TOKENS.c if column.name != "key"]
    query = select(*columns).where(TOKENS.c.account == account).order_by(TOKENS.c.id.desc())
    return [dict(row) for row in connection.execute(query).mappings()]


def revoke(connection: Connection, account: str, number: int) -> None:
    """End a token of an account; raises InputFault where the account has none of that number."""
    mine = (TOKENS.c.account == account) & (TOKENS.c.id == number) & TOKENS.c.revoked_at.is_(None)
    if connection.execute(update(TOKENS).where(mine).values(revoked_at=written(now()))).rowcount != 1:
        raise InputFault("you have no such token.", place="token", value=number)
