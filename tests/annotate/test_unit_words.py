"""Units by their words: the classes made whole, shared forms settled by the text."""

from __future__ import annotations

import pytest

from khorgos.annotate import annotate
from khorgos.annotate.quantity import readings
from khorgos.documents import from_text
from khorgos.language import load
from khorgos.values import Context, Quantity


def written(text: str) -> list[str]:
    """The quantities of an English text, as written down."""
    return [str(mention.quantity) for mention in annotate(from_text(text, Context(language="en"))).quantities]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a line of 500 kilovolts", "500 kV"),
        ("a 500kV line", "500 kV"),
        ("a 4,000 mAh battery", "4000 milliampere-hour"),
        ("a 3.2 GHz chip", "3.2 gigahertz"),
        ("a dose of 20 millisieverts", "20 millisievert"),
        ("a dose of 0.3 μSv", "0.3 microsievert"),
        ("a dose of 0.3 µSv", "0.3 microsievert"),
        ("storage of 12 petabytes", "12 petabyte"),
        ("a pressure of 30 MPa", "30 megapascal"),
        ("at 75 degrees Fahrenheit", "75 fahrenheit"),
        ("24 cubic yards", "24 cubic yard"),
        ("a field of 40 acre-feet", "40 acre-foot"),
        ("12,000 boe", "12000 barrel of oil equivalent"),
        ("2.4 mmb/d", "2400000 bbl/d"),
        ("a ship of 80,000 dwt", "80000 deadweight ton"),
    ],
)
def test_classes_of_units(text: str, wanted: str) -> None:
    """Units with the prefixes of the SI, imperial units, units of trade and of data."""
    assert written(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sales of MUSD 5.3", "5300000 USD"),
        ("sales of 5.3 MUSD", "5300000 USD"),
        ("sales of EURm 12", "12000000 EUR"),
        ("sales of SEKbn 1.2", "1200000000 SEK"),
        ("sales of KZT 4 bn", "4000000000 KZT"),
    ],
)
def test_scales_joined_to_a_code(text: str, wanted: str) -> None:
    """Any ISO 4217 code with the abbreviation of a scale before or behind it."""
    assert written(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The capacitor holds 2.5 F.", "2.5 farad"),
        ("It was 75 F outside.", "75 fahrenheit"),
        ("The circuit draws 10 A.", "10 ampere"),
        ("The suitcase weighs 40 pounds.", "40 lb"),
        ("The suitcase costs 40 pounds.", "40 GBP"),
    ],
)
def test_the_text_settles_a_shared_form(text: str, wanted: str) -> None:
    """A form of several units is the one whose word stands in the text."""
    assert written(text) == [wanted]


@pytest.mark.parametrize("text", ["300 TV sets", "20 EV models", "at 5 pm", "In 2016 Stone spoke.", "a 5 K run"])
def test_letters_that_are_no_units(text: str) -> None:
    """Abbreviations, clock times and names that look like a prefix and a symbol are none."""
    assert all(quantity.endswith(" count") for quantity in written(text))


def test_a_shared_form_can_be_read_either_way() -> None:
    """Grounding accepts each unit that the words may mean, and no other."""
    found = readings("40 pounds", load("en"))

    assert Quantity.parse("40 GBP") in found
    assert Quantity.parse("40 lb") in found
    assert Quantity.parse("40 kg") not in found
