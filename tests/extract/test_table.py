"""Tables of figures to claims: what a cell, its headings, its caption and its row say together."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from khorgos.documents import open_bytes
from khorgos.pipeline import Reading, read

ROWS = [["Year", "Trade, bn USD", "Change"], ["2021", "50.1", "+30 %"], ["2022", "70.2", "+40 %"]]
CAPTION = "Trade of China with Kazakhstan"
READ = {
    ("level", "2021", 50_100_000_000, "USD"),
    ("change", "2021", 30, "percent"),
    ("level", "2022", 70_200_000_000, "USD"),
    ("change", "2022", 40, "percent"),
}


def reading(text: str) -> Reading:
    """A text as read."""
    return read(open_bytes(text.encode(), name="report"))


def figures(found: Reading) -> list[tuple[object, ...]]:
    """Indicator, measure, parties, period, value and unit of each figure."""
    rows = [claim.as_dict() for claim in found.of("figure")]
    return [
        (row["indicator"], row["measure"], "-".join(row["parties"]), row.get("period"), row["value"], row["unit"])
        for row in rows
    ]


def said(found: Reading) -> set[tuple[object, ...]]:
    """The same without indicator and parties."""
    return {(measure, period, value, unit) for _, measure, _, period, value, unit in figures(found)}


def html() -> bytes:
    """The table in HTML, its caption above it."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<html lang=en><body><h1>{CAPTION}</h1><table>{rows}</table></body></html>".encode()


def word() -> bytes:
    """The table in a Word file."""
    file, out = docx.Document(), io.BytesIO()
    file.add_paragraph(CAPTION)
    table = file.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file.save(out)
    return out.getvalue()


