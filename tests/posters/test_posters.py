"""Posters and briefs: one page or two, fonts in the file, text to select, conflicts told, the same bytes again."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tests.posters.conftest import ABOUT, TITLES, told

from khorgos.cli import main
from khorgos.errors import InputFault
from khorgos.posters import Sheet, brief, poster
from khorgos.posters.sheet import Numbers, Rows
from khorgos.posters.telling import disagreements
from khorgos.posters.typeset import brief_bytes, poster_bytes
from khorgos.posters.word import docx_bytes
from khorgos.publish import Edition

typst = pytest.importorskip("typst", reason="typst is not installed")
_HAS = {"Noto Sans", "Noto Sans CJK SC"} <= set(typst.Fonts().families())
pytestmark = pytest.mark.skipif(not _HAS, reason="Noto fonts are not installed (fonts-noto-core, fonts-noto-cjk)")
SEED = Path(__file__).parents[3] / "shared" / "seeds" / "gdtoday-china-central-asia-summit.txt"
SPOKEN = {"en": "70.2 bn USD", "ru": "70,2 млрд долл. США", "zh": "702 亿美元"}
APART = {"en": "What the reports disagree on", "ru": "В чём сообщения расходятся", "zh": "报道的分歧之处"}


def pages(data: bytes) -> list[str]:
    """The text of each page, on one line."""
    pdf = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def fonts_outside(data: bytes) -> int:
    """How many pieces of text are in a font that the file does not hold."""
    pdf = pypdfium2.PdfDocument(data)
    texts = [each for page in pdf for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=9)]
    assert texts
    return sum(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(each)) != 1 for each in texts)


@pytest.mark.parametrize("language", TITLES)
def test_a_poster(language: str, poster_in: Callable[[str], Sheet]) -> None:
    """One page; title, number and disagreements can be selected; every font is in the file; the same bytes again."""
    sheet = poster_in(language)
    data = poster_bytes(sheet, "pdf")
    (text,) = pages(data)
    flat = text.replace(" ", "")

    for words in (TITLES[language], SPOKEN[language], APART[language], sheet.passport):
        assert words.replace(" ", "") in flat
    assert fonts_outside(data) == 0
    assert poster_bytes(sheet, "pdf") == data


@pytest.mark.parametrize(("size", "wide", "high"), [("square", 1080, 1080), ("wide", 1200, 630), ("story", 1080, 1920)])
def test_social_sizes(size: str, wide: int, high: int, poster_in: Callable[[str], Sheet]) -> None:
    """As many pixels as the networks ask for."""
    data = poster_bytes(poster_in("zh"), "png", size)

    assert data[16:24] == wide.to_bytes(4) + high.to_bytes(4)


def test_paper_sizes(poster_in: Callable[[str], Sheet]) -> None:
    """A2 is A3 drawn larger: the same words on one page."""
    large, small = (poster_bytes(poster_in("en"), "pdf", size) for size in ("a2", "a3"))

    assert [round(side) for side in pypdfium2.PdfDocument(large)[0].get_size()] == [1191, 1684]
    assert sorted(pages(large)[0].split()) == sorted(pages(small)[0].split())


def test_what_the_reports_disagree_on(poster_in: Callable[[str], Sheet]) -> None:
    """Both offices' totals, a sum that does not come out, a period that drifted."""
    parts = poster_in("en").section("disagree").parts
    told = "\n".join(part.text for part in parts)

    assert "25.25 bn USD (Chinese customs); 18.2 bn USD (Kazakhstan's statistics bureau)" in told
    assert "= 27.71 bn USD, of 27 bn USD" in told
    assert "same value, other period: 2023-01/2023-02, 2023-Q1 in Example Wire" in told


def test_numbers_say_who_says_so(poster_in: Callable[[str], Sheet]) -> None:
    """Every number has its title and its sources."""
    (numbers,) = poster_in("ru").section("numbers").parts

    assert isinstance(numbers, Numbers)
    assert numbers.items[0].chip == SPOKEN["ru"]
    assert all(each.title and "независимых источников" in each.note for each in numbers.items)


