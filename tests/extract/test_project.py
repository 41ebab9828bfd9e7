"""Projects: names, sums, status."""

import pytest

from khorgos.claims import Project
from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context


def projects(text: str) -> list[Project]:
    """The projects of an English text."""
    return [claim for claim in read(from_text(text, Context(language="en"))).claims if isinstance(claim, Project)]


@pytest.mark.parametrize(
    ("text", "name", "amount", "currency"),
    [
        ("The Northtown-Southtown railway will cost $2 billion, the ministry said.",
         "Northtown-Southtown railway", 2_000_000_000, "USD"),
        ("The bank lent 40 million euros for the Example Valley hydropower plant.",
         "Example Valley hydropower plant", 40_000_000, "EUR"),
        ("The bank approved a loan of $30 million for roads in Exampleland.",
         "roads in Exampleland", 30_000_000, "USD"),
        ("Work on the Example Dam was suspended in March.", "Example Dam", None, None),
        ("The Example Water Supply Project received a loan of $7 million.",
         "Example Water Supply Project", 7_000_000, "USD"),
    ],
)  # fmt: skip
def test_named_works(text: str, name: str, amount: int | None, currency: str | None) -> None:
    """Named works that are built, priced or paid for are a project, with the sum that goes to them."""
    found = projects(text)

    assert [(name, amount, currency)] == [(each.name, each.amount, each.currency) for each in found]


def test_price_told_later() -> None:
    """A price in a later sentence goes to the project last named, before a loan that pays a part of it."""
    text = "China will lend $1 billion for the Northtown-Southtown railway. The line should cost $3 billion in all."

    assert [each.amount for each in projects(text)] == [3_000_000_000]


def test_mentions_of_one_name_are_one_project() -> None:
    """A project named twice is claimed once."""
    text = "The Example Dam was built by a bank. The cost of the Example Dam was $5 million."

    assert len(projects(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The minister crossed a bridge.",
        "The contract was signed by Example Road and Bridge Corporation.",
        "The Middle Corridor runs through five countries and was opened for trade.",
        "The university is old.",
    ],
)
def test_no_project(text: str) -> None:
    """Works without name or sum, companies' names and regions are no projects."""
    assert projects(text) == []


def test_status_and_flow() -> None:
    """Status and kind of money are those of the sentences that name the project."""
    (found,) = projects("A loan of $4 million for the Example Referral Hospital was signed.")

    assert (found.status, found.flow_type, found.sector) == ("signed", "loan", "health")
