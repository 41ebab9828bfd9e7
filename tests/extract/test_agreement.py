"""Agreements: papers of which the text says that something is done with them."""

from __future__ import annotations

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