@pytest.mark.parametrize("language", TITLES)
def test_a_brief_is_two_pages_at_most(language: str, examples: tuple, check_sheet: Callable[[str], Sheet]) -> None:
    """Of a topic and of one article, as PDF and as DOCX with the same words."""
    edition, findings = examples
    for sheet in (brief.topic(edition, TITLES[language], language, findings), check_sheet(language)):
        data = brief_bytes(sheet)
        assert len(pages(data)) <= 2
        assert fonts_outside(data) == 0
        written = docx_bytes(sheet)
        assert docx_bytes(sheet) == written
        document = docx.Document(io.BytesIO(written))
        assert document.paragraphs[0].text == sheet.title
        assert document.core_properties.created.year == 2026
        assert len(document.tables) == sum(isinstance(part, Rows) for each in sheet.sections for part in each.parts)


def test_a_fact_check_sheet_has_every_number(examples: tuple, check_sheet: Callable[[str], Sheet]) -> None:
    """Each figure of the article with its sentence; what drifted is told beside it."""
    (table,) = check_sheet("en").section("article").parts
    edition, _ = examples
    name = next(key for key, row in edition.documents.items() if row["outlet"] == "Steppe Courier")
    claims = [p for each in edition.facts() for p in each.printings if p.document == name and p.number]

    assert len(table.rows) == len(claims)
    assert any("▲ same value, other period" in row[-1] for row in table.rows)


def test_a_mechanism(examples: tuple) -> None:
    """Its members, and only what is between them; one that nobody tells of is refused with those that are."""
    edition, findings = examples
    sheet = brief.mechanism(edition, "Shanghai Cooperation", "", "en", findings)
    (members,) = sheet.section("members").parts

    assert {"China", "Kazakhstan", "Russia"} <= {row[0] for row in members.rows}
    with pytest.raises(InputFault, match="no report tells of this mechanism"):
        brief.mechanism(edition, "League of Nowhere")


def test_an_edition_of_nothing() -> None:
    """A poster of no fact says that no conflict was found, and can be set."""
    sheet = poster(Edition(ABOUT), "Nothing yet")

    assert sheet.section("disagree").parts[0].text == "No conflicts were found among these reports."
    assert len(pages(poster_bytes(sheet, "pdf"))) == 1


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside this checkout")
def test_the_seed(tmp_path: Path) -> None:
    """52 projects are 20 and 15 and 17 that are not accounted for: told in every language; set on one page."""
    edition, findings = told(tmp_path / "seed.db", SEED)
    for language, title in TITLES.items():
        parts = disagreements(list(edition.facts()), findings, language).parts
        assert any("52 − 20 − 15 = 17" in part.text for part in parts), title
    assert len(pages(poster_bytes(poster(edition, TITLES["ru"], "ru", findings), "pdf"))) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["poster", "--title", "A", "--out", "a.doc"], "no such form"),
        (["poster", "--title", "A", "--out", "a.pdf", "--size", "a9"], "no such size"),
        (["brief", "--out", "a.pdf", "--mechanism", "A", "--document", "b"], "of a mechanism or of a report"),
        (["brief", "--out", "a.pdf", "--document", "zz"], "no such report"),
        (["brief", "--out", "missing/a.docx"], "cannot be written"),
    ],
)
def test_refusals(arguments: list[str], said: str, tmp_path: Path, monkeypatch, capsys) -> None:
    """With what is wrong; nothing is half-written."""
    monkeypatch.chdir(tmp_path)
    report = tmp_path / "a.txt"
    report.write_text("ALMATY, May 18, 2023. Trade between China and Kazakhstan reached $31 billion in 2022.\n")
    assert main(["add", "a.txt"]) == 0

    assert main(arguments) != 0
    assert said in capsys.readouterr().err
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".pdf", ".doc", ".docx")]
