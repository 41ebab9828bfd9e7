"""One's own account: password and tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from khorgos.errors import InputFault
from khorgos.store.people import accounts, sessions, tokens
from khorgos.web.access import Asking, Who
from khorgos.web.desk import Desk, TheDesk

router = APIRouter()


@router.get("/account")
def account(request: Request, desk: TheDesk, who: Asking) -> HTMLResponse:
    """What one is, and one's tokens."""
    return _shown(request, desk, who)


@router.post("/account/password")
def password(
    request: Request, desk: TheDesk, who: Asking, old: Annotated[str, Form()] = "", new: Annotated[str, Form()] = ""
) -> Response:
    """Another password; every session ends, and this browser gets a new one."""
    with desk.ledger.transaction() as connection:
        if accounts.admits(connection, who.name, old) is None:
            raise InputFault("this is not your password.", place="account")
    with desk.ledger.transaction(writes=True) as connection:
        accounts.set_password(connection, who.name, new)
        secret = sessions.begin(connection, who.name)
    desk.log(request, "password changed", who.name)
    answer = RedirectResponse("/account", 303)
    desk.remember(answer, secret)
    return answer


@router.post("/account/tokens")
def make_token(
    request: Request,
    desk: TheDesk,
    who: Asking,
    label: Annotated[str, Form()] = "",
    scope: Annotated[list[str] | None, Form()] = None,
    days: Annotated[str, Form()] = "90",
) -> HTMLResponse:
    """A token, shown on the page that answers and never again."""
    with desk.ledger.transaction(writes=True) as connection:
        made = tokens.make(connection, who.name, label, scope or (), int(days) if days.isdecimal() else 0)
    desk.log(request, "token made", label, " ".join(scope or ()))
    return _shown(request, desk, who, made)


@router.post("/account/tokens/revoke")
def revoke(request: Request, desk: TheDesk, who: Asking, number: Annotated[int, Form()]) -> Response:
    """End a token of one's own."""
    with desk.ledger.transaction(writes=True) as connection:
        tokens.revoke(connection, who.name, number)
    desk.log(request, "token revoked", str(number))
    return RedirectResponse("/account", 303)


def _shown(request: Request, desk: Desk, who: Who, made: str = "") -> HTMLResponse:
    with desk.ledger.transaction() as connection:
        mine = tokens.belonging(connection, who.name)
    return desk.page(request, "account.html", tokens=mine, made=made, scopes=tokens.SCOPES)
