"""Discourse: whose figure it is where the sentence does not say."""

from __future__ import annotations

import pytest

from khorgos.annotate import annotate
from khorgos.documents import from_text
from khorgos.extract.discourse import Discourse
from khorgos.values import Context

SPOKEN = [
    ("China met Peru in Lima. Trade between the two sides reached 5 billion dollars.", ["CHN", "PER"]),
    ("China's trade with Kazakhstan grew by 5 percent.", ["CHN", "KAZ"]),
    ("Kenya exports tea. Sales rose by 5 percent.", ["KEN"]),
    (
        "China met Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan and Uzbekistan, 5 times.",
        ["CHN", "Central Asia"],
    ),
    ("The ECB gave advice. Nobody came to the 5 fairs.", []),
]


@pytest.mark.parametrize(("text", "codes"), SPOKEN)
def test_parties_at(text: str, codes: list[str]) -> None:
    """The parties that govern the number 5: of its sentence, what its anaphor stands for, or those before."""
    discourse = Discourse(annotate(from_text(text, Context(language="en"))))
    assert [party.code for party in discourse.parties_at(text.index("5"))] == codes


def test_resolve() -> None:
    """An anaphor stands for what was spoken of before it: "both countries" for the pair, "the region" for the group."""
    text = "Japan traded with Brazil. Both countries gained. Central Asia is near. The region grew."
    discourse = Discourse(view := annotate(from_text(text, Context(language="en"))))
    answers = [[party.code for party in discourse.resolve(mention)] for mention in view.room("anaphora")]
    assert answers == [["JPN", "BRA"], ["Central Asia"]]


HOMES = [
    ("NATIONAL BANK OF KAZAKHSTAN\n\nTransfers from Russia rose.", "KAZ"),
    ("ASTANA - Wheat from Russia came by rail.", "KAZ"),
    ("Wheat from Russia came by rail.", "RUS"),
]


@pytest.mark.parametrize(("text", "code"), HOMES)
def test_home(text: str, code: str) -> None:
    """The country a report speaks from: its issuing body's, its dateline's, else the first one named."""
    home = Discourse(annotate(from_text(text, Context(language="en")))).home
    assert home is not None
    assert home.code == code
