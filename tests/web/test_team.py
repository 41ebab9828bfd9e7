"""Accounts: logging in, sessions, the words that forms carry, tokens, the log; on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update
from tests.web.conftest import PASSWORD, Client, client_of

from khorgos.errors import InputFault, LedgerFault
from khorgos.store import Ledger
from khorgos.store.people import Role, accounts, audit, sessions, tokens
from khorgos.store.people.moments import hashed, now, written
from khorgos.store.schema import ACCOUNTS, SESSIONS
from khorgos.web import Setting

Enter = Callable[[str], Client]


def test_passwords_are_kept_as_hashes(ledger: Ledger) -> None:
    """argon2id, salted: the same password twice is two hashes; a wrong one and an unknown name let nobody in."""
    with ledger.transaction(writes=True) as connection:
        accounts.make(connection, "Ada", "reader", PASSWORD)
        accounts.make(connection, "Eli", "editor", PASSWORD)
        kept = [row.secret for row in connection.execute(ACCOUNTS.select())]
        assert all(secret.startswith("$argon2id$") for secret in kept)
        assert kept[0] != kept[1]
        assert accounts.admits(connection, "Ada", PASSWORD) == accounts.find(connection, "Ada")
        assert accounts.admits(connection, "Ada", PASSWORD + "r") is None
        assert accounts.admits(connection, "Nobody", PASSWORD) is None


@pytest.mark.parametrize(
    ("name", "role", "password", "told"),
    [
        ("Ada", "reader", PASSWORD, "of this name"),
        (" ", "reader", PASSWORD, "1 to 64 signs"),
        ("a\x00b", "reader", PASSWORD, "1 to 64 signs"),
        ("Eli", "owner", PASSWORD, "no such role"),
        ("Eli", "reader", "short", "12 to 256"),
        ("Eli", "reader", "x" * 300, "12 to 256"),
    ],
)
def test_odd_accounts_are_refused(ledger: Ledger, name: str, role: str, password: str, told: str) -> None:
    """Each with its reason, and none is made."""
    with ledger.transaction(writes=True) as connection:
        accounts.make(connection, "Ada", "administrator", PASSWORD)
        with pytest.raises(InputFault, match=told):
            accounts.make(connection, name, role, password)
        assert [each.name for each in accounts.everyone(connection)] == ["Ada"]


def test_the_last_administrator_stays(ledger: Ledger) -> None:
    """A desk that nobody could look after is not made by mistake."""
    with ledger.transaction(writes=True) as connection:
        accounts.make(connection, "Ada", "administrator", PASSWORD)
        for do in (lambda: accounts.close(connection, "Ada"), lambda: accounts.set_role(connection, "Ada", "reader")):
            with pytest.raises(InputFault, match="last administrator"):
                do()
        accounts.make(connection, "Eli", "administrator", PASSWORD)
        accounts.close(connection, "Ada")
        assert accounts.admits(connection, "Ada", PASSWORD) is None


def test_sessions_end(ledger: Ledger) -> None:
    """When nothing was asked for long, when they are old, and when the account is closed."""
    with ledger.transaction(writes=True) as connection:
        accounts.make(connection, "Ada", "administrator", PASSWORD)
        accounts.make(connection, "Lee", "reader", PASSWORD)
        secret = sessions.begin(connection, "Lee")
        assert sessions.of(connection, secret) == (accounts.find(connection, "Lee"), False)
        assert sessions.of(connection, "guess") is None
        for column, age in (("seen_at", sessions.IDLE), ("made_at", sessions.LONGEST)):
            before = connection.execute(SESSIONS.select()).mappings().one()[column]
            old = written(now() - age - dt.timedelta(minutes=1))
            connection.execute(update(SESSIONS).values({column: old}))
            assert sessions.of(connection, secret) is None
            connection.execute(update(SESSIONS).values({column: before}))
        accounts.close(connection, "Lee")
        assert sessions.of(connection, secret) is None


def test_tokens_end(ledger: Ledger) -> None:
    """Revoked, run out, or with the account; what is kept is a hash."""
    with ledger.transaction(writes=True) as connection:
        accounts.make(connection, "Ada", "administrator", PASSWORD)
        accounts.make(connection, "Lee", "reader", PASSWORD)
        first = tokens.make(connection, "Lee", "one", ["read"])
        second = tokens.make(connection, "Lee", "two", ["read", "verdicts"])
        found = tokens.of(connection, second)
        assert found is not None
        assert found[1] == {"read", "verdicts"}
        tokens.revoke(connection, "Lee", 1)
        assert tokens.of(connection, first) is None
        accounts.close(connection, "Lee")
        assert tokens.of(connection, second) is None
        for scopes, days in ((["all"], 1), ([], 1), (["read"], 0), (["read"], 9999)):
            with pytest.raises(InputFault):
                tokens.make(connection, "Ada", "x", scopes, days)


def test_the_log_is_never_changed(ledger: Ledger) -> None:
    """Rows of it refuse UPDATE and DELETE, whoever asks."""
    with ledger.transaction(writes=True) as connection:
        audit.put(connection, "log-in", "Ada", origin="192.0.2.1")
    for sql in ("UPDATE audit SET act = 'x'", "DELETE FROM audit"):
        with pytest.raises(LedgerFault, match="never changed"), ledger.transaction(writes=True) as connection:
            connection.exec_driver_sql(sql)


def test_the_desk_stands_on_either_database(team_place: str) -> None:
    """Log in, read, judge, and find it in the log."""
    with client_of(team_place, Setting(team=True)) as client:
        assert client.log_in("Rea").headers["location"] == "/"
        claim = client.get("/claims.json").json()[0]["id"]
        assert client.form("/judge", {"ruling": "accept", "subject": claim}).status_code == 303
        client.log_in("Ada")
        page = client.get("/people/log").text
        measured = client.get("/metrics").text
    assert "ruling" in page
    assert "log-in" in page
    assert measured.count("khorgos_answers_total{") > 3


def test_log_in_gives_a_new_secret(enter: Enter) -> None:
    """What was planted in the browser before is worth nothing after; what was used, nothing after logging out."""
    client = enter("")
    client.get("/login")
    planted = client.cookies["khorgos"]
    client.log_in("Lee")
    used = client.cookies["khorgos"]
    assert used != planted
    thief = enter("")
    thief.cookies.set("khorgos", planted)
    assert thief.get("/claims").status_code == 303
    client.form("/logout")
    thief.cookies.set("khorgos", used)
    assert thief.get("/claims").status_code == 303


def test_cookies(enter: Enter, team_path: str) -> None:
    """No script reads it, no other site sends it with a form; by https only by https, and for this host alone."""
    plain = enter("").get("/login").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    answer = client_of(team_path, Setting(team=True, secure=True)).get("/login")
    assert answer.headers["set-cookie"].startswith("__Host-khorgos=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


def test_forms_carry_a_word_of_this_browser(enter: Enter) -> None:
    """Without it, with another browser's, or with none at all, nothing is changed; a header does as well."""
    client, other = enter("Rea"), enter("Rob")
    claim = client.get("/claims.json").json()[0]["id"]
    form = {"ruling": "reject", "subject": claim}
    theirs = re.search(r'name="csrf" value="(\w+)"', other.get("/account").text)
    own = re.search(r'name="csrf" value="(\w+)"', client.get("/account").text)
    assert theirs is not None
    assert own is not None
    for word in ("", "x", "é", theirs[1]):
        assert client.post("/judge", data=form | {"csrf": word}).status_code == 403
    assert client.post("/judge", data=form).status_code == 403
    assert client.app.state.desk.ledger.rulings() == []  # type: ignore[attr-defined]
    assert client.post("/judge", data=form, headers={"x-csrf": own[1]}).status_code == 303


