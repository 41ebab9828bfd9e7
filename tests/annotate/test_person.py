"""Persons: roles and cues make a name a person's."""

from __future__ import annotations

import pytest

from khorgos.annotate import annotate
from khorgos.annotate.mentions import PersonMention
from khorgos.documents import from_text
from khorgos.values import Context


def persons(text: str, language: str = "en") -> list[PersonMention]:
    """Every person mention of a text."""
    return annotate(from_text(text, Context(language=language))).persons


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Transport Minister Aigul Serik opened it.", "Aigul Serik", "Transport Minister", None),
        ("Steppe Bank Chairman Dana Lind spoke.", "Dana Lind", "Chairman", "Steppe Bank"),
        ("The chairman of Steppe Railways, Dana Lind, spoke.", "Dana Lind", "chairman", "Steppe Railways"),
        ("Grenada's foreign minister, Dana Lind, spoke.", "Dana Lind", "foreign minister", "Grenada"),
        ("Dana Lind, director of the Steppe Institute, spoke.", "Dana Lind", "director", "Steppe Institute"),
        ("The road is open, said Dana Lind, a bus driver from Osh.", "Dana Lind", "bus driver", None),
        ("Dana Lind, who heads the Steppe Bank, told reporters so.", "Dana Lind", "head", "Steppe Bank"),
        ("Minister of Transport and Energy Dana Lind spoke.", "Dana Lind", "Minister of Transport and Energy", None),
        ("Steppe Ministry spokesperson He Lind spoke.", "He Lind", "spokesperson", "Steppe Ministry"),
    ],
)
def test_role_and_affiliation_are_kept_as_worded(text: str, name: str, role: str, affiliation: str | None) -> None:
    """Titles before a name and appositions after it give role and affiliation."""
    person = persons(text)[0]
    assert (person.name, person.role, person.affiliation) == (name, role, affiliation)


def test_short_mentions_carry_the_full_name() -> None:
    """A surname alone means the person named in full before, with role and affiliation."""
    found = persons("Dana Lind, director of the Steppe Institute, spoke. Lind added that it rains.")
    assert [(p.name, p.role) for p in found] == [("Dana Lind", "director")] * 2


def test_first_name_alone_may_be_the_family_name() -> None:
    """In names such as Chinese ones the first word is the short form."""
    found = persons("President Lao Dan spoke. Lao said that it rains.")
    assert [p.name for p in found] == ["Lao Dan", "Lao Dan"]


def test_bodies_and_places_are_no_persons() -> None:
    """A capitalised name beside a cue is no person where it ends as bodies do."""
    assert persons("The road is open, said Steppe Railways Group. The Steppe Times reported it.") == []


def test_transcript_heads_are_persons() -> None:
    """Names at the heads of a transcript's turns are persons, tied to the fuller name before."""
    found = persons("We met Dana Lind.\n\nD. Lind: It rains here.\n\nD. Lind: It rains there.")
    assert {p.name for p in found} == {"Dana Lind"}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Дорога открыта, заявил министр транспорта Айдар Линд.", "Айдар Линд", "министр транспорта"),
        ("Президент Гренады Айдар Линд открыл дорогу.", "Айдар Линд", "Президент"),
        ("«Мы готовы», – сказал экономист Айдар Линд.", "Айдар Линд", "экономист"),
    ],
)
def test_russian_roles_stand_before_words_in_the_genitive(text: str, name: str, role: str) -> None:
    """Between role and name stand the words for what the office is of."""
    person = persons(text, "ru")[0]
    assert (person.name, person.role) == (name, role)


def test_russian_surnames_are_found_in_their_cases() -> None:
    """ "Линда" and "Линдом" mean Линд."""
    found = persons("Министр Айдар Линд приехал. По словам Линда, дорога открыта. С Линдом говорил посол.", "ru")
    assert [p.name for p in found] == ["Айдар Линд"] * 3


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("草原银行行长林达说，道路已经开通。", "林达", "行长", "草原银行"),
        ("林达总统表示，合作将继续。", "林达", "总统", None),
        ("“下雨了，”牧民阿依达尔说。", "阿依达尔", "牧民", None),
    ],
)
def test_chinese_names_are_what_is_left_of_the_speaker(
    text: str, name: str, role: str, affiliation: str | None
) -> None:
    """Affiliation, role and adverbs are taken off the words before the cue."""
    person = persons(text, "zh")[0]
    assert (person.name, person.role, person.affiliation) == (name, role, affiliation)


def test_state_of_a_minister_is_the_last_one_named() -> None:
    """A minister without a country has the one named before; a role or a capitalised number is no name."""
    text = "Grenada opened a road. Prime Minister Dana Lind spoke. Deputy Minister of Planning Askar told a forum."
    found = [(person.name, person.party.code if person.party else None) for person in persons(text)]
    assert found == [("Dana Lind", "GRD"), ("Askar", "GRD")]
    assert persons("Ten Wise said so.") == []
