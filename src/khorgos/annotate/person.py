"""Find persons: by a role or a word of saying beside the name, then every later short mention.

There is no list of names.  A name is a run of capitalised words that a role ("Finance Minister …", "…, director of …")
or a cue ("said …") makes a person's, and that is no known place, body or mechanism.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khorgos.annotate import person_wide
from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import PersonMention
from khorgos.annotate.person_names import words
from khorgos.annotate.person_title import Beside

_FIELDS = ("role", "affiliation", "party")


def find(view: Annotated) -> list[PersonMention]:
    """Every person of what is read, in order; short mentions carry the full name, role and affiliation of the first."""
    if not view.pack.boundaries:
        found = {mention.start: mention for mention in person_wide.find(view)}
        share(found, _people(list(found.values())))
        return list(found.values())
    beside = Beside(view)
    beside.by_roles()
    beside.by_cues()
    beside.by_turns()
    beside.by_title()
    beside.by_clauses()
    found = beside.found
    for mention in found.values():
        mention.surname = mention.name.rsplit(" ", 1)[-1]
    people = _people(list(found.values()))
    taken = {at for mention in found.values() for at in range(mention.start, mention.end)}
    for person in people:
        for start, end in _places(view.text, person, view.pack.code):
            if start not in taken and end - 1 not in taken:
                taken.update(range(start, end))
                found[start] = PersonMention(start, end, "short", person.name, person.surname)
    share(found, people)
    return [found[start] for start in sorted(found)]


def _people(mentions: list[PersonMention]) -> list[PersonMention]:
    """One mention for each person: the fullest name first."""
    people: list[PersonMention] = []
    called = _Called()
    for mention in sorted(mentions, key=lambda m: (-m.name.count(" "), m.start)):
        if called.first(mention.name) is None:
            people.append(mention)
            called.add(mention)
    return people


class _Called:
    """People by the first and the last word of their names: a shorter name ends in one of them."""

    def __init__(self, people: Iterable[PersonMention] = ()) -> None:
        self._people: dict[str, list[PersonMention]] = {}
        for person in people:
            self.add(person)

    def add(self, person: PersonMention) -> None:
        """Know a person more."""
        words = person.name.casefold().split(" ")
        for word in {words[0], words[-1]}:
            self._people.setdefault(word, []).append(person)

    def first(self, name: str) -> PersonMention | None:
        """The first of those known that a name, short or full, may mean."""
        beside = self._people.get(name.casefold().rsplit(" ", 1)[-1], ())
        return next((person for person in beside if _same(name, person.name)), None)


def _same(short: str, full: str) -> bool:
    short, full = short.casefold(), full.casefold()
    if short == full:
        return True
    mine, theirs = short.split(" "), full.split(" ")
    if len(mine) == 1:
        return mine[0] in (theirs[0], theirs[-1])
    initial = mine[0].endswith(".") and theirs[0].startswith(mine[0][0])
    return mine[-1] == theirs[-1] and (mine[0] == theirs[0] or initial)


def _places(text: str, person: PersonMention, code: str) -> Iterator[tuple[int, int]]:
    """Where a person is named again: by the full name, by the last word, or (as in Chinese names) by the first."""
    yield from _words(text, person.name)
    tokens = person.name.split(" ")
    if len(tokens) < 2:
        return
    endings = words(code).endings
    if endings:
        yield from _cases(text, tokens[-1], endings)
        return
    last = list(_words(text, tokens[-1]))
    yield from last
    if len(tokens) <= 3 and len(last) <= text.count(person.name) and tokens[0].lower() not in words(code).titles:
        for start, end in _words(text, tokens[0]):
            if not text[end : end + 2].strip("'- ,.")[:1].isupper():
                yield start, end


def _words(text: str, name: str) -> Iterator[tuple[int, int]]:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(name, end)


def _cases(text: str, surname: str, endings: frozenset[str]) -> Iterator[tuple[int, int]]:
    """A surname in any case: its stem with one of the endings."""
    stem = surname
    for ending in ("ий", "ый", "ой", "ая", "а", "я"):
        if surname.endswith(ending) and len(surname) > len(ending) + 2:
            stem = surname.removesuffix(ending)
            break
    at = text.find(stem)
    while at >= 0:
        end = at + len(stem)
        while end < len(text) and text[end].isalpha():
            end += 1
        if not text[at - 1 : at].isalnum() and (text[at:end] == surname or text[at + len(stem) : end] in endings):
            yield at, end
        at = text.find(stem, end)


def share(found: dict[int, PersonMention], people: list[PersonMention]) -> None:
    """Give every mention of a person the full name, and what any of them tells of role and affiliation."""
    called = _Called(people)
    for mention in found.values():
        person = called.first(mention.name) or mention
        mention.name, mention.surname = person.name, person.surname
        _fill(person, mention)
    full = {person.name: person for person in people}
    for mention in found.values():
        _fill(mention, full.get(mention.name, mention))


def _fill(mention: PersonMention, other: PersonMention) -> None:
    for field in _FIELDS:
        if getattr(mention, field) is None:
            setattr(mention, field, getattr(other, field))
