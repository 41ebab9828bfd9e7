"""Files made to harm: each ends, with its message, and nothing is fetched or unpacked beyond its limit."""

from __future__ import annotations

import io
import socket
import zipfile
import zlib

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from reportlab.pdfgen.canvas import Canvas

from khorgos.documents import open_bytes
from khorgos.errors import DocumentFault

TEXT = "Trade between China and Kazakhstan reached 31 billion USD in 2022, the ministry of trade said."


def paper(kids: int, stream: bytes, *, table: bool = True) -> bytes:
    """A PDF by hand: so many times the same page, its content compressed; with its cross-reference table or without."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (kids, b"3 0 R " * kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    at = len(out) if table else 7
    if table:
        out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % at)


TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
WORDS = b"BT /F 11 Tf 60 700 Td (" + TEXT.encode() + b") Tj ET"


def office(content: str, kind: str = "odt") -> bytes:
    """An office file whose content is this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind == "odt":
            archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml" if kind == "odt" else "word/document.xml", content)
    return out.getvalue()


def locked() -> bytes:
    """A PDF that opens with a password alone."""
    out = io.BytesIO()
    paper = Canvas(out, encrypt="secret")
    paper.drawString(60, 700, TEXT)
    paper.save()
    return out.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><d xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>&i;</text:p></d>'
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (paper(20_000, WORDS), "20,000 pages are more than the 1,500"),
        (b"%PDF-1.7\n" + bytes(1000), "cannot be opened"),
        (paper(1, bytes(80_000_000)), "no text: a scan"),
        (office(LAUGHS), "damaged|no text"),
        (office("<a>" * 100_000), "damaged"),
        (locked(), "this PDF is encrypted"),
        (office("x" * 300_000_000), "more than the 200 MiB"),
        (office(LAUGHS, "docx"), "damaged"),
    ],
    ids=[
        "20000 pages",
        "no objects",
        "PDF bomb",
        "laughs",
        "nested",
        "encrypted PDF",
        "office bomb",
        "DOCX of nothing",
    ],
)
def test_it_is_refused_with_its_message(data: bytes, says: str) -> None:
    """Each has a sentence of its own."""
    with pytest.raises(DocumentFault, match=says):
        open_bytes(data, name="hostile")


def test_a_broken_table_of_a_pdf_is_mended() -> None:
    """Where a PDF's cross-reference table is wrong its objects are found without it."""
    assert TEXT in open_bytes(paper(1, WORDS, table=False)).text


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>", "<table><tr><td colspan=999999 rowspan=999999>", "<b>"])
def test_html_nested_without_end_is_read(tag: str) -> None:
    """Elements 100,000 deep are no tree here: the text in them is read."""
    assert TEXT in open_bytes(f"<html lang=en><body>{tag * 100_000}<p>{TEXT}</p>".encode()).text


def test_headers_of_a_mail_without_end_take_no_time() -> None:
    """A header of a megabyte is cut: the library's own parser would take hours for it."""
    mail = (
        f"Subject: Trade\nMessage-ID: <1@example.org>\nTo: {'a' * 1500}\nContent-Type: text/plain; x{'[' * 1_000_000}\n"
    )

    assert TEXT in open_bytes(f"{mail}\n{TEXT}\n".encode()).text


def test_a_letter_that_is_broken_costs_no_report() -> None:
    """Invalid UTF-8 in a long text is one replaced character."""
    data = f"{TEXT}\n\n".encode() * 10
    text = open_bytes(data[:200] + b"\xff" + data[200:]).text

    assert text.count("Kazakhstan") == 10


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Word file whose template, pictures and links lie elsewhere, and a page of addresses, open no connection."""

    def refuse(*_arguments: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    out, word = io.BytesIO(), docx.Document()
    word.add_paragraph(TEXT)
    for kind in (TEMPLATE, RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK):
        word.part.relate_to("http://169.254.169.254/latest", kind, is_external=True)
    word.save(out)
    head = '<base href="http://127.0.0.1/"><link rel=stylesheet href="//127.0.0.1/a.css">'
    page = f"<html><head>{head}</head><p>{TEXT}</p>"

    assert TEXT in open_bytes(out.getvalue()).text
    assert TEXT in open_bytes(page.encode()).text
