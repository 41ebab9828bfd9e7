"""Find parties, organisations, mechanisms and places by the reference tables.

One scan per language over every name; the longest name at a place wins, so that a country inside a bank's name is no
party.  A capital is always a place, and a party too where it speaks or deals for its state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from khorgos.annotate import described
from khorgos.annotate.annotated import Annotated, within
from khorgos.annotate.holding import Holding
from khorgos.annotate.mentions import MechanismMention, OrganisationMention, PartyMention, PlaceMention
from khorgos.annotate.typography import fold
from khorgos.language import load
from khorgos.reference.groups import group
from khorgos.reference.tables import Name, names
from khorgos.values import Party
from khorgos.values.party import PartyKind

# A Russian case ending is no longer than this.
_ENDING = 3
_SURNAME = re.compile(r" [A-Z][a-z]+")
# The order in which names of the same length win.
# The capital that stands for a group rather than for its own state.
_SEATS = {"Brussels": "EU", "Брюссел*": "EU", "布鲁塞尔": "EU"}
_FROM = ("from ", "by ")
_RANK = {"organisation": 0, "mechanism": 1, "group": 2, "country": 3, "demonym": 4, "capital": 5, "place": 6}
_FORMS = {"country": "name", "demonym": "demonym", "group": "group"}


class Found(NamedTuple):
    """A name found at a place."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass(slots=True)
class _Entry:
    names: tuple[Name, ...]
    tail: re.Pattern[str] | None
    exact: bool
    cased: bool


class Matcher:
    """The names of one language."""

    def __init__(self, code: str) -> None:
        # Imported here: the package must be importable in a tenth of a second.
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.boundaries = load(code).boundaries
        same: dict[str, list[Name]] = {}
        for name in names(code):
            same.setdefault(fold(name.form), []).append(name)
        keys, self._entries = [], []
        for form, group_ in same.items():
            head, star, rest = form.partition("*")
            keys.append(head.lower())
            ranked = tuple(sorted(group_, key=lambda name: _RANK[name.kind]))
            self._entries.append(
                (head, _Entry(ranked, _tail(star + rest, group_), _acronym(form), head != head.lower()))
            )
        self._matcher: Any = AhoCorasick(keys, matchkind=MatchKind.Standard)

    def find(self, text: str, low: str) -> list[Found]:
        """Names in order of place, none overlapping."""
        places: list[tuple[int, int, int]] = []
        for index, start, end in self._matcher.find_matches_as_indexes(low, overlapping=True):
            head, entry = self._entries[index]
            stop = self._fits(text, start, end, head, entry)
            if stop > 0:
                places.append((start, -stop, index))
        places.sort(key=lambda place: (place[0], place[1], _RANK[self._entries[place[2]][1].names[0].kind]))
        found: list[Found] = []
        at = -1
        for start, minus, index in places:
            if start >= at:
                at = -minus
                found.append(Found(start, at, self._entries[index][1].names))
        return found

    def _fits(self, text: str, start: int, end: int, head: str, entry: _Entry) -> int:
        """Where the name ends, 0 if it does not stand here."""
        if entry.exact and text[start:end] != head:
            return 0
        if entry.cased and text[start:end] != head and not _alike(text[start:end], head):
            return 0
        if not self.boundaries:
            return end if not head.isascii() or _apart(text, start, end) else 0
        if start and (text[start - 1].isalnum() or (text[start - 1] == "-" and text[start - 2 : start - 1].islower())):
            return 0 if text[start - 1].isalnum() else self._behind_hyphen(text, end, entry)
        return self._end(text, end, entry)

    def _behind_hyphen(self, text: str, end: int, entry: _Entry) -> int:
        # "non-Russian", "China-Pakistan" may; "post-Georgia" too: only names of parties stand behind a hyphen.
        return self._end(text, end, entry) if entry.names[0].kind in ("country", "demonym", "group") else 0

    def _end(self, text: str, end: int, entry: _Entry) -> int:
        if entry.tail is None:
            return 0 if end < len(text) and text[end].isalnum() and text[end - 1].isalnum() else end
        tail = entry.tail.match(text, end)
        return tail.end() if tail else 0


