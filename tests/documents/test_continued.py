"""Tables of a PDF that go on over the end of a page."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from khorgos.documents import open_bytes
from khorgos.pipeline import read

HEAD = ("Year", "Exports", "Imports")
YEARS = range(1940, 2024)


def rows(years: range = YEARS) -> list[tuple[str, str, str]]:
    """A row a year."""
    return [(str(year), f"{1000 + year}.5", f"{3000 + year}.25") for year in years]


def paper(*parts: Flowable) -> bytes:
    """A PDF with running heads, in which these flow over as many pages as they need."""
    out = io.BytesIO()

    def furniture(canvas, _document) -> None:
        canvas.drawString(60, 815, "Example Yearbook")
        canvas.drawString(300, 20, str(canvas.getPageNumber()))

    report = SimpleDocTemplate(out, pagesize=A4)
    report.build(list(parts), onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def said(text: str) -> Paragraph:
    """A paragraph."""
    return Paragraph(text, getSampleStyleSheet()["Normal"])


CAPTION = "Trade of Kenya with China, million US dollars"


@pytest.mark.parametrize("repeated", [0, 1], ids=["headings once", "headings on every page"])
def test_a_table_goes_on_over_pages(repeated: int) -> None:
    """Every row is read under the headings of the first page, whether or not these are printed again, with its page."""
    data = paper(said(CAPTION), Spacer(1, 14), Table([HEAD, *rows()], repeatRows=repeated, colWidths=130))
    document = open_bytes(data)
    found = [claim for claim in read(document).of("figure") if claim.evidence.cell]

    assert len(document.pages) > 1
    assert len(document.tables) == 1
    assert {(f.indicator, f.period.text, float(f.value)) for f in found} == {
        (what, str(year), (base + year) * 1e6 + more)
        for year in YEARS
        for what, base, more in (("exports", 1000, 0.5e6), ("imports", 3000, 0.25e6))
    }
    assert {claim.evidence.page for claim in found} == set(range(1, len(document.pages) + 1))


def test_a_caption_that_is_printed_again_is_furniture() -> None:
    """ "Table (continued)" above the rest of a table does not part it."""
    parts = [said(CAPTION), Spacer(1, 14), Table([HEAD, *rows(range(2000, 2010))], colWidths=130), PageBreak()]
    parts += [said(f"{CAPTION} (continued)"), Spacer(1, 14), Table([HEAD, *rows(range(2010, 2020))], colWidths=130)]
    document = open_bytes(paper(*parts))

    assert len(document.tables) == 1
    assert len({cell.row for cell in document.tables[0].cells}) == 21


@pytest.mark.parametrize(
    "second",
    [
        [("Year", "Tourists", "Students"), *rows(range(2010, 2014))],
        [("Country", "2021", "2022"), ("Kenya", "1.5", "2.5"), ("Ghana", "3.5", "4.5")],
        [("2020", "5.5"), ("2021", "7.5"), ("2022", "9.5")],
    ],
    ids=["other headings", "headings of years", "fewer columns"],
)
def test_another_table_is_another(second: list[tuple[str, ...]]) -> None:
    """A table on the next page with headings or columns of its own is one by itself."""
    parts = [said(CAPTION), Spacer(1, 14), Table([HEAD, *rows(range(2000, 2010))], colWidths=130), PageBreak()]

    assert len(open_bytes(paper(*parts, Table(second, colWidths=130))).tables) == 2


def test_a_day_that_no_calendar_has_is_none() -> None:
    """A PDF whose date of making is damaged is read without it."""
    data = paper(said(CAPTION))
    at = data.index(b"/CreationDate (D:") + len(b"/CreationDate (D:")

    assert open_bytes(data[:at] + b"20261521" + data[at + 8 :]).published is None
