"""Publication dates: given, stated, inferred, or none."""

import datetime as dt

import pytest

from khorgos.documents import from_text
from khorgos.values import Context


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("ASTANA, June 18, 2025. The summit took place.", "en", "2025-06-18"),
        ("Published: 18 May 2023\nA bridge was opened in the town on Monday.", "en", "2023-05-18"),
        ("A headline about a bridge\n14 April 2021\nThe bridge was opened.", "en", "2021-04-14"),
        ("АСТАНА, 18 июня 2025 года. Саммит состоялся.", "ru", "2025-06-18"),
        ("发布时间：2023年5月18日\n会议在阿斯塔纳举行。", "zh", "2023-05-18"),
        ("The summit opened on May 18. Trade rose by 22 percent in the first quarter of 2023.", "en", "2023-05"),
        ("The loan was signed on June 3, 2024. The works began on July 1.", "en", "2024-07"),
        # Clues that do not agree, or are too few.
        ("The bridge was opened on May 18.", "en", None),
        ("Trade reached 5 billion USD in 2022. The ministers met on May 18.", "en", None),
        ("Trade rose in December 2022. The ministers met on December 20.", "en", None),
        ("The road was begun in March 2020, and ends in 2023. The ministers met on April 2.", "en", None),
        ("The plan runs until June 2030. The ministers met on July 2.", "en", None),
    ],
)
def test_published(text: str, language: str, value: str | None) -> None:
    """What the head states is taken; what the clues agree on is inferred; otherwise there is no date."""
    found = from_text(text, Context(language=language)).published

    assert value == (found.value if found else None)


def test_inferred_date_says_why() -> None:
    """An inferred date names its clues in words."""
    text = "The summit opened on May 18. Trade rose by 22 percent in the first quarter of 2023."
    found = from_text(text, Context(language="en")).published

    assert found is not None
    assert found.how.startswith("inferred: ")
    assert "“first quarter of 2023”" in found.how
    assert "“May 18”" in found.how


def test_given_date_wins() -> None:
    """The Context's date stands above what the text says."""
    found = from_text("ASTANA, June 18, 2025. The summit.", Context(published=dt.date(2024, 1, 2))).published

    assert found is not None
    assert (found.value, found.how) == ("2024-01-02", "given")
