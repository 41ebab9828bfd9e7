"""Quantities: phrases and what they are read as, what is no quantity, and what grounding may rely on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khorgos.annotate import annotate
from khorgos.annotate.mentions import QuantityMention
from khorgos.annotate.quantity import ones, readings
from khorgos.documents import from_text
from khorgos.language import load
from khorgos.values import Context, Quantity

ROOMS = ("numbers", "units", "bounds")
EXAMPLES = [
    (code, text, wanted)
    for code in ("en", "ru", "zh")
    for room in ROOMS
    for concept in load(code).room(room).values()
    for example in concept.means
    for text, wanted in example.items()
]


def found(text: str, code: str = "en") -> list[QuantityMention]:
    """The mentions of a text."""
    return annotate(from_text(text, Context(language=code))).quantities


def written(text: str, code: str = "en") -> list[str]:
    """The quantities of a text, as written down."""
    return [str(mention.quantity) for mention in found(text, code)]


@pytest.mark.parametrize(("code", "text", "wanted"), EXAMPLES)
def test_every_example_of_the_packs_is_read(code: str, text: str, wanted: str) -> None:
    """An example beside a word is read as the quantity that it gives."""
    assert wanted in [str(quantity) for quantity in readings(text, load(code))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The deal is worth $4.45bn.", ["4450000000 USD"]),
        ("They shipped between 4 and 5 percent.", ["4..5 percent"]),
        ("It costs $160 to $180.", ["160..180 USD"]),
        ("Orders of 4.7 and 6 billion yuan followed.", ["4700000000 CNY", "6000000000 CNY"]),
        ("Sales rose from 20 to 33 million euros.", ["20000000 EUR", "33000000 EUR"]),
        ("Exports fell by 3 percent.", ["-3 percent"]),
        ("Imports were up 7%.", ["7 percent"]),
        ("The plant makes 5m tonnes with 60m of pipe.", ["5000000 t", "60 m"]),
        ("A loan of up to US$3 million (€2.5 million).", ["<=3000000 USD", "<=2500000 EUR"]),
        ("two-thirds of exports", ["66.67 percent"]),
        ("It paid three dollars fifty cents.", ["3.5 USD"]),
        ("HK$20 million and A$5 million", ["20000000 HKD", "5000000 AUD"]),
        ("1,234.5 tonnes", ["1234.5 t"]),
    ],
)
def test_english_phrases(text: str, wanted: list[str]) -> None:
    """Money, ranges, lists, changes, glued letters and fractions are read as meant."""
    assert wanted == written(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Товарооборот вырос на 5,2 % до $1,6 трлн.", ["5.2 percent", "1600000000000 USD"]),
        ("Построено 1 234,5 километра дорог.", ["1234.5 km"]),
        ("Банк даст до 500 млн долларов.", ["<=500000000 USD"]),
        ("Экспорт увеличился более чем в 25 раз.", [">25 times"]),
    ],
)
def test_russian_phrases(text: str, wanted: list[str]) -> None:
    """Decimal commas, spaces between groups, abbreviated scales and bounds are read as meant."""
    assert wanted == written(text, "ru")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("贸易额达100亿美元，增长4.8%。", ["10000000000 USD", "4.8 percent"]),
        ("已有430多家企业进驻。", [">430 count"]),
        ("出口翻一番，进口增长3倍。", ["2 times", "4 times"]),
        ("2022年12月5日签署。", []),
        ("装机400兆瓦，年发电24亿千瓦时。", ["400 MW", "2400000000 kWh"]),
    ],
)
def test_chinese_phrases(text: str, wanted: list[str]) -> None:
    """Places of ten thousand and a hundred million, folds, bounds and dates are read as meant."""
    assert wanted == written(text, "zh")


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 the two sides met.",
        "They met on May 18 and on 3 June.",
        "The 787 Dreamliner landed at 11:30.",
        "The S&P 500 closed, the G20 met.",
        "The C5+1 and the 16+1 formats differ.",
        "Section 401 applies.",
        "The match ended 3-1.",
        "1. The first item of a list",
        "COVID-19 hit trade.",
        "Between 2015 and 2020 nothing changed.",
        "a six-speed gearbox",
    ],
)
def test_numbers_that_are_no_quantities(text: str) -> None:
    """Years, dates, clock times, names, scores and list numbers give nothing."""
    assert written(text) == []


def test_the_counted_noun_is_kept() -> None:
    """A count knows its noun and where it stands."""
    text = "Over 16,000 freight trains ran."
    [mention] = found(text)

    assert mention.noun == "freight trains"
    assert text[mention.noun_start : mention.noun_end] == "freight trains"


def test_a_conversion_is_marked() -> None:
    """The amount in brackets that repeats the one before in another currency is a conversion."""
    assert [mention.conversion for mention in found("trade of 173 billion yuan ($24.8 billion)")] == [False, True]


def test_a_sum_takes_its_unit_from_the_one_that_was_converted_before() -> None:
    """Brackets with the same money tell that the number before them is of the money that was converted before."""
    mentions = found("It cost 173 million yen ($1.2 million) at first and 151,500,000 ($1.1 million) in the end.")

    assert [str(mention.quantity) for mention in mentions[::2]] == ["173000000 JPY", "151500000 JPY"]
    assert [mention.conversion for mention in mentions] == [False, True, False, True]
    assert Quantity.parse("151500000 JPY") in readings(
        "173 million yen ($1.2 million), 151,500,000 ($1.1 million)", load("en")
    )


def test_what_only_capitals_tell_to_be_a_plural_is_counted() -> None:
    """Abbreviations with an s count things, however short."""
    assert [mention.noun for mention in found("They bought 20 EVs and met 5 MPs.")] == ["EVs", "MPs"]


def test_a_large_number_before_a_name_is_counted() -> None:
    """A name may begin with a number ("787 Dreamliner"), but with none so large."""
    assert [str(mention.quantity) for mention in found("They built 27000 Model Q and Model R vehicles.")] == [
        "27000 count"
    ]


def test_one_is_no_count_beside_another_number() -> None:
    """What is read as an amount ("one dollar"), or tells of another number's thing, is no count of one."""
    for text in ("It costs one dollar a day.", "There is one 300-seat aircraft."):
        assert ones(annotate(from_text(text, Context(language="en")))) == []