def find(view: Annotated) -> None:
    """Fill `parties`, `organisations`, `mechanisms` and `places` of the view, each in order."""
    code = view.pack.code
    matcher = _matcher(code)
    for found in matcher.find(view.text, view.low):
        for name in found.names:
            _keep(view, found, name)
    _letters(view)
    _bodies(view)
    described.find(view)


def _letters(view: Annotated) -> None:
    """One-character names: pairs ("中哈", "哈中", "中吉乌"), behind a preposition ("在哈投资"), of sides ("哈方")."""
    words = _wording(view.pack.code)
    if not words or words["letters"] is None:
        return
    names = (*view.parties, *view.organisations, *view.places)
    taken = {at for mention in names for at in range(mention.start, mention.end)}
    known = {mention.party for mention in view.parties}
    meant = _meant(view, words, known)
    found = []
    for match in words["letters"].finditer(view.text):
        start, end = match.span(match.lastgroup or 0)
        signs = [at for at in range(start, end) if view.text[at] in meant]
        if any(view.text[at] in words["named_signs"] - meant.keys() for at in range(start, end)):
            continue  # a sign that the text names no state for
        if match.lastgroup == "pair":
            known |= {meant[view.text[at]] for at in signs}
        for at in signs:
            party = meant[view.text[at]]
            if at not in taken and (match.lastgroup in ("one", "pair") or party in known):
                form = "group" if party.members else "name"
                found.append(PartyMention(at, at + 1, "letter", party, form))
    if found:
        view.parties = sorted([*view.parties, *found], key=lambda m: m.start)


def _meant(view: Annotated, words: dict[str, Any], known: set[Party]) -> dict[str, Party]:
    """Whom each sign stands for: the state it is listed for, else the first one named that begins with it."""
    named: dict[str, Party] = {}
    for mention in view.parties:
        if mention.form == "name":
            named.setdefault(view.text[mention.start], mention.party)
    listed = {sign: words["letter"](sign, view.published) for sign in words["signs"]}
    listed |= {sign: named[sign] for sign in words["named_signs"] if sign in named}
    return {sign: named[sign] if sign in named and party not in known else party for sign, party in listed.items()}


@lru_cache(maxsize=8)
def _matcher(code: str) -> Matcher:
    return Matcher(code)


def _keep(view: Annotated, found: Found, name: Name) -> None:
    start, end = found.start, found.end
    if name.kind == "organisation":
        view.organisations.append(
            OrganisationMention(start, end, "register", name.code, name.code, name.type, name.country)
        )
    elif name.kind == "mechanism":
        view.mechanisms.append(MechanismMention(start, end, "register", name.code, view.text[start:end]))
    elif name.kind in ("place", "capital"):
        stem = name.form.rstrip("*")
        called = _wording(view.pack.code).get("nominative", {}).get(stem, stem)
        view.places.append(PlaceMention(start, end, "register", called, name.country, name.type))
        if name.kind == "place" and _trades(view, start, end):
            view.parties.append(PartyMention(start, end, "region", Party.region(name.code, name.country), "region"))
        seat = _SEATS.get(name.form) if name.kind == "capital" else None
        gives = seat is not None and view.low.endswith(_FROM, 0, start)
        if name.kind == "capital" and (gives or _for_state(view, start, end)):
            party = group(seat, view.published) if seat else Party.country(name.code)
            view.parties.append(PartyMention(start, end, "capital", party, "capital"))
    elif name.kind == "group":
        view.parties.append(PartyMention(start, end, "register", group(name.code, view.published), "group"))
    elif not _person(view, found, name) and not _money(view, start, end) and not _water(view, start):
        view.parties.append(PartyMention(start, end, "register", Party.country(name.code), _FORMS[name.kind]))


def _for_state(view: Annotated, start: int, end: int) -> bool:
    """Whether a capital stands for its state: "Beijing said", "between Moscow and Tehran", "Baku's"."""
    words = _wording(view.pack.code)
    if not words:
        return False
    if words["deals_with"].search(view.low, max(0, start - 40), start):
        return True
    if words["places"].search(view.low, max(0, start - 24), start):
        return False
    if words["headline"].match(view.text) and start < view.text.find(" ", view.text.find(", ") + 2):
        return True  # "Doha, Islamabad sign ..."
    return bool(words["acts"].match(view.low, end) or words["between"].search(view.low, max(0, start - 40), start))


