"""Logging in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from khorgos.store.people import accounts, audit, sessions
from khorgos.web.address import Address, ours
from khorgos.web.desk import Desk, TheDesk, origin_of

router = APIRouter()


@router.get("/login")
def ask(request: Request, desk: TheDesk) -> HTMLResponse:
    """Name and password."""
    wanted = ours(Address.of(request).get("next") or "/", "/")
    return desk.page(request, "login.html", wanted=wanted, name="", refused="")


@router.post("/login")
def enter(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    wanted: Annotated[str, Form()] = "/",
) -> Response:
    """Begin a session under a new secret: one that was planted in the browser before is worth nothing."""
    name, origin = name.strip(), origin_of(request)
    with desk.ledger.transaction() as connection:
        if audit.too_many(connection, name, origin):
            return _again(request, desk, name, wanted, "many", 429)
        account = accounts.admits(connection, name, password)
    if account is None:
        desk.log(request, audit.REFUSED, name)
        return _again(request, desk, name, wanted, "wrong", 401)
    with desk.ledger.transaction(writes=True) as connection:
        sessions.end(connection, request.cookies.get(desk.cookie, ""))
        secret = sessions.begin(connection, account.name)
        audit.put(connection, "log-in", account.name, origin=origin)
    answer = RedirectResponse(ours(wanted, "/"), 303)
    desk.remember(answer, secret)
    return answer


@router.post("/logout")
def leave(request: Request, desk: TheDesk) -> Response:
    """End the session."""
    with desk.ledger.transaction(writes=True) as connection:
        sessions.end(connection, request.cookies.get(desk.cookie, ""))
    desk.log(request, "log-out")
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(desk.cookie, path="/", secure=desk.setting.secure, httponly=True)
    return answer


def _again(request: Request, desk: Desk, name: str, wanted: str, refused: str, status: int) -> Response:
    return desk.page(
        request, "login.html", status=status, wanted=ours(wanted, "/"), name=name[: accounts.NAME], refused=refused
    )
