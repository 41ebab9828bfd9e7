"""Accounts: names with a role and a password, of which the hash is kept (argon2id, RFC 9106)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from threading import BoundedSemaphore
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from khorgos.errors import InputFault
from khorgos.store.people.moments import now, written
from khorgos.store.schema import ACCOUNTS, SESSIONS, TOKENS

# NIST SP 800-63B asks for 15 signs where a password is all there is; it sets no rules about which signs, nor do we.
SHORTEST = 12
LONGEST = 256
NAME = 64
# A hash takes 64 MiB for its moment: no more than these at once, whoever knocks.
_HASHING = BoundedSemaphore(4)


class Role(StrEnum):
    """What a person may do; each may do what those before may.

    READER reads and keeps searches; REVIEWER gives verdicts; EDITOR settles differences and takes rulings of others
    back; ADMINISTRATOR keeps accounts and reads the log.
    """

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """Its place in the order, from 0."""
        return list(Role).index(self)


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in; `closed_at` is empty while the account is open."""

    name: str
    role: Role
    made_at: str
    closed_at: str | None = None


def make(connection: Connection, name: str, role: str, password: str) -> Account:
    """A new account; raises InputFault for a name that is taken or odd, no such role, or a short password."""
    name = name.strip()
    if not name or len(name) > NAME or not name.isprintable():
        raise InputFault("a name has 1 to 64 signs that can be seen.", place="account", value=name)
    if find(connection, name) is not None:
        raise InputFault("there is an account of this name.", place="account", value=name)
    row = {"name": name, "role": role_of(role).value, "secret": secret_of(password), "made_at": written(now())}
    connection.execute(insert(ACCOUNTS).values(**row))
    return Account(name, role_of(role), row["made_at"])


def everyone(connection: Connection) -> list[Account]:
    """All accounts by name, closed ones too."""
    return [_account(row) for row in connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name)).mappings()]


def find(connection: Connection, name: str) -> Account | None:
    """The account of a name, whether open or closed."""
    row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == name)).mappings().first()
    return _account(row) if row else None


def known(connection: Connection, name: str) -> Account:
    """The account of a name; raises InputFault where there is none."""
    found = find(connection, name)
    if found is None:
        raise InputFault("there is no account of this name.", place="account", value=name)
    return found


def admits(connection: Connection, name: str, password: str) -> Account | None:
    """The open account that name and password belong to; as long for a name that there is not as for one there is."""
    row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == name)).mappings().first()
    right = _agrees(row["secret"] if row else _nobody(), password[:LONGEST])
    return _account(row) if row is not None and right and row["closed_at"] is None else None


def set_role(connection: Connection, name: str, role: str) -> None:
    """Another role; what the person had open is closed, so that nothing goes on under the old one."""
    account = known(connection, name)
    if account.role is Role.ADMINISTRATOR and role_of(role) is not Role.ADMINISTRATOR:
        _not_the_last(connection, name)
    connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(role=role_of(role).value))
    _log_out(connection, name)


def set_password(connection: Connection, name: str, password: str) -> None:
    """Another password; every session of the account ends."""
    known(connection, name)
    connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(secret=secret_of(password)))
    _log_out(connection, name)


def close(connection: Connection, name: str) -> None:
    """Nobody logs in under this name any more; what was done under it stays.  Its sessions and tokens end."""
    if known(connection, name).role is Role.ADMINISTRATOR:
        _not_the_last(connection, name)
    at = written(now())
    connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(closed_at=at))
    connection.execute(
        update(TOKENS).where(TOKENS.c.account == name, TOKENS.c.revoked_at.is_(None)).values(revoked_at=at)
    )
    _log_out(connection, name)


def reopen(connection: Connection, name: str) -> None:
    """Undo `close`; tokens stay revoked."""
    known(connection, name)
    connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(closed_at=None))


def role_of(text: str) -> Role:
    """A role by its word; raises InputFault for another word."""
    try:
        return Role(text)
    except ValueError as fault:
        raise InputFault("no such role.", place="role", value=text, mend=f"One of {', '.join(Role)}.") from fault


def secret_of(password: str) -> str:
    """What is kept of a password; raises InputFault for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputFault(f"a password has {SHORTEST} to {LONGEST} signs.", place="password")
    with _HASHING:
        return str(_hasher().hash(password))


def _agrees(secret: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    with _HASHING:
        try:
            return bool(_hasher().verify(secret, password))
        except (VerificationError, InvalidHashError):
            return False


@cache
def _hasher() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """The hash that a name without account is held against."""
    return secret_of("nobody has this password")


def _not_the_last(connection: Connection, name: str) -> None:
    others = [
        each
        for each in everyone(connection)
        if each.role is Role.ADMINISTRATOR and each.closed_at is None and each.name != name
    ]
    if not others:
        raise InputFault("this is the last administrator.", place="account", value=name, mend="Name another first.")


def _log_out(connection: Connection, name: str) -> None:
    connection.execute(delete(SESSIONS).where(SESSIONS.c.account == name))


def _account(row: Any) -> Account:
    return Account(row["name"], Role(row["role"]), row["made_at"], row["closed_at"])
