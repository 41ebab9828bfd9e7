"""Reviewing: verdicts last, bind the facts, can be taken back, and are signed."""

from __future__ import annotations

import pytest
from tests.web.conftest import Client

from khorgos.web.queue import waiting


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
    first, second = (each.row["id"] for each in waiting(desk.derived())[:2])
    assert judge(client, ruling="accept", subject=first) == 303
    assert waiting(desk.derived())[0].row["id"] == second
    assert 'value="A. Reviewer"' in client.get("/review").text


def test_the_queue_begins_with_what_matters(client: Client) -> None:
    """Claims that a finding speaks of come before claims that nothing speaks of."""
    queue = waiting(client.app.state.desk.derived())  # type: ignore[attr-defined]
    assert "finding" in queue[0].reasons
    assert "finding" not in queue[-1].reasons


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"ruling": "accept", "by": " "}, "signed"),
        ({"ruling": "believe"}, "no such ruling"),
        ({"ruling": "same"}, "two claims"),
        ({"ruling": "accept", "subject": "none"}, "no such claim"),
    ],
)
def test_odd_rulings_are_refused(client: Client, form: dict[str, str], told: str) -> None:
    """Unsigned, unknown, of one claim where two are needed, of none: nothing is written."""
    answer = client.form("/judge", {"subject": the_claim(client), "by": "A. Reviewer"} | form)
    assert answer.status_code == 422
    assert told in answer.text
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
