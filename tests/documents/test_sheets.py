"""Workbooks and CSV that hold figures, no texts: each sheet is a table, row by row."""

from __future__ import annotations

import io

import pytest

from khorgos.documents import open_bytes
from khorgos.documents.sheets import is_figures
from khorgos.errors import DocumentFault
from khorgos.pipeline import read

openpyxl = pytest.importorskip("openpyxl", reason="workbooks are an extra")
CSV = b'Reporter,Partner,Year,Exports (mln USD)\nKAZ,CHN,2022,13200.4\nPeru,Chile,2023,"14,700.9"\n'


def workbook() -> bytes:
    """A sheet with merged headings, a percentage and a caption above."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Exports"
    for row in (
        ["Exports of Kazakhstan by partner, million US dollars"],
        ["Partner", "Exports", None, "Change"],
        [None, 2022, 2023, None],
        ["China", 13200.4, 14700.9, 0.114],
    ):
        sheet.append(row)
    for merged in ("A2:A3", "B2:C2", "D2:D3"):
        sheet.merge_cells(merged)
    sheet["D4"].number_format = "0.0%"
    book.save(out)
    return out.getvalue()


def figures(data: bytes) -> set[tuple[object, ...]]:
    """Measure, parties, period, value of each figure."""
    rows = [claim.as_dict() for claim in read(open_bytes(data, name="sheet")).of("figure")]
    return {(row["measure"], "-".join(row["parties"]), row["period"], row["value"]) for row in rows}


def test_a_workbook_is_read() -> None:
    """Merged headings stand over their columns, a percentage is one, numbers have the digits that the sheet shows."""
    assert figures(workbook()) == {
        ("level", "KAZ-CHN", "2022", 13_200_400_000),
        ("level", "KAZ-CHN", "2023", 14_700_900_000),
        ("change", "KAZ-CHN", "2023", 11.4),
    }


def test_a_table_in_csv_is_read() -> None:
    """Columns of parties, by name or code, and of years label the rows of a data set."""
    assert figures(CSV) == {("level", "KAZ-CHN", "2022", 13_200_400_000), ("level", "PER-CHL", "2023", 14_700_900_000)}


@pytest.mark.parametrize(
    "text",
    [
        "Dear reader, hello\nthis is, prose\nand more, 5\n",
        "Name,Word\nA,B\nC,D\n",
        "One line, 5 words\n",
        "A,1\nB,2,3\nC,4\n",
    ],
)
def test_what_is_no_table_of_figures(text: str) -> None:
    """Prose with commas, words alone, and lines of unlike length are no tables."""
    assert not is_figures(text.encode())


def test_a_data_set_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More cells than a report has are a data set."""
    monkeypatch.setattr("khorgos.documents.sheets.MOST_CELLS", 5)

    for data in (CSV, workbook()):
        with pytest.raises(DocumentFault, match="data set"):
            open_bytes(data, name="sheet")
