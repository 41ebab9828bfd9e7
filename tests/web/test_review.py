"""Reviewing: verdicts last, bind the facts, can be taken back, and are signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.conftest import Client

from khorgos.web import Setting
from khorgos.web.queue import told, waiting


def judge(client: Client, **form: str) -> int:
    """The status of a ruling that was sent."""
    return client.form("/judge", {"by": "A. Reviewer", **form}).status_code


def the_claim(client: Client) -> str:
    """A claim of a fact that several reports tell."""
    fact = client.get("/facts.json?indicator=trade").json()[0]
    return str(fact["claims"][0])


def facts_of(client: Client, claim: str) -> list[str]:
    """The facts that a claim stands in."""
    return [fact["id"] for fact in client.get("/facts.json?state=all").json() if claim in fact["claims"]]


def test_a_rejected_claim_stands_in_no_fact(client: Client) -> None:
    """It stays in the ledger, with the verdict; taken back, the fact is as before."""
    claim = the_claim(client)
    before = client.get("/facts.json?state=all").json()
    assert judge(client, ruling="reject", subject=claim, reason="misread") == 303
    assert facts_of(client, claim) == []
    assert "reject" in client.get(f"/claims/{claim}").text
    assert client.form("/undo", {"by": "A. Reviewer"}).status_code == 303
    assert client.get("/facts.json?state=all").json() == before


def test_what_is_judged_leaves_the_queue(client: Client) -> None:
    """The next one comes up, and the reviewer's name is remembered."""
    desk = client.app.state.desk  # type: ignore[attr-defined]
    first, second = waiting(desk)[:2]
    assert judge(client, ruling="accept", subject=first) == 303
    assert waiting(desk)[0] == second
    assert 'value="A. Reviewer"' in client.get("/review").text


def test_the_queue_begins_with_what_matters(client: Client) -> None:
    """Claims that a finding speaks of come before claims that nothing speaks of."""
    desk = client.app.state.desk  # type: ignore[attr-defined]
    queue = waiting(desk)
    shown = told(desk.beside(claims=queue), {}, queue)
    assert ("finding", "") in shown[0].reasons
    assert ("finding", "") not in shown[-1].reasons


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"ruling": "accept", "by": " "}, "signed"),
        ({"ruling": "believe"}, "no such ruling"),
        ({"ruling": "same"}, "two claims"),
        ({"ruling": "accept", "subject": "none"}, "no such claim"),
    ],
)
def test_odd_rulings_are_refused(client: Client, form: dict[str, str], reason: str) -> None:
    """Unsigned, unknown, of one claim where two are needed, of none: nothing is written."""
    answer = client.form("/judge", {"subject": the_claim(client), "by": "A. Reviewer"} | form)
    assert answer.status_code == 422
    assert reason in answer.text
    assert "Nobody has ruled yet" in client.get("/review/history").text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_the_way_back_is_ours(client: Client, back: str) -> None:
    """A form cannot send the reviewer elsewhere."""
    answer = client.form("/judge", {"ruling": "accept", "subject": the_claim(client), "by": "A", "back": back})
    assert answer.headers["location"] == "/review"


def test_two_are_told_apart(client: Client) -> None:
    """A pair ruled not the same is two facts; the history names who and why."""
    fact = client.get("/facts.json?indicator=trade").json()[0]
    left, right = fact["claims"][:2]
    assert judge(client, ruling="not same", subject=left, other=right, reason="two tables") == 303
    assert facts_of(client, left) != facts_of(client, right)
    assert "two tables" in client.get("/review/history").text


def the_figure(client: Client) -> dict[str, Any]:
    """A figure with a number of its own."""
    found: dict[str, Any] = client.get("/claims.json?kind=figure&q=70.2").json()[0]
    return found


def test_putting_a_claim_right(client: Client) -> None:
    """The form offers what the passage bears; what it does not bear asks for a reason; undo brings the reading back."""
    claim = the_figure(client)
    page = client.get(f"/claims/{claim['id']}/edit").text
    assert "70200000000 USD" in page
    form = {"subject": claim["id"], "by": "A. Reviewer", "f-number": "99 billion USD"}
    assert "does not bear" in client.form("/edit", form).text
    assert client.form("/edit", form | {"reason": "corrected the day after"}).status_code == 303
    assert facts_of(client, claim["id"]) == []
    own = next(row for row in client.get("/claims.json").json() if row["readers"] == ["person"])
    assert (own["value"], own["rule"]) == (99000000000, "reviewer's own")
    assert facts_of(client, own["id"])
    assert "corrected the day after" in client.get("/review/history").text
    client.form("/undo", {"by": "A. Reviewer"})
    assert facts_of(client, claim["id"])
    assert facts_of(client, own["id"]) == []


def test_two_reviewers(enter: Callable[[str], Client]) -> None:
    """Each sees no verdict of the other's before their own; where they differ an editor settles it."""
    one, other, editor = enter("Rea"), enter("Rob"), enter("Eli")
    one.app.state.desk.setting = Setting(team=True, reviewers=2)  # type: ignore[attr-defined]
    claim = waiting(one.app.state.desk)[0]  # type: ignore[attr-defined]
    one.form("/judge", {"ruling": "reject", "subject": claim, "reason": "of another year"})
    assert "of another year" not in other.get(f"/review?open={claim}").text
    assert claim in other.get("/review").text
    assert claim not in one.get("/review").text
    other.form("/judge", {"ruling": "accept", "subject": claim})
    assert "of another year" not in editor.get("/review").text
    page = editor.get("/review/agreement").text
    assert "Rea · Rob" in page
    assert "of another year" in page
    assert 'action="/settle"' not in other.get("/review/agreement").text
    assert other.form("/settle", {"ruling": "reject", "subject": claim}).status_code == 403
    assert facts_of(one, claim)
    assert editor.form("/settle", {"ruling": "reject", "subject": claim, "reason": "so it is"}).status_code == 303
    assert facts_of(one, claim) == []
    assert "of another year" not in editor.get("/review/agreement").text
