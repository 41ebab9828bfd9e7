"""Scanned PDFs: words recognised off the pictures of pages."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from khorgos.documents import open_bytes
from khorgos.documents.pdf import pictures
from khorgos.errors import DocumentFault, ScanFault
from khorgos.fetch import local, scans
from khorgos.pipeline import read
from khorgos.values import Context

TRADE = "Trade between China and Kazakhstan reached 31 billion USD in 2022, the ministry said."


def scan(*pages: str, dots: int = 150) -> bytes:
    """A PDF whose pages are pictures of pages with these lines."""
    written, out = io.BytesIO(), io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for page in pages:
        for at, line in enumerate(page.split("/")):
            canvas.drawString(60, 760 - 16 * at, line)
        canvas.showPage()
    canvas.save()
    drawn = [page.render(scale=dots / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(written.getvalue())]
    drawn[0].save(out, "PDF", resolution=dots, save_all=True, append_images=drawn[1:])
    return out.getvalue()


def test_without_tesseract_a_scan_says_what_it_needs(monkeypatch) -> None:
    """A PDF of pictures is a fault that names the program that is missing."""
    monkeypatch.setattr(scans, "models", lambda: ())

    with pytest.raises(ScanFault, match="Install tesseract"):
        local.document_of(scan("A page"), Context(), "scan.pdf")


def test_the_core_reads_no_scans() -> None:
    """Recognising is the rim's: the core only tells that a PDF is a scan."""
    with pytest.raises(ScanFault, match="pictures and no text"):
        open_bytes(scan("A page"), name="scan.pdf")


def test_pictures_of_pages() -> None:
    """Each page is a grey picture whose size follows its own, with the size of its dots in points."""
    (first, points), _ = pictures(scan("One", "Two"), dots=100)
    head, wide, high, most = first[:40].split(b"\n")[0].split()

    assert (head, most) == (b"P5", b"255")
    assert abs(int(wide) * points - A4[0]) < 1
    assert len(first) == len(first.split(b"\n", 1)[0]) + 1 + int(wide) * int(high)


@pytest.mark.skipif(not scans.can(), reason="tesseract is not installed")
def test_a_scan_is_read_page_by_page() -> None:
    """The claims of a scan have their page and say that their words were recognised."""
    half = TRADE.index(" USD")
    document = local.document_of(
        scan("A bulletin on trade", f"{TRADE[:half]}/{TRADE[half + 1 :]}"), Context(language="en"), "s"
    )
    (claim,) = read(document).of("figure")
    row = claim.as_dict()

    assert document.recognised
    assert (row["value"], row["period"], row["page"], row["recognised"]) == (31_000_000_000, "2022", 2, True)


@pytest.mark.skipif(not scans.can(), reason="tesseract is not installed")
def test_a_page_without_words_is_a_fault() -> None:
    """A picture in which no words are found is a fault, and so is a language without a model."""
    with pytest.raises(DocumentFault, match="no words could be recognised"):
        local.document_of(scan(""), Context(language="en"), "scan.pdf")
    with pytest.raises(DocumentFault, match="no model of this language"):
        local.document_of(scan("A page"), Context(language="xx"), "scan.pdf")
