"""Accounts and the audit log, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from khorgos.store.people import Role, accounts, audit
from khorgos.web.address import PAGE, Address
from khorgos.web.desk import TheDesk

router = APIRouter()
Name = Annotated[str, Form()]


@router.get("/people")
def people(request: Request, desk: TheDesk) -> HTMLResponse:
    """Every account with its role."""
    with desk.ledger.transaction() as connection:
        everyone = accounts.everyone(connection)
    return desk.page(request, "people.html", accounts=everyone, roles=list(Role))


@router.post("/people")
def make(request: Request, desk: TheDesk, name: Name, role: Name, password: Name) -> Response:
    """A new account with a first password."""
    with desk.ledger.transaction(writes=True) as connection:
        accounts.make(connection, name, role, password)
    return _done(request, desk, "account made", name, role)


@router.post("/people/role")
def role(request: Request, desk: TheDesk, name: Name, role: Name) -> Response:
    """Another role."""
    with desk.ledger.transaction(writes=True) as connection:
        accounts.set_role(connection, name, role)
    return _done(request, desk, "role changed", name, role)


@router.post("/people/password")
def password(request: Request, desk: TheDesk, name: Name, password: Name) -> Response:
    """A new password for somebody who lost it."""
    with desk.ledger.transaction(writes=True) as connection:
        accounts.set_password(connection, name, password)
    return _done(request, desk, "password set", name)


@router.post("/people/close")
def close(request: Request, desk: TheDesk, name: Name) -> Response:
    """Nobody logs in under this name any more."""
    with desk.ledger.transaction(writes=True) as connection:
        accounts.close(connection, name)
    return _done(request, desk, "account closed", name)


@router.post("/people/open")
def reopen(request: Request, desk: TheDesk, name: Name) -> Response:
    """An account that was closed is open again."""
    with desk.ledger.transaction(writes=True) as connection:
        accounts.reopen(connection, name)
    return _done(request, desk, "account opened", name)


@router.get("/people/log")
def log(request: Request, desk: TheDesk) -> HTMLResponse:
    """The audit log, the newest first."""
    here = Address.of(request)
    name = here.get("name")
    with desk.ledger.transaction() as connection:
        rows = audit.newest(connection, PAGE, (here.page - 1) * PAGE, name)
        total = audit.count(connection, name)
    return desk.page(request, "log.html", rows=rows, total=total, pages=-(-total // PAGE))


def _done(request: Request, desk: TheDesk, act: str, name: str, detail: str = "") -> Response:
    desk.log(request, act, name, detail)
    return RedirectResponse("/people", 303)
