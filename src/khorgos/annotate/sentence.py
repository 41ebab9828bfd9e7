"""Find sentences: cut each read segment at its stops, except where a stop belongs to an abbreviation or a dateline.

A sentence inside a quotation is cut at the quotation's inner stops (quotations are mentions of their own); closing
marks after a stop belong to the sentence that they close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import Sentence
from khorgos.documents.document import READ, SegmentKind
from khorgos.language import load
from khorgos.language.pack import Concept

_CLOSING = r"[\"'”’»“)\]）】」』]*"
# A stop before space, unless a small letter goes on.
_STOP = rf"([.!?…]+){_CLOSING}(?:\s*\[\d+\])?(\s+)(?![a-zа-яё\s])"
_SPACED = re.compile(_STOP)
# Chinese needs no space after its stops.
_WIDE_STOP = rf"([。！？!?…]+){_CLOSING}(\s*)"
_WIDE = re.compile(_WIDE_STOP)
# Line breaks and bullets inside a segment are rare and dear to look for: these patterns only serve segments with one.
_RARE = re.compile(r"[\n•▪●◦■]")
_BREAK = r"(\s*\n\s*)|(\s+)(?=[•▪●◦■]\s)"
_SPACED_RARE = re.compile(f"{_STOP}|{_BREAK}")
_WIDE_RARE = re.compile(f"{_WIDE_STOP}|{_BREAK}")
# The dateline of an agency: what stands between place and text may have stops of its own.
_DATELINE = re.compile(
    r"\s*[^\W\d_][^\n/]{1,70}? /[^\W\d_][^/\n]{1,24}/[.,]?\s*"
    r"|\s*[A-ZА-ЯЁ][A-ZА-ЯЁ' -]{2,30}, (?:\d{1,2} [^\W\d_]+|[^\W\d_]+\.? \d{1,2})(?:, \d{4})?"
    r"(?:[,.]? ?[-–—] ?[^\n.]{2,40})?\.\s+"
)
_WORD = re.compile(r"[^\s,;\"'“”„«»()\[\]/—–]*$")
_OPENER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The longest of 3,501 sentences in 271 reports has 1,452 characters; what goes on for twice that is a list without an
# end or damage, and whoever looks for who said what, or which figure belongs to which, would look through all of it.
_LONGEST = 3000
_OPENING = frozenset("“„«「『")
# A square bracket of a number or a source is no longer than this on either side of its stop.
_BRACKET = 100
# What the full stop behind an abbreviation may do.
_KINDS = ("title", "numbered", "inner", "measure")
_BLANK = " \t\r\n\u00a0\u3000\u2009\u202f\u200b\ufeff"


class _Stops:
    """A language's abbreviations by what their stop does, and the words that open sentences."""

    def __init__(self, code: str) -> None:
        room = load(code).room("sentences")
        self.kinds = {word: name for name in _KINDS for word in _words(room, name)}
        self.openers = frozenset(_words(room, "openers"))
        measures = room["measure"].get("goes_on", ()) if "measure" in room else ()
        # "5 mln dollars of the USA": capitals that go on behind a unit.
        self.goes_on = re.compile(rf"(?:{'|'.join(map(re.escape, map(str, measures))) or '(?!)'})(?!\w)")

    def ends(self, text: str, start: int, stop: int, after: int) -> bool:
        """Whether the full stop at `stop` ends the sentence begun at `start`; the next would begin at `after`."""
        found = _WORD.search(text, max(start, stop - 24), stop)
        word = found.group().lower() if found else ""
        if not word:
            return True
        if word.isdigit():
            # "1. The first point": a number alone is the head of a list item.
            return stop - len(word) > start
        if _initial(text, stop, word):
            # Capitals with stops are initials, unless they are an abbreviation of their own ("U.S.").
            return self.kinds.get(word) == "inner" and len(word) > 1 and self._opens(text, after)
        kind = self.kinds.get(word)
        if kind is None:
            return True
        if kind == "numbered":
            return not text[after : after + 1].isdigit()
        if kind == "measure" and text[after : after + 1].isupper():
            return not self.goes_on.match(text, after)
        return kind in ("inner", "measure") and self._opens(text, after)

    def _opens(self, text: str, at: int) -> bool:
        if text[at : at + 1] in "\"'“«„‘":
            return True
        found = _OPENER.match(text, at)
        return found is not None and found.group().lower() in self.openers


