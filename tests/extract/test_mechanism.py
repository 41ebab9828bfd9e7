"""Mechanisms: claimed only where the text says something of them."""

from __future__ import annotations

from khorgos.claims import Mechanism
from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context


def mechanisms(text: str) -> list[Mechanism]:
    """The mechanisms of a report."""
    return [claim for claim in read(from_text(text, Context(language="en"))).claims if isinstance(claim, Mechanism)]


def test_founding_year() -> None:
    """A founding verb with a year makes a claim."""
    (found,) = mechanisms("The Example Transit Initiative (ETI), established in 2016, helps carriers.")
    assert (found.name, found.aliases, str(found.founded)) == ("Example Transit Initiative", ("ETI",), "2016")


def test_a_mere_mention_is_none() -> None:
    """A mechanism that is only named gives no claim."""
    assert mechanisms("Officials praised the Example Transit Initiative.") == []
