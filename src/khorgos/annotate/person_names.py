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
_TURN = re.compile(rf"[\s\"-]*(?P<name>{NAME})(?: \((?P<body>[^)]{{2,60}})\)|, (?P<behind>[^:.?!\n]{{2,70}}))?: (?=\S)")


def turns(view: Annotated) -> list[tuple[int, int, str | None]]:
    """The heads of a transcript's turns: place of the name, and the body in brackets; empty where there is only one."""
    heads = []
    for segment in view.document.segments:
        found = _TURN.match(view.text, segment.span.start, segment.span.end)
        if found and segment.kind in READ:
            heads.append((found.start("name"), found.end("name"), found["body"] or found["behind"]))
    return heads if len(heads) > 1 else []


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
