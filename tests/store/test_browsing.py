"""Looking about in a ledger: counts agree with the rows they count."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.documents import open_bytes
from khorgos.errors import LedgerFault
from khorgos.pipeline import read
from khorgos.store import Filters, Ledger
from khorgos.values import Context

TEXTS = (
    "ASTANA, May 18, 2023. China's trade with Kazakhstan reached $31.2 billion in 2022.",
    "ASTANA, May 19, 2023. China's trade with Kazakhstan grew by 22 percent in 2022; its exports fell by 3 percent.",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Two small reports."""
    made = Ledger(tmp_path / "khorgos.db")
    for number, text in enumerate(TEXTS):
        made.add(read(open_bytes(text.encode(), Context(), "a.txt")), text.encode(), f"{number}.txt")
    return made


def test_facets_count_what_is_listed(ledger: Ledger) -> None:
    """Every count is the number of rows that the same filter lists; pages together are the whole."""
    rows = ledger.claims()
    found = ledger.claim_counts().by
    assert found["kind"] == dict(Counter(row["kind"] for row in rows))
    for party, number in found["party"].items():
        assert sum(party in row["parties"] for row in rows) == number
    for kind, number in found["kind"].items():
        assert ledger.count(Filters(kind=kind)) == number == len(ledger.claims(Filters(kind=kind)))
    pages = [row["id"] for at in range(len(rows)) for row in ledger.claims(Filters(limit=1, offset=at))]
    assert pages == [row["id"] for row in rows]


def test_state_changes_with_what_is_derived(ledger: Ledger) -> None:
    """A ruling, its withdrawal and a report change it; asking does not."""
    claim = ledger.claims()[0]["id"]
    seen = [ledger.state(), ledger.state()]
    number = ledger.judge(Judgement(Ruling.ACCEPT, claim, by="A. Reviewer"))
    seen.append(ledger.state())
    ledger.withdraw(number, "A. Reviewer")
    seen.append(ledger.state())
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3


def test_document_with_its_blocks(ledger: Ledger) -> None:
    """A document comes with its segments; one that is not there is told."""
    key = ledger.documents()[0]["id"]
    found = ledger.document(key)
    assert found["segments"][0]["start"] == 0
    assert found["text"] in TEXTS
    with pytest.raises(LedgerFault, match="no such document"):
        ledger.document("none")


def test_rejected_claims_stand_in_no_fact(ledger: Ledger) -> None:
    """Asked for as a whole or by report, and again in facts when it is taken back."""
    row = ledger.claims()[0]
    number = ledger.judge(Judgement(Ruling.REJECT, row["id"], by="A. Reviewer", reason="misread"))
    assert ledger.verdicts()[row["id"]]["verdict"] == "reject"
    for facts in (ledger.facts(), ledger.facts_of([row["document"]])):
        assert all(row["id"] not in fact.claims for fact in facts)
    ledger.withdraw(number, "A. Reviewer")
    assert any(row["id"] in fact.claims for fact in ledger.facts_of([row["document"]]))
    assert [each["verdict"] for each in ledger.every_ruling()] == ["withdrawn", "reject"]
