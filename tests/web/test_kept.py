"""Views that are kept under a name, and their feeds."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from tests.web.conftest import Client

from khorgos.claims.judgement import Judgement, Ruling

ATOM = "{http://www.w3.org/2005/Atom}"


def keep(client: Client, address: str, name: str = "Trade") -> int:
    """The status of keeping a view."""
    return int(client.form("/searches", {"name": name, "address": address}).status_code)


@pytest.mark.parametrize(
    "view", ["/claims?kind=figure&indicator=trade", "/facts?q=trade", "/documents?outlet=Example+Wire"]
)
def test_a_search_has_a_feed(client: Client, view: str) -> None:
    """As many entries as the list has rows, each with an id that lasts and an address that answers; newest first."""
    assert keep(client, view) == 303
    path, _, query = view.partition("?")
    listed = client.get(f"{path}.json?{query}").json()
    answer = client.get("/searches/1.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")
    assert len(entries) == len(listed) > 0
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    dates = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert dates == sorted(dates, reverse=True)
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert client.get(str(link.get("href")).removeprefix("http://localhost")).status_code == 200


@pytest.mark.parametrize(
    "address", ["/people", "https://evil.example/claims", "//evil.example/claims", "/claims/x", ""]
)
def test_other_addresses_are_not_kept(client: Client, address: str) -> None:
    """Only lists of this desk."""
    assert keep(client, address) == 422
    assert keep(client, "/claims", " ") == 422


def test_searches_are_their_owners(enter: Callable[[str], Client]) -> None:
    """Nobody sees another's, takes its feed or removes it."""
    owner, other = enter("Lee"), enter("Ada")
    keep(owner, "/claims?q=trade", "Mine alone")
    assert "Mine alone" not in other.get("/searches").text
    assert other.get("/searches/1.atom").status_code == 404
    assert other.form("/searches/remove", {"number": "1"}).status_code == 404
    assert owner.form("/searches/remove", {"number": "1"}).status_code == 303
    assert owner.get("/searches/1.atom").status_code == 404


def test_what_was_rejected_is_no_fact_of_a_feed(client: Client) -> None:
    """The feed is of the ledger as it is now."""
    keep(client, "/facts?state=all&kind=event")
    before = client.get("/searches/1.atom").text.count("<entry>")
    fact = client.get("/facts.json?state=all&kind=event").json()[0]
    ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    for claim in fact["claims"]:
        ledger.judge(Judgement(Ruling.REJECT, claim, by="A. Reviewer"))
    assert client.get("/searches/1.atom").text.count("<entry>") == before - 1
