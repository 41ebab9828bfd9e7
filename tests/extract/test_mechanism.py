"""Mechanisms: claimed only where the text says something of them."""

from __future__ import annotations

import datetime as dt

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


def test_where_it_was_proposed_is_no_member() -> None:
    """A country behind "in" is the place of the founding."""
    text = "The Belt and Road Initiative (BRI), first proposed by China in Kazakhstan in September 2013, grows."
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language="en")))
    (found,) = [claim for claim in reading.claims if isinstance(claim, Mechanism)]
    assert "KAZ" not in {party.code for party in found.members}


def test_a_chinese_mechanism_has_its_founding_day() -> None:
    """A year right before the verb is the founding's, whatever year follows."""
    text = "中非合作论坛2000年成立时贸易额不大，到2023年增长20倍。"
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language="zh")))
    (found,) = [claim for claim in reading.claims if isinstance(claim, Mechanism)]
    assert str(found.founded) == "2000"


def test_a_bank_of_several_states_spoken_of_as_the_bank() -> None:
    """ "Founded in …, the bank" tells of the bank named before; a body that announces something founds nothing."""
    (found,) = mechanisms("The Islamic Development Bank approved a loan. Founded in 1974, the Bank has 57 members.")
    assert (found.name, str(found.founded)) == ("Islamic Development Bank", "1974")
    assert mechanisms("The European Commission proposed in January 2023 to lend more.") == []


def test_an_entry_names_what_its_sentences_tell() -> None:
    """An entry opens with the name of which the sentences behind it speak."""
    (found,) = mechanisms("Example Nine (E9). Founded in 2015 in Suva by Samoa and Fiji, it meets once a year.")
    assert (found.name, found.aliases, str(found.founded)) == ("Example Nine", ("E9",), "2015")
