"""The parties of a paper: who signs it, else who is meant where its sentence does not name them all.

1. the row of signers in its sentence (extract/signers.py)
2. the mechanism that adopts a paper of its own
3. what else the sentence names; who takes part in the meeting; the last parties named before
4. the other side of a lone one
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, OrganisationMention, Sentence
from khorgos.claims import Event
from khorgos.extract import paper_list, paper_title
from khorgos.extract.scene import Scene
from khorgos.extract.signers import signers
from khorgos.language import load
from khorgos.values import Party
from khorgos.values.party import PartyKind

# Bodies that are parties themselves; a ministry signs for its state.
_SIGNERS = frozenset({"bank", "igo", "fund", "company", "agency"})
# Papers that a mechanism adopts as one, where no two sides are named.
COMMON = frozenset({"declaration", "statement", "programme", "resolution"})
_LOANS = frozenset({"loan agreement", "grant agreement", "credit"})
# A report is about a state that it names this often.
_MAIN = 2
# Papers that only states conclude.
_OF_STATES = frozenset({"free trade agreement", "treaty"})
# Bodies that lend and borrow; who else is named beside two of them only made it known.
_LENDERS = frozenset({"bank", "igo", "fund", "company"})
# "The two sides" stands this close before its verb.
_SUBJECT_NEAR = 25
# "With [the] government", in characters behind the preposition.
_THE = 5
# How far behind its verb the signers are named ("was signed today between …"), in characters.
_SIGNERS_NEAR = 30


@dataclass(slots=True)
class Paper:
    """A paper at a place: its title, its kind, what is done with it and by which word, and whether it bears a name."""

    title: str
    start: int
    end: int
    kind: str
    status: str
    verb: ConceptMention
    proper: bool


@lru_cache(maxsize=8)
def _words(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What joins the parties of a title, and what opens the row of who signs."""
    entry = load(code).room("papers").get("grammar")
    left, right = (r"(?<!\w)", r"(?!\w)") if load(code).boundaries else ("", "")

    def either(key: str) -> re.Pattern[str]:
        words = sorted((str(word) for word in (entry.get(key, ()) if entry else ())), key=len, reverse=True)
        return re.compile(rf"{left}(?:{'|'.join(map(re.escape, words)) or '(?!)'}){right}")

    return either("joined"), either("signers")


def parties_of(scene: Scene, sentence: Sentence, paper: Paper) -> tuple[Party, ...]:
    """Organisations and states of the sentence, else those spoken of before; a lone side gets its other one."""
    view = scene.view
    found: tuple[Party, ...] = ()
    if paper_title.walks(view.pack.code):
        row = signers(view, sentence, (paper.start, paper.end), paper.verb)
        state = _acting(scene, sentence, paper) if row and not _states_of(row) else None
        row = (state, *row) if state is not None and state not in row else row
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
        met = _by_meeting(scene, sentence, paper)
        if met:
            return met
        common = _common(view, paper)
        if common is not None:
            return (common,)
    found = found or paper_list.parties(view, paper.start) or _named(view, sentence, paper)
    far = not found
    if far:
        found = _attendants(scene, paper) or _before(view, sentence)
        if paper.kind in _OF_STATES:
            found = _states_of(found) if len(_states_of(found)) > 1 else found
    alone = far and bool(found) and found[0].kind is PartyKind.GROUP
    joint = _joint(view, found[0]) if len(found) == 1 and found[0].kind is PartyKind.BODY else ()
    if joint:
        return joint
    if len(found) == 1 and paper.kind not in COMMON and not alone:
        return (*found, *_other_side(scene, sentence, found[0], lent=paper.kind in _LOANS))
    return found


def _by_meeting(scene: Scene, sentence: Sentence, paper: Paper) -> tuple[Party, ...]:
    """Who takes part in the meeting of this paragraph or before, where its leaders or the meeting itself sign.

    Only where no party stands between those words and the verb.
    """
    view = scene.view
    first = min(paper.verb.start, paper.start)
    said = [found.start() for found in _meeting(view.pack.code).finditer(view.low, sentence.start, first)]
    if not said or within(view.parties, said[-1], paper.end):
        return ()
    if within(view.organisations, said[-1], first):
        return ()
    met = [c for c in scene.claims if isinstance(c, Event) and c.type in ("summit", "meeting") and c.participants]
    before = [event for event in met if event.evidence.span.start < paper.start]
    return before[-1].participants if before else ()


@lru_cache(maxsize=8)
def _meeting(code: str) -> re.Pattern[str]:
    entry = load(code).room("papers").get("grammar")
    words = sorted((str(word) for word in (entry.get("by_meeting", ()) if entry else ())), key=len, reverse=True)
    left, right = (r"(?<!\w)", r"(?!\w)") if load(code).boundaries else ("", "")
    return re.compile(rf"{left}(?:{'|'.join(map(re.escape, words)) or '(?!)'}){right}")


