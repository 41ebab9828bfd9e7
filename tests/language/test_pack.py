"""The language packs: every example beside a word is run, and malformed packs are refused."""

from __future__ import annotations

import itertools

import pytest

from khorgos.annotate.typography import fold
from khorgos.errors import LanguageFault
from khorgos.language import Concept, codes, load


def scanned() -> list[Concept]:
    """Every concept of every language that the matcher looks for."""
    found = []
    for code in codes():
        pack = load(code)
        unscanned = set(pack.settings.get("not_scanned", ()))
        for room, concepts in pack.rooms.items():
            if room not in unscanned:
                found.extend((code, concept) for concept in concepts.values())
    return found


def examples(kind: str) -> list[object]:
    """Pairs of concept and example phrase, as parameters with readable names."""
    return [
        pytest.param(code, concept.room, concept.code, str(phrase), id=f"{code}/{concept.room}/{concept.code}/{number}")
        for code, concept in scanned()
        for number, phrase in enumerate(concept.means if kind == "means" else concept.nots)
        if isinstance(phrase, str)
    ]


def found_in(code: str, phrase: str) -> set[tuple[str, str]]:
    """Room and concept of everything found in a phrase."""
    return {(hit.room, hit.concept) for hit in load(code).hits(fold(phrase))}


@pytest.mark.parametrize(("code", "room", "concept", "phrase"), examples("means"))
def test_means(code: str, room: str, concept: str, phrase: str) -> None:
    """A phrase under `means` holds its concept."""
    assert (room, concept) in found_in(code, phrase)


@pytest.mark.parametrize(("code", "room", "concept", "phrase"), examples("not"))
def test_not(code: str, room: str, concept: str, phrase: str) -> None:
    """A phrase under `not` does not hold its concept."""
    assert (room, concept) not in found_in(code, phrase)


@pytest.mark.parametrize("code", codes())
def test_forms_stand_once(code: str) -> None:
    """Within a room that is scanned a form has one concept; word classes that readers look up may share."""
    pack = load(code)
    for room in pack.rooms.keys() - set(pack.settings["not_scanned"]):
        concepts = pack.rooms[room].values()
        forms = sorted((form, c.code) for c in concepts for form in c.forms if not form.startswith("~"))
        doubled = [a for a, b in itertools.pairwise(forms) if a[0] == b[0] and a[1] != b[1]]

        assert not doubled, f"{code}/{room}"


@pytest.mark.parametrize("code", codes())
def test_forms_are_folded(code: str) -> None:
    """Forms are written as the folded text has them, else they would never be found."""
    for room, concepts in load(code).rooms.items():
        for concept in concepts.values():
            for form in concept.forms:
                assert fold(form) == form, f"{code}/{room}/{concept.code}: {form}"


def test_longest_form_wins() -> None:
    """Of two forms of one room that overlap the longer is found."""
    hits = [hit for hit in load("en").hits("the trade turnover of the two countries") if hit.room == "indicators"]

    assert hits[0].form == "trade turnover"
    assert all(hit.start >= hits[0].end for hit in hits[1:])


def test_unknown_language_is_refused() -> None:
    """A language without a pack is refused with the list of packs."""
    with pytest.raises(LanguageFault, match="Packs: en"):
        load("xx")


def test_bare_on_and_no_are_words() -> None:
    """YAML's old truth values (on, no, yes, off) are words in a word list."""
    forms = [form for code in codes() for room in load(code).rooms.values() for c in room.values() for form in c.forms]

    assert "True" not in forms
    assert "False" not in forms


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("крупнейшего торгового партнера Перу", "trade"),
        ("~министерства торговли", None),
        ("кредиторы Перу", "debt"),
        ("кредиты Перу", "loans"),
        ("экспорт нефти", "exports"),
    ],
)
def test_stems_within_a_form_and_ties(text: str, concept: str | None) -> None:
    """Every word of a form may be a stem; of two that end alike the one that says more letters wins, shadows too."""
    found = {hit.concept for hit in load("ru").hits(text.removeprefix("~")) if hit.room == "indicators"}

    assert found == ({concept} if concept else set())