def pdf() -> bytes:
    """The table in a PDF, on its second page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(60, 700, "The tables of this bulletin follow on the next page.")
    canvas.showPage()
    canvas.drawString(60, 720, CAPTION)
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            canvas.drawString(60 + 150 * column, 680 - 14 * at, cell)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("made", [html, word, pdf])
def test_the_same_table_in_every_format(made) -> None:
    """A table gives the same claims in HTML, Word and PDF."""
    found = read(open_bytes(made(), name="report"))

    assert said(found) == READ
    assert {parties for _, _, parties, *_ in figures(found)} == {"CHN-KAZ"}


def test_evidence_names_cell_row_headings_and_page() -> None:
    """A figure of a table stands in its cell; its row is its sentence; its grounds are the headings and their cells."""
    found = read(open_bytes(pdf(), name="report"))
    claim = next(claim for claim in found.of("figure") if claim.evidence.text == "70.2")
    row = claim.as_dict()

    assert row["cell"] == {"table": 1, "row": 3, "column": 2}
    assert row["page"] == 2
    assert row["sentence"] == "2022 | 70.2 | +40 %"
    grounds = {ground["field"]: (ground["text"], ground.get("cell")) for ground in row["grounds"]}
    assert grounds["unit"] == ("bn USD", {"table": 1, "row": 1, "column": 2})
    assert grounds["period"] == ("2022", {"table": 1, "row": 3, "column": 1})
    assert grounds["indicator"][0] == "Trade"
    assert grounds["parties"][0] in {"China", "Kazakhstan"}


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("US$ million", "13,166.1", (13_166_100_000, "USD")),
        ("millions of U.S. dollars", "13,166.1", (13_166_100_000, "USD")),
        ("USD mn", "5.5", (5_500_000, "USD")),
        ("(mln. USD)", "5.5", (5_500_000, "USD")),
        ("$m", "5.5", (5_500_000, "USD")),
        ("EUR bn", "5", (5_000_000_000, "EUR")),
        ("'000 t", "1 245.6", (1_245_600, "t")),
        ("thousand tonnes", "1,245.6", (1_245_600, "t")),
        ("USD", "5 bn", (5_000_000_000, "USD")),
        ("million", "5.5", None),
        ("USD million or thousand tonnes", "5.5", None),
    ],
)
def test_units_of_a_heading(unit: str, value: str, expected: tuple[int, str] | None) -> None:
    """Scale and unit of a heading are read with the number; what does not make one unit gives no claim."""
    found = reading(f"Exports of Peru to Chile\nYear | Exports, {unit}\n2022 | {value}\n2023 | {value}\n")

    assert {(v, u) for *_, v, u in figures(found)} == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a member takes its group's place; a total has the caption's parties; the rest of a list has no name
        (
            "Trade of China with Central Asia, 2023\nCountry | Trade, $ bn\nKazakhstan | 41\nOthers | 3\nTotal | 89\n",
            [("trade", "CHN-KAZ"), ("trade", "CHN-Central Asia")],
        ),
        # a country of a row is the partner of the caption's
        (
            "Imports of Kenya in 2023, USD million\nOrigin | Value\nIndia | 210\nChina | 450\n",
            [("imports", "KEN-IND"), ("imports", "KEN-CHN")],
        ),
        # partners of nobody
        ("Imports in 2023, USD million\nPartner country | Value\nIndia | 210\nChina | 450\n", []),
        # reporter and partner in columns of their own
        (
            (
                "Trade by pair\n"
                "Reporter | Partner | Year | Exports, mln EUR\n"
                "Poland | Germany | 2022 | 95\n"
                "Brazil | China | 2023 | 104\n"
            ),
            [("exports", "POL-DEU"), ("exports", "BRA-CHN")],
        ),
        # "Exports of China" in a table of a pair
        (
            (
                "Trade between Kazakhstan and China, USD mln\n"
                "Year | Exports of China | Exports of Kazakhstan\n"
                "2022 | 15 | 13\n"
                "2023 | 25 | 14\n"
            ),
            [("exports", "CHN-KAZ"), ("exports", "KAZ-CHN")] * 2,
        ),
        # three parties are too many
        ("Trade between Kazakhstan and China, USD mln\nCountry | 2022\nPeru | 15\nChile | 25\n", []),
    ],
)
def test_parties(text: str, expected: list[tuple[str, str]]) -> None:
    """Caption, row and column give the parties, the one who reports first."""
    assert [(indicator, parties) for indicator, _, parties, *_ in figures(reading(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exports of Peru to Chile, mln USD\nMonth | 2022 | 2023\nJanuary | 5 | 6\nMarch | 7 | 8\n",
            ["2022-01", "2023-01", "2022-03", "2023-03"],
        ),
        ("Exports of Peru to Chile in 2023, mln USD\nMonth | Value\nJanuary | 5\nQ1 | 7\n", ["2023-01", "2023-Q1"]),
        ("Exports of Peru to Chile, mln USD\nMonth | Value\nJanuary | 5\nMarch | 7\n", []),
        ("Exports of Peru to Chile, mln USD\nYear | 2023\n2021 | 5\n2022 | 7\n", []),
        ("Exports of Peru to Chile, mln USD\nPeriod | Value\n1Q23/24x | 5\n2Q23/24x | 7\n", []),
    ],
)
def test_periods(text: str, expected: list[str]) -> None:
    """Months and quarters take their year from the column or the caption; what does not go together gives no claim."""
    assert [period for *_, period, _, _ in figures(reading(text))] == expected


@pytest.mark.parametrize(
    ("caption", "head", "period"),
    [
        ("Exports of Peru to Chile (Jan-Jun), mln USD", "2023", "2023-01/2023-06"),
        ("Экспорт Перу в Чили, млн долл.", "2023", "2023"),
        ("Экспорт Перу в Чили за январь-май, млн долл.", "2023 г.", "2023-01/2023-05"),
        ("2022年前五月秘鲁对智利出口额（亿美元）", "金额", None),
    ],
)
def test_a_part_of_the_year_in_the_caption(caption: str, head: str, period: str | None) -> None:
    """Months of the caption are those of the years over the columns; the stop of a unit ends no sentence."""
    total = {"Э": "Всего", "2": "合计"}.get(caption[0], "Total")
    found = reading(f"{caption}\n. | {head}\n{total} | 5\n{total} | 6\n")

    assert {each for *_, each, _, _ in figures(found)} == ({period} if period else set())


def test_a_share_and_an_index() -> None:
    """Shares are told by their heading, an index against another year is no change, the whole of 100 % is no figure."""
    found = reading(
        "Exports of Peru to Chile in 2023, mln USD\nGoods | Value | Share, % | in % of 2022\n"
        "Copper | 60 | 75 | 110\nFish | 20 | 25 | 95\nTotal | 80 | 100 | 106\n"
    )

    assert [measure for _, measure, *_ in figures(found)] == ["level", "share", "level", "share", "level"]
    assert [claim.as_dict().get("detail") for claim in found.of("figure")] == ["copper", "copper", "fish", "fish", None]


def test_prose_in_a_table_is_prose() -> None:
    """A sentence in a cell is read as one."""
    text = "The bank lent 50 million USD to Kenya for the road, the ministry of finance said in Nairobi in May 2022."
    found = reading(f"Projects in Kenya\nProject | Details | Year\nRoad | {text} | 2022\nRail | {text} | 2023\n")

    assert {value for *_, value, _ in figures(found)} == {50_000_000}
    assert all(claim.evidence.cell is None for claim in found.of("figure"))


def test_what_is_not_kept_says_why() -> None:
    """Every number of a table is a claim or rejected with a reason."""
    found = reading("Wheat prices\nOrigin | Price, USD per tonne\nRussia | 245\nFrance | 251\n")

    assert not found.of("figure")
    assert {(each.text, each.code) for each in found.rejected} == {("245", "other-number"), ("251", "other-number")}


@given(
    st.lists(
        st.lists(
            st.sampled_from(["2022", "70.2", "+40 %", "China", "Exports", "USD", "Total", "-", "", "x | y", "1 кв."]),
            min_size=1,
            max_size=5,
        ),
        max_size=6,
    )
)
def test_any_table_is_read(rows: list[list[str]]) -> None:
    """Whatever stands in its cells, a table is read without a fault, and each claim's text is its span."""
    found = reading(
        "Trade of China with Kazakhstan\n" + "\n".join(" | ".join(row) for row in rows) + "\nThe end of it."
    )

    for claim in found.of("figure"):
        assert claim.evidence.span.of(found.document.text) == claim.evidence.text