def test_ones_stand_apart() -> None:
    """Counts of one are given by `ones` alone."""
    view = annotate(from_text("One proposal was made.", Context(language="en")))

    assert view.quantities == []
    assert [mention.noun for mention in ones(view)] == ["One"]


@pytest.mark.parametrize("claimed", ["4540000000 USD", "4450000000 EUR", ">4450000000 USD", "-4450000000 USD"])
def test_altered_values_are_no_readings(claimed: str) -> None:
    """Another digit, unit, bound or sign cannot be read out of the words."""
    assert Quantity.parse(claimed) not in readings("around $4.45 billion", load("en"))


SUBJECTS = st.sampled_from(["Trade", "Exports to Kazakhstan", "The loan", "20 projects", "In 2022 trade"])
VERBS = st.sampled_from(["fell by", "rose from", "reached", "was up", "lost", "stood at", "more than doubled to"])
BOUNDS = st.sampled_from(["", "about ", "more than ", "up to ", "nearly ", "at least "])
AMOUNTS = st.sampled_from(
    ["3%", "$4.5bn", "20 to 33 billion yuan", "4.7 and 6 million tonnes", "half a billion dollars"]
)
TAILS = st.sampled_from(["", " or so", " (€2 million)", ", 5 percent more than in 2021", " over 10 years"])


@settings(max_examples=60, deadline=None)
@given(SUBJECTS, VERBS, BOUNDS, AMOUNTS, TAILS)
def test_every_mention_can_be_read_again(subject: str, verb: str, bound: str, amount: str, tail: str) -> None:
    """Mentions stand apart, in order, inside the text, and their ground gives their quantity again."""
    text = f"{subject} {verb} {bound}{amount}{tail}."
    last = 0
    for mention in found(text):
        start, end = mention.grounded

        assert last <= mention.start < mention.end <= len(text)
        assert mention.quantity in readings(text[start:end], load("en"))
        last = mention.end


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="0123456789.,-$%€¥ abmnktо年万亿至two half:/()+\n", max_size=40),
    st.sampled_from(["en", "ru", "zh"]),
)
def test_odd_texts_do_no_harm(text: str, code: str) -> None:
    """Whatever stands in a text, mentions stay inside it, apart and in order."""
    last = 0
    for mention in found("x " + text, code):
        assert last <= mention.start < mention.end <= len(text) + 2
        last = mention.end
    readings(text, load(code))
