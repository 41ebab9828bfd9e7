"""The API: what it describes is what it does, for who has a token for it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.conftest import Client

from khorgos.web import create_app

Enter = Callable[[str], Client]


def token(client: Client, *scopes: str) -> dict[str, str]:
    """The header of a new token of this person's."""
    page = client.form("/account/tokens", {"label": "test", "scope": list(scopes)}).text
    return {"authorization": f"Bearer {page.split('<code>khorgos_')[1].split('<')[0].join(['khorgos_', ''])}"}


def test_lists_go_on(reading_client: Client) -> None:
    """`next` leads through the whole list, each row once."""
    found, address = [], "/api/claims?limit=40"
    while address:
        part = reading_client.get(address).json()
        found += [row["id"] for row in part["items"]]
        address = part["next"]
    assert len(found) == part["total"] == len(set(found))
    assert found == [row["id"] for row in reading_client.get("/claims.json").json()]


def test_one_of_each(reading_client: Client) -> None:
    """A claim leads to its document and its fact."""
    claim = reading_client.get("/api/claims?q=70.2").json()["items"][0]
    told = reading_client.get(f"/api/claims/{claim['id']}").json()
    assert claim["id"] in [row["id"] for row in reading_client.get(f"/api/facts/{told['fact']}").json()["claims"]]
    assert claim["evidence"] in reading_client.get(f"/api/documents/{claim['document']}").json()["text"]
    assert reading_client.get("/api/facts?indicator=trade&limit=1").json()["items"][0]["indicator"] == "trade"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/claims/none", 404),
        ("/api/facts/none", 404),
        ("/api/documents/none", 404),
        ("/api/projects/none", 404),
        ("/api/claims?kind=odd", 422),
        ("/api/facts?kind=odd", 422),
        ("/api/claims?limit=0", 422),
        ("/api/claims?limit=many", 422),
        ("/api/claims?period=odd", 422),
        ("/api/nothing", 404),
    ],
)
def test_faults_are_told_in_json(reading_client: Client, address: str, status: int) -> None:
    """With place and reason, in one shape."""
    answer = reading_client.get(address)
    assert answer.status_code == status
    assert answer.json()["error"]["reason"]


def test_verdicts_by_program(enter: Enter) -> None:
    """A token for verdicts gives them in its owner's name and takes them back; one for reading does not."""
    person = enter("Rea")
    reading, ruling, nobody = token(person, "read"), token(person, "read", "verdicts"), enter("")
    claim = nobody.get("/api/claims?limit=1", headers=reading).json()["items"][0]["id"]
    body = {"ruling": "reject", "subject": claim, "reason": "misread", "by": "Somebody Else"}
    assert nobody.post("/api/verdicts", json=body).status_code == 401
    assert nobody.post("/api/verdicts", json=body, headers=reading).status_code == 403
    assert person.post("/api/verdicts", json=body).status_code == 403  # the session of a browser is no token
    kept = nobody.post("/api/verdicts", json=body, headers=ruling)
    assert kept.status_code == 201
    row = nobody.get("/api/verdicts", headers=reading).json()["items"][0]
    assert (row["id"], row["made_by"], row["reason"]) == (kept.json()["id"], "Rea", "misread")
    assert nobody.delete(f"/api/verdicts/{row['id']}", headers=ruling).status_code == 200
    assert nobody.get("/api/verdicts", headers=reading).json()["total"] == 0


def test_tokens_open_what_they_are_for(enter: Enter) -> None:
    """Not pages of the account, not the administrator's; a reader's own role binds the token too."""
    reader, admin, nobody = enter("Lee"), enter("Ada"), enter("")
    shown = token(reader, "read", "verdicts", "metrics")
    assert nobody.get("/claims.csv", headers=shown).status_code == 200
    assert nobody.get("/metrics", headers=shown).status_code == 403
    assert nobody.get("/people", headers=shown).status_code == 403
    assert nobody.post("/api/verdicts", json={"ruling": "accept", "subject": "x"}, headers=shown).status_code == 403
    assert nobody.post("/account/tokens", data={"label": "x", "scope": "read"}, headers=shown).status_code == 403
    assert nobody.get("/metrics", headers=token(admin, "metrics")).status_code == 200
    assert nobody.get("/api/claims", headers=token(admin, "metrics")).status_code == 403
    assert nobody.get("/api/claims", headers={"authorization": "Bearer khorgos_guess"}).status_code == 401


def test_a_token_as_the_password_of_basic(enter: Enter) -> None:
    """Readers of feeds know no other way."""
    secret = token(enter("Lee"), "read")["authorization"].split()[1]
    pair = base64.b64encode(f"Lee:{secret}".encode()).decode()
    assert enter("").get("/api/claims", headers={"authorization": f"Basic {pair}"}).status_code == 200
    assert enter("").get("/api/claims", headers={"authorization": "Basic %%%"}).status_code == 401


def test_the_description_is_a_page_too(reading_client: Client) -> None:
    """Every operation stands on it, and nothing of it comes from elsewhere."""
    page = reading_client.get("/api").text
    described = reading_client.get("/api/openapi.json").json()
    for path in described["paths"]:
        assert path in page
    assert "http" not in page.replace("http://www.w3.org", "").split("<main", 1)[1]


@pytest.mark.slow
def test_schemathesis(ledger_path: Path) -> None:
    """Whatever the description allows, changes too, is answered as described, never with a fault of ours."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings

    app = create_app(ledger_path, hosts=("testserver",))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    checks = [schemathesis.checks.not_a_server_error]
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        def tried(case: object) -> None:
            """One made-up request."""
            case.call_and_validate(checks=checks)  # type: ignore[attr-defined]

        tried()
