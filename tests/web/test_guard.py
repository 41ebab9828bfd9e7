"""What stands before the pages: other hosts, other origins, large bodies, and what the browser is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web.conftest import Client

from khorgos.web.guard import MAX_BODY


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_other_host_names_are_refused(reading_client: Client, host: str) -> None:
    """A name elsewhere that is made to point here reads nothing."""
    answer = reading_client.get("/claims", headers={"host": host})
    assert answer.status_code == 400
    assert "claim" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8787", "127.0.0.1:8787"])
def test_own_host_names(reading_client: Client, host: str) -> None:
    """The machine's own names are answered, with any port."""
    assert reading_client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999", "host": "localhost:8787"},
    ],
)
def test_changes_from_other_pages_are_refused(client: Client, headers: dict[str, str]) -> None:
    """A page of another origin can make the browser send a form, and nothing comes of it."""
    claim = client.get("/claims.json").json()[0]["id"]
    form = {"ruling": "reject", "subject": claim, "by": "Mallory"}
    assert client.form("/judge", form, headers=headers).status_code == 403
    assert client.app.state.desk.ledger.rulings() == []  # type: ignore[attr-defined]


def test_large_bodies_are_refused(client: Client) -> None:
    """However the length is told, or not told."""
    assert client.post("/read", content=b"text=" + b"a" * MAX_BODY).status_code == 413

    def drip() -> Iterator[bytes]:
        for _ in range(MAX_BODY // 100_000 + 1):
            yield b"a" * 100_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/read", content=drip(), headers=kind).status_code == 413


def test_headers(reading_client: Client) -> None:
    """No inline script, no other host, no frame, no sniffing: on pages, errors and refusals alike."""
    for address in ("/", "/nowhere", "/static/desk.js"):
        answer = reading_client.get(address)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in reading_client.get("/", headers={"host": "x.example"}).headers


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"]
)
def test_no_way_out_of_the_static_folder(reading_client: Client, path: str) -> None:
    """Only what is meant to be served is."""
    assert reading_client.get(f"/static/{path}").status_code == 404
