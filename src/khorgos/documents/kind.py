"""What kind of report a document is, told by its shape and by what it says of itself."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.documents.about import About, Kind, Said
from khorgos.documents.document import Document, SegmentKind
from khorgos.language import codes
from khorgos.language.spotter import spotter
from khorgos.reference.outlets import outlet_of

_HOST = re.compile(r"[a-z]+://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)
_OFFICIAL_HOST = re.compile(
    r"(?:^|\.)(?:gov|gouv|gob|govt|go|mil|mfa|mofa|president|kremlin)\.[a-z.]{2,7}$|\.(?:gov|int|mil)$"
)
# A database's entry: so many lines of a label and a value, and so large a part of all.
_FIELDS = 5
_SHARE = 0.6
_FIELD = re.compile(r"[^\W\d_][^\n:：|]{1,40}[:：|]\s*\S")
_VALUE = 120
# What opens an item of a list: a bullet, a number, a letter.
ITEM = re.compile(r"(?:[-–—•▪●*‣]|\(?\d{1,3}[.)]|[（(]?[一二三四五六七八九十]+[、）)])\s*\S")
_ITEMS = 5
_TURNS = 3
_TURN = re.compile(r"(?P<who>[^\W\d_][^\n:：]{0,30})[:：]\s*\S")


def kind_of(document: Document, about: About, types: frozenset[str] = frozenset()) -> Said:
    """The kind of a report with its reason.

    1. an entry of a database, questions and answers, a list, by shape; 2. an official release, by its page's type, its
    title's words, its address or its outlet; 3. a wire story, by the agency whose it is; else an article.
    """
    lines = [s.span.of(document.text) for s in document.segments if s.kind is SegmentKind.BODY]
    return _by_shape(document, lines) or _official(document, types) or _wire(about) or About().kind


def _by_shape(document: Document, lines: list[str]) -> Said | None:
    rows = sum(len({cell.row for cell in table.cells}) for table in document.tables)
    fields = [line for line in lines if _FIELD.match(line) and len(line) <= _VALUE]
    code = document.language.value if document.language.value in codes() else "en"
    words = _words(code)
    turns = [found["who"].casefold() for line in lines if (found := _TURN.match(line))]
    asked = sum(who in words["question"] for who in turns)
    questions = sum(line.rstrip(" \"'”»").endswith(("?", "？")) and len(line) < 400 for line in lines)
    title = document.title.value if document.title else ""
    headed = _said(title, code)
    if asked >= _TURNS or ("interview" in headed and questions >= _TURNS):
        return Said(Kind.INTERVIEW.value, f"{max(asked, questions)} questions with their answers")
    if len(fields) - rows >= _FIELDS and len(fields) >= _SHARE * len(lines):
        return Said(Kind.RECORD.value, f"{len(fields)} lines of a label and its value")
    items = sum(bool(ITEM.match(line)) for line in lines)
    if items >= _ITEMS and items >= _SHARE * len(lines):
        return Said(Kind.LIST.value, f"{items} items under each other")
    return Said(Kind.LIST.value, "its title") if "list" in headed and items + rows >= _TURNS else None


def _official(document: Document, types: frozenset[str]) -> Said | None:
    if "PressRelease" in types:
        return Said(Kind.OFFICIAL.value, "JSON-LD PressRelease")
    code = document.language.value if document.language.value in codes() else "en"
    first = [s.span.of(document.text) for s in document.segments if s.kind is not SegmentKind.MENU][:2]
    for line in (document.title.value if document.title else "", *first):
        said = _said(line[:160], code).get("official")
        if said is not None and len(line) <= 160 and said <= 24:
            return Said(Kind.OFFICIAL.value, f"stated: “{line[:80]}”")
    found = _HOST.match(document.address or "")
    host = found[1].lower() if found else ""
    if _OFFICIAL_HOST.search(host):
        return Said(Kind.OFFICIAL.value, f"the address: {host}")
    return None


def _wire(about: About) -> Said | None:
    return Said(Kind.WIRE.value, f"{about.agency.value}, {about.agency.how}") if about.agency else None


def is_agency(name: str) -> bool:
    """Whether the register has an outlet of this name as an agency whose texts others carry."""
    known = outlet_of(name)
    return known is not None and known.agency


def _said(line: str, code: str) -> dict[str, int]:
    """The concepts of reports in a line, with where each begins first."""
    found: dict[str, int] = {}
    for hit in spotter(code, "reports").hits(line, line.lower()):
        found.setdefault(hit.concept, hit.start)
    return found


@lru_cache(maxsize=16)
def _words(code: str) -> dict[str, frozenset[str]]:
    from khorgos.language import load

    room = load(code).room("reports")
    return {name: frozenset(form.casefold() for form in concept.forms) for name, concept in room.items()}
