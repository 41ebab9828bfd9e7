"""What is drawn: pages of PDFs, official lines."""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from tests.web.conftest import Client, client_of, fill

from khorgos.statistics import Snapshots, take_table


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
