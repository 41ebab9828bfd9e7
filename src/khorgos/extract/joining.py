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

_SAID = {"observe": "observes", "leave": "leaves", "member": "member"}


def find(scene: Scene, sentence: Sentence, hits: list[ConceptMention]) -> list[Gathering]:
    """The entries that a sentence tells."""
    verb = next((hit for hit in hits if hit.concept in _JOINS), None)
    if verb is None:
        return []
    view = scene.view
    body = _body(view, sentence, verb)
    if body is None:
        return []
    before = [m for m in within(view.parties, sentence.start, verb.start) if _enters(m, body)]
    after = [m for m in within(view.parties, verb.end, sentence.end) if _enters(m, body)]
    who = _last_run(view, before)
    turned = bool(after) and verb.concept == "admit"
    if verb.concept == "member" and not _becoming(view.pack.code).search(
        view.low, max(sentence.start, verb.start - 40), verb.start
    ):
        return []
    if turned:
        who = after[:1]
    if not who:
        return []
    dates = [p for p in within(view.periods, sentence.start, sentence.end) if usable(p)]
    date = next((p for p in dates if p.start >= verb.end), None) or (dates[-1] if dates else None)
    if date is None:
        return []
    found = [_entry(view, verb, who, body, date)]
    found += _gapped(view, sentence, verb, body, date)
    return found


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


def _enters(mention: PartyMention, body: MechanismMention) -> bool:
    inside = body.start <= mention.start < body.end
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
    view: Annotated, verb: ConceptMention, who: list[PartyMention], body: MechanismMention, date: PeriodMention
) -> Gathering:
    wording = view.pack.room("meetings")["joining"]
    said = str(wording.get(_SAID.get(verb.concept, "joins")) or wording.get("joins"))
    # A report that gives the letters of a name calls it by them.
    letters = (m.alias for m in view.mechanisms if m.code == body.code and m.alias.isupper())
    short = next(letters, short_name(body))
    name = f"{view.document.text[who[0].start : who[-1].end]} {said} {short}"
    places = [who[0].start, who[-1].end, date.start, date.end]
    if (
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
        mechanism=body.code,
    )


def _apart(verb: ConceptMention, who: list[PartyMention], date: PeriodMention) -> bool:
    """Whether the verb stands before another entry of the same series."""
    return verb.end < who[0].start and date.start > who[0].start and verb.end + 30 < who[0].start
