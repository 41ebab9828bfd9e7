"""What names look like, the words about persons, and the names that are known to be something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate.annotated import Annotated, within
from khorgos.annotate.mentions import Mention
from khorgos.documents.document import READ
from khorgos.language import load
from khorgos.language.pack import Concept

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĽŃŅŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁІҚҒӘӨҰҮҢ"
TOKEN = rf"(?:(?:[Aa]l-|[Ee]l-)?[{UPPER}](?:\.(?:-?[{UPPER}]\.)*(?= )|\w*(?:['-](?!s\b)\w+)*))"
_PARTICLE = r"(?:(?:al|el|bin|ibn|bint|van|von|der|den|ter|de|da|di|do|dos|das|del|la|le|zu|ben|uulu|oglu|kyzy) ){0,3}"
NAME = rf"{TOKEN}(?: {_PARTICLE}{TOKEN}){{0,5}}"
FULL = rf"{TOKEN}(?: {_PARTICLE}{TOKEN}){{1,5}}"
_HEAD = rf"(?P<name>{NAME})(?: \((?P<body>[^)]{{2,60}})\)|, (?P<behind>[^:.?!\n]{{2,70}}))?: (?=\S)"
# A transcript may print its heads in capitals with a stop: "A. PERSON (spokesman). ...".
_CAPITALS = re.compile(
    rf"(?P<name>(?:[{UPPER}]\. ?){{0,2}}[{UPPER}]{{3,}}(?:[ -][{UPPER}]{{3,}}){{0,2}})"
    r"(?: \((?P<body>[^)]{2,60})\))?\. (?=\S)"
)
# In Chinese a head has no capitals and no spaces.
_WIDE = re.compile(r"(?P<name>[\u3400-\u9fff·]{2,24})(?:\((?P<body>[^)]{2,30})\))?: ?(?=\S)")


@lru_cache(maxsize=8)
def _turn(code: str) -> re.Pattern[str]:
    """The head of a turn, with a word of courtesy before the name: "Mr. NAME (BODY): "."""
    return re.compile(rf"[\s\"-]*(?:(?i:{_either(load(code).room('roles'), 'courtesy')}) )?{_HEAD}")


def turns(view: Annotated) -> list[tuple[int, int, str | None]]:
    """The heads of a transcript's turns: place of the name, and the body in brackets.

    Empty where there is only one, or where nobody speaks twice and nothing is asked: a list of facts has heads too.
    """
    heads, asked = [], False
    # With each pattern what it cannot do without: a paragraph that lacks it is quickly passed over.
    patterns = ((_turn(view.pack.code), ": "), (_CAPITALS, ". ")) if view.pack.boundaries else ((_WIDE, ":"),)
    for segment in view.document.segments:
        if segment.kind not in READ:
            continue
        start, end = segment.span.start, segment.span.end
        asked = asked or view.text[start:end].rstrip().endswith("?")
        held = (pattern for pattern, mark in patterns if view.text.find(mark, start, end) >= 0)
        found = next(filter(None, (pattern.match(view.text, start, end) for pattern in held)), None)
        if found:
            beside = found.groupdict()
            heads.append((found.start("name"), found.end("name"), beside["body"] or beside.get("behind")))
    names = [view.text[start:end].rsplit(" ", 1)[-1] for start, end, _ in heads]
    again = len(set(names)) < len(names)
    # Chinese heads of facts ("interviewed:", "time:") look like names.
    return heads if len(heads) > 1 and (again or (asked and view.pack.boundaries)) else []


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words about persons."""

    roles: dict[str, Concept]
    bodies: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]
    pronouns: frozenset[str]
    places: frozenset[str]
    leads: dict[str, str]
    inflected: bool
    endings: frozenset[str]
    modifiers: frozenset[str]
    employers: frozenset[str]
    left: re.Pattern[str]
    after_comma: re.Pattern[str]


@lru_cache(maxsize=8)
def words(code: str) -> Words:
    """The words about persons of a language pack."""
    room = load(code).room("roles")

    def listed(name: str) -> frozenset[str]:
        return frozenset(map(str, room[name].get("words", ()))) if name in room else frozenset()

    numbers = load(code).room("numbers")
    counted = {
        str(word)
        for name in ("unit", "tens")
        if name in numbers
        for said in numbers[name].get("words", {}).values()
        for word in said
    }
    # A capitalised number at a sentence's start ("Ten Mile Road") opens no name.
    openers = listed("titles") | counted
    places = listed("places")
    return Words(
        room,
        listed("bodies") | places,
        openers | listed("portfolios"),
        openers | {"and", "of", "the"},
        frozenset({"he", "she", "i", "we"}),
        places,
        dict(room["leads"].get("words", {})) if "leads" in room else {},
        "oblique" in room,
        listed("endings"),
        listed("modifiers") | listed("portfolios"),
        listed("employers"),
        _left(room),
        _after_comma(room),
    )


def _either(room: dict[str, Concept], *names: str) -> str:
    """The words of some entries as alternatives, the longest first."""
    words = {str(word) for name in names if name in room for word in (room[name].get("words", ()) or room[name].forms)}
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def _left(room: dict[str, Concept]) -> re.Pattern[str]:
    """What stands before a role: whose it is, what it is for, "former", "acting"."""
    own = _either(room, "left", "portfolios", "modifiers")
    return re.compile(rf"(?P<run>(?:{TOKEN}(?:'s)?|{own})(?: |(?<=[.] )))+$")


def _after_comma(room: dict[str, Concept]) -> re.Pattern[str]:
    """A name behind a role and its comma: "the head of BODY, Dr. NAME"."""
    return re.compile(
        rf"(?: (?P<link>{_either(room, 'links')}) (?P<body>[^,;:.\"()]{{2,90}}?))?(?: \([^)]{{1,20}}\))?"
        rf", (?:(?i:{_either(room, 'courtesy')}) )?(?P<name>{FULL})(?=[,;.)]| [a-z])"
    )


def nominative(name: str) -> str:
    """A man's name as it stands in the nominative, from an oblique case ("Владимиром" -> "Владимир")."""
    return " ".join(_OBLIQUE.sub("", token) for token in name.split(" "))


_OBLIQUE = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщ])(?:ым|ом|ем|а|у|е)$")


def known_otherwise(view: Annotated, start: int, end: int) -> bool:
    """Whether a place, body, party or mechanism covers half of start..end or more."""
    near: list[Mention] = [
        *within(view.parties, start - 30, end),
        *within(view.organisations, start - 30, end),
        *within(view.mechanisms, start - 30, end),
        *within(view.places, start - 30, end),
    ]
    return any((min(end, mention.end) - max(start, mention.start)) * 2 >= end - start for mention in near)
