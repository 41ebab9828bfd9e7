"""The outlet or agency that a text names as its own: in the dateline, or where it says who was interviewed by whom."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.documents.document import Found, Segment, SegmentKind
from khorgos.language import load
from khorgos.values import Span

_SLASHED = re.compile(r"[^\n/]{0,70}?/(?P<n>[^\W\d_][\w .'-]{1,24})/")
_BRACKETED = re.compile(r"(?P<place>[^\n()]{0,60}?)\((?P<n>[^\W\d_][\w &.+'–-]{1,38})\)\s*(?:--|[-–—])")
_WIDE = re.compile(r"[（(]?(?P<n>[\u4e00-\u9fff]{2,5}(?:社|网))[^\n。]{0,24}电")
_WORD = re.compile(r"[^\W\d_]{4,}")
_HEAD = 120


def outlet(text: str, segments: tuple[Segment, ...], code: str) -> Found | None:
    """The agency of the dateline, or the outlet that is told things twice; None unless it is plain."""
    body = next((segment.span for segment in segments if segment.kind is SegmentKind.BODY), None)
    if body is None:
        return None
    return _of_dateline(text, body, code) or _of_interview(text, body, code)


def _of_dateline(text: str, body: Span, code: str) -> Found | None:
    end = min(body.end, body.start + _HEAD)
    for pattern in (_WIDE, _SLASHED, _BRACKETED):
        found = pattern.match(text, body.start, end)
        if found and _is_dateline(text[body.start : found.start("n")]):
            return _found(text, found.span("n"), "stated in the dateline")
    for word in _WORD.finditer(text, body.start, min(end, body.start + 50)):
        if _known(code).fullmatch(word.group()) and re.match(r"\s*[-–—]|\.\s", text[word.end() : word.end() + 3]):
            return _found(text, word.span(), "stated in the dateline")
    return None


def _is_dateline(before: str) -> bool:
    """Whether what stands before the agency is a place and a day: no word in small letters."""
    words = re.findall(r"[^\W\d_]+", before)
    return all(word[0].isupper() or word.isupper() or not word.islower() for word in words) or _day(before)


def _day(before: str) -> bool:
    # Months are written small in some languages: "ТАШКЕНТ, 27 мая. /Агентство/".
    small = [word for word in re.findall(r"[^\W\d_]+", before) if word[0].islower()]
    return len(small) == 1 and bool(re.search(rf"\d{{1,2}} {small[0]}", before))


def _of_interview(text: str, body: Span, code: str) -> Found | None:
    words = _interview(code)
    if words is None:
        return None
    told: dict[str, tuple[int, int]] = {}
    for found in words.finditer(text, body.start):
        name = found["n"]
        if name in told:
            return _found(text, told[name], "stated: interviewed more than once by")
        told[name] = found.span("n")
    return None


def _found(text: str, place: tuple[int, int], how: str) -> Found:
    name = text[place[0] : place[1]]
    # A syndicator before the agency: "Syndicate - Agency".
    head = re.match(r".*?\s?[-–]\s+(?=\S)", name)
    start = place[0] + (head.end() if head else 0)
    return Found(text[start : place[1]], f"{how}: “{text[start : place[1]]}”", Span(start, place[1]))


@lru_cache(maxsize=16)
def _known(code: str) -> re.Pattern[str]:
    room = load(code).room("page")
    forms = room["outlet"].forms if "outlet" in room else ()
    return re.compile("|".join(re.escape(form).replace(r"\*", r"\w+") for form in forms) or r"(?!)")


@lru_cache(maxsize=16)
def _interview(code: str) -> re.Pattern[str] | None:
    room = load(code).room("page")
    if "interview" not in room:
        return None
    words = "|".join(re.escape(form) for form in room["interview"].forms)
    # An outlet's name written as one word with capitals inside: a country or a person is not written so.
    return re.compile(rf"\b(?:{words}) (?P<n>[A-Z]+[a-z]*[A-Z][A-Za-z]*)\b")
