"""Countries that join a mechanism: "Uzbekistan joined the organisation in 2001, India and Pakistan in 2017"."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, MechanismMention, PartyMention, PeriodMention, Sentence
from khorgos.extract.gathering import Gathering, short_name, usable
from khorgos.extract.scene import Scene
from khorgos.language import load
from khorgos.values.party import PartyKind

_JOINS = frozenset({"join", "admit", "observe", "member", "leave"})

# Verbs whose object is the body entered or left.
_PLAIN = frozenset({"join", "leave"})
# Who enters, the verb and the body stand this close where nothing but the entry is told, in characters.
_BESIDE = 12
_NEAR = 40

_SAID = {"observe": "observes", "leave": "leaves", "member": "member"}


def find(scene: Scene, sentence: Sentence, hits: list[ConceptMention]) -> list[Gathering]:
    """The entries that a sentence tells."""
    verb = next((hit for hit in hits if hit.concept in _JOINS), None)
    if verb is None:
        return _following(scene.view, sentence, hits)
    view = scene.view
    body = _body(view, sentence, verb)
    if verb.concept == "member" and not _becoming(view.pack.code).search(
        view.low, max(sentence.start, verb.start - 40), verb.start
    ):
        return []
    who = _who(view, sentence, verb, body)
    if not who:
        return []
    dates = [p for p in within(view.periods, sentence.start, sentence.end) if usable(p)]
    date = next((p for p in dates if p.start >= verb.end), None) or (dates[-1] if dates else None)
    if body is None:
        return _unregistered(view, verb, who, date)
    if date is None:
        return [_entry(view, verb, who, body, None)] if _plainly(view, verb, who, body) else []
    found = [_entry(view, verb, who, body, date)]
    found += _gapped(view, sentence, verb, body, date)
    return found


def _who(
    view: Annotated, sentence: Sentence, verb: ConceptMention, body: MechanismMention | None
) -> list[PartyMention]:
    """Who enters: the row before the verb, or behind one by which a body takes somebody in."""
    after = [m for m in within(view.parties, verb.end, sentence.end) if _enters(m, body)]
    if after and verb.concept == "admit":
        return _first_run(view, after)
    return _last_run(view, [m for m in within(view.parties, sentence.start, verb.start) if _enters(m, body)])


def _plainly(view: Annotated, verb: ConceptMention, who: list[PartyMention], body: MechanismMention) -> bool:
    """Whether a sentence without a day says nothing but that somebody enters: "Morocco joins the Example Network"."""
    words = view.pack.boundaries and verb.concept in _PLAIN
    return bool(words) and 0 <= verb.start - who[-1].end <= _BESIDE and 0 <= body.start - verb.end <= _BESIDE


def _following(view: Annotated, sentence: Sentence, hits: list[ConceptMention]) -> list[Gathering]:
    """Entries told by "followed" behind others: "South Africa followed in 2010"."""
    found: list[Gathering] = []
    for verb in hits:
        if verb.concept != "follow" or not (earlier := [m for m in view.mechanisms if m.end <= verb.start]):
            continue
        body = earlier[-1]
        who = _last_run(view, [m for m in within(view.parties, sentence.start, verb.start) if _enters(m, body)])
        dates = [p for p in within(view.periods, verb.end, sentence.end) if usable(p)]
        if who and dates and verb.start - who[-1].end <= 1 and dates[0].start - verb.end <= _BESIDE:
            found.append(_entry(view, verb, who, body, dates[0]))
    return found


def _unregistered(
    view: Annotated, verb: ConceptMention, who: list[PartyMention], date: PeriodMention | None
) -> list[Gathering]:
    """Entries into bodies that no register has, by the noun in their names, and admissions that name no body."""
    named = _bodies(view.pack.code).match(view.text, verb.end) if verb.concept in _PLAIN else None
    direct = 0 <= verb.start - who[-1].end <= _BESIDE
    wording = view.pack.room("meetings")["joining"]
    said = str(wording.get(_SAID.get(verb.concept, "joins")) or wording.get("joins"))
    names = view.document.text[who[0].start : who[-1].end]
    if named and direct:
        return [_gathering(f"{names} {said} {named.group('name')}", verb, who, date, named.end(), None)]
    role = _roles(view.pack.code).search(view.low, who[-1].end, who[-1].end + _NEAR)
    if verb.concept == "admit" and role:
        return [_gathering(f"{names} {role.group()}", verb, who, date, role.end(), None)]
    return []


@lru_cache(maxsize=8)
def _bodies(code: str) -> re.Pattern[str]:
    """The name of a body behind its verb, told by the noun that it ends in or begins with."""
    entry = load(code).room("meetings").get("entered")
    nouns = "|".join(re.escape(str(word)) for word in (entry.get("words", ()) if entry else ())) or "(?!)"
    plain = "|".join(re.escape(str(word)) for word in (entry.get("common", ()) if entry else ())) or "(?!)"
    name = r"[A-Z][\w&'+-]*(?: (?:(?:of|on|for|and|the|against|in) )*[A-Z][\w&'+-]*)*"
    return re.compile(rf" (?:the |its |their |a |an )?(?P<name>(?=[^.,;:]*\b(?:{nouns})\b){name}|(?:{plain})\b)")


@lru_cache(maxsize=8)
def _roles(code: str) -> re.Pattern[str]:
    """As what somebody is taken in: "as an observer"."""
    entry = load(code).room("meetings").get("entered")
    words = "|".join(re.escape(str(word)) for word in (entry.get("roles", ()) if entry else ())) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@lru_cache(maxsize=8)
def _becoming(code: str) -> re.Pattern[str]:
    entry = load(code).room("meetings").get("becoming")
    words = "|".join(re.escape(str(word)) for word in (entry.get("words", ()) if entry else ()))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)")


@lru_cache(maxsize=8)
def _series(code: str) -> re.Pattern[str]:
    entry = load(code).room("meetings").get("becoming")
    words = "|".join(re.escape(str(word)) for word in (entry.get("links", ()) if entry else ()))
    return re.compile(rf"(?:[,\s]|(?<!\w)(?:{words or '(?!)'})(?!\w))*")


def _enters(mention: PartyMention, body: MechanismMention | None) -> bool:
    inside = body is not None and body.start <= mention.start < body.end
    return mention.form == "name" and mention.party.kind is PartyKind.COUNTRY and not inside


def _body(view: Annotated, sentence: Sentence, verb: ConceptMention) -> MechanismMention | None:
    """The mechanism that is entered: named behind the verb, else the last one named."""
    behind = within(view.mechanisms, verb.end, sentence.end)
    if behind and behind[0].start - verb.end < 60:
        return behind[0]
    earlier = [m for m in view.mechanisms if m.end <= verb.start]
    return earlier[-1] if earlier else None


def _last_run(view: Annotated, mentions: list[PartyMention]) -> list[PartyMention]:
    """The last parties that stand in a row: "Laos and Myanmar"."""
    run: list[PartyMention] = []
    for mention in reversed(mentions):
        if run and not _series(view.pack.code).fullmatch(view.low[mention.end : run[0].start]):
            break
        run.insert(0, mention)
    return run


def _first_run(view: Annotated, mentions: list[PartyMention]) -> list[PartyMention]:
    """The first parties that stand in a row."""
    run = mentions[:1]
    for mention in mentions[1:]:
        if not _series(view.pack.code).fullmatch(view.low[run[-1].end : mention.start]):
            break
        run.append(mention)
    return run


def _gapped(
    view: Annotated, sentence: Sentence, verb: ConceptMention, body: MechanismMention, first: PeriodMention
) -> list[Gathering]:
    """Entries without their verb: "…, Vietnam in 1995, Laos and Myanmar in 1997"."""
    found: list[Gathering] = []
    at = first.end
    for date in within(view.periods, first.end, sentence.end):
        parties = [m for m in within(view.parties, at, date.start) if _enters(m, body)]
        if not parties or not usable(date):
            break
        between = view.low[at : parties[0].start] + view.low[parties[-1].end : date.start]
        if not _series(view.pack.code).fullmatch(between) or _last_run(view, parties) != parties:
            break
        found.append(_entry(view, verb, parties, body, date))
        at = date.end
    return found


def _entry(
    view: Annotated, verb: ConceptMention, who: list[PartyMention], body: MechanismMention, date: PeriodMention | None
) -> Gathering:
    wording = view.pack.room("meetings")["joining"]
    said = str(wording.get(_SAID.get(verb.concept, "joins")) or wording.get("joins"))
    # A report that gives the letters of a name calls it by them.
    letters = (m.alias for m in view.mechanisms if m.code == body.code and m.alias.isupper())
    short = next(letters, short_name(body))
    name = f"{view.document.text[who[0].start : who[-1].end]} {said} {short}"
    return _gathering(name, verb, who, date, 0, body.code)


def _gathering(
    name: str,
    verb: ConceptMention,
    who: list[PartyMention],
    date: PeriodMention | None,
    end: int,
    mechanism: str | None,
) -> Gathering:
    places = [who[0].start, who[-1].end, *((date.start, date.end) if date else (verb.start, verb.end))]
    places += [end] if end else []
    if date and (
        who[0].start <= verb.start <= date.end
        or date.start <= verb.start <= who[-1].end
        or verb.start < who[0].start < date.start < verb.end + 80
    ):
        places += [verb.start, verb.end] if not _apart(verb, who, date) else []
    return Gathering(
        "other",
        name,
        min(places),
        max(places),
        "event.joins",
        date=date,
        participants=tuple(m.party for m in who),
        mechanism=mechanism,
    )


def _apart(verb: ConceptMention, who: list[PartyMention], date: PeriodMention) -> bool:
    """Whether the verb stands before another entry of the same series."""
    return verb.end < who[0].start and date.start > who[0].start and verb.end + 30 < who[0].start
