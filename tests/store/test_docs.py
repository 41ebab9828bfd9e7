"""docs/ledger.md and the tables say the same."""

import re
from pathlib import Path

from khorgos.store.flat import COLUMNS
from khorgos.store.schema import METADATA

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


def test_every_table_and_column_is_documented_and_no_other() -> None:
    """The page names each table and column of the schema in order, and none that there is not."""
    sections = [part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:] if "| column |" in part]
    documented = {part.split("\n", 1)[0]: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) for part in sections}

    assert documented == {name: [column.name for column in table.columns] for name, table in METADATA.tables.items()}


def test_csv_columns_are_documented() -> None:
    """The page lists the columns of CSV files in their order."""
    assert ", ".join(COLUMNS) in " ".join(PAGE.split())
