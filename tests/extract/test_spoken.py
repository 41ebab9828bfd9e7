"""The period that is carried on: looks back, aims, plans and what is spelt out."""

from __future__ import annotations

import pytest
from tests.extract.test_figure import figures

CASES = [
    # a look back leaves the report's own time as it was
    (
        (
            "Peru's trade with Chile reached 3 billion USD in 2023. That compares with 2 billion USD in 2021. "
            "Peru exported goods for 1 billion USD."
        ),
        ["2023", "2021", "2023"],
    ),
    # what is planned is not of a time that is over
    ("Peru's exports reached 3 billion USD in 2022. A firm will invest 2 million USD in Peru.", ["2022", "None"]),
    # an aim is no time of what follows
    (
        (
            "Peru's exports reached 3 billion USD in 2022. They are to reach 5 billion USD by 2030. "
            "Chile bought fish for 1 billion USD."
        ),
        ["2022", "2030", "2022"],
    ),
    # months in brackets spell the stretch out
    (
        "Peru's exports reached 3 billion USD in the first seven months (July-January) of the fiscal year.",
        ["2024-07/2025-01"],
    ),
    # two months that follow each other are told of together
    ("Peru's exports fell by 3 percent in November and December.", ["2024-11/2024-12"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_period_carried_on(text: str, expected: list[str]) -> None:
    """Each figure has the period that the text means."""
    assert [str(figure.period) for figure in figures(text, "2025-02-18")] == expected
