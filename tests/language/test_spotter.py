"""The rooms that are only looked up on demand: their examples are run, and each concept finds its own words."""

from __future__ import annotations

import pytest

from khorgos.annotate.typography import fold
from khorgos.language import Concept, codes, load
from khorgos.language.spotter import spotter

ROOMS = ("deeds", "instruments", "sectors", "tables", "reports")


def concepts() -> list[tuple[str, Concept]]:
    """Every concept of the rooms on demand, with its language."""
    return [(code, concept) for code in codes() for room in ROOMS for concept in load(code).room(room).values()]


def examples(kind: str) -> list[object]:
    """Concept and phrase, as parameters with readable names."""
    return [
        pytest.param(code, concept, str(phrase), id=f"{code}/{concept.room}/{concept.code}/{number}")
        for code, concept in concepts()
        for number, phrase in enumerate(concept.means if kind == "means" else concept.nots)
    ]


def found_in(code: str, concept: Concept, phrase: str) -> bool:
    """Whether the concept is found in a phrase."""
    text = fold(phrase)
    return any(hit.concept == concept.code for hit in spotter(code, concept.room).hits(text, text.lower()))


@pytest.mark.parametrize(("code", "concept", "phrase"), examples("means"))
def test_means(code: str, concept: Concept, phrase: str) -> None:
    """A phrase under `means` holds its concept."""
    assert found_in(code, concept, phrase)


@pytest.mark.parametrize(("code", "concept", "phrase"), examples("not"))
def test_not(code: str, concept: Concept, phrase: str) -> None:
    """A phrase under `not` does not hold its concept."""
    assert not found_in(code, concept, phrase)


def test_a_word_may_have_two_concepts() -> None:
    """ "Handed over" is a gift and a handing over: each concept finds it."""
    text = "the clinic was handed over"
    found = {hit.concept for hit in spotter("en", "deeds").hits(text, text)}

    assert {"give", "handover"} <= found


def test_a_shadow_keeps_only_its_own_concept_out() -> None:
    """A rate of completion is no end of works."""
    text = "a 55% completion rate"
    found = {hit.concept for hit in spotter("en", "deeds").hits(text, text)}

    assert "underway" in found
    assert "end" not in found


def test_forms_stand_once_within_a_concept() -> None:
    """A form is written once in its concept."""
    for code, concept in concepts():
        assert len(set(concept.forms)) == len(concept.forms), (
            f"{code}/{concept.room}/{concept.code}: "
            f"{sorted(form for form in set(concept.forms) if concept.forms.count(form) > 1)}"
        )
