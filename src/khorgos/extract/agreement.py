"""Mentions to claims: papers signed, adopted or planned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PeriodMention, Sentence
from khorgos.claims import Agreement, Ground
from khorgos.extract.gathering import usable, words_of
from khorgos.extract.scene import Scene
from khorgos.language import load
from khorgos.values import Party
from khorgos.values.party import PartyKind

_DONE = frozenset({"sign", "adopt", "ratify", "plan", "announce"})
# How far a paper and what is done with it may stand from one another, in characters (a clause of the news texts).
_REACH = 110
_DAY = 60
# Bodies that are parties themselves; a ministry signs for its state.
_SIGNERS = frozenset({"bank", "igo", "fund", "company", "agency"})
# Papers that a mechanism adopts as one, where no two sides are named.
_COMMON = frozenset({"declaration", "statement", "programme", "resolution"})
# Papers that only states conclude.
_OF_STATES = frozenset({"free trade agreement", "treaty"})
_JOINED = re.compile(r" (?:with|between|into) ")


@dataclass(slots=True)
class _Paper:
    title: str
    start: int
    end: int
    kind: str
    status: str
    verb: ConceptMention
    proper: bool


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]
    behind: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    entry = load(code).room("papers").get("grammar")

    def either(key: str) -> str:
        words = [str(word) for word in (entry.get(key, ()) if entry else ())]
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"

    capital = r"[^\W\d_a-zа-яё][\w&'+-]*"
    links, stops = either("links"), either("stops")
    return _Words(
        before=re.compile(
            rf"(?:(?:{capital}|[a-z]+-[a-z]+|intergovernmental|investment|cooperation|bilateral|trilateral|two|three|"
            rf"[a-z]+teen|[a-z]+ and a|preferential|draft|(?<=[a-z] )of|framework) )+$"
        ),
        behind=re.compile(rf" (?:{links}) (?:(?!(?:{stops})\b)[^\s,;:.()]+(?:[ ,]|(?=[;:.()]|$)))+"),
    )


def extract(scene: Scene) -> None:
    """Add every paper that the document says is signed, adopted, ratified or planned, each once."""
    view = scene.view
    hits = view.room("papers")
    if not hits:
        return
    verbs = [hit for hit in hits if hit.concept in _DONE]
    seen: list[frozenset[str]] = []
    for hit in hits:
        if hit.concept in _DONE:
            continue
        sentence = view.sentence_at(hit.start)
        if sentence is None or sentence.title:
            continue
        paper = _paper(view, sentence, hit, verbs)
        if paper is None:
            scene.reject(
                "agreement", hit.start, hit.end, "nothing-done", "a paper of which nothing is said to be done."
            )
            continue
        words = words_of(paper.title)
        if any(words <= other or other <= words for other in seen):
            continue
        if _claim(scene, sentence, paper):
            seen.append(words)


def _paper(view: Annotated, sentence: Sentence, hit: ConceptMention, verbs: list[ConceptMention]) -> _Paper | None:
    words = _words(view.pack.code)
    lead = words.before.search(view.text, max(sentence.start, hit.start - 70), hit.start)
    start = lead.start() if lead else hit.start
    head = view.text[start : hit.start]
    for article in ("The ", "A ", "An ", "Under "):
        if head.startswith(article):
            start += len(article)
    tail = words.behind.match(view.text, hit.end, sentence.end)
    end = tail.end() if tail else hit.end
    while end > hit.end and not view.text[end - 1].isalnum():
        end -= 1
    days = [p for p in within(view.periods, hit.end, end) if p.timex == "DATE"]
    if days:
        end = max(hit.end, (days[0].outer_start if days[0].outer_start >= 0 else days[0].start) - 1)
    verb = _verb(view, sentence, start, end, verbs)
    if verb is None:
        return None
    status = str(view.pack.room("papers")[verb.concept].get("status"))
    proper = any(word[:1].isupper() for word in view.text[start : hit.start].split()) or view.text[hit.start].isupper()
    return _Paper(view.document.text[start:end], start, end, hit.concept, status, verb, proper)


def _verb(
    view: Annotated, sentence: Sentence, start: int, end: int, verbs: list[ConceptMention]
) -> ConceptMention | None:
    """What is done with the paper at start..end: the nearest verb of its clause, or of the list it stands in."""
    near = [
        verb
        for verb in verbs
        if sentence.start <= verb.start < sentence.end
        and (0 <= verb.start - end < _REACH or 0 <= start - verb.end < _REACH)
    ]
    if near:
        return min(near, key=lambda verb: min(abs(verb.start - end), abs(start - verb.end)))
    inside = [verb for verb in verbs if start <= verb.start < end]
    if inside:
        return inside[-1]
    listed = [verb for verb in verbs if verb.end <= start and ":" in view.text[verb.end : start]]
    if listed and "\n\n" not in view.text[listed[-1].end : start] and start - listed[-1].end < 900:
        return listed[-1]
    return None


def _claim(scene: Scene, sentence: Sentence, paper: _Paper) -> bool:
    view = scene.view
    parties = _parties(view, sentence, paper)
    date = _date(view, sentence, paper)
    if not paper.proper and not parties and date is None:
        scene.reject("agreement", paper.start, paper.end, "unspecific", "no parties, day or name of its own.")
        return False
    grounds: tuple[Ground, ...] = (scene.ground("date", date, date.anchor),) if date else ()
    inside = sentence.start <= paper.verb.start < sentence.end
    claim = scene.claim(
        Agreement,
        min(paper.start, paper.verb.start) if inside else paper.start,
        max(paper.end, paper.verb.end if inside else 0, date.end if date else 0),
        grounds=grounds,
        rule="agreement." + paper.verb.concept,
        title=paper.title,
        parties=parties,
        date=date.period if date else None,
        paper=paper.kind,
        status=paper.status,
    )
    return claim is not None


def _date(view: Annotated, sentence: Sentence, paper: _Paper) -> PeriodMention | None:
    """The day that goes with the verb: the nearest to it in the sentence, before what comes behind another paper."""
    if not sentence.start <= paper.verb.start < sentence.end:
        return None
    days = [p for p in within(view.periods, sentence.start, sentence.end) if usable(p)]
    behind = [p for p in days if 0 <= p.start - max(paper.verb.end, paper.end) < _DAY]
    direct = [p for p in days if 0 <= p.start - paper.verb.end < 12]
    ahead = [p for p in days if 0 <= paper.verb.start - p.end < 2 * _DAY]
    chosen = direct or behind[:1] or ahead[-1:]
    return chosen[0] if chosen else None


def _parties(view: Annotated, sentence: Sentence, paper: _Paper) -> tuple[Party, ...]:
    """Organisations and states of the sentence, else those spoken of before."""
    common = _common(view, paper)
    if common is not None:
        return (common,)
    bodies = [m for m in within(view.organisations, sentence.start, sentence.end) if m.type in _SIGNERS]
    found: dict[str, Party] = {}
    for body in bodies:
        found[body.name] = Party.body(body.name, body.country)
    states = [
        m
        for m in within(view.parties, sentence.start, sentence.end)
        if m.form in ("name", "group", "government", "demonym")
        and not any(b.start <= m.start < b.end for b in bodies)
        and m.party.kind in (PartyKind.COUNTRY, PartyKind.GROUP)
    ]
    countries = tuple(dict.fromkeys(m.party for m in states if m.party.kind is PartyKind.COUNTRY))
    if paper.kind in _OF_STATES and len(countries) > 1:
        return countries
    # Whose railway a loan is for does not say who signed it, unless nobody else is named.
    named = bool(_JOINED.search(view.low, paper.start, paper.end))
    others = [m for m in states if named or not paper.start <= m.start < paper.end]
    for state in others or (states if not found else []):
        found[state.party.code] = state.party
    if found:
        return tuple(found.values())
    earlier = _before(view, sentence)
    countries = tuple(party for party in earlier if party.kind is PartyKind.COUNTRY)
    return countries if paper.kind in _OF_STATES and len(countries) > 1 else earlier


def _common(view: Annotated, paper: _Paper) -> Party | None:
    """The mechanism that adopted a paper of its own: the last one named before it."""
    if paper.kind not in _COMMON or _JOINED.search(view.low, paper.start, paper.end):
        return None
    groups = [
        party.party
        for mechanism in view.mechanisms
        if mechanism.start < paper.start
        for party in within(view.parties, mechanism.start, mechanism.end)
        if party.party.kind is PartyKind.GROUP
    ]
    return groups[-1] if groups else None


def _before(view: Annotated, sentence: Sentence) -> tuple[Party, ...]:
    """The parties of the last sentence that named any; states come before bodies."""
    groups = [m for m in view.parties if m.end <= sentence.start and m.form in ("name", "group")]
    if not groups:
        return ()
    last = view.sentence_at(groups[-1].start)
    if last is None:
        return ()
    bodies = [
        Party.body(m.name, m.country) for m in within(view.organisations, last.start, last.end) if m.type != "outlet"
    ]
    states = [m.party for m in within(view.parties, last.start, last.end) if m.form in ("name", "group")]
    return tuple(dict.fromkeys([*bodies, *states]))