def test_every_form_of_a_page_carries_it(enter: Enter) -> None:
    """No page has a form that changes something and would be refused."""
    client = enter("Ada")
    for page in ("/login", "/account", "/people", "/review", "/review/links", "/review/history", "/read"):
        forms = re.findall(r'<form[^>]*method="post".*?</form>', client.get(page).text, re.DOTALL)
        assert all('name="csrf"' in form for form in forms), page


def test_guessing_is_slowed(enter: Enter) -> None:
    """After some wrong passwords the right one is not heard either, and other people still are."""
    client = enter("")
    for _ in range(audit.PER_PAIR):
        assert client.log_in("Lee", "a wrong password").status_code == 401
    assert client.log_in("Lee").status_code == 429
    assert client.log_in("Rea").status_code == 303


def test_the_reason_does_not_tell_who_is_there(enter: Enter) -> None:
    """A name with an account and one without are refused in the same words."""
    pages = [enter("").log_in(name, "a wrong password").text for name in ("Lee", "Zed")]
    plain = [re.sub(r'value="\w*"|"x-csrf": "\w*"', "", page) for page in pages]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_logging_in_leads_nowhere_else(enter: Enter, wanted: str) -> None:
    """The way on is a page of ours."""
    client = enter("")
    answer = client.form("/login", {"name": "Lee", "password": PASSWORD, "wanted": wanted})
    assert answer.headers["location"] == "/"
    assert 'name="wanted" value="/"' in client.get("/login", params={"next": wanted}).text


