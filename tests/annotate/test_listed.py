"""Lists that say unit and scale once."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.annotate import annotate
from khorgos.claims import Figure
from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context

TABLE = [
    # a name and a bare number behind a comma or semicolon: unit and scale of the first
    ("Peru received 41 per cent of it, Chile 33, Bolivia 17.", ["41 percent", "33 percent", "17 percent"]),
    ("Peru sold goods for 0.8 billion USD; Chile 0.47.", ["800000000 USD", "470000000 USD"]),
    # no list: no mark between, another sentence, a year, a number without a name
    ("Peru received 41 per cent with Chile 33 days later.", ["41 percent", "33 days"]),
    ("Peru received 41 per cent. Chile 33.", ["41 percent"]),
    ("Peru received 41 per cent, Chile 2023.", ["41 percent"]),
    ("Peru received 41 per cent, 33 elsewhere.", ["41 percent", "33 count"]),
    # dashes, brackets and decimal commas; bodies as well as states
    ("Чили – 4,4 млрд долл., Перу – 3,1, Боливия – 2,3.", ["4400000000 USD", "3100000000 USD", "2300000000 USD"]),
    (
        "Долг: АБР (6,2 млрд долл.), Всемирный банк (5,9), Перу (3)",
        ["6200000000 USD", "5900000000 USD", "3000000000 USD"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_units_of_a_list(text: str, expected: list[str]) -> None:
    """Bare numbers behind names have the unit and scale that the list says once."""
    view = annotate(from_text(text, Context(language="en" if text.isascii() else "ru")))

    assert [str(mention.quantity) for mention in view.quantities] == expected


def test_listed_numbers_are_grounded() -> None:
    """A claim from a bare number of a list is borne by its words, from the first quantity on."""
    text = "Peru's exports went to Japan at 3 billion USD, Chile 2.5."
    found = read(from_text(text, Context(language="en", published=dt.date(2024, 5, 20)))).of("figure")

    assert [str(claim.quantity) for claim in found if isinstance(claim, Figure)] == ["3000000000 USD", "2500000000 USD"]
