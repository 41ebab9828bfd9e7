"""Officials who visit or meet one another: "the President's trip to Example", "the two ministers held talks in …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PeriodMention, PersonMention, Sentence
from khorgos.annotate.person_names import FULL, known_otherwise
from khorgos.extract.gathering import Gathering, day_before, when, where
from khorgos.language import load
from khorgos.values import Party
from khorgos.values.party import PartyKind

# A visitor and where the visit leads stand this close to its word, in characters.
_NEAR = 90
_OWNED = re.compile(rf"'s (?P<name>{FULL})")
# From one official to the next of a row.
_NEXT = 70
# An office and its state, or its holder's name, stand this close.
_OFFICE = 25
# A meeting is one between states where officials of two are named.
_SIDES = 2
# A name of one or two letters ("Ван И") takes no ending.
_DECLINED = 3


@dataclass(frozen=True, slots=True)
class _Words:
    to: re.Pattern[str]
    visit: str
    meeting: str
    joint: str
    turned: bool
    noun: frozenset[str]
    genitive: dict[str, str]
    row: re.Pattern[str] | None
    # Whether officials of two states who meet are an event without a day.
    undated: bool


@lru_cache(maxsize=8)
def _whose(code: str) -> re.Pattern[str]:
    """What stands between a state and its office: "Japan['s prime] minister"."""
    entry = load(code).room("meetings").get("encounters")
    owner = re.escape(str(entry.get("owner", ""))) if entry else ""
    return re.compile(rf"(?:{owner})? (?:[a-z-]+ ){{0,2}}")


@lru_cache(maxsize=8)
def _words(code: str) -> _Words | None:
    entry = load(code).room("meetings").get("encounters")
    if entry is None:
        return None
    to = "|".join(sorted((re.escape(str(word)) for word in entry.get("to", ())), key=len, reverse=True))
    return _Words(
        re.compile(rf" ?(?:{to}) (?:the )?$"),
        str(entry.get("visit")),
        str(entry.get("meeting")),
        str(entry.get("joint")),
        bool(entry.get("turned")),
        frozenset(map(str, entry.get("noun", ()))),
        dict(entry.get("genitive", {})),
        re.compile("|".join(map(re.escape, entry.get("row")))) if entry.get("row") else None,
        bool(entry.get("undated")),
    )


def find(view: Annotated, sentence: Sentence, hits: list[ConceptMention]) -> list[Gathering]:
    """The visits and meetings of officials that a sentence tells; each needs its day."""
    words = _words(view.pack.code)
    if words is None or sentence.title:
        return []
    found: list[Gathering] = []
    for hit in hits:
        told = None
        if hit.concept in ("visit", "travel"):
            told = _visit(view, words, sentence, hit)
        elif hit.concept in ("gather", "receive"):
            told = _meeting(view, words, sentence, hit)
        if told is not None and not any(other.name == told.name for other in found):
            found.append(told)
    return found


def named(view: Annotated, sentence: Sentence, hits: list[ConceptMention]) -> list[Gathering]:
    """Meetings told by a noun and those who meet behind it: "встреча президента A с премьер-министром B"."""
    words = _words(view.pack.code)
    if words is None or not words.noun or sentence.title:
        return []
    found = []
    for hit in hits:
        people = [p for p in _officials(view, hit.end, sentence.end) if p.rule != "office"]
        row = _row(view, people, hit.end)[:_SIDES]
        met = view.low[hit.start : hit.end] in words.noun and len(row) == _SIDES and any(p.role or p.party for p in row)
        date = _day(view, sentence, hit) if met else None
        if date is None or "," in view.text[hit.end : row[0].start]:
            continue
        gathering = _between(view, words, sentence, hit, row, date)
        gathering.head = hit.start
        found.append(gathering)
    return found


def _between(
    view: Annotated,
    words: _Words,
    sentence: Sentence,
    hit: ConceptMention,
    row: list[PersonMention],
    date: PeriodMention,
) -> Gathering:
    place = where(view, sentence, row[-1].end, row[-1].end, sentence.end)
    first, other = row
    here = sentence.start <= date.start < sentence.end
    return Gathering(
        "meeting",
        words.meeting.format(who=_called(words, first, first.name), others=_called(words, other, other.name)),
        min(hit.start, date.start) if here else hit.start,
        max(other.end, date.end if here else 0, place[1] if place else 0),
        "event.meets",
        core=frozenset({first.name, other.name}),
        core_text=first.name,
        date=date,
        place=place[0] if place else None,
        participants=tuple(dict.fromkeys(p.party for p in row if p.party is not None)),
        sure=True,
    )


def _day(view: Annotated, sentence: Sentence, hit: ConceptMention) -> PeriodMention | None:
    """The day of the sentence, else the only one of the sentence before in its paragraph."""
    own = when(view, sentence, hit.start, hit.end, sentence.end, sentence.start)
    return own or day_before(view, sentence)


def _visit(view: Annotated, words: _Words, sentence: Sentence, hit: ConceptMention) -> Gathering | None:
    date = _day(view, sentence, hit)
    goal = _goal(view, words, sentence, hit)
    near = max(sentence.start, hit.start - _NEAR)
    visitor = _official(view, near, hit.start)
    if visitor is None and words.turned:  # "в Кабул прилетел премьер-министр NAME"
        visitor = _official(view, hit.end, min(sentence.end, hit.end + _NEAR))
    if visitor is None and hit.concept == "travel":
        # "NAME visited Mongolia": whoever is named in full right before the verb.
        named = [p for p in within(view.persons, near, hit.start) if p.end == hit.start - 1 and " " in p.name]
        visitor = named[-1] if named else None
    if visitor is None and goal is not None:
        visitor = _pronoun(view, sentence, hit) or _delegation(view, sentence, hit)
    if date is None or goal is None or visitor is None:
        return None
    start, end, place, host = goal
    own = (visitor.party,) if visitor.party is not None else ()
    return Gathering(
        "visit",
        words.visit.format(who=_called(words, visitor, visitor.surname or visitor.name), place=place),
        min(max(visitor.start, sentence.start), hit.start, start),
        max(hit.end, end, visitor.end, date.end if _inside(sentence, date) else 0),
        "event.visit",
        core=frozenset({(visitor.surname or visitor.name).lower(), place.lower()}),
        core_text=place,
        date=date,
        place=place,
        participants=tuple(dict.fromkeys([*own, host] if host else own)),
        sure=True,
        placed_behind=start > hit.end,
    )


def _goal(
    view: Annotated, words: _Words, sentence: Sentence, hit: ConceptMention
) -> tuple[int, int, str, Party | None] | None:
    """Where a visit leads: a place or country behind its word, with whose it is."""
    stop = min(sentence.end, hit.end + _NEAR)
    goals: list[tuple[int, int, str, Party | None]] = [
        (p.start, p.end, view.document.text[p.start : p.end], Party.country(p.country) if p.country else None)
        for p in within(view.places, hit.end, stop)
    ]
    goals += [
        (p.start, p.end, view.document.text[p.start : p.end], p.party)
        for p in within(view.parties, hit.end, stop)
        if p.form == "name" and p.party.kind is PartyKind.COUNTRY
    ]
    for goal in sorted(goals, key=lambda each: each[0]):
        direct = goal[0] - hit.end <= 1
        if direct or words.to.search(view.low, max(0, goal[0] - 20), goal[0]):
            return goal
    if words.turned:
        for place in within(view.places, max(sentence.start, hit.start - _NEXT), hit.start):
            if hit.start - place.end <= 1 and words.to.search(view.low, max(0, place.start - 20), place.start):
                country = Party.country(place.country) if place.country else None
                return place.start, place.end, view.document.text[place.start : place.end], country
    return None


def _official(view: Annotated, start: int, stop: int) -> PersonMention | None:
    """The last person of a state named in a stretch."""
    people = [p for p in _officials(view, start, stop) if p.role or p.party]
    return people[-1] if people else None


def _officials(view: Annotated, start: int, stop: int) -> list[PersonMention]:
    """The persons of a stretch with their states, and offices of states without a name ("the Uzbek president")."""
    people = [replace(p, party=_belongs(view, p)) for p in within(view.persons, start, stop)]
    for role in within(view.room("roles"), start, stop):
        if not view.pack.room("roles")[role.concept].get("state"):
            continue
        if any(p.start - _OFFICE < role.end <= p.end or p.start <= role.start < p.end + _OFFICE for p in people):
            continue
        near = [m for m in within(view.parties, role.start - _OFFICE, role.start) if m.form != "capital"]
        state = near[-1] if near else None
        if state is not None and _whose(view.pack.code).fullmatch(view.text, state.end, role.start):
            said = view.document.text[state.start : role.end]
            people.append(PersonMention(state.start, role.end, "office", said, said, said, party=state.party))
    return sorted(people, key=lambda p: p.start)


def _belongs(view: Annotated, person: PersonMention) -> Party | None:
    """The state or group that a person stands for."""
    if person.party is not None:
        return person.party
    for name in filter(None, (person.affiliation,)):
        for party in view.parties:
            if view.text[party.start : party.end] in name:
                return party.party
    return None


def _meeting(view: Annotated, words: _Words, sentence: Sentence, hit: ConceptMention) -> Gathering | None:
    date = _day(view, sentence, hit)
    before = [p for p in _officials(view, sentence.start, hit.start) if p.role or p.party]
    behind = _row(view, [p for p in _officials(view, hit.end, sentence.end) if p.role or p.party], hit.end)
    if not behind and (owned := _of_state(view, hit.end, sentence.end)) is not None:
        behind = [owned]
    if not behind and _both_before(view, words, before):
        before, behind = before[:-1], before[-1:]
    if not before and behind and (he := _pronoun(view, sentence, hit)) is not None:
        before = [he]
    if not before or not behind or before[-1].name in {p.name for p in behind}:
        return None
    place = where(view, sentence, hit.start, hit.end, sentence.end)
    first = before[-1]
    states = [p.party for p in (first, *behind) if p.party is not None]
    if len(set(states)) < _SIDES and not all(p.role for p in (first, *behind)):
        return None
    if date is None and (not words.undated or len(set(states)) < _SIDES):
        return None
    names = [_called(words, p, p.name) for p in behind]
    others = f" {words.joint} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return Gathering(
        "meeting",
        words.meeting.format(who=_called(words, first, first.name), others=others),
        min(
            max(first.start, sentence.start),
            date.start if date is not None and date.start >= sentence.start else sentence.end,
        ),
        max(behind[-1].end, date.end if date and _inside(sentence, date) else 0, place[1] if place else 0),
        "event.meets",
        core=frozenset({first.name, *names}),
        core_text=first.name,
        date=date,
        place=place[0] if place else None,
        participants=tuple(dict.fromkeys(states)),
        sure=True,
    )


def _inside(sentence: Sentence, date: PeriodMention) -> bool:
    return sentence.start <= date.start < sentence.end


@lru_cache(maxsize=8)
def _pronouns(code: str) -> re.Pattern[str]:
    entry = load(code).room("meetings").get("encounters")
    words = "|".join(re.escape(str(word)) for word in (entry.get("pronouns", ()) if entry else ()))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'}) (?:\w+ )?$")


def _pronoun(view: Annotated, sentence: Sentence, hit: ConceptMention) -> PersonMention | None:
    """Whom "he" or "she" right before a verb means: the official by whom the sentence before opens."""
    index = view.sentence_index(sentence.start) or 0
    if not index or not _pronouns(view.pack.code).search(view.low, sentence.start, hit.start):
        return None
    before = view.sentences[index - 1]
    if before.title:
        return None
    people = [p for p in _officials(view, before.start, before.end) if p.rule != "office"]
    first = people[0] if people else None
    return _known(view, first) if first is not None else None


def _known(view: Annotated, person: PersonMention) -> PersonMention | None:
    """A person with the office and the state of the first mention by the same surname; None for one without."""
    if person.role or person.party:
        return person
    surname = person.surname or person.name
    for other in view.persons:
        if other.start >= person.start:
            break
        state = _belongs(view, other)
        if (other.role or state) and surname in (other.surname, other.name.rsplit(" ", 1)[-1]):
            return replace(person, name=other.name, role=other.role, party=state)
    return None


@lru_cache(maxsize=8)
def _delegations(code: str) -> re.Pattern[str]:
    """ "A delegation of X", "officials from X", with X behind, or "an X delegation"."""
    entry = load(code).room("meetings").get("encounters")
    words = "|".join(re.escape(str(word)) for word in (entry.get("delegations", ()) if entry else ()))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)")


def _delegation(view: Annotated, sentence: Sentence, hit: ConceptMention) -> PersonMention | None:
    """A delegation as a visitor: "a delegation of the Example Fund", "an Example trade mission"."""
    near = max(sentence.start, hit.start - _NEAR)
    for found in _delegations(view.pack.code).finditer(view.low, near, hit.start):
        sides = [m for m in within(view.parties, near, hit.start) if m.party.kind is not PartyKind.BODY]
        bodies = [m for m in within(view.organisations, found.end(), hit.start) if m.type != "outlet"]
        party = sides[0].party if sides else None
        if bodies and bodies[0].country and party is None:
            party = Party.country(bodies[0].country)
        if party is None and not bodies:
            continue
        start = min([found.start(), *(m.start for m in sides[:1])])
        end = max([found.end(), *(m.end for m in [*sides[:1], *bodies[:1]])])
        said = view.document.text[start:end]
        return PersonMention(start, end, "office", said, said, said, party=party)
    return None


def _called(words: _Words, person: PersonMention, name: str) -> str:
    """A person as the name of a meeting has it; in languages with cases the surname in the genitive."""
    surname = person.surname or person.name.rsplit(" ", 1)[-1]
    if not words.genitive or len(surname) < _DECLINED:
        return name
    end = next(end for end in sorted({*words.genitive, ""}, key=len, reverse=True) if surname.endswith(end))
    return surname.removesuffix(end) + words.genitive.get(end, "")


def _of_state(view: Annotated, at: int, stop: int) -> PersonMention | None:
    """Whom a verb of meeting meets right behind it by name and state alone: "met [Example's NAME NAME]"."""
    for state in within(view.parties, at, min(stop, at + 2)):
        named = _OWNED.match(view.text, state.end, stop)
        if state.form != "name" or named is None:
            continue
        start, end = named.span("name")
        if known_otherwise(view, start, end) or within(view.room("projects"), start, end):
            continue
        name = view.document.text[start:end]
        return PersonMention(start, end, "owned", name, name.rsplit(" ", 1)[-1], party=state.party)
    return None


def _both_before(view: Annotated, words: _Words, before: list[PersonMention]) -> bool:
    """Whether both who meet stand before the verb: "A 同 B 举行会谈"."""
    if words.row is None or len(before) < _SIDES:
        return False
    return words.row.search(view.text, before[-2].end, before[-1].start) is not None


def _row(view: Annotated, people: list[PersonMention], start: int) -> list[PersonMention]:
    """The persons of a row behind a verb; "then" of another clause is none."""
    row: list[PersonMention] = []
    at = start
    for person in people:
        gap = view.text[at : person.start]
        if len(gap) > _NEXT + len(person.role or "") or any(mark in gap for mark in ";:"):
            break
        row.append(person)
        at = person.end
    return row
