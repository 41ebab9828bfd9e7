"""Parties: whom a report is about, and who takes whose place in it."""

from __future__ import annotations

import pytest
from tests.extract.test_figure import figures

TABLE = [
    # the reporter from an office in the heading, not from the first partner named later
    ("STATISTICS ESTONIA - NEWS RELEASE\n\nExports fell by 3 percent in 2023. The first buyer was Finland.", {"EST"}),
    # the reporter from a place where no country is named before
    ("PORT OF DURRES: RESULTS\n\nCargo handled: 4 million tonnes.\n\nMany ships came from Italy.", {"ALB"}),
    # a partner is no reporter
    ("Lima, Peru. Trade with Chile reached 3 million USD in 2022.", {"PER", "CHL"}),
    # who stands higher in a ranking is not involved
    ("Peru is Chile's fourth biggest trading partner after China, Brazil and Mexico.", {"PER", "CHL"}),
    # nor is the region of which one is the largest, nor the place of a meeting
    ("Latin America's largest economy, Brazil, exported goods for 3 billion USD.", {"BRA"}),
    ("Peru pledged 3 million USD for Chile when the ministers met in Tunisia.", {"PER", "CHL"}),
    # a relative clause is about the one before it
    ("Peru depends on China, which controls 70 percent of rare earth mining.", {"CHN"}),
    # so many countries as were named together
    ("Peru, Chile and Bolivia build a railway. The three states put 3 million USD into it.", {"PER", "CHL", "BOL"}),
    # money from Brussels is the Union's
    ("Tunisia gets 165 million euros from Brussels.", {"TUN", "EU"}),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_whose_figure(text: str, expected: set[str]) -> None:
    """The first figure has the parties that the text means."""
    assert {str(party) for party in figures(text)[0].parties} == expected


def test_items_do_not_mix() -> None:
    """A paragraph with a dateline of its own is another report."""
    text = "1 | LIMA. Peru's exports rose by 3 percent.\n\n2 | SEOUL. South Korea's exports rose by 4 percent."

    assert [[str(party) for party in figure.parties] for figure in figures(text)] == [["PER"], ["KOR"]]
