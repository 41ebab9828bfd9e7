"""Mentions to claims: mechanisms, where the text says something of the mechanism itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.holding import Holding
from khorgos.annotate.mentions import (
    ConceptMention,
    Mention,
    OrganisationMention,
    PartyMention,
    PeriodMention,
    Sentence,
)
from khorgos.claims import Ground, Mechanism
from khorgos.extract.gathering import led_by_place, usable
from khorgos.extract.scene import Scene
from khorgos.language import load
from khorgos.values import Party
from khorgos.values.party import PartyKind

# A founding verb stands near the name or the pronoun that it is said of.
_NEAR = 70
# A day this close before the verb is its own, whatever follows: "2000年成立".
_BESIDE = 2
# A sentence that is nothing but a name.
_TITLED = re.compile(
    r"(?P<name>[A-Z][\w'&+-]*(?: (?:[a-z]{2,3} ){0,2}[A-Z\d][\w'&+-]*){1,7})"
    r"(?: \((?P<alias>[A-Z][\w+&-]{1,11})\))?\.?\s*"
)
# Bodies that states found together.
_COMMON = frozenset({"bank", "fund", "igo"})
_WORD = re.compile(r"[\w+'-]+")


@dataclass(slots=True)
class _Named:
    """A mechanism's name at a place, with the aliases in brackets behind it.

    `acts` where it is a body's, which may itself found and announce.
    """

    name: str
    start: int
    end: int
    aliases: tuple[str, ...] = ()
    acts: bool = False


def extract(scene: Scene) -> None:
    """Add every mechanism that the document says something of, each once."""
    view = scene.view
    seen: set[str] = set()
    days = _founding_days(view)
    for hit in sorted(view.room("founding"), key=_partners_first):
        sentence = view.sentence_at(hit.start)
        named = _subject(view, sentence, hit) if sentence else None
        if sentence is None or named is None or named.name.lower() in seen:
            continue
        if _claim(scene, sentence, hit, named, days.get(named.name.lower())):
            seen.add(named.name.lower())


def _founding_days(view: Annotated) -> dict[str, PeriodMention]:
    """The founding day of each mechanism of which the text tells one, whichever sentence tells its members."""
    days: dict[str, PeriodMention] = {}
    for hit in view.room("founding"):
        sentence = view.sentence_at(hit.start) if hit.concept == "found" else None
        named = _subject(view, sentence, hit) if sentence else None
        date = _date(view, sentence, hit) if sentence and named else None
        if named is not None and date is not None:
            days.setdefault(named.name.lower(), date)
    return days


def _partners_first(hit: ConceptMention) -> bool:
    # A sentence that says with whom a format is says more than that it was set up.
    return hit.concept != "partner"


def _claim(scene: Scene, sentence: Sentence, hit: ConceptMention, named: _Named, founded: PeriodMention | None) -> bool:
    view = scene.view
    date = _date(view, sentence, hit) if hit.concept == "found" else founded
    members, end = _members(view, sentence, hit, named)
    if date is None and len(members) < 2 and hit.concept != "partner":
        scene.reject("mechanism", named.start, named.end, "nothing-said", "neither members nor a founding day.")
        return False
    start = min(named.start, hit.start) if named.start >= sentence.start else hit.start
    grounds: tuple[Ground, ...] = (scene.ground("founded", date, date.anchor),) if date else ()
    partners = members if hit.concept == "partner" else ()
    claim = scene.claim(
        Mechanism,
        start,
        max(
            hit.end,
            date.end if date and date.start < sentence.end else 0,
            end,
            named.end if named.end <= sentence.end else 0,
        ),
        grounds=grounds,
        rule="mechanism." + hit.concept,
        name=named.name,
        aliases=named.aliases,
        members=_own_members(view, sentence, hit) if partners else members,
        partners=partners,
        founded=date.period if date else None,
    )
    return claim is not None


@dataclass(frozen=True, slots=True)
class _Words:
    bracket: re.Pattern[str]
    back: re.Pattern[str]
    coined: re.Pattern[str]
    generic: re.Pattern[str]
    bodies: frozenset[str]
    owned: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(code: str) -> _Words:
    room = load(code).room("founding")

    def either(concept: str) -> str:
        entry = room.get(concept)
        return "|".join(re.escape(str(word)) for word in (entry.get("words", ()) if entry else ())) or "(?!)"

    capital = r"[^\W\d_a-zа-яё][\w+&'-]*"
    formats = either("formats")
    tail = rf"(?: (?:of|on|for) (?:the )?{capital}(?: {capital})*)?"
    small = either("small")
    name = rf"(?:{capital} (?:(?:{small}) )?)+?(?i:{formats})\b(?! [A-Z]){tail}"
    return _Words(
        bracket=re.compile(r" ?\((?P<alias>[A-Z][\w+&-]{1,11})\)"),
        back=re.compile(rf"(?<!\w)(?:{either('back')})(?!\w)"),
        coined=re.compile(rf"{capital}(?: \+)? (?:\+ )?{name}|{name}"),
        bodies=frozenset(str(word) for word in (room["bodies"].get("words", ()) if "bodies" in room else ())),
        # "Founded [their own] NAME".
        owned=re.compile(rf" ?(?:(?:{either('owned')}) )?"),
        generic=re.compile(rf"(?: \([A-Z][\w+&-]{{1,11}}\))?((?: (?:{either('generic')}))+)\b"),
    )


def _subject(view: Annotated, sentence: Sentence, hit: ConceptMention) -> _Named | None:
    """The mechanism that the verb is said of: the last named before it in the sentence, or one pointed back to."""
    before = _names(view, max(sentence.start, hit.start - 3 * _NEAR), hit.start)
    if hit.concept == "partner":
        before = [n for n in before if hit.start - n.end < _NEAR]
    if any(n.acts and view.text[n.end : hit.start] == " " for n in before):
        return None
    near = [named for named in before if hit.start - named.end < _NEAR]
    if near:
        return near[-1]
    if hit.concept == "found":
        behind = _names(view, hit.end, min(sentence.end, hit.end + _NEAR))
        if behind and _words(view.pack.code).owned.fullmatch(view.low, hit.end, behind[0].start):
            return behind[0]
    opens = hit.start - sentence.start < 3
    noun = _noun(view, sentence, hit)
    if noun is None and not opens:
        return _heading(view, sentence)
    return _meant(view, sentence, hit.start, noun)


def _noun(view: Annotated, sentence: Sentence, hit: ConceptMention) -> str | None:
    """The noun or pronoun before the verb, or right behind it ("Founded in 1974, the bank"), that points back."""
    back = _words(view.pack.code).back
    before = list(back.finditer(view.low, max(sentence.start, hit.start - _NEAR), hit.start))
    if before:
        return before[-1].group()
    if hit.start - sentence.start > _BESIDE:
        return None
    behind = back.search(view.low, hit.end, min(sentence.end, hit.end + _NEAR))
    return behind.group() if behind else None


def _meant(view: Annotated, sentence: Sentence, at: int, noun: str | None) -> _Named | None:
    """The mechanism that a noun means: the last one before whose name holds it, else the last one named."""
    if noun is not None:
        for named in reversed(_everywhere(view)):
            if named.end <= sentence.start and noun in named.name.lower().split():
                return named
    headed = _heading(view, sentence)
    if headed is not None:
        return headed
    registered = [m for m in view.mechanisms if m.end <= at]
    if not registered or noun in _words(view.pack.code).bodies:
        return None
    found = registered[-1]
    return _Named(view.document.text[found.start : found.end], found.start, found.end)


def _heading(view: Annotated, sentence: Sentence) -> _Named | None:
    """The name that an entry opens with: "Example Six (E6). Founded in 1999 by …"."""
    index = view.sentence_index(sentence.start) or 0
    while index and view.sentences[index - 1].paragraph == sentence.paragraph:
        index -= 1
    head = view.sentences[index]
    title = _TITLED.fullmatch(view.text, head.start, head.end)
    if title is None or head.start == sentence.start:
        return None
    alias = (title["alias"],) if title["alias"] else ()
    return _Named(view.document.text[slice(*title.span("name"))], head.start, head.end, alias)


def _names(view: Annotated, start: int, end: int) -> list[_Named]:
    """Mechanisms named at start..end: registered ones and names with a noun for a mechanism."""
    words = _words(view.pack.code)
    found: dict[int, _Named] = {}
    for coined in words.coined.finditer(view.text, start, end):
        text = coined.group()
        skip = 4 if text.startswith("The ") else 2 if text.startswith("A ") else 3 if text.startswith("An ") else 0
        if any(letter.isupper() for letter in text[skip:]):
            named = found[coined.end()] = _named(view, coined.start() + skip, coined.end())
            named.acts = bool(within(view.organisations, named.start, coined.end()))
    mechanisms = within(view.mechanisms, start, end)
    _register(view, found, mechanisms, acts=False)
    _register(view, found, _bodies(view, start, end), acts=True)
    return sorted(found.values(), key=lambda named: named.start)


def _register(view: Annotated, found: dict[int, _Named], mentions: Sequence[Mention], *, acts: bool) -> None:
    """Add registered names that stand in none of those found."""
    if not mentions:
        return
    taken = Holding((named.start, named.end) for named in found.values())
    reach = 0
    for mention in mentions:
        if mention.start >= reach and not taken.shares(mention.start, mention.start + 1):
            named = found[mention.end] = _named(view, mention.start, mention.end)
            named.acts = acts
            reach = max(reach, named.end)


def _everywhere(view: Annotated) -> list[_Named]:
    """Every mechanism that the text names, found once."""
    if "mechanisms" not in view.once:
        view.once["mechanisms"] = _names(view, 0, len(view.text))
    named: list[_Named] = view.once["mechanisms"]
    return named


def _bodies(view: Annotated, start: int, end: int) -> list[OrganisationMention]:
    """Banks, funds and organisations of several states: registered ones that belong to no country."""
    return [
        body
        for body in within(view.organisations, start, end)
        if body.type in _COMMON and body.country is None and body.code
    ]


def _named(view: Annotated, start: int, end: int) -> _Named:
    words = _words(view.pack.code)
    text = view.document.text
    generic = words.generic.match(view.text, end)
    name = text[start:end] + (generic.group(1) if generic else "")
    bracket = words.bracket.match(view.text, end)
    stop = max(end, generic.end() if generic else 0, bracket.end() if bracket else 0)
    return _Named(name, start, stop, (bracket.group("alias"),) if bracket else ())


def _date(view: Annotated, sentence: Sentence, hit: ConceptMention) -> PeriodMention | None:
    """The founding day: behind the verb, else the one that opens the clause."""
    found = [p for p in within(view.periods, sentence.start, sentence.end) if p.timex == "DATE" and p.period]
    behind = [p for p in found if 0 <= p.start - hit.end < _NEAR]
    ahead = [p for p in found if 0 <= hit.start - p.end < _NEAR and usable(p)]
    close = [p for p in ahead if hit.start - p.end < _BESIDE]
    if close:
        return close[-1]
    if behind and behind[0].period and not behind[0].period.is_open:
        return behind[0]
    return ahead[-1] if ahead else None


def _members(view: Annotated, sentence: Sentence, hit: ConceptMention, named: _Named) -> tuple[tuple[Party, ...], int]:
    """A row of two parties or more behind the verb, and where it ends; else the parties that the name itself gives."""
    row = _row(view, [p for p in within(view.parties, hit.end, sentence.end) if _belongs(view, p)])
    if len(row) >= 2:
        return tuple(dict.fromkeys(p.party for p in row)), row[-1].end
    inside = [p for p in within(view.parties, named.start, named.end) if p.form in ("name", "group")]
    return tuple(dict.fromkeys(p.party for p in inside)) if len(inside) > 1 else (), hit.end


def _own_members(view: Annotated, sentence: Sentence, hit: ConceptMention) -> tuple[Party, ...]:
    """Who has a format with the partners: the subject of the clause, the last party before its verb."""
    before = [p for p in within(view.parties, sentence.start, hit.start) if _is_party(p)]
    return (before[-1].party,) if before else ()


def _belongs(view: Annotated, mention: PartyMention) -> bool:
    # "Proposed by China in Kazakhstan": where something was said is no member.
    return _is_party(mention) and not led_by_place(view, mention.start)


def _is_party(mention: PartyMention) -> bool:
    return mention.form in ("name", "group") and mention.party.kind in (PartyKind.COUNTRY, PartyKind.GROUP)


def _row(view: Annotated, mentions: list[PartyMention]) -> list[PartyMention]:
    """The first parties that stand in a row."""
    row: list[PartyMention] = []
    for mention in mentions:
        if row and len(_WORD.findall(view.text[row[-1].end : mention.start])) > 3:
            if len(row) >= 2:
                break
            row = []
        row.append(mention)
    return row
