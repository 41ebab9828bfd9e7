"""Mentions to claims: papers signed, adopted or planned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, OrganisationMention, PeriodMention, Sentence
from khorgos.claims import Agreement, Event, Ground
from khorgos.extract import paper_title, unspaced
from khorgos.extract.gathering import usable, words_of
from khorgos.extract.nominative import nominative
from khorgos.extract.scene import Scene
from khorgos.extract.signers import signers
from khorgos.language import load
from khorgos.language.pack import Concept
from khorgos.values import Party, Period
from khorgos.values.party import PartyKind

_DONE = frozenset({"sign", "adopt", "ratify", "plan", "announce", "end"})
# How far a paper and what is done with it may stand from one another, in characters (a clause of the news texts).
_REACH = 110
_DAY = 60
# Bodies that are parties themselves; a ministry signs for its state.
_SIGNERS = frozenset({"bank", "igo", "fund", "company", "agency"})
# Papers that a mechanism adopts as one, where no two sides are named.
_COMMON = frozenset({"declaration", "statement", "programme", "resolution"})
# Papers that only states conclude.
_LOANS = frozenset({"loan agreement", "credit"})
# A report is about a state that it names this often.
_MAIN = 2
_OF_STATES = frozenset({"free trade agreement", "treaty"})
# Bodies that lend and borrow; who else is named beside two of them only made it known.
_LENDERS = frozenset({"bank", "igo", "fund", "company"})
# A loan that is signed stands this close to the verb; elsewhere loans are given.
_SIGNED_NEAR = 60
_PASSIVE_NEAR = 12
# "The two sides" stands this close before its verb.
_SUBJECT_NEAR = 25
# How far behind its verb the signers are named ("was signed today between …"), in characters.
_SIGNERS_NEAR = 30


@dataclass(slots=True)
class _Paper:
    title: str
    start: int
    end: int
    kind: str
    status: str
    verb: ConceptMention
    proper: bool


@dataclass(slots=True)
class _Told:
    """A paper with its parties and day, and the sentence that tells them."""

    paper: _Paper
    sentence: Sentence
    parties: tuple[Party, ...]
    date: PeriodMention | None


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]
    behind: re.Pattern[str]
    joined: re.Pattern[str]
    signers: re.Pattern[str]
    articles: re.Pattern[str]
    relative: re.Pattern[str]
    dated: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    entry = load(code).room("papers").get("grammar")

    def either(key: str) -> str:
        words = [str(word) for word in (entry.get(key, ()) if entry else ())]
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"

    capital = r"[^\W\d_a-zа-яё][\w&'+-]*"
    links, stops, lead = either("links"), either("stops"), either("lead")
    ends = rf"|[^\W\dA-ZА-ЯЁ_]+(?:{either('suffixes')})"
    # In languages with cases a row of genitives follows the head without a word that opens it.
    direct = "(?:и )?" if entry and entry.get("direct") else "(?!)"
    word = rf"(?!(?:{stops})\b)[^\s,;:.()]+(?:[ ,]|(?=[;:.()]|$))"
    left, right = (r"(?<!\w)", r"(?!\w)") if load(code).boundaries else ("", "")
    return _Words(
        before=re.compile(rf"(?:(?:{capital}|[a-z]+-[a-z]+|{lead}{ends}) )+$"),
        behind=re.compile(rf" (?:(?:{links}) (?:{word})+|{direct}(?=[А-ЯЁ])(?:{word})+)"),
        joined=re.compile(rf"{left}(?:{either('joined')}){right}"),
        signers=re.compile(rf"{left}(?:{either('signers')}){right}"),
        relative=re.compile(rf"{left}(?:{either('relative')}){right}(?! of\b)"),
        dated=re.compile(rf",? (?:{either('dated')}) "),
        articles=re.compile(rf"(?:(?:{either('leading')}) )+", re.IGNORECASE),
    )


def extract(scene: Scene) -> None:
    """Add every paper that the document says is signed, adopted, ratified or planned, each once."""
    told: list[_Told] = []
    for paper, sentence in _papers(scene):
        words = words_of(paper.title)
        same = next((t for t in told if words <= (other := words_of(t.paper.title)) or other <= words), None)
        if same is None:
            if (found := _told(scene, sentence, paper)) is not None:
                told.append(found)
        elif same.date is None and not paper.proper:
            # "When the agreement had been signed on Tuesday": the day of the paper spoken of before.
            same.date = _date(scene.view, sentence, paper)
    for each in told:
        _claim(scene, each)


def _papers(scene: Scene) -> Iterator[tuple[_Paper, Sentence]]:
    """Every mention of a paper with which something is done."""
    view = scene.view
    hits = view.room("papers")
    verbs = [hit for hit in hits if hit.concept in _DONE]
    for hit in hits:
        sentence = view.sentence_at(hit.start) if hit.concept not in _DONE else None
        if sentence is None or sentence.title:
            continue
        paper = _paper(view, sentence, hit, verbs)
        if paper is not None:
            yield paper, sentence
            continue
        scene.reject("agreement", hit.start, hit.end, "nothing-done", "a paper of which nothing is said to be done.")


def _paper(view: Annotated, sentence: Sentence, hit: ConceptMention, verbs: list[ConceptMention]) -> _Paper | None:
    if paper_title.walks(view.pack.code):
        start, end = paper_title.bounds(view, sentence, hit)
    else:
        start, end = _start(view, sentence, hit), _tail(view, sentence, hit)
    concept = view.pack.room("papers")[hit.concept]
    done = concept.get("done")
    verb = replace(hit, concept=str(done)) if done else _verb(view, sentence, start, end, verbs)
    if verb is None or not _meant(concept, view, (start, end), hit, verb):
        return None
    status = str(view.pack.room("papers")[verb.concept].get("status"))
    proper = any(word[:1].isupper() for word in view.text[start : hit.start].split()) or view.text[hit.start].isupper()
    return _Paper(
        _title(view, start, hit, end), start, end, str(concept.get("paper", hit.concept)), status, verb, proper
    )


def _meant(
    concept: Concept, view: Annotated, title: tuple[int, int], hit: ConceptMention, verb: ConceptMention
) -> bool:
    """Whether the noun means a paper here: a loan only where it is signed, several papers only by their subject."""
    if concept.get("signed"):
        if verb.start >= hit.end:
            return verb.concept == "sign" and verb.start - title[1] < _PASSIVE_NEAR
        near = 0 <= hit.start - verb.end < _SIGNED_NEAR and "," not in view.text[verb.end : hit.start]
        return verb.concept == "sign" and near
    return not concept.get("several") or title[1] > hit.end


def _tail(view: Annotated, sentence: Sentence, hit: ConceptMention) -> int:
    """Where the complement of a noun for a paper ends."""
    tail = _words(view.pack.code).behind.match(view.text, hit.end, sentence.end)
    end = tail.end() if tail else hit.end
    while end > hit.end and not view.text[end - 1].isalnum():
        end -= 1
    days = [p for p in within(view.periods, hit.end, end) if p.timex == "DATE"]
    if days:
        end = max(hit.end, (days[0].outer_start if days[0].outer_start >= 0 else days[0].start) - 1)
    return end


def _start(view: Annotated, sentence: Sentence, hit: ConceptMention) -> int:
    """Where the title that a noun for a paper heads begins."""
    if not view.pack.boundaries:
        title = unspaced.titled(view, hit)
        return title[0] if title else unspaced.name_start(view, sentence, hit, ("papers", "grammar", "before"))
    words = _words(view.pack.code)
    lead = words.before.search(view.text, max(sentence.start, hit.start - 70), hit.start)
    if lead is None:
        return hit.start
    article = words.articles.match(view.text, lead.start(), hit.start)
    return article.end() if article else lead.start()


def _title(view: Annotated, start: int, hit: ConceptMention, end: int) -> str:
    """The title of a paper as a heading has it."""
    text = view.document.text
    lead, head, tail = text[start : hit.start], text[hit.start : hit.end], text[hit.end : end]
    before, noun = nominative(view.pack.code, "papers", hit.concept, lead.strip(), head)
    titled = view.pack.room("papers")[hit.concept].get("titled")
    if titled:
        return f"{lead}{titled}{tail}"
    return f"{before} {noun}{tail}".strip() if noun != head else lead + head + tail


def _verb(
    view: Annotated, sentence: Sentence, start: int, end: int, verbs: list[ConceptMention]
) -> ConceptMention | None:
    """What is done with the paper at start..end: the nearest verb of its clause, or of the list it stands in."""
    near = [
        verb
        for verb in verbs
        if sentence.start <= verb.start < sentence.end
        and (0 <= verb.start - end < _REACH or 0 <= start - verb.end < _REACH)
        and not (verb.end <= start and _in_clause(view, verb.end, start))
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


def _told(scene: Scene, sentence: Sentence, paper: _Paper) -> _Told | None:
    """What the text says of a paper; None where that tells it from no other."""
    parties = _parties(scene, sentence, paper)
    date = _date(scene.view, sentence, paper)
    if not paper.proper and not parties and date is None:
        scene.reject("agreement", paper.start, paper.end, "unspecific", "no parties, day or name of its own.")
        return None
    return _Told(paper, sentence, parties, date)


def _in_clause(view: Annotated, start: int, end: int) -> bool:
    """Whether a clause with another subject opens between two places and still goes on."""
    opened = _words(view.pack.code).relative.search(view.low, start, end)
    return bool(opened) and view.low.rfind(", and ", opened.end() if opened else start, end) < 0


def _claim(scene: Scene, told: _Told) -> None:
    paper, sentence, date = told.paper, told.sentence, told.date
    grounds: tuple[Ground, ...] = (scene.ground("date", date, date.anchor),) if date else ()
    period = date.period if date else None
    if date is None and paper.status in ("signed", "adopted") and paper.kind in _COMMON:
        period, grounds = _of_meeting(scene, paper)
    inside = sentence.start <= paper.verb.start < sentence.end
    own = date is not None and sentence.start <= date.start < sentence.end
    scene.claim(
        Agreement,
        min(paper.start, paper.verb.start) if inside else paper.start,
        max(paper.end, paper.verb.end if inside else 0, date.end if date and own else 0),
        grounds=grounds,
        rule="agreement." + paper.verb.concept,
        title=paper.title,
        parties=told.parties,
        date=period,
        paper=paper.kind,
        status=paper.status,
    )


def _date(view: Annotated, sentence: Sentence, paper: _Paper) -> PeriodMention | None:
    """The day that goes with the verb: the nearest to it in the sentence, before what comes behind another paper."""
    dated = _words(view.pack.code).dated.match(view.low, paper.end)
    own = next((p for p in within(view.periods, paper.end, sentence.end) if dated and p.start <= dated.end() + 4), None)
    if own is not None and usable(own):
        return own
    if not sentence.start <= paper.verb.start < sentence.end:
        return None
    days = [
        p
        for p in within(view.periods, sentence.start, sentence.end)
        if usable(p) and not paper.start <= p.start < paper.end
    ]
    behind = [p for p in days if 0 <= p.start - max(paper.verb.end, paper.end) < _DAY]
    direct = [p for p in days if 0 <= p.start - paper.verb.end < 12]
    ahead = [p for p in days if 0 <= paper.verb.start - p.end < 2 * _DAY]
    chosen = direct or behind[:1] or ahead[-1:]
    return chosen[0] if chosen else None


def _of_meeting(scene: Scene, paper: _Paper) -> tuple[Period | None, tuple[Ground, ...]]:
    """The day of the meeting that adopted a paper: the only one of its document, or the last told before it."""
    held = [c for c in scene.claims if isinstance(c, Event) and c.type in ("summit", "meeting") and c.date is not None]
    before = [event for event in held if event.evidence.span.start < paper.start] or held[:1]
    if not before:
        return None, ()
    event = before[-1]
    grounds = tuple(ground for ground in event.evidence.grounds if ground.field == "date")
    return (event.date, grounds) if grounds else (None, ())


def _parties(scene: Scene, sentence: Sentence, paper: _Paper) -> tuple[Party, ...]:
    """Organisations and states of the sentence, else those spoken of before; a lone side gets its other one."""
    view = scene.view
    found: tuple[Party, ...] = ()
    if paper_title.walks(view.pack.code):
        row = signers(view, sentence, (paper.start, paper.end), paper.verb)
        common = _common(view, paper) if len(_states_of(row)) < _MAIN else None
        if common is not None:
            return (common, *(p for p in _states_of(row) if p.code not in common.members))
        if len(row) > 1:
            return row
        pair = _pair(scene, sentence, paper) if not row else ()
        if pair:
            return pair
        named = _named(view, sentence, paper) if row and paper.kind in _LOANS else ()
        found = named if row and row[0] in named else row
    else:
        common = _common(view, paper)
        if common is not None:
            return (common,)
    found = found or _named(view, sentence, paper)
    if not found:
        found = _attendants(scene, paper) or _before(view, sentence)
        if paper.kind in _OF_STATES:
            found = _states_of(found) if len(_states_of(found)) > 1 else found
    if len(found) == 1 and paper.kind not in _COMMON:
        return (*found, *_other_side(scene, sentence, found[0], lent=paper.kind in _LOANS))
    return found


def _pair(scene: Scene, sentence: Sentence, paper: _Paper) -> tuple[Party, ...]:
    """Whom "the two sides" means that are said to sign."""
    first = min(paper.verb.start, paper.start)
    for mention in within(scene.view.room("anaphora"), sentence.start, first):
        if mention.concept == "pair" and first - mention.end < _SUBJECT_NEAR:
            return tuple(scene.discourse.resolve(mention))
    return ()


def _named(view: Annotated, sentence: Sentence, paper: _Paper) -> tuple[Party, ...]:
    """The parties that the sentence names: behind "signed by" or "between" only what follows."""
    start = _signers_start(view, sentence, paper)
    found = _between(view, start, sentence.end, paper)
    return found if len(found) > 1 or start == sentence.start else _between(view, sentence.start, sentence.end, paper)


def _signers_start(view: Annotated, sentence: Sentence, paper: _Paper) -> int:
    verb = paper.verb
    if not sentence.start <= verb.start < sentence.end:
        return sentence.start
    marker = _words(view.pack.code).signers.search(view.low, verb.end, min(sentence.end, verb.end + _SIGNERS_NEAR))
    return marker.end() if marker else sentence.start


def _between(view: Annotated, start: int, end: int, paper: _Paper) -> tuple[Party, ...]:
    bodies = [m for m in within(view.organisations, start, end) if m.type in _SIGNERS]
    if paper.kind in _LOANS:
        bodies = _lending(bodies)
    inside = [m for m in within(view.organisations, start, end) if m.type != "ministry"]
    found: dict[str, Party] = {body.name: Party.body(body.name, body.country) for body in bodies}
    if paper.kind in _LOANS and len(found) > 1:
        return tuple(found.values())
    states = [
        m
        for m in within(view.parties, start, end)
        if m.form in ("name", "group", "government", "demonym")
        and not any(b.start <= m.start < b.end for b in inside)
        and m.party.kind in (PartyKind.COUNTRY, PartyKind.GROUP)
    ]
    countries = tuple(dict.fromkeys(m.party for m in states if m.party.kind is PartyKind.COUNTRY))
    if paper.kind in _OF_STATES and len(countries) > 1:
        return countries
    # Whose railway a loan is for does not say who signed it, unless nobody else is named.
    named = bool(_words(view.pack.code).joined.search(view.low, paper.start, paper.end))
    others = [m for m in states if named or not paper.start <= m.start < paper.end]
    for state in others or (states if not found else []):
        found[state.party.code] = state.party
    return tuple(found.values())


def _lending(bodies: list[OrganisationMention]) -> list[OrganisationMention]:
    """The bodies that lend and borrow; an agency is one of them where only the other side is named."""
    sure = [m for m in bodies if m.type in _LENDERS]
    return bodies if len({m.name for m in sure}) == 1 else sure


def _states_of(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(party for party in parties if party.kind is PartyKind.COUNTRY)


def _other_side(scene: Scene, sentence: Sentence, side: Party, *, lent: bool) -> tuple[Party, ...]:
    """Whom a paper with one named side binds as well: whose officials sign, else the state most spoken of.

    Where money is lent to a state, the lender named last before.
    """
    view = scene.view
    lenders = [m for m in within(view.organisations, 0, sentence.end) if m.type in _LENDERS and m.type != "company"]
    if lent and lenders and side.kind is PartyKind.COUNTRY:
        return (Party.body(lenders[-1].name, lenders[-1].country),)
    people = [p.party for p in within(view.persons, sentence.start, sentence.end) if p.party is not None]
    officials = [party for party in people if party.kind is PartyKind.COUNTRY and party != side]
    if officials:
        return (officials[0],)
    named = [m.party for m in view.parties if m.party.kind is PartyKind.COUNTRY and m.party != side]
    counts = Counter(named).most_common(2)
    if not counts or counts[0][1] < _MAIN or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        home = scene.discourse.home
        return (home,) if home is not None and home != side and side.kind is PartyKind.BODY else ()
    return (counts[0][0],)


def _common(view: Annotated, paper: _Paper) -> Party | None:
    """The mechanism that adopted a paper of its own: the last one named before it."""
    own = {p.party for p in within(view.parties, paper.start, paper.end) if p.party.kind is PartyKind.COUNTRY}
    if (
        paper.kind not in _COMMON
        or len(own) > 1
        or _words(view.pack.code).joined.search(view.low, paper.start, paper.end)
    ):
        return None
    groups = [
        party.party
        for mechanism in view.mechanisms
        if mechanism.start < paper.start
        for party in within(view.parties, mechanism.start, mechanism.end)
        if party.party.kind is PartyKind.GROUP
    ]
    return groups[-1] if groups else None


def _attendants(scene: Scene, paper: _Paper) -> tuple[Party, ...]:
    """Who takes part in the meeting last told before a paper, where the meeting is one of several parties."""
    met = [c for c in scene.claims if isinstance(c, Event) and c.type in ("summit", "meeting")]
    before = [event for event in met if event.evidence.span.start < paper.start]
    return before[-1].participants if before and len(before[-1].participants) > 1 else ()


def _before(view: Annotated, sentence: Sentence) -> tuple[Party, ...]:
    """The parties of the last sentence that named any; states come before bodies."""
    groups = [m for m in view.parties if m.end <= sentence.start and m.form in ("name", "group")]
    if not groups:
        return ()
    last = view.sentence_at(groups[-1].start)
    if last is None:
        return ()
    bodies = [
        Party.body(m.name, m.country)
        for m in within(view.organisations, last.start, last.end)
        if m.type not in ("outlet", "ministry")
    ]
    states = [m.party for m in within(view.parties, last.start, last.end) if m.form in ("name", "group")]
    return tuple(dict.fromkeys([*bodies, *states]))
