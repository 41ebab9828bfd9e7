"""Every page answers, in every language, also on a ledger with nothing in it; files beside pages hold the same rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import Client, client_of

from khorgos.errors import BusyFault
from khorgos.store import Ledger
from khorgos.web.pages.exports import LISTS
from khorgos.web.rendering import LANGUAGES

PAGES = (
    "/", "/documents", "/claims", "/facts", "/facts?state=all", "/projects", "/mechanisms", "/timeline", "/speakers",
    "/checks", "/sources", "/review", "/review/links", "/review/history", "/review/agreement", "/read", "/api",
    "/searches", "/exports", "/doctor",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_answer(reading_client: Client, page: str, language: str) -> None:
    """Each page is whole and says its language."""
    answer = reading_client.get(page, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.rstrip().endswith("</html>")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_yet(tmp_path: Path, page: str) -> None:
    """A ledger with nothing in it has pages too, and each says what would be there."""
    Ledger(tmp_path / "khorgos.db").close()
    answer = client_of(tmp_path / "khorgos.db").get(page)
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text or page in ("/read", "/sources", "/timeline", "/api", "/exports", "/doctor")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("form", ["csv", "json", "jsonld"])
def test_files_beside_lists(reading_client: Client, name: str, form: str) -> None:
    """Every list is a file too, and the page of exports leads to it."""
    path = f"{'/review/history' if name == 'rulings' else f'/{name}'}.{form}"
    answer = reading_client.get(path)
    assert f'href="{path}' in reading_client.get("/exports").text
    assert answer.status_code == 200
    if form == "csv":
        assert next(csv.reader(io.StringIO(answer.text)))
    else:
        assert isinstance(answer.json(), dict if form == "jsonld" else list)


def test_one_of_each(reading_client: Client) -> None:
    """A claim, its document, its bytes and its fact have permanent addresses that lead to each other."""
    claim = reading_client.get("/claims.json?q=70.2").json()[0]
    page = reading_client.get(f"/claims/{claim['id']}")
    assert f"/documents/{claim['document']}#c-{claim['id']}" in page.text
    document = reading_client.get(f"/documents/{claim['document']}")
    assert f'id="c-{claim["id"]}"' in document.text
    raw = reading_client.get(f"/documents/{claim['document']}/bytes")
    assert raw.headers["content-disposition"].startswith("attachment")
    fact = next(each for each in reading_client.get("/facts.json").json() if claim["id"] in each["claims"])
    assert "70.2 bn USD" in reading_client.get(f"/facts/{fact['id']}").text


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/claims/none", 404, "no such claim"),
        ("/facts/none", 404, "no such fact"),
        ("/documents/none", 404, "no such document"),
        ("/projects/none", 404, "no such record"),
        ("/claims?kind=odd", 422, "no such kind"),
        ("/claims?page=0", 422, "numbers from 1"),
        ("/claims?page=9999999999999999999999", 422, "numbers from 1"),
        ("/claims?year=twenty", 422, "period"),
        ("/claims.docx", 422, "no such form"),
        ("/nowhere", 404, "Not Found"),
    ],
)
def test_what_is_not_there(reading_client: Client, address: str, status: int, told: str) -> None:
    """An address that leads nowhere says what, where and the mend, on a page of the desk."""
    answer = reading_client.get(address)
    assert answer.status_code == status
    assert told in answer.text


@pytest.mark.parametrize("words", ["'; DROP TABLE claims; --", '"', "%", "\\", "NEAR(", "a*", "\x00"])
def test_search_takes_any_words(reading_client: Client, words: str) -> None:
    """No words are anything but words to look for."""
    before = reading_client.get("/claims.json").json()
    assert reading_client.get("/claims", params={"q": words}).status_code == 200
    assert reading_client.get("/facts", params={"q": words, "party": words}).status_code == 200
    assert reading_client.get("/claims.json").json() == before


def test_filters_stand_in_the_address(reading_client: Client) -> None:
    """A chosen filter is shown above the list, can be removed, and narrows the file as well."""
    page = reading_client.get("/claims?kind=figure&indicator=trade").text
    assert 'href="/claims?indicator=trade"' in page
    rows = reading_client.get("/claims.json?kind=figure&indicator=trade").json()
    assert {row["indicator"] for row in rows} == {"trade"}


def test_paste_keeps_nothing(client: Client) -> None:
    """A pasted report is read, with its sums, and the ledger stays as it was."""
    text = "Of 52 joint projects of Kazakhstan and China, 20 have been completed and 15 are being implemented."
    before = client.get("/documents.json").json()
    answer = client.form("/read", {"text": text, "published": "2023-05-18"})
    assert "17" in answer.text
    assert "k-figure" in answer.text
    assert client.get("/documents.json").json() == before
    assert (
        client.get("/claims.json").json()
        == client_of(Path(client.app.state.desk.ledger.place)).get("/claims.json").json()
    )  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["csv", "json", "jsonld"])
def test_one_claim_as_a_file(reading_client: Client, form: str) -> None:
    """Each claim is a file of its own; one that is not there is told."""
    claim = reading_client.get("/claims.json").json()[0]["id"]
    answer = reading_client.get(f"/claims/{claim}.{form}")
    assert answer.status_code == 200
    assert claim in answer.text
    assert reading_client.get(f"/claims/none.{form}").status_code == 404


def test_a_ledger_that_is_being_written_to_is_told_as_busy(
    reading_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program writes for longer than one waits, the page says so, and when to ask again."""

    def busy(*_: Any, **__: Any) -> None:
        raise BusyFault("another program is writing to the ledger.", mend="Wait for it to end.")

    monkeypatch.setattr(Ledger, "claims", busy)
    answer = reading_client.get("/claims?kind=figure")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "another program is writing" in answer.text