def _trades(view: Annotated, start: int, end: int) -> bool:
    """Whether a province or city is itself one who trades: "Shandong's exports", "between Shandong and Peru"."""
    words = _wording(view.pack.code)
    if not words:
        return False
    return bool(words["trades"].match(view.low, end) or words["trade_of"].search(view.low, max(0, start - 60), start))


def _money(view: Annotated, start: int, end: int) -> bool:
    """Whether the name only says whose money it is: "US$5", "Hong Kong dollars", "Chinese yuan"."""
    words = _wording(view.pack.code)
    if not words:
        return False
    return bool(words["money"].match(view.low, end) or words["of_money"].search(view.low, max(0, start - 12), start))


def _water(view: Annotated, start: int) -> bool:
    """Whether a country's name is that of its sea: "the Gulf of Guinea"."""
    words = _wording(view.pack.code)
    return bool(words and view.low.endswith(words["waters"], 0, start))


def _person(view: Annotated, found: Found, name: Name) -> bool:
    """Whether a country's name is a person's here: "Jordan Smith", "Chad Lind"."""
    words = _wording(view.pack.code)
    if not words or name.form not in words["given"]:
        return False
    return bool(_SURNAME.match(view.text, found.end))


@lru_cache(maxsize=8)
def _wording(code: str) -> dict[str, Any]:
    room = load(code).room("anaphora")
    if "names" not in room:
        return {}
    rules = room["names"]

    def either(key: str) -> str:
        forms = sorted((str(word) for word in rules.get(key, ())), key=len, reverse=True)
        return "(?:" + "|".join(map(re.escape, forms)) + ")" if forms else "(?!)"

    heads, first = either("body_ends"), either("body_begins")
    # Possessive: no shorter stretch of a word is followed by what must follow, so giving letters back is lost time.
    word = r"[A-Z][\w&'-]*+(?:\.[A-Z]\w*+)*+"
    return {
        "places": re.compile(rf"\b{either('before_place')} (?:the )?$"),
        "headline": re.compile(r"[A-Z][\w'-]+, [A-Z][\w'-]+ [a-z]"),
        "acts": re.compile(rf" (?:{either('after_state')})\b|'s {either('state_has')}\b"),
        "between": re.compile(r"\bbetween (?:[\w']+ and )?$"),
        "money": re.compile(rf"\$| {either('money')}\b"),
        "trades": re.compile(
            rf"(?: province| city)?(?:'s (?:[\w-]+ )?{either('region_has')}\b| {either('region_acts')}\b)"
        ),
        "deals_with": re.compile(rf"\b{either('deals_with')} $"),
        "trade_of": re.compile(rf"\b{either('region_has')} (?:\w+ )?between (?:[^,;.]+ and )?(?:the )?$"),
        "of_money": re.compile(rf"\b{either('money')} $"),
        "letters": _letter_pattern(rules),
        "signs": frozenset((*rules.get("letters", ()), *rules.get("letter_groups", ()))),
        "named_signs": frozenset(rules.get("letters_named", ())),
        "letter": lambda sign, at: (
            Party.country(rules.get("letters")[sign])
            if sign in rules.get("letters")
            else group(rules.get("letter_groups")[sign], at)
        ),
        "waters": tuple(f"{word} " for word in rules.get("waters", ())),
        "openers": frozenset(rules.get("openers", ())),
        "given": frozenset(rules.get("given", ())),
        "nominative": dict(rules.get("nominative", {})),
        "body": _capitalised(
            rf"\b(?:{word} (?:(?:of|for|and|&|the) )?){{1,6}}{heads}\b"
            rf"(?: of (?:the )?{word}(?: (?:and )?{word})*){{0,2}}"
            rf"|\b(?:{word} ){{1,2}}{either('body_lower')}\b"
            rf"|\b{first} (?:of|for) (?:the )?{word}(?:(?:,? and|,)? {word})*",
            rules.get("body_begins", ()),
        ),
        "types": {str(word): kind for kind, ws in rules.get("body_types", {}).items() for word in ws},
    }


