"""Numbers in words of three languages: nothing is rounded, bounds are spoken; every word in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.errors import InputFault
from khorgos.posters.words import LANGUAGES, _table, amount, found, say

AMOUNTS = [
    ("70200000000 USD", "70.2 bn USD", "70,2 млрд долл. США", "702亿美元"),
    (">5000000000 USD", "more than 5 bn USD", "более 5 млрд долл. США", "超过50亿美元"),
    ("~4450000000 USD", "about 4.45 bn USD", "около 4,45 млрд долл. США", "约44.5亿美元"),
    (">=1200 km", "at least 1,200 km", "не менее 1,2 тыс. км", "至少1,200公里"),
    ("27..28 count", "27 – 28", "27 – 28", "27 – 28"),
    ("22 percent", "22 %", "22 %", "22%"),
    ("-30.9 percent", "−30.9 %", "−30,9 %", "−30.9%"),
    ("100 times", "100-fold", "в 100 раз", "100倍"),
    ("1234567891 KZT", "1,234,567,891 KZT", "1\u202f234\u202f567\u202f891 тенге", "1,234,567,891坚戈"),
    ("0.25 percent", "0.25 %", "0,25 %", "0.25%"),
    ("5 XAU", "5 XAU", "5 XAU", "5 XAU"),
]


@pytest.mark.parametrize(("written", *LANGUAGES), AMOUNTS)
def test_amounts(written: str, en: str, ru: str, zh: str) -> None:
    """As people of the language write them."""
    assert [amount(written, language) for language in LANGUAGES] == [en, ru, zh]


def test_a_change_upwards_has_its_sign() -> None:
    """One downwards has it anyway."""
    assert (amount("22 percent", "en", change=True), amount("-3 percent", "en", change=True)) == ("+22 %", "−3 %")


@given(st.integers(1, 10**15))
def test_nothing_is_rounded(value: int) -> None:
    """All significant digits stand in the words, in every language."""
    digits = str(value).rstrip("0")
    for language in LANGUAGES:
        told = "".join(sign for sign in amount(f"{value} count", language) if sign.isdigit())
        assert told.rstrip("0").endswith(digits)


def test_every_word_in_every_language() -> None:
    """None is missing, and the same places stand in all."""
    for key, told in _table().items():
        assert set(told) == set(LANGUAGES), key


def test_a_language_that_posters_do_not_speak() -> None:
    """The fault names those that they do; a check without words has none."""
    with pytest.raises(InputFault, match="no such language"):
        say("numbers", "de")
    assert found("no-such-check", "ru") is None
