"""PDF, Word, OpenDocument and mails, each made by a real writer."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from khorgos.documents import SegmentKind, open_bytes
from khorgos.errors import DocumentFault
from khorgos.pipeline import read

TRADE = "Trade between China and Kazakhstan reached 31 billion USD in 2022, the ministry of trade said on May 18, 2023."
WIDTH, HEIGHT = A4


def pdf(*pages: list[tuple[float, float, str]], size: int = 11) -> bytes:
    """A PDF of pages, each a list of lines with their places from the upper left corner, in points."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setTitle("Trade bulletin")
    for lines in pages:
        canvas.setFont("Helvetica", size)
        for left, top, text in lines:
            canvas.drawString(left, HEIGHT - top, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def column(left: float, words: str, top: float = 120, step: float = 13) -> list[tuple[float, float, str]]:
    """Lines of a column, parted by "/"."""
    return [(left, top + number * step, line) for number, line in enumerate(words.split("/"))]


def body(data: bytes) -> list[str]:
    """What of a document is read, block by block."""
    document = open_bytes(data, name="report")
    return [
        segment.span.of(document.text)
        for segment in document.segments
        if segment.kind in (SegmentKind.BODY, SegmentKind.TITLE)
    ]


def test_columns_are_read_one_after_the_other() -> None:
    """Two columns under a title: the title, the left column whole, the right column whole."""
    left = column(
        60,
        "The railway will carry/grain and copper to the/ports of the east, said/its operator./It begins now.",
    )
    right = column(
        320,
        "The second stage is to/be ready in three years/and will cost less than/the first one; it has/no tunnel.",
    )
    found = body(pdf([(60, 70, "A railway for grain and copper to the east"), *left, *right]))

    assert found[0] == "A railway for grain and copper to the east"
    assert " ".join(found[1:]) == (
        "The railway will carry grain and copper to the ports of the east, said its operator. It begins now. "
        "The second stage is to be ready in three years and will cost less than the first one; it has no tunnel."
    )


def test_hyphens_at_line_ends() -> None:
    """A word divided at the end of a line is whole again; a name with a hyphen keeps it."""
    found = " ".join(
        body(pdf(column(60, "The coopera-/tion of both sides grew, and the China-/Kyrgyzstan line was begun.")))
    )

    assert "cooperation" in found
    assert "China-Kyrgyzstan" in found


def test_running_heads_are_marked_and_pages_kept() -> None:
    """What stands at the head of every page is furniture; a span knows its page."""
    pages = [
        [
            (60, 40, f"Trade bulletin, issue {number}"),
            *column(60, f"On page {number} trade grew by {number} percent, the office said."),
            (290, 800, str(number)),
        ]
        for number in range(1, 5)
    ]
    document = open_bytes(pdf(*pages))
    menus = [s.span.of(document.text) for s in document.segments if s.kind is SegmentKind.MENU]

    assert sum(text.startswith("Trade bulletin") for text in menus) == 4
    third = next(s for s in document.segments if "On page 3" in s.span.of(document.text))
    assert document.page_of(third.span) == 3


def test_a_paragraph_goes_on_over_the_page() -> None:
    """A sentence that the page's end divides is one paragraph."""
    found = body(
        pdf(
            column(60, "The bank will lend the money for the new"),
            column(60, "road to the border by the end of the year."),
        )
    )

    assert found == ["The bank will lend the money for the new road to the border by the end of the year."]


def test_table_rows_stay_rows() -> None:
    """Cells under each other stay in their rows."""
    rows = [("Year", "Trade, bn USD", "Change"), ("2021", "50.1", "+30 %"), ("2022", "70.2", "+40 %")]
    lines = [(60 + 150 * n, 120 + 14 * at, cell) for at, row in enumerate(rows) for n, cell in enumerate(row)]

    assert body(pdf(lines)) == [" | ".join(row) for row in rows]


def test_a_speaker_has_the_page_that_names_him() -> None:
    """Every ground of a claim of a PDF has its page, that of the speaker of a statement too."""
    said = '"Trade with the east will double by 2030,"/said Aidar Sample, deputy minister of trade of Kazakhstan.'
    (claim,) = read(open_bytes(pdf(column(60, said)))).of("statement")

    assert ("speaker", 1) in [(ground.field, ground.page) for ground in claim.evidence.grounds]


def test_claims_of_a_pdf() -> None:
    """A PDF is read into claims like any report, with its own date and the page of each claim."""
    document = open_bytes(
        pdf(column(60, "Trade with the east grows once more/" + TRADE.replace("in 2022,", "in 2022,/")))
    )
    (claim,) = read(document).of("figure")

    assert "31 billion USD in 2022" in claim.evidence.text
    assert document.published is not None
    assert document.page_of(claim.evidence.span) == 1
    assert document.source_span(claim.evidence.span) is None


def word() -> bytes:
    """A Word file with a heading, a paragraph and a table."""
    file = docx.Document()
    file.core_properties.title = "Trade bulletin"
    file.core_properties.author = "A. Writer"
    file.add_heading("Trade with the east grows once more")
    file.add_paragraph(TRADE)
    table = file.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Year", "Trade"), ("2022", "31 bn USD")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def odt(content: str = "") -> bytes:
    """An OpenDocument text."""
    office, text, table = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "table"))
    cells = "".join(f"<t:table-cell><x:p>{cell}</x:p></t:table-cell>" for cell in ("2022", "31 bn USD"))
    xml = content or (
        f"<o:document-content xmlns:o='{office}' xmlns:x='{text}' xmlns:t='{table}'><o:body><o:text>"
        f"<x:h>Trade with the east grows once more</x:h><x:p>{TRADE}</x:p>"
        f"<t:table><t:table-row>{cells}</t:table-row></t:table></o:text></o:body></o:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", xml)
        file.writestr("meta.xml", "<m xmlns:d='http://purl.org/dc/elements/1.1/'><d:date>2023-05-18T09:00</d:date></m>")
    return out.getvalue()


