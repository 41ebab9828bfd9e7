"""All forms of marked words, as the paradigms of a language give them."""

from __future__ import annotations

import pytest

from khorgos.language import load
from khorgos.language.inflection import Inflection, Lemma

NOUN = {
    "n": {
        "paradigms": [
            {"gender": "m", "ends": [""], "forms": ["", "a", "u", "", "om", "e", "y", "ov", "am", "y", "ami", "ah"]}
        ]
    }
}

FORMS = [
    ("projects", "железными дорогами"),
    ("projects", "контейнерного терминала"),
    ("projects", "солнечных электростанциях"),
    ("projects", "гидроузлами"),
    ("papers", "рамочными соглашениями"),
    ("papers", "кредитному договору"),
    ("meetings", "годовых собраниях"),
    ("meetings", "переговорами"),
    ("meetings", "государственными визитами"),
]


@pytest.mark.parametrize(("room", "text"), FORMS)
def test_every_case_and_number_is_found(room: str, text: str) -> None:
    """A noun that the pack marks is found in each of its forms, with its adjectives."""
    hits = [hit for hit in load("ru").hits(text) if hit.room == room]

    assert [(hit.start, hit.end) for hit in hits] == [(0, len(text))]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("железной дороги", Lemma("железная дорога", "f")),
        ("железными дорогами", Lemma("железные дороги", "p")),
        ("мостом", Lemma("мост", "m")),
        ("заседанием", Lemma("заседание", "n")),
        ("переговорах", Lemma("переговоры", "p")),
    ],
)
def test_lemmas(form: str, lemma: Lemma) -> None:
    """Of each form the nominative of its number is known, and the gender of its noun."""
    assert load("ru").lemmas[form] == lemma


def test_adjectives_agree_and_shadows_stay() -> None:
    """Only forms of one case and number stand together; the mark of a shadow is kept."""
    forms = load("ru").rooms["papers"]["declaration"].forms

    assert "~таможенную декларацию" in forms
    assert "~таможенной декларацию" not in forms


def test_capital_marks_give_oblique_cases_of_the_singular() -> None:
    """`most^N` stands for the cases other than the nominative, without the plural."""
    assert Inflection(NOUN).expand(["most^N"]) == ["mosta", "mostu", "mostom", "moste"]


def test_a_language_without_paradigms_keeps_its_forms() -> None:
    """What only looks like a mark is left alone where there are none."""
    assert Inflection({}).expand({"forms": ["m^2", "km"]}) == {"forms": ["m^2", "km"]}