def test_a_new_password_ends_other_sessions(enter: Enter) -> None:
    """The browser in which it was changed goes on; the old password is worth nothing."""
    one, other = enter("Lee"), enter("Lee")
    fresh = "another long password"
    assert one.form("/account/password", {"old": "wrong wrong wrong", "new": fresh}).status_code == 422
    assert one.form("/account/password", {"old": PASSWORD, "new": fresh}).status_code == 303
    assert one.get("/claims").status_code == 200
    assert other.get("/claims").status_code == 303
    assert other.log_in("Lee").status_code == 401


def test_administrators_keep_accounts(enter: Enter) -> None:
    """Made, given a role and a password, closed and opened again; the log names each act, and who did it."""
    admin = enter("Ada")
    for path, form in (
        ("/people", {"name": "New", "role": "reader", "password": PASSWORD}),
        ("/people/role", {"name": "New", "role": "editor"}),
        ("/people/password", {"name": "New", "password": "a second password"}),
        ("/people/close", {"name": "New"}),
        ("/people/open", {"name": "New"}),
    ):
        assert admin.form(path, form).status_code == 303, path
    assert enter("").log_in("New", "a second password").status_code == 303
    log = admin.get("/people/log").text
    for act in ("account made", "role changed", "password set", "account closed", "account opened"):
        assert act in log
    assert "second password" not in log


def test_what_is_kept_of_a_secret_does_not_open(team_path: str, enter: Enter) -> None:
    """Whoever reads the ledger's tables gets in with nothing that stands in them."""
    client = enter("Lee")
    thief = enter("")
    thief.cookies.set("khorgos", hashed(client.cookies["khorgos"]))
    assert thief.get("/claims").status_code == 303
    with Ledger(team_path) as ledger, ledger.transaction() as connection:
        assert connection.execute(SESSIONS.select()).mappings().first()["key"] == hashed(client.cookies["khorgos"])  # type: ignore[index]


def test_without_accounts_there_is_no_door(client: TestClient) -> None:
    """A desk for this machine alone has no pages for logging in."""
    assert client.get("/login").status_code == 404
    assert client.get("/people").status_code == 404
    assert 'href="/account"' not in client.get("/").text


def test_roles_are_ordered() -> None:
    """Each may do what those before it may."""
    assert [role.rank for role in Role] == [0, 1, 2, 3]
