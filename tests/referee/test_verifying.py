"""Somebody's extraction held to its text."""

import datetime as dt

import pytest

from khorgos.documents import from_text
from khorgos.referee.verifying import Extraction, Verifier
from khorgos.values import Bound, Context, Period, Quantity, Span

TEXT = (
    "Trade came to $4.45 billion in 2021, over 12 percent more than in 2020. Loans of 30 million euros followed in May."
)
VERIFIER = Verifier(from_text(TEXT, Context(published=dt.date(2022, 6, 1), language="en")))
QUOTE = "Trade came to $4.45 billion in 2021"


@pytest.mark.parametrize(
    ("quote", "quantity", "bound", "period", "verdicts"),
    [
        (QUOTE, "4450000000 USD", None, "2021", "borne borne borne borne"),
        (QUOTE, "4540000000 USD", None, "2021", "borne absent absent borne"),
        (QUOTE, "4450000000 EUR", None, None, "borne borne absent"),
        (QUOTE, "4450000 USD", None, None, "borne absent absent"),
        (QUOTE, "30000000 EUR", None, None, "borne elsewhere elsewhere"),
        (QUOTE, "4450000000 USD", ">", None, "borne borne borne absent"),
        ("over 12 percent more", "12 percent", ">", None, "borne borne borne borne"),
        (QUOTE, "4450000000 USD", None, "2020", "borne borne borne elsewhere"),
        (QUOTE, "4450000000 USD", None, "2019", "borne borne borne absent"),
        ("Loans of 30 million euros followed", "30000000 EUR", None, "2022-05", "borne borne borne borne"),
        ("words that nobody wrote", "4450000000 USD", None, None, "absent elsewhere elsewhere"),
    ],
)
def test_verdicts(quote: str, quantity: str, bound: str | None, period: str | None, verdicts: str) -> None:
    """Quote, value, unit, bound and period are borne by the quoted words, by others, or by none."""
    given = Extraction(
        quote,
        None,
        Quantity.parse(quantity),
        True,
        Bound(bound) if bound else None,
        Period.parse(period) if period else None,
    )
    found = VERIFIER.verify(given)
    assert " ".join(found.verdicts.values()) == verdicts
    assert found.good is (set(verdicts.split()) == {"borne"})


def test_nearest_true_reading() -> None:
    """What is not borne comes with what the words do read."""
    found = VERIFIER.verify(Extraction(QUOTE, None, Quantity.parse("4540000000 USD"), period=Period.parse("2019")))
    assert found.nearest == {"value": "4450000000 USD", "period": "2021"}


def test_span_instead_of_words() -> None:
    """A span is taken as it is; one outside the text bears nothing."""
    quantity = Quantity.parse("4450000000 USD")
    assert VERIFIER.verify(Extraction(span=Span(0, len(QUOTE)), quantity=quantity)).good
    assert not VERIFIER.verify(Extraction(span=Span(0, 9999), quantity=quantity)).good
