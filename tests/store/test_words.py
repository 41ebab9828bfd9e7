"""Words are found on PostgreSQL by its index, and the same claims as on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from khorgos.documents import open_bytes
from khorgos.pipeline import read
from khorgos.store import Filters, Ledger
from khorgos.store.schema import CLAIMS
from khorgos.store.words import INDEX, says
from khorgos.values import Context

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
ASKED = ("trade 2022", "TRADE", "inv", "товарооборот", "贸易", "нет такого слова", "a'b; --", "\\", "%", '"')


def fill(place: Path | str) -> Ledger:
    """A ledger with the example reports."""
    ledger = Ledger(place)
    data = [(path.read_bytes(), path.name) for path in EXAMPLES]
    ledger.add_all([(read(open_bytes(each, Context(), name)), each, name) for each, name in data])
    return ledger


def test_words_on_both_databases(empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In three languages, as beginnings, in capitals or not; signs of SQL are words like others."""
    monkeypatch.chdir(tmp_path)
    with fill(empty_database) as there, fill(tmp_path / "khorgos.db") as here:
        found = [len(there.claims(Filters(text=words))) for words in ASKED]
        assert found == [len(here.claims(Filters(text=words))) for words in ASKED]
        assert min(found[:5]) > 0
        with there.transaction() as connection:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            query = select(CLAIMS.c.id).where(says("trade 2022", search=INDEX)).compile(connection)
            plan = connection.exec_driver_sql(f"EXPLAIN {query}", query.params)
            assert any("claims_words" in row[0] for row in plan)
