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
    # a country told by what it is: its region and kind, or its kind of state
    ("Ghana grows rice. The West African country spent 3 million USD on foreign rice.", {"GHA"}),
    ("MUSCAT: The sultanate counted 3 million visitors in 2023. Italy followed.", {"OMN"}),
    # the name of a sea is no country's
    ("LIMA (Gulf of Guinea Press) - Peru exported goods for 3 million USD.", {"PER"}),
    # the dateline stands behind the title
    ("Wheat for all\n\nDAKAR, Aug 14 (Example Wire) - Exports rose by 3 percent. Togo bought them.", {"SEN"}),
    # who has and counts is a host, not a partner
    ("Peru imported wheat for 3 million USD. Chile counts 4 million visitors.", {"PER"}),
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


ENTRIES = """Oil by ship

Italy. Tankers brought 3 million tonnes of Libyan crude.

Spain. By the western port went 2 million tonnes from Libya."""

THIRD = """Georgia's trade with Russia reached 3 million USD in 2022. Georgia's customs counted it.

Turkey was Georgia's biggest trade partner with 2 million USD, while Japan was third with 1 million USD."""

LATER = [
    # a paragraph speaks again of the reporter, not of the partner told of in the one before
    (
        "Peru's exports rose by 3 percent. Sales to Chile reached 3 million USD.\n\nCopper brought in 4 million USD.",
        {"PER"},
    ),
    # an office that heads what it publishes reports, whoever is named first
    (
        "Department of Finance, Manila\n\nJapan lent us 3 million USD.\n\nExports rose by 3 percent.",
        {"PHL"},
    ),
    # heads within a paragraph name partners for it alone
    (f"{ENTRIES}\n\nTotal exports: 5 million tonnes.", {"LBY"}),
    # a heading about one party's own begins a section of it
    ("Peru and Chile traded 3 million USD.\n\nPeru's year\n\nExports rose by 3 percent.", {"PER"}),
    # so many as were named in a row
    (
        "Ministers of Peru, Chile and Bolivia met those of Japan. The three countries sold it goods for 3 million USD.",
        {"PER", "CHL", "BOL"},
    ),
    # a third partner takes the place of the second, not of the one whose text it is
    (THIRD, {"GEO", "JPN"}),
    # partners told of in a row are those of the reporter
    ("Peru's exports rose by 3 percent. Chinese and Turkish companies employ 4,000 people.", {"PER", "CHN", "TUR"}),
    # who has and counts is its own reporter, who sends is a partner of the one before
    ("Peru had 3 million visitors. Chile hosted 4 million visitors.", {"CHL"}),
    ("Peru had 3 million visitors. Chile sent 1 million visitors.", {"PER", "CHL"}),
    # entries headed by a country are about its dealings with the one who is named throughout
    (ENTRIES, {"LBY", "ESP"}),
]


@pytest.mark.parametrize(("text", "expected"), LATER)
def test_whose_last_figure(text: str, expected: set[str]) -> None:
    """The last figure has the parties that the text means."""
    assert {str(party) for party in figures(text)[-1].parties} == expected
