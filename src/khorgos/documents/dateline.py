"""The dateline of a report: "ASTANA, May 18 (Xinhua) --", "МОСКВА, 18 мая. /ТАСС/.", "新华社北京5月18日电"."""

from __future__ import annotations

import re

from khorgos.documents.about import Dateline
from khorgos.documents.document import Document, SegmentKind
from khorgos.documents.stated import dates
from khorgos.language import codes
from khorgos.reference.outlets import press_of
from khorgos.values import Span

# A dateline stands within the first characters of the body, and its place has few words.
_HEAD = 130
_WORDS = 5
_LONGEST_PLACE = 44
_WIDE = re.compile(
    r"[（(【]?(?P<agency>[\u4e00-\u9fff]{2,4}[社网])?(?P<place>[\u4e00-\u9fff]{2,8}?)"
    r"(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)(?:电|讯|（记者|\(记者)"
)
_SLASHED = re.compile(r"/(?P<agency>[^\W\d_][\w .«»'-]{1,30})/")
_BRACKETED = re.compile(r"\((?P<agency>[^\W\d_][\w &.+'–-]{1,38})\)")
_DASH = re.compile(r"\s*(?:--|[-–—])\s+")
# An agency after the dash: "МОСКВА, 18 мая - РИА Новости. …".
_AFTER = re.compile(r"(?P<agency>[^\W\d_][\w .«»-]{1,30}?)\s*[.–—-](?=\s)")
_PLACE = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,]+[^\W\d_][\w.'’-]*)*")


def dateline(document: Document) -> Dateline | None:
    """The dateline of a document's first paragraph; None where it opens with its story."""
    for body in [each.span for each in document.segments if each.kind is SegmentKind.BODY][:2]:
        text = document.text[body.start : min(body.end, body.start + _HEAD)]
        found = _wide(text) if document.language.value == "zh" else _spaced(text, document.language.value)
        if found is not None:
            start, end, place, date, agency = found
            return Dateline(Span(body.start + start, body.start + end), place, date, agency)
    return None


_Parts = tuple[int, int, str | None, str | None, str | None]


def _wide(text: str) -> _Parts | None:
    found = _WIDE.match(text)
    return (found.start(), found.end("date"), found["place"], found["date"], found["agency"]) if found else None


def _spaced(text: str, code: str) -> _Parts | None:
    date = next((d for d in dates(code if code in codes() else "en").find(text, 0, len(text)) if d.day), None)
    stop = _DASH.search(text)
    agency = _SLASHED.search(text) or _BRACKETED.search(text)
    if agency is not None and agency.start() > 90:
        agency = None
    edges = [at.start() for at in (agency, stop) if at is not None] + ([date.start] if date else [])
    if not edges:
        return None
    place = text[: min(edges)].strip(" ,.-–—(")
    if not _is_place(place) or not (agency or stop or (date and text[date.end : date.end + 1] in (".", ":"))):
        return None
    ends = [date.end] if date and date.start - len(place) < 24 else []
    if agency is not None and re.search(r"[^\W_]", text[max([len(place), *ends]) : agency.start()]):
        agency = None  # brackets of the first sentence
    if not ends and not agency and not (place.isupper() or _is_titled(place)):
        return None
    named = agency["agency"].strip() if agency else None
    head, _, tail = place.rpartition(". ")
    if head and named is None and press_of(tail):
        place, named = head, tail  # "АСТАНА. КАЗИНФОРМ - "
    end = max([*ends, agency.end() if agency else 0, len(place)])
    if named is None and stop is not None and ends and stop.start() - end <= 2:
        after = _AFTER.match(text, stop.end())
        if after and press_of(after["agency"]):
            named, end = after["agency"], after.end("agency")
    if named and not ends and press_of(named) is None:
        return None  # brackets behind a name are mostly no agency: "Asian Development Bank (ADB) - "
    return 0, end, place, text[date.start : date.end].rstrip(".") if ends and date else None, named


def _is_place(text: str) -> bool:
    """Names alone, few and short: no word in small letters."""
    if not text or len(text) > _LONGEST_PLACE or not _PLACE.fullmatch(text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) <= _WORDS and all(word[0].isupper() for word in words)


def _is_titled(text: str) -> bool:
    """A place that has nothing but a dash behind it stands in capitals, else it is the subject of a sentence."""
    return text.split(",", maxsplit=1)[0].isupper()