def mail(html: bool) -> bytes:
    """A mail as a list of correspondents sends it."""
    message = EmailMessage()
    message["From"], message["To"] = "desk@wire.example", "list@wire.example"
    message["Subject"], message["Date"] = "Trade with the east", "Thu, 18 May 2023 09:00:00 +0000"
    message["Message-ID"] = "<1@wire.example>"
    message.set_content(TRADE.replace(" on May 18, 2023", ""))
    if html:
        message.add_alternative(
            f"<html><body><p>{TRADE.replace(' on May 18, 2023', '')}</p></body></html>", subtype="html"
        )
    return message.as_bytes()


@pytest.mark.parametrize(
    "data", [word(), odt(), mail(html=False), mail(html=True)], ids=["docx", "odt", "eml", "eml-html"]
)
def test_office_files_and_mails_are_read(data: bytes) -> None:
    """The figure of the paragraph comes out of each, and the day it was printed."""
    document = open_bytes(data)
    figures = read(document).of("figure")

    assert [str(claim.as_dict()["value"]) for claim in figures][:1] == ["31000000000"]
    assert document.published is not None


def test_rows_of_office_tables() -> None:
    """A table's row is one block, its cells beside each other."""
    assert "2022 | 31 bn USD" in body(word())
    assert "2022 | 31 bn USD" in body(odt())


def bomb() -> bytes:
    """A Word file of a few kilobytes that unpacks to more than 200 MiB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * (201 * 2**20))
    return out.getvalue()


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><x>&j;</x>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 and nothing more", "cannot be opened"),
        (pdf([]), "no text"),
        (pdf(*[[(60, 60, "x")]] * 1501), "pages"),
        (bomb(), "unpacked"),
        (odt(LAUGHS), "damaged|no text"),
        (word()[:-400], "ZIP|damaged"),
        (odt("<broken"), "damaged"),
    ],
    ids=["stump", "scan", "pages", "bomb", "laughs", "cut", "broken"],
)
def test_hostile_files_are_refused(data: bytes, message: str) -> None:
    """What is damaged, endless or without text is refused with the file's name and the reason."""
    with pytest.raises(DocumentFault, match=message) as fault:
        open_bytes(data, name="report")
    assert fault.value.place == "report"


def test_encrypted_pdf_says_so() -> None:
    """A PDF with a password is refused with the mend."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(60, 700, TRADE)
    canvas.save()

    with pytest.raises(DocumentFault, match="encrypted"):
        open_bytes(out.getvalue(), name="report")


def test_every_claim_of_a_pdf_names_its_page() -> None:
    """The page on which a passage begins stands with the claim, and with the words of each of its fields."""
    other = "Exports of Uzbekistan to Kazakhstan grew to 1.2 billion USD in 2021."
    data = pdf([(60, 100, TRADE[:66]), (60, 113, TRADE[67:])], [(60, 100, other)])
    rows = {claim["value"]: claim for claim in read(open_bytes(data, name="report")).rows()}

    assert {value: claim["page"] for value, claim in rows.items()} == {31_000_000_000: 1, 1_200_000_000: 2}
    assert {ground["page"] for ground in rows[1_200_000_000]["grounds"]} == {2}
