"""Agreements: papers of which the text says that something is done with them."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.claims import Agreement
from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context


def agreements(text: str) -> list[Agreement]:
    """The agreements of a report."""
    return [claim for claim in read(from_text(text, Context(language="en"))).claims if isinstance(claim, Agreement)]


def test_a_signed_paper() -> None:
    """A paper with what is done with it has its title, day and status."""
    (paper,) = agreements("A memorandum of understanding on customs was signed on May 6, 2024.")
    assert (paper.title, str(paper.date), paper.status) == (
        "memorandum of understanding on customs",
        "2024-05-06",
        "signed",
    )


def test_a_count_of_papers_is_none() -> None:
    """A number of agreements is a figure."""
    assert agreements("In all 58 agreements were signed.") == []


@pytest.mark.parametrize(
    ("code", "text", "title", "parties"),
    [
        (
            "ru",
            "Казахстан и Узбекистан подписали 6 мая 2024 года соглашение о визах.",
            "соглашение о визах",
            {"KAZ", "UZB"},
        ),
        ("zh", "哈萨克斯坦和乌兹别克斯坦5月6日签署海关合作备忘录。", "海关合作备忘录", {"KAZ", "UZB"}),
    ],
)
def test_papers_in_other_languages(code: str, text: str, title: str, parties: set[str]) -> None:
    """Russian and Chinese reports give title and parties of a paper as English ones do."""
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language=code)))
    (paper,) = [claim for claim in reading.claims if isinstance(claim, Agreement)]
    assert (paper.title, {party.code for party in paper.parties}) == (title, parties)


def test_a_loan_is_between_lender_and_borrower() -> None:
    """Beside two bodies that lend and borrow, the states that the text names are no parties to a loan agreement."""
    text = (
        "A loan agreement was signed on May 6, 2024 between the Asian Development Bank and "
        "the Eurasian Development Bank, the cabinet of Kyrgyzstan said."
    )
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language="en")))
    (paper,) = [claim for claim in reading.claims if isinstance(claim, Agreement)]
    assert "KGZ" not in {party.code for party in paper.parties}
