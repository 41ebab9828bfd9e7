"""Roles: whose money it is, and whom the document's standing topic adds."""

from __future__ import annotations

import pytest
from tests.extract.test_figure import figures

ABOUT = "Guyana attracted investment of 900 million USD in 2023."

SOURCES = [
    # those of a people who invest, and the next of the series
    ("Brazilian companies brought 300 million USD, those of Canada 200 million USD.", [{"GUY", "BRA"}, {"GUY", "CAN"}]),
    # the state itself
    ("Brazil will put 50 million USD into farms.", [{"GUY", "BRA"}]),
    ("Investment from Brazil came to 50 million USD.", [{"GUY", "BRA"}]),
]


@pytest.mark.parametrize(("text", "expected"), SOURCES)
def test_a_source_leaves_the_host_to_the_report(text: str, expected: list[set[str]]) -> None:
    """Who invests is named alone: the host is whom the report is about."""
    made = figures(f"{ABOUT} {text}")[1:]

    assert [{str(party) for party in figure.parties} for figure in made] == expected


def test_a_host_stands_alone() -> None:
    """Where money goes is no source: each country of a round-up has its own figure."""
    made = figures(f"{ABOUT} Investment in Suriname fell to 80 million USD.")

    assert [str(party) for party in made[-1].parties] == ["SUR"]


DYAD = """Uruguay and Paraguay: neighbours

Uruguay and Paraguay share a river. Uruguay's farmers know Paraguay well, and Paraguay's traders know Uruguay.

Sales to us came to 300 million USD in 2023. In the other direction went goods for 100 million USD."""


def test_a_report_about_two_is_about_both() -> None:
    """A figure beside which nobody is named belongs to the two whose dealings the whole report is about."""
    assert [{str(party) for party in figure.parties} for figure in figures(DYAD)] == [{"URY", "PRY"}] * 2


PARTS = [
    # a part has the parties and the period of its whole
    (
        "Peru's exports to Chile reached 3 billion USD in 2023. Fish made up a third of it.",
        [({"PER", "CHL"}, "2023"), ({"PER", "CHL"}, "2023")],
    ),
    # the two ends name a way, not who trades
    (
        "Peru's trade with Chile reached 3 billion USD in 2023, carried by the Brazil-Bolivia railway.",
        [({"PER", "CHL"}, "2023")],
    ),
    # a capital behind a word of dealing is its state
    ("Peru's exports to Santiago reached 3 billion USD in 2023.", [({"PER", "CHL"}, "2023")]),
    # who is only denied
    ("Peru's trade with Chile, not Bolivia, reached 3 billion USD in 2023.", [({"PER", "CHL"}, "2023")]),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_whose_and_when(text: str, expected: list[tuple[set[str], str]]) -> None:
    """The parties and the period of each figure."""
    made = figures(text)

    assert [({str(party) for party in figure.parties}, str(figure.period)) for figure in made] == expected
