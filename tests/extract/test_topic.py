"""What figures are about, where no noun before the number says so."""

from __future__ import annotations

import pytest
from tests.extract.test_figure import figures

TABLE = [
    # goods sold and bought, by their names
    ("Mongolia sold China coal for 3 billion USD.", ["exports"]),
    ("Peru purchased wheat for 2 million USD from Canada.", ["imports"]),
    # seen from the one reporter, who buys from him exports
    ("Peru's exports rose by 3 percent. China took goods worth 2 million USD.", ["exports", "exports"]),
    # what a verb of giving gives stands behind it
    ("Norway committed 3 million USD to Peru in grants.", ["aid"]),
    # people told by the name of their nation, and numbers that go on counting them
    ("Chile had 3 million visitors in 2023. Britain was fourth with 155,730.", ["people", "people", "people"]),
    ("Some 280,000 Peruvians live in Chile.", ["people"]),
    ("The number of visitors of Chile reached 2.1 million.", ["people"]),
    # a pronoun is about what the sentence before began with
    (
        "Peru's trade was 5 million USD, of which imports made up 3 million. It fell by 4 percent.",
        ["trade", "imports", "trade"],
    ),
    # a telephone number counts nothing
    ("Peru runs 14 projects. Telephone: +51 1 555 0100.", ["projects"]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_what_it_is_about(text: str, expected: list[str]) -> None:
    """Each figure has the indicator that the text means."""
    assert [figure.indicator for figure in figures(text)] == expected
