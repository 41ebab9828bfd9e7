"""Deals: who gives and who receives, by what a sentence says, by the head of an entry, by what was said before."""

from __future__ import annotations

import pytest
from tests.extract.test_figure import figures

ADB, WB, EBRD = "Asian Development Bank", "World Bank", "European Bank for Reconstruction and Development"

TABLE = [
    # giver and receiver of one sentence; the bank's own state is no receiver
    ("The Asian Development Bank will lend Peru 3 million USD.", [{ADB, "PER"}]),
    # a series of banks, and what each of them gives
    (
        "The World Bank and the Asian Development Bank gave Peru loans of 3 million and 2 million USD.",
        [{WB, "PER"}, {ADB, "PER"}],
    ),
    # the states whose lenders give
    ("Peru borrowed 3 million USD from Turkish banks. It has no other debt.", [{"TUR", "PER"}]),
    # a state or union that gives beside a bank
    (
        "The EBRD lends Peru 9 million EUR. The European Union contributes a grant of 2 million EUR.",
        [{EBRD, "PER"}, {"EU", "PER"}],
    ),
    # an entry has the receiver at its head
    (
        "The World Bank approved loans.\n\nPeru: a loan of 3 million USD.\n\nChile, Water: a loan of 2 million USD.",
        [{WB, "PER"}, {WB, "CHL"}],
    ),
    # jobs and power are those of the receiver alone
    ("The World Bank lends Peru 3 million USD. Some 500 jobs are expected.", [{WB, "PER"}, {"PER"}]),
    # a bank that only expects something gives nothing
    (
        "Exports of Peru to Chile rose by 3 percent. The World Bank expects them to reach 5 million USD in 2030.",
        [{"PER", "CHL"}] * 2,
    ),
    # a pronoun stands for the bank of the sentence before
    ("The EBRD knows Peru well. It has invested 3 million EUR in the country since 2006.", [{EBRD, "PER"}]),
    # a central bank lends to no other state
    ("Trade of Peru with Chile was 3 million USD in 2022, the Central Reserve Bank of Peru says.", [{"PER", "CHL"}]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_who_deals(text: str, expected: list[set[str]]) -> None:
    """Each sum of a deal has its giver and its receiver."""
    assert [{str(party) for party in figure.parties} for figure in figures(text)] == expected