def _capitalised(source: str, begins: Iterable[str]) -> re.Pattern[str]:
    """A pattern whose group 1 is what `source` finds; it only looks where a capital stands, which is quickly seen."""
    first = "[A-Z" + re.escape("".join(sorted({str(form)[:1] for form in begins}))) + "]"
    return re.compile(rf"{first}(?<=(?=({source})){first})")


def _letter_pattern(rules: Any) -> re.Pattern[str] | None:
    letters = rules.get("letters")
    if not letters:
        return None
    first = rules.get("letter_first")
    states = "".join(sign for sign in (*letters, *rules.get("letters_named", ())) if sign != first)
    signs = "".join((states, *rules.get("letter_groups", {})))
    behind, ahead = "|".join(rules.get("letter_behind")), "|".join(rules.get("letter_ahead"))
    unless, sides = "|".join(rules.get("letter_unless", ())), "|".join(rules.get("letter_sides", ()))
    joint = rules.get("letter_joint", "")
    return re.compile(
        rf"(?P<pair>(?<![\u3400-\u9fff]){first}(?:{joint}[{signs}])+|{first}[{signs}]{{1,2}}(?!{unless})|[{states}]{first}(?=[两双贸关边经友合铁])"
        rf"|(?<![\u3400-\u9fff])[{states}]{first}(?!{unless}))"
        rf"|(?P<row>(?<![\u3400-\u9fff])[{states}](?:{joint}[{states}])+(?=各|两|三|四|等)"
        rf"|(?<![\u3400-\u9fff])[{states}]{{2,3}}(?={'|'.join(rules.get('letter_rows', ('(?!)',)))}))"
        rf"|(?P<side>(?<![\u3400-\u9fff])[{states}](?={sides}))|(?:{behind})(?P<one>[{signs}])(?={ahead})"
    )


def _bodies(view: Annotated) -> None:
    """Organisations that no register has, by the words that they begin or end with."""
    words = _wording(view.pack.code)
    if not words or not view.pack.boundaries:
        return
    found = []
    taken = Holding((m.start, m.end) for m in (*view.organisations, *view.mechanisms))
    reach = 0
    for match in words["body"].finditer(view.text):
        first, last = match.span(1)
        if first < reach:
            continue
        reach = last
        start, end = _trimmed(view.text, first, last, words["openers"])
        if taken.shares(start, end) or " " not in view.text[start:end]:
            continue
        name = view.text[start:end]
        type_ = next((kind for word, kind in words["types"].items() if word in name), "company")
        found.append(OrganisationMention(start, end, "wording", name, None, type_, _country(view, first, end)))
    if found:
        view.organisations = sorted([*view.organisations, *found], key=lambda m: m.start)


def _trimmed(text: str, start: int, end: int, openers: frozenset[str]) -> tuple[int, int]:
    """A name without the word that opens its sentence and without whose it is: "When the", "Kazakhstan's"."""
    owner = text.rfind("'s ", start, end)
    start = owner + 3 if owner >= 0 else start
    while (space := text.find(" ", start, end)) > 0 and text[start:space].lower() in openers:
        start = space + 1
    return start, end


def _country(view: Annotated, start: int, end: int) -> str | None:
    """The country that a name, or whose it is, tells."""
    inside = [m.party.code for m in within(view.parties, start, end) if m.party.kind is PartyKind.COUNTRY]
    places = [m.country for m in within(view.places, start, end)]
    return next(iter([*inside, *places]), None)


def _tail(rest: str, group_: list[Name]) -> re.Pattern[str] | None:
    if not rest:
        return None
    short = any(name.kind in ("country", "capital", "place", "group", "organisation", "mechanism") for name in group_)
    pieces = rest.split("*")
    ending = rf"[^\W\d_]{{0,{_ENDING}}}" if short else r"[^\W\d_]*"
    return re.compile(ending.join(re.escape(piece) for piece in pieces) + r"(?![^\W\d_])", re.IGNORECASE)


def _acronym(form: str) -> bool:
    """Short names in capitals must stand as written: "US" is not "us"."""
    bare = form.replace(".", "")
    return len(bare) <= 6 and bare.isupper() and bare.isalpha()


def _alike(printed: str, head: str) -> bool:
    """Whether capitals are where the name has them, or all over, as in titles and datelines."""
    return printed.isupper() or all(p.isupper() or not h.isupper() for p, h in zip(printed, head, strict=True))


def _apart(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