def _acting(scene: Scene, sentence: Sentence, paper: Paper) -> Party | None:
    """The state that a report is about, where "the government" or a ministry of no named state signs."""
    view = scene.view
    governing = _governments(view.pack.code)
    first = min(paper.start, paper.verb.start)
    subject = governing.search(view.low, sentence.start, first)
    if subject is None and not any(
        governing.match(view.low, found.end() + 1) or governing.match(view.low, found.end() + _THE)
        for opener in _words(view.pack.code)
        for found in opener.finditer(view.low, paper.verb.end, sentence.end)
    ):
        return None
    return _foremost(view)


def _foremost(view: Annotated) -> Party | None:
    """The state most spoken of, capitals and towns counted."""
    named = [m.party for m in view.parties if m.party.kind is PartyKind.COUNTRY]
    named += [Party.country(place.country) for place in view.places if place.country]
    return Counter(named).most_common(1)[0][0] if named else None


@lru_cache(maxsize=8)
def _governments(code: str) -> re.Pattern[str]:
    entry = load(code).room("papers").get("grammar")
    words = sorted((str(word) for word in (entry.get("governments", ()) if entry else ())), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?!\w)")


def _joint(view: Annotated, party: Party) -> tuple[Party, ...]:
    """The states whose names a body of theirs bears: "the Azerbaijan-Kyrgyzstan Development Fund"."""
    for body in view.organisations:
        if body.name == party.code:
            inside = within(view.parties, body.start, body.end)
            states = tuple(dict.fromkeys(m.party for m in inside if m.party.kind is PartyKind.COUNTRY))
            return states if len(states) > 1 else ()
    return ()


def _pair(scene: Scene, sentence: Sentence, paper: Paper) -> tuple[Party, ...]:
    """Whom "the two sides" means that are said to sign."""
    first = min(paper.verb.start, paper.start)
    for mention in within(scene.view.room("anaphora"), sentence.start, first):
        if mention.concept == "pair" and first - mention.end < _SUBJECT_NEAR:
            return tuple(scene.discourse.resolve(mention))
    return ()


def _named(view: Annotated, sentence: Sentence, paper: Paper) -> tuple[Party, ...]:
    """The parties that the sentence names: behind "signed by" or "between" only what follows."""
    start = _signers_start(view, sentence, paper)
    apart = view.pack.boundaries and not paper_title.walks(view.pack.code)
    end = _next_paper(view, sentence, paper) if apart else sentence.end
    found = _between(view, start, end, paper)
    return found if len(found) > 1 or start == sentence.start else _between(view, sentence.start, end, paper)


def _next_paper(view: Annotated, sentence: Sentence, paper: Paper) -> int:
    """Where the next paper of the sentence begins: who signs that one has not signed this one."""
    room = view.pack.room("papers")
    later = [
        hit.start for hit in within(view.room("papers"), paper.end, sentence.end) if not room[hit.concept].get("status")
    ]
    return later[0] if later else sentence.end


def _signers_start(view: Annotated, sentence: Sentence, paper: Paper) -> int:
    verb = paper.verb
    if not sentence.start <= verb.start < sentence.end:
        return sentence.start
    marker = _words(view.pack.code)[1].search(view.low, verb.end, min(sentence.end, verb.end + _SIGNERS_NEAR))
    return marker.end() if marker else sentence.start


def _between(view: Annotated, start: int, end: int, paper: Paper) -> tuple[Party, ...]:
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
    named = bool(_words(view.pack.code)[0].search(view.low, paper.start, paper.end))
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
    own = {side.code, *side.members} if side.kind is not PartyKind.GROUP else {side.code}
    officials = [party for party in people if party.kind is PartyKind.COUNTRY and party.code not in own]
    if officials:
        return (officials[0],)
    named = [m.party for m in view.parties if m.party.kind is PartyKind.COUNTRY and m.party.code not in own]
    named += [Party.country(p.country) for p in view.places if p.country and p.country not in own]
    counts = Counter(named).most_common(2)
    if not counts or counts[0][1] < _MAIN or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        home = scene.discourse.home
        sided = side.kind is PartyKind.BODY or _ratified(view, sentence)
        return (home,) if home is not None and home.code not in own and sided else ()
    return (counts[0][0],)


def _ratified(view: Annotated, sentence: Sentence) -> bool:
    """Whether a paper is ratified: by the parliament of the state that the report is about."""
    return any(hit.concept == "ratify" for hit in within(view.room("papers"), sentence.start, sentence.end))


def _common(view: Annotated, paper: Paper) -> Party | None:
    """The mechanism that adopted a paper of its own: the last one named before it."""
    own = {p.party for p in within(view.parties, paper.start, paper.end) if p.party.kind is PartyKind.COUNTRY}
    if paper.kind not in COMMON or len(own) > 1 or _words(view.pack.code)[0].search(view.low, paper.start, paper.end):
        return None
    groups = [
        party.party
        for mechanism in view.mechanisms
        if mechanism.start < paper.start
        for party in within(view.parties, mechanism.start, mechanism.end)
        if party.party.kind is PartyKind.GROUP
    ]
    return groups[-1] if groups else None


def _attendants(scene: Scene, paper: Paper) -> tuple[Party, ...]:
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
