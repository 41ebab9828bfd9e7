"""What is drawn: who quotes whom, pages of PDFs, official lines, money by year, the map."""

from __future__ import annotations

import io
import re
import struct
import zlib
from decimal import Decimal
from pathlib import Path

import pytest
from tests.web.conftest import Client, client_of, fill

from khorgos.claims import Record
from khorgos.statistics import Snapshots, take_table
from khorgos.values import Party, Period, Quantity
from khorgos.web.chain import chain
from khorgos.web.charts import money, places


def row(**said: str | None) -> dict[str, str | None]:
    """A claim as far as its chain is concerned."""
    empty = dict.fromkeys(("speaker", "agency", "outlet", "document_outlet", "document_family", "document"))
    return empty | {"document": "d"} | said


def test_the_chain_goes_from_who_says_it_to_who_printed_it() -> None:
    """Each link once, whatever the number of claims; an outlet does not cite itself; a copy is marked."""
    rows = [
        row(speaker="A", agency="Office", document_outlet="Wire"),
        row(speaker="A", agency="Office", document_outlet="Wire"),
        row(outlet="Wire", document_outlet="Courier", document="e", document_family="d"),
        row(outlet="Wire", document_outlet="Wire"),
    ]
    found = chain(rows, "–")
    assert found is not None
    assert found.told == "A → Office; Office → Wire; Wire → Courier"
    assert [line.claims for line in found.lines] == [2, 2, 1]
    assert {node.name: node.copy for node in found.nodes}["Courier"]
    across = {(node.name, node.column): node.x for node in found.nodes}
    assert across["A", "speaker"] < across["Office", "agency"] < across["Wire", "printed"]
    assert chain([row(document_outlet="Wire")], "–") is None


@pytest.fixture
def pdf_client(tmp_path: Path) -> Client:
    """A ledger with a PDF of two pages."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    written = io.BytesIO()
    drawing = canvas.Canvas(written, pagesize=(595, 842))
    text = drawing.beginText(72, 760)
    for line in (
        "ASTANA, May 18, 2023 - Trade between Kazakhstan and",
        "China reached 31.2 billion US dollars in 2022.",
    ):
        text.textLine(line)
    drawing.drawText(text)
    drawing.showPage()
    drawing.drawString(72, 700, "Nothing to count.")
    drawing.save()
    fill(tmp_path / "khorgos.db", {"report.pdf": written.getvalue()})
    return client_of(tmp_path / "khorgos.db")


def test_a_page_with_its_evidence_marked(pdf_client: Client) -> None:
    """The picture is a whole PNG; marks lie over the lines of the passage, on the page where they stand."""
    document = pdf_client.get("/documents.json").json()[0]["id"]
    assert f"/documents/{document}/pages/1" in pdf_client.get(f"/documents/{document}").text
    image = pdf_client.get(f"/documents/{document}/pages/1.png")
    assert image.headers["content-type"] == "image/png"
    width, height = struct.unpack(">II", image.content[16:24])
    assert (width, height) == (1200, pytest.approx(1200 * 842 / 595, abs=2))
    packed = image.content[image.content.index(b"IDAT") + 4 : -16]
    assert len(zlib.decompress(packed)) == height * (1 + 3 * width)
    page = pdf_client.get(f"/documents/{document}/pages/1").text
    marks = [
        tuple(map(float, found)) for found in re.findall(r'<rect class="k-figure" x="([\d.]+)" y="([\d.]+)"', page)
    ]
    assert marks
    assert all(60 < x < 400 and 65 < y < 115 for x, y in marks)
    assert "<rect" not in pdf_client.get(f"/documents/{document}/pages/2").text
    for odd in ("0", "3", "x"):
        assert pdf_client.get(f"/documents/{document}/pages/{odd}").status_code in (404, 422)


def test_only_pdfs_have_pages(reading_client: Client) -> None:
    """A text has none."""
    document = reading_client.get("/documents.json").json()[0]["id"]
    assert reading_client.get(f"/documents/{document}/pages/1").status_code == 404


def test_official_series_stand_beside_a_fact(client: Client) -> None:
    """What the parties' offices count, for years around the fact's own; the line of its own year behind the dots."""
    ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    address = next(
        f"/facts/{fact['id']}"
        for fact in client.get("/facts.json?state=all&indicator=trade").json()
        if fact["parties"] == ["CHN", "KAZ"] and fact.get("period") == "2021"
    )
    assert "What offices count" not in client.get(address).text
    body = (
        b"indicator,reporter,partner,period,value,unit,source\n"
        b"trade,KAZ,CHN,2021,18170000000,USD,Example Bureau\ntrade,KAZ,CHN,1999,5,USD,Example Bureau\n"
    )
    take_table(body, "own.csv", Snapshots(ledger.archive), "2026-11-20T00:00:00+00:00")
    page = client.get(address).text
    assert "What offices count" in page
    assert "Example Bureau" in page
    assert "1999" not in page


def record(name: str, year: int | None, status: str | None, amount: int | None, code: str = "KAZ") -> Record:
    """A record of a loan."""
    return Record(
        document="", source="table", number=name, name=name, recipients=(Party.country(code),), status=status,
        commitment=Period.year(year) if year else None, flow_type="Loan",
        money=Quantity.of(Decimal(amount), "USD") if amount else None,
    )  # fmt: skip


def test_money_by_year_and_status() -> None:
    """Unlike steps stand apart; what has no amount or year is counted as left out."""
    records = [
        record("a", 2012, "Completion", 10**9), record("b", 2012, "Completion", 10**9),
        record("c", 2012, "Pipeline: Pledge", 10**9), record("d", 2013, "Completion", None),
        record("e", None, "Completion", 5),
    ]  # fmt: skip
    spec, left = money(records)
    assert spec is not None
    sums = {(each["year"], each["status"]): each["value"] for each in spec["data"]["values"]}
    assert sums == {("2012", "Completion"): 2.0, ("2012", "Pledge"): 1.0}
    assert left == {"no amount": 1, "no year": 1}
    assert money([]) == (None, {})


def test_the_map_counts_by_country() -> None:
    """Countries by the base map's own codes; what is no country is on no map."""
    spec = places({"KAZ": 3, "FRA": 1, "Central Asia": 2}, "Recipients")
    assert spec is not None
    looked = spec["layer"][1]["transform"][0]["from"]["data"]["values"]
    assert {each["id"]: each["count"] for each in looked} == {"398": 3, "250": 1}
    assert spec["description"] == "Recipients: Kazakhstan 3, France 1"
    assert places({"Central Asia": 2}, "Recipients") is None
