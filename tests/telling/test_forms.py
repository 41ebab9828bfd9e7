"""CSV for spreadsheets: texts are never formulas, numbers are always numbers."""

import csv
import io
import json

import pytest

from khorgos.store.flat import COLUMNS
from khorgos.telling.forms import jsonl, pretty, table_text


def cell(name: str, value: object) -> str:
    """A value as it comes back from CSV."""
    return next(csv.DictReader(io.StringIO(table_text(COLUMNS, [{name: value}]))))[name]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("column", ["title", "evidence", "sentence", "speaker", "detail", "parties"])
def test_texts_are_no_formulas(column: str, begins: str) -> None:
    """A text that a spreadsheet would run has an apostrophe in front."""
    assert cell(column, f'{begins}HYPERLINK("x")') == f'\'{begins}HYPERLINK("x")'


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("value", "-3.5", "-3.5"),
        ("value_high", "31250000000", "31250000000"),
        ("evidence_start", 0, "0"),
        ("bound", "~", "~"),
        ("evidence", 'trade, "exports"\nand more', 'trade, "exports"\nand more'),
        ("evidence", "3 - 2 = 1", "3 - 2 = 1"),
        ("title", None, ""),
    ],
)
def test_other_cells_stay_as_they_are(column: str, value: object, shown: str) -> None:
    """Numbers keep their signs; commas, quotation marks and line breaks survive."""
    assert cell(column, value) == shown


def test_columns_stand_in_their_order() -> None:
    """The head names every column, and nothing else is written."""
    assert table_text(COLUMNS, [{"odd": 1}]).splitlines() == [",".join(COLUMNS), "," * (len(COLUMNS) - 1)]


def test_json_keeps_letters() -> None:
    """JSON is written in letters as they are, one object a line or indented."""
    rows = [{"name": "贸易"}, {"name": "торговля\n"}]

    assert jsonl(rows).splitlines() == ['{"name": "贸易"}', '{"name": "торговля\\n"}']
    assert json.loads(pretty(rows)) == rows
