"""A report that tries to speak to the browser: nothing of it is ever anything but text."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from tests.web.conftest import client_of, fill

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
REPORT = f"""{SCRIPT} Trade of {SCRIPT} grows

ASTANA, May 18, 2023. /{SCRIPT}/. China's trade with Kazakhstan reached $31.2 billion in 2022, said Minister {SCRIPT}.

"Trade {SCRIPT} grew by 22 percent in 2022," said Aidar {SCRIPT} Example, head of the {SCRIPT} office.

Kazakhstan and China signed the "{SCRIPT}" agreement on May 17, 2023.
"""


def test_markup_of_a_report_is_text(tmp_path: Path) -> None:
    """In every page that shows the report: title, passages, speakers, reasons, names of files."""
    fill(tmp_path / "khorgos.db", {f"{SCRIPT.replace('/', '_')}.txt": REPORT.encode(), "b.txt": REPORT.encode() + b" "})
    client = client_of(tmp_path / "khorgos.db")
    claims = client.get("/claims.json").json()
    assert claims
    addresses = [
        "/",
        "/documents",
        "/claims",
        "/facts?state=all",
        "/timeline",
        "/speakers",
        "/sources",
        "/review",
        "/checks",
    ]
    addresses += [f"/claims/{claim['id']}" for claim in claims] + [f"/documents/{claims[0]['document']}"]
    addresses += [f"/claims?open={claims[0]['id']}", f"/claims?q={SCRIPT}", f"/claims?party={SCRIPT}", f"/{SCRIPT}"]
    addresses += [f"/facts/{fact['id']}" for fact in client.get("/facts.json?state=all").json()]
    for address in addresses:
        page = client.get(address).text
        assert "<script>alert" not in page, address
        assert "<img" not in page, address
    assert "<script>" not in client.form("/read", {"text": REPORT}).text.replace("<script src", "")


def test_bytes_are_never_a_page(tmp_path: Path) -> None:
    """The original of a hostile page comes as a download of no type that runs."""
    page = (
        f"<html><head><title>T</title>{SCRIPT}</head><body><p>China's trade grew 2 percent in 2022.</p></body></html>"
    )
    fill(tmp_path / "khorgos.db", {"a.html": page.encode()})
    client = client_of(tmp_path / "khorgos.db")
    key = client.get("/documents.json").json()[0]["id"]
    answer = client.get(f"/documents/{key}/bytes")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_markup_that_people_write_is_text(tmp_path: Path) -> None:
    """Names, reasons and searches on every page that shows them; addresses on the pages that refuse them."""
    fill(tmp_path / "khorgos.db", {"a.txt": REPORT.encode()})
    client = client_of(tmp_path / "khorgos.db")
    claim = client.get("/claims.json").json()[0]["id"]
    said = {"subject": claim, "by": SCRIPT, "reason": SCRIPT, "back": "/review"}
    assert client.form("/judge", said | {"ruling": "accept"}).status_code == 303
    assert client.form("/searches", {"name": SCRIPT, "address": f"/claims?q={quote(SCRIPT)}"}).status_code == 303
    shown = ["/review", "/review/history", "/review/agreement", "/review/links", "/searches", "/mechanisms", "/exports"]
    shown += [
        f"/claims/{claim}",
        f"/claims/{claim}/edit",
        f"/review?open={claim}",
        "/facts?state=all",
        "/searches/1.atom",
    ]
    names = ("claims", "facts", "documents", "projects", "checks", "timeline", "speakers")
    shown += [f"/{name}?{field}={quote(SCRIPT)}" for name in names for field in ("q", "kind", "page", "year", "check")]
    shown += [f"/{name}/{quote(SCRIPT)}" for name in ("claims", "facts", "documents", "projects", "exports")]
    for address in shown:
        page = client.get(address).text
        assert "<script>alert" not in page, address
        assert "<img" not in page, address
