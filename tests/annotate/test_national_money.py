"""Money named by its state: every currency of the table by the state's names and adjectives, one and many."""

from __future__ import annotations

import pytest

from khorgos.annotate import annotate
from khorgos.documents import from_text
from khorgos.language import load
from khorgos.values import Context
from khorgos.values.codes import CURRENCIES


def money(text: str) -> list[str]:
    """The sums of a sentence."""
    view = annotate(from_text(text, Context(language="en")))
    return [str(mention.quantity) for mention in view.quantities if mention.quantity.unit.is_money]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3 billion Kenya shilling", "3000000000 KES"),
        ("a 2.9 billion Jamaican dollar grant", "2900000000 JMD"),
        ("450 million Mauritanian ouguiyas", "450000000 MRU"),
        ("30 million Zambian kwachas", "30000000 ZMW"),
        ("5 million Malawian kwacha", "5000000 MWK"),
        ("7 million Serbian dinar", "7000000 RSD"),
        ("160,000 pula", "160000 BWP"),
    ],
)
def test_money_by_its_state(words: str, value: str) -> None:
    """The state before the noun says whose money it is, in the singular too."""
    assert money(f"China gave {words} in 2018.") == [value]


def test_the_pula_has_its_sign() -> None:
    """P is the pula where Botswana is spoken of, else the peso of the Philippines."""
    assert money("In Botswana, food worth P160,000 was given.") == ["160000 BWP"]
    assert money("In Manila, food worth P160,000 was given.") == ["160000 PHP"]


def test_every_entry_is_a_currency_of_a_state() -> None:
    """The table has ISO codes only, and no currency twice under a noun."""
    rows = load("en").room("units")["national"].get("money", ())
    codes = [code for row in rows for code in row["of"]]
    assert set(codes) <= CURRENCIES
    assert len(codes) == len(set(codes))