def find(view: Annotated) -> list[Sentence]:
    """Every sentence of what is read, in order; `paragraph` is the number of its segment."""
    stops = _stops(view.pack.code)
    usual, rare = (_SPACED, _SPACED_RARE) if view.pack.boundaries else (_WIDE, _WIDE_RARE)
    text = view.document.text
    sentences: list[Sentence] = []
    for number, segment in enumerate(view.document.segments):
        if segment.kind in READ:
            title = segment.kind is SegmentKind.TITLE
            begin, stop = segment.span.start, segment.span.end
            breaks = rare if _RARE.search(text, begin, stop) else usual
            for start, end in _cut(text, begin, stop, stops, breaks):
                sentences.append(Sentence(start, end, number, title))
    return sentences


@lru_cache(maxsize=16)
def _stops(code: str) -> _Stops:
    return _Stops(code)


def _words(room: dict[str, Concept], name: str) -> list[str]:
    return [str(word).lower() for word in room[name].get("words", ())] if name in room else []


def _bracketed(text: str, at: int, stop: int, end: int) -> bool:
    """Whether a stop stands in a short square bracket: "signed a loan agreement [PBC NO. (2013) 7] worth"."""
    opened = text.rfind("[", max(at, stop - _BRACKET), stop)
    return opened >= 0 and "]" not in text[opened:stop] and text.find("]", stop, min(end, stop + _BRACKET)) > 0


def _cut(text: str, start: int, end: int, stops: _Stops, breaks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = start
    kept = _after_dateline(text, start, end)
    for found in breaks.finditer(text, start, end):
        last, after = _place(text, found)
        if found.start() < kept and found.start(1) >= 0:
            continue
        if found.group(1) == "." and not stops.ends(text, at, found.start(1), after):
            continue
        if _bracketed(text, at, last, end):
            continue
        yield from _bounded(text, at, last)
        at = after
    yield from _bounded(text, at, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What has no end is cut where a part of it ends: before so many characters, at a semicolon, comma or space."""
    while end - start > _LONGEST:
        most = start + _LONGEST
        found = max(text.rfind(mark, start + _LONGEST // 2, most) for mark in ";；") + 1
        found = found or max(text.rfind(mark, start + _LONGEST // 2, most) for mark in ",，、 ") + 1 or most
        yield from _trimmed(text, start, found)
        start = found
    yield from _trimmed(text, start, end)


def _after_dateline(text: str, start: int, end: int) -> int:
    # Datelines open with a place in capitals: a cheap look keeps the pattern away from every other paragraph.
    if not text[start : start + 3].isupper():
        return start
    dateline = _DATELINE.match(text, start, end)
    return dateline.end() if dateline else start


def _place(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Where the sentence before a break ends and the next begins."""
    last = after = found.end()
    # In Chinese an opening mark may follow the stop without a space: it belongs to the next sentence.
    for at in range(found.end(1), found.end()) if found.start(1) >= 0 else ():
        if text[at] in _OPENING and (text[at] != "“" or text.find("„", max(0, at - 2000), at) < 0):
            return at, at
    return last, after


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    if start < end:
        yield start, end


def _initial(text: str, stop: int, word: str) -> bool:
    """A capital letter alone, or capitals with stops between them, before a name: "A. B. Smith", "A.B. Smith"."""
    letters = text[stop - len(word) : stop].split(".")
    return len(letters) <= 3 and all(len(letter) == 1 and letter.isupper() for letter in letters)
