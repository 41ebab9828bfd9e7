"""Who may do what: one table for every route, and nothing for who does not stand in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.conftest import PASSWORD, Client

from khorgos.store.people import Role
from khorgos.web.access import NEEDS
from khorgos.web.pages import ROUTERS, TEAM_ROUTERS

Enter = Callable[[str], Client]
NAMES = {Role.READER: "Lee", Role.REVIEWER: "Rea", Role.EDITOR: "Eli", Role.ADMINISTRATOR: "Ada"}
# Something to ask each route for; what a path names need not be there: who may not ask is told so before.
PARTS = {"{key}": "none", "{form}": "json", "{number}": "1"}


def routes() -> set[str]:
    """Every route of the desk by method and path."""
    every = [route for router in (*ROUTERS, *TEAM_ROUTERS) for route in router.routes]
    return {f"{method} {route.path}" for route in every for method in route.methods}  # type: ignore[attr-defined]


def asked(client: Client, route: str) -> Any:
    """What a route answers to this client."""
    method, path = route.split(" ", 1)
    for part, value in PARTS.items():
        path = path.replace(part, value)
    return client.form(path) if method == "POST" else client.request(method, path)


def test_every_route_stands_in_the_table() -> None:
    """A route that nobody thought about is for nobody."""
    assert routes() == NEEDS.keys()


def test_a_route_outside_the_table_is_refused(client: Client) -> None:
    """Also where the desk has no accounts."""

    @client.app.get("/new")  # type: ignore[attr-defined]
    def new() -> str:
        return "secret"

    answer = client.get("/new")
    assert answer.status_code == 403
    assert "secret" not in answer.text


@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_gets_what_it_may_and_nothing_else(enter: Enter, role: Role | None) -> None:
    """Asked one by one: below the role that a route needs, refused or sent to log in; from it on, let in."""
    client = enter(NAMES[role] if role else "")
    for route, need in NEEDS.items():
        if route == "POST /logout":
            continue
        answer = asked(client, route)
        may = need is None or (role is not None and role.rank >= need.rank)
        if "/api/verdicts" in route and not route.startswith("GET"):
            may = False  # a session is no token
        sent_away = answer.status_code in (401, 403) or answer.headers.get("location", "").startswith("/login")
        if route != "POST /login":
            assert sent_away != may, (route, answer.status_code)


@pytest.mark.parametrize("path", ["/claims", "/facts", "/review", "/account", "/people"])
def test_who_is_not_logged_in_is_asked_to(enter: Enter, path: str) -> None:
    """And comes back to the page that was wanted; nothing of the ledger is shown before."""
    answer = enter("").get(f"{path}?q=trade")
    assert answer.headers["location"] == f"/login?next={path.replace('/', '%2F')}%3Fq%3Dtrade"
    page = enter("").get("/login").text
    assert 'href="/claims"' not in page


def test_a_reviewer_takes_back_own_rulings_only(enter: Enter) -> None:
    """Of another's the number is of no use; an editor may."""
    first, second, editor = enter("Rea"), enter("Rob"), enter("Eli")
    claim = first.get("/claims.json").json()[0]["id"]
    first.form("/judge", {"ruling": "accept", "subject": claim, "by": "Somebody Else"})
    ruling = first.app.state.desk.ledger.rulings()[0]  # type: ignore[attr-defined]
    assert ruling["made_by"] == "Rea"  # the account's name, whatever the form says
    assert second.form("/undo", {"number": str(ruling["id"])}).status_code == 403
    assert editor.form("/undo", {"number": str(ruling["id"])}).status_code == 303
    assert first.app.state.desk.ledger.rulings() == []  # type: ignore[attr-defined]


def test_tokens_of_others_are_out_of_reach(enter: Enter) -> None:
    """A token is revoked by its owner, whatever number is asked for."""
    owner, other = enter("Rea"), enter("Lee")
    owner.form("/account/tokens", {"label": "mine", "scope": "read"})
    assert other.form("/account/tokens/revoke", {"number": "1"}).status_code == 422
    assert "mine" not in other.get("/account").text
    assert owner.form("/account/tokens/revoke", {"number": "1"}).status_code == 303


def test_a_lower_role_takes_effect_at_once(enter: Enter) -> None:
    """Whoever had more open is logged out."""
    admin, editor = enter("Ada"), enter("Eli")
    admin.form("/people/role", {"name": "Eli", "role": "reader"})
    assert editor.get("/claims").status_code == 303
    editor.log_in("Eli", PASSWORD)
    assert editor.form("/judge", {"ruling": "accept", "subject": "x"}).status_code == 403
