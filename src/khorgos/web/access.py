"""Who may do what: every route of the desk stands in one table here, and what does not stand in it is refused."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from khorgos.store.people import Role, sessions, tokens

if TYPE_CHECKING:
    from khorgos.web.desk import Desk

# The lowest role that may ask for a route, by method and path; None: also who is not logged in.
_NEEDS: dict[Role | None, str] = {
    None: "GET /health · GET /login · POST /login",
    Role.READER: """
        GET / · GET /documents · GET /documents.{form} · GET /documents/{key} · GET /documents/{key}/bytes
        GET /documents/{key}/claims.{form} · GET /claims · GET /claims.{form} · GET /claims/{key} · GET /facts
        GET /facts.{form} · GET /facts/{key}.{form} · GET /facts/{key} · GET /projects · GET /projects.{form}
        GET /projects/{key} · GET /mechanisms · GET /timeline · GET /speakers · GET /checks · GET /checks.{form}
        GET /sources · GET /read · POST /read · GET /review · GET /review/links · GET /review/history
        GET /review/agreement · GET /review/history.{form} · GET /documents/{key}/pages/{number}
        GET /documents/{key}/pages/{number}.png · GET /projects/{key}.{form} · GET /mechanisms.{form}
        GET /timeline.{form} · GET /speakers.{form} · GET /sources.{form} · GET /exports · GET /exports/{name}
        GET /searches · POST /searches · POST /searches/remove · GET /searches/{number}.atom
        GET /claims/{key}.{form}
        POST /logout · GET /account · POST /account/password · POST /account/tokens · POST /account/tokens/revoke
        GET /api · GET /api/openapi.json · GET /api/claims · GET /api/claims/{key} · GET /api/facts
        GET /api/facts/{key} · GET /api/documents · GET /api/documents/{key} · GET /api/projects
        GET /api/projects/{key} · GET /api/verdicts
    """,
    Role.REVIEWER: """
        POST /judge · POST /undo · GET /claims/{key}/edit · POST /edit · POST /api/verdicts
        DELETE /api/verdicts/{number}
    """,
    Role.EDITOR: "POST /settle",
    Role.ADMINISTRATOR: """
        GET /people · POST /people · POST /people/role · POST /people/password · POST /people/close
        POST /people/open · GET /doctor · GET /people/log · GET /metrics
    """,
}
NEEDS = {
    route.strip(): role
    for role, text in _NEEDS.items()
    for line in text.splitlines()
    for route in line.split(" · ")
    if route.strip()
}
# What a token must be for; of the rest, reading is for `read`, and nothing else is for tokens.
_SCOPES = {"GET /metrics": "metrics", "POST /api/verdicts": "verdicts", "DELETE /api/verdicts/{number}": "verdicts"}
_READS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks: a name ("" for nobody, and where the desk has no accounts), a role, and a token's scopes if by one."""

    name: str = ""
    role: Role | None = None
    scopes: frozenset[str] | None = None

    def may(self, role: Role) -> bool:
        """Whether this person may do what a role may."""
        return self.role is not None and self.role.rank >= role.rank


# Where the desk has no accounts, whoever sits at this machine may do everything.
ALONE = Who("", Role.ADMINISTRATOR)


class Unknown(HTTPException):
    """Nobody is logged in, and this is for people who are."""

    def __init__(self) -> None:
        super().__init__(401, "Log in first.", {"www-authenticate": 'Bearer realm="khorgos"'})


async def allowed(request: Request) -> None:
    """Let a request through or refuse it; stands before every route (`create_app`)."""
    route = f"{'GET' if request.method == 'HEAD' else request.method} {request.scope['route'].path}"
    desk: Desk = request.app.state.desk
    who = await run_in_threadpool(_who, request, desk) if desk.team else ALONE
    request.state.who = who
    if route not in NEEDS:
        raise HTTPException(403, "This is not for anybody.")
    need = NEEDS[route]
    if need is not None:
        _check(who, need, route)
    # A token is no cookie: no page of another's can make a browser send it.
    if request.method not in _READS and who.scopes is None and not route.split()[1].startswith("/api/"):
        await _from_our_form(request)


def _check(who: Who, need: Role, route: str) -> None:
    if who.role is None:
        raise Unknown
    if not who.may(need):
        raise HTTPException(403, f"This is for the role {need}; yours is {who.role}.")
    if who.scopes is not None:
        scope = _SCOPES.get(route) or ("read" if route.startswith("GET ") and need is Role.READER else None)
        if scope is None:
            raise HTTPException(403, "This is not for tokens.")
        if scope not in who.scopes:
            raise HTTPException(403, f"This token is not for {scope}.")
    elif route in _SCOPES and "/api/" in route and who is not ALONE:
        raise HTTPException(403, "Changes through /api need a token.")


def _who(request: Request, desk: Desk) -> Who:
    shown = _token(request.headers.get("authorization", ""))
    with desk.ledger.transaction() as connection:
        if shown:
            found = tokens.of(connection, shown)
            if found is None:
                raise Unknown
            return Who(found[0].name, found[0].role, found[1])
        secret = request.cookies.get(desk.cookie, "")
        lasting = sessions.of(connection, secret) if secret else None
    if lasting is None:
        return Who()
    account, to_note = lasting
    if to_note:
        with desk.ledger.transaction(writes=True) as connection:
            sessions.note(connection, secret)
    return Who(account.name, account.role)


def _token(header: str) -> str:
    """The token of a header: `Bearer TOKEN`, or as the password of `Basic`, which is all that readers of feeds know."""
    kind, _, value = header.partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return "unreadable"


async def _from_our_form(request: Request) -> None:
    """A change carries the word that only a page of ours, shown to this browser, could know."""
    sent = request.headers.get("x-csrf")
    if sent is None:
        sent = str((await request.form()).get("csrf", ""))
    secret = request.cookies.get(request.app.state.desk.cookie, "")
    if not secret or not hmac.compare_digest(sent.encode(), form_word(secret).encode()):
        raise HTTPException(403, "This form was not made for this browser, or is too old: load the page again.")


def form_word(secret: str) -> str:
    """What forms carry, made of the secret in the browser's cookie."""
    return hmac.new(secret.encode(), b"form", "sha256").hexdigest()


def _asking(request: Request) -> Who:
    who: Who = request.state.who
    return who


Asking = Annotated[Who, Depends(_asking)]
