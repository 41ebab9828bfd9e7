"""Who signs a paper: the row of names before its verb, behind "with", "between" or "by".

A row is read name by name: registered bodies, states that act for themselves, officials for their state or body,
and, where a row is open, names that no register has ("Example Energy").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, OrganisationMention, PartyMention, PersonMention, Sentence
from khorgos.extract.gathering import led_by_place
from khorgos.language import load
from khorgos.values import Party
from khorgos.values.party import PartyKind

# A ministry signs for its state.
_STATE = "ministry"
_NO_SIGNER = frozenset({"outlet"})
_FORMS = frozenset({"name", "group", "government", "demonym", "capital", "region"})
# From the word that opens a row to its first name stand no more characters than titles of offices need.
_FIRST = 75
_NEXT = 90
# A name has more letters.
_SHORT = 3
_CAPITALIZED = r"[A-Z][\w&'.-]*"
_BREAK = re.compile(r"[;:(]|\. ")


@dataclass(slots=True)
class Signer:
    """One name of a row: its place and whom it stands for."""

    start: int
    end: int
    party: Party


@dataclass(frozen=True, slots=True)
class _Words:
    opens: re.Pattern[str]
    by: re.Pattern[str]
    joint: re.Pattern[str]
    away: re.Pattern[str]
    owners: re.Pattern[str]
    never: frozenset[str]
    cities: re.Pattern[str]
    acting: re.Pattern[str]
    subjects: re.Pattern[str]
    name: re.Pattern[str]
    breaks: re.Pattern[str]
    article: str
    goes_on: tuple[str, ...]
    owner: tuple[str, ...]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    entry = load(code).room("papers")["grammar"]

    def either(key: str) -> str:
        words = sorted((str(word) for word in entry.get(key, ())), key=len, reverse=True)
        return "|".join(map(re.escape, words)) or "(?!)"

    return _Words(
        opens=re.compile(rf"(?<!\w)(?:{either('joined')}) "),
        by=re.compile(rf"(?<!\w)(?:{either('signers')}) "),
        joint=re.compile(rf"(?:,? (?:{either('row')})|,) (?:(?:{either('leads')}) )*"),
        away=re.compile(rf"(?<!\w)(?:{either('away')}) (?:the |its )?(?:[a-z]+ )?$"),
        owners=re.compile(rf" (?:{either('owners')})\b"),
        cities=re.compile(rf"(?<!\w)(?:{either('cities')}) (?:the )?$"),
        acting=re.compile(rf" (?:{either('acting')})\b|'s "),
        subjects=re.compile(rf" (?:{either('subjects')})\b"),
        name=re.compile(rf"(?:{_CAPITALIZED}(?: (?:{either('inside')}) (?=[A-Z])| (?=[A-Z]))?){{1,6}}"),
        # Between two names of a row stands no verb with its object.
        breaks=re.compile(rf" \w+(?:{either('finite')}) (?:{either('articles')}) "),
        article=str(entry.get("definite")).capitalize() + " ",
        goes_on=tuple(f" {word}" for word in entry.get("with", ())),
        owner=(str(entry.get("owner")) + " ", " ", "' "),
        never=frozenset(str(word) for word in entry.get("no_signers", ())),
    )


def signers(view: Annotated, sentence: Sentence, paper: tuple[int, int], verb: ConceptMention) -> tuple[Party, ...]:
    """The parties that the sentence of a paper says sign it, in order; empty where it names none."""
    if not sentence.start <= verb.start < sentence.end:
        return _parties(_in_entry(view, sentence, paper))
    passive = paper[1] <= verb.start or paper[0] <= verb.start < paper[1]
    if passive and _words(view.pack.code).subjects.match(view.low, paper[1]):
        # "A memorandum that CARICOM and the bank are working on": who signs stands before the verb all the same.
        between = _before(view, paper[1], verb.start)
        if between:
            return _parties(between)
    found = _behind(view, sentence, paper, verb, passive=passive)
    if (not passive and len(found) < 2) or (passive and not found):
        found = [*_before(view, sentence.start, min(paper[0], verb.start)), *found]
    return _parties(found)


def _in_entry(view: Annotated, sentence: Sentence, paper: tuple[int, int]) -> list[Signer]:
    """The row behind "between" or "with" of an entry of a list, or in brackets at its end."""
    for opener in _words(view.pack.code).opens.finditer(view.low, paper[0], sentence.end):
        if row := _row(view, opener.end(), sentence.end):
            return row
    bracket = view.text.find("(", paper[1], sentence.end)
    row = _row(view, bracket + 1, sentence.end) if bracket >= 0 else []
    return row if len(row) > 1 else []


def _parties(found: list[Signer]) -> tuple[Party, ...]:
    """Each once, without a state whose group signs beside it."""
    parties = dict.fromkeys(signer.party for signer in found)
    groups = [party for party in parties if party.kind is PartyKind.GROUP]
    return tuple(p for p in parties if p.kind is PartyKind.GROUP or not any(p.code in g.members for g in groups))


def _behind(
    view: Annotated, sentence: Sentence, paper: tuple[int, int], verb: ConceptMention, *, passive: bool
) -> list[Signer]:
    """The rows behind "between", "with" and, for a paper that is signed, "by"."""
    words = _words(view.pack.code)
    found: list[Signer] = []
    begin = paper[0] if passive else verb.end
    for opener in words.opens.finditer(view.low, begin, sentence.end):
        if opener.start() > max(paper[1], verb.end) + _NEXT:
            break
        if (row := _row(view, opener.end(), sentence.end)) and not _works(view, paper, opener.start()):
            found = row
            break
    if passive and len(found) < 2:
        agent = words.by.search(view.low, verb.end, sentence.end)
        found = [*found, *(_row(view, agent.end(), sentence.end) if agent else [])]
    return found


def _works(view: Annotated, paper: tuple[int, int], at: int) -> bool:
    """Whether "between" joins the ends of a line inside a title: "agreement on the railway [between] A and B"."""
    if not paper[0] < at < paper[1]:
        return False
    return any(at - hit.end <= 2 for hit in within(view.room("projects"), paper[0], at))


def _row(view: Annotated, start: int, stop: int) -> list[Signer]:
    """The names of the row that opens at a place."""
    row: list[Signer] = []
    at = start
    words = _words(view.pack.code)
    for signer in _candidates(view, start, stop):
        if signer.start < at:
            continue
        gap = view.text[at : signer.start]
        if (
            _BREAK.search(gap)
            or words.breaks.search(gap)
            or len(gap) > (_NEXT if row else _FIRST)
            or (row and _told(view, at, signer.start))
        ):
            break
        if row and not _words(view.pack.code).joint.match(view.text, at):
            break
        if (
            row
            and within(view.room("speech"), signer.end, signer.end + 2)
            and not view.low[at:].startswith((" and", " with"))
        ):
            break
        row += _unregistered(view, at, signer.start)
        row.append(signer)
        at = signer.end
    return [*row, *_unregistered(view, at, stop)]


def _told(view: Annotated, start: int, end: int) -> bool:
    """Whether somebody is said to say so between two places: the row is over."""
    cues = within(view.room("speech"), start, end)
    return any(view.pack.room("speech")[cue.concept].get("source") for cue in cues)


def _unregistered(view: Annotated, at: int, stop: int) -> list[Signer]:
    """The names that no register has which go on a row from a place."""
    found: list[Signer] = []
    while (named := _unnamed(view, at, stop)) is not None:
        found.append(named)
        at = named.end
    return found


def _unnamed(view: Annotated, at: int, stop: int) -> Signer | None:
    """A name that no register has, right at the head or the end of a row."""
    joint = _words(view.pack.code).joint.match(view.text, at)
    begin = joint.end() if joint else at
    words = _words(view.pack.code)
    name = words.name.match(view.text, begin, stop)
    if name is None:
        return None
    start, end = name.span()
    end = start + len(name.group().rstrip(" .'"))
    known = [
        *within(view.parties, start, end),
        *within(view.places, start, end),
        *within(view.periods, start, end),
        *within(view.organisations, start, end),
        *within(view.room("speech"), end, end + 2),
    ]
    persons = [p for p in view.persons if p.start < end and start < p.end]
    roles = within(view.room("roles"), start, end)
    papers = within(view.room("papers"), start, end)
    if known or persons or roles or papers or end - start < _SHORT:
        return None
    if not words.never.isdisjoint(view.low[start:end].split(" ")):
        return None
    return Signer(start, end, Party.body(view.document.text[start:end].removeprefix(words.article)))


def _candidates(view: Annotated, start: int, stop: int) -> list[Signer]:
    """Whoever is named in a stretch and may sign, in order of place, without what stands inside another."""
    bodies = [m for m in within(view.organisations, start, stop) if m.type not in _NO_SIGNER]
    found = [signer for body in bodies if (signer := _body(body)) is not None]
    for person in within(view.persons, start, stop):
        signer = _official(view, person)
        if signer is not None:
            found.append(signer)
    found += [
        Signer(place.start, place.end, Party.country(place.country))
        for place in within(view.places, start, stop)
        if place.kind == "capital" and place.country and not led_by_place(view, place.start)
    ]
    covered = [(m.start, m.end) for m in within(view.organisations, max(0, start - 60), stop)]
    found += _towns(view, start, stop)
    for state in within(view.parties, start, stop):
        if (
            state.form in _FORMS
            and _acts(view, state)
            and not any(a <= state.start < b for a, b in covered)
            and not _owns(view, state, bodies)
            and not _in_charge(view, state)
        ):
            found.append(Signer(state.start, _past_owner(view, state), state.party))
    return sorted(found, key=lambda signer: (signer.start, -signer.end))


def _towns(view: Annotated, start: int, stop: int) -> list[Signer]:
    """Towns that sign for their countries: "the city of A", "the ports of A and B"."""
    words = _words(view.pack.code)
    found: list[Signer] = []
    for place in within(view.places, start, stop):
        goes_on = bool(found) and words.joint.fullmatch(view.text, found[-1].end, place.start) is not None
        if place.country and (goes_on or words.cities.search(view.low, start, place.start)):
            found.append(Signer(place.start, place.end, Party.country(place.country)))
    return found


def _acts(view: Annotated, state: PartyMention) -> bool:
    """Whether an adjective of a state stands for the state: "the Kenyan side", not "Kenyan lenders"."""
    return state.form != "demonym" or bool(_words(view.pack.code).acting.match(view.low, state.end))


def _in_charge(view: Annotated, state: PartyMention) -> bool:
    """Whether a region is only what an officer is in charge of: "Managing Director for Eastern Europe"."""
    if state.party.kind is not PartyKind.GROUP:
        return False
    people = within(view.persons, max(0, state.start - _FIRST), state.start)
    return any(view.document.text[state.start : state.end] in (person.affiliation or "") for person in people)


def _past_owner(view: Annotated, state: PartyMention) -> int:
    owner = _words(view.pack.code).owners.match(view.text, state.end)
    return owner.end() if owner else state.end


def _owns(view: Annotated, state: PartyMention, bodies: list[OrganisationMention]) -> bool:
    """Whether a state only says whose body signs: "Kazakhstan's Example Bank"; a ministry signs for it."""
    for body in bodies:
        if 0 <= body.start - state.end <= 3 and body.type != _STATE:
            return view.text[state.end : body.start] in _words(view.pack.code).owner
    return False


def _body(body: OrganisationMention) -> Signer | None:
    if body.type != _STATE:
        return Signer(body.start, body.end, Party.body(body.name, body.country))
    return Signer(body.start, body.end, Party.country(body.country)) if body.country else None


def _official(view: Annotated, person: PersonMention) -> Signer | None:
    """Whom an official signs for."""
    if person.party is not None and person.party.kind is not PartyKind.BODY:
        return Signer(person.start, person.end, person.party)
    if person.affiliation is None:
        return None
    for body in view.organisations:
        if body.name == person.affiliation or view.text[body.start : body.end] == person.affiliation:
            return Signer(person.start, person.end, Party.body(body.name, body.country))
    return None


def _before(view: Annotated, start: int, stop: int) -> list[Signer]:
    """The row before the verb: every signer of the clause that is not merely where somebody goes or is."""
    words = _words(view.pack.code)
    found = [
        signer
        for signer in _candidates(view, start, stop)
        if not words.away.search(view.low, max(start, signer.start - 30), signer.start)
    ]
    if len(found) == 1:
        found += _unregistered(view, found[0].end, stop)
    subject = _subject_name(view, start, stop, found)
    return [subject, *found] if subject is not None and len(found) < 2 else found


def _subject_name(view: Annotated, start: int, stop: int, found: list[Signer]) -> Signer | None:
    """A name that no register has, at the head of the clause: "Example Energy and Uzbekistan signed"."""
    named = _unnamed(view, start, stop)
    if named is None or any(signer.start < named.end and named.start < signer.end for signer in found):
        return None
    words = _words(view.pack.code)
    if " " not in view.text[named.start : named.end]:
        # One capitalised word may only open the sentence ("Besides, …", "Talks with …").
        return named if named.end == stop - 1 else None
    if named.end == stop - 1 or words.subjects.match(view.low, named.end) or words.joint.match(view.text, named.end):
        return named
    return None
