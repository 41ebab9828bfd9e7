"""khorgos desk user: the accounts of a desk that several people share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from khorgos.errors import InputFault

_ROLES = ("reader", "reviewer", "editor", "administrator")


def _role(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--role", type=click.Choice(_ROLES), required=True, help="What the person may do.")(command)


def _password(command: Callable[..., Any]) -> Callable[..., Any]:
    told = "Take the password from standard input instead of asking for it."
    return click.option("--password-stdin", "piped", is_flag=True, help=told)(command)


@click.group("user")
def user() -> None:
    """Keep the accounts of the desk; also at the desk itself, as an administrator.

    \b
    khorgos desk user add "A. Reviewer" --role reviewer
    khorgos desk user list
    khorgos desk --ledger press.db user close "A. Reviewer"
    """  # noqa: D301 - click wants the character itself


@user.command("add")
@click.argument("name")
@_role
@_password
@click.pass_obj
def add(place: str, name: str, role: str, *, piped: bool) -> int:
    """Make an account; the password is asked for."""
    return _do(place, "account made", name, role, lambda c, a: a.make(c, name, role, _asked(piped=piped)))


@user.command("role")
@click.argument("name")
@_role
@click.pass_obj
def change(place: str, name: str, role: str) -> int:
    """Give an account another role."""
    return _do(place, "role changed", name, role, lambda c, a: a.set_role(c, name, role))


@user.command("password")
@click.argument("name")
@_password
@click.pass_obj
def password(place: str, name: str, *, piped: bool) -> int:
    """Give an account another password; its sessions end."""
    return _do(place, "password set", name, "", lambda c, a: a.set_password(c, name, _asked(piped=piped)))


@user.command("close")
@click.argument("name")
@click.pass_obj
def close(place: str, name: str) -> int:
    """Let nobody log in under a name any more; what was done under it stays."""
    return _do(place, "account closed", name, "", lambda c, a: a.close(c, name))


@user.command("open")
@click.argument("name")
@click.pass_obj
def reopen(place: str, name: str) -> int:
    """Open an account again that was closed."""
    return _do(place, "account opened", name, "", lambda c, a: a.reopen(c, name))


@user.command("list")
@click.pass_obj
def listed(place: str) -> int:
    """List the accounts with their roles."""
    from khorgos.store import Ledger
    from khorgos.store.people import accounts

    with Ledger(place, create=False) as ledger, ledger.transaction() as connection:
        everyone = accounts.everyone(connection)
    for each in everyone:
        click.echo(f"{each.name}\t{each.role}\t{'closed' if each.closed_at else 'open'}")
    return 0


def _do(place: str, act: str, name: str, detail: str, do: Callable[[Any, Any], Any]) -> int:
    from khorgos.store import Ledger
    from khorgos.store.people import accounts, audit

    with Ledger(place) as ledger, ledger.transaction(writes=True) as connection:
        do(connection, accounts)
        audit.put(connection, act, None, subject=name, detail=detail, origin="command line")
    click.echo(f"{act}: {name}{f' ({detail})' if detail else ''}")
    return 0


def _asked(*, piped: bool) -> str:
    if piped:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise InputFault("nobody is there to type a password.", place="khorgos desk user", mend="Use --password-stdin.")
    return str(click.prompt("Password, 12 signs or more", hide_input=True, confirmation_prompt=True))
