"""The publication date of a text: stated in its head, or inferred from its own clues with the reason in words.

Inference is careful: a wrong year makes every "last month" of a report wrong.  The clues are the finest past period
that bears a year ("the first quarter of 2023") and the days near it that bear none ("May 16"): where the days follow
the period within a few months, they are days of the same year.  Where clues disagree there is no date.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.documents.document import Found, Segment, SegmentKind
from khorgos.documents.stated import Dates, Stated, dates
from khorgos.language import load
from khorgos.values import Period, Span

# A dateline stands within the first characters of a text.
_HEAD = 160
# How many months a day without a year may lie after the last period with one; wider gaps leave the year open.
_NEAR_MONTHS = 4
# How far before a date the words stand that say that it lies ahead.
_BEFORE = 42
# Texts are searched this far.
_SEARCHED = 20_000
_READ = frozenset({SegmentKind.TITLE, SegmentKind.BODY})
# What follows the day of a dateline.
_AFTER_DATE = re.compile(r"[.:/(]|,? ?[-–—]|日?电")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%])")
_BREAK = re.compile(r"[.;!?。；]\s|\n")


class _Words:
    """The clues of a language: words for what lies ahead, and for parts of a year by the month they end in."""

    def __init__(self, code: str) -> None:
        pack = load(code)
        room = pack.room("page")
        edge = r"\b" if pack.boundaries else ""
        clause = _either(room["ahead"].forms if "ahead" in room else ())
        right_before = [form for name in ("until", "base") if name in room for form in room[name].forms]
        self.ahead = re.compile(rf"{edge}(?:{clause}){edge}|{edge}(?:{_either(right_before)})\s*$", re.IGNORECASE)
        parts = room["part_of_year"].get("words", {}) if "part_of_year" in room else {}
        self.part = {str(form).lower(): int(month) for month, forms in parts.items() for form in forms}
        words = _either(tuple(self.part))
        year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
        self.partial = re.compile(
            rf"(?P<p>{words})\s+(?:of\s+)?{year}" if pack.boundaries else rf"{year} ?年(?:的)?(?P<p>{words})",
            re.IGNORECASE,
        )


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    return _Words(code)


def published(text: str, segments: tuple[Segment, ...], code: str) -> Found | None:
    """The publication date that a text states or lets infer; None where it does neither."""
    found = dates(code)
    return _stated(text, segments, found) or _inferred(text, segments, found, _words(code))


def _stated(text: str, segments: tuple[Segment, ...], patterns: Dates) -> Found | None:
    """A full date in a byline, beside menu words, or in the dateline."""
    for segment in segments:
        if segment.kind in (SegmentKind.BYLINE, SegmentKind.MENU):
            for date in patterns.find(text, segment.span.start, segment.span.end):
                if date.year and date.day:
                    return _as_found(text, date, None, "stated beside the text")
    body = next((segment.span for segment in segments if segment.kind is SegmentKind.BODY), None)
    opening = _dateline(text, body, patterns) if body else None
    return _as_found(text, opening, None, "stated in the dateline") if opening and opening.year else None


def _dateline(text: str, body: Span, patterns: Dates) -> Stated | None:
    """The day that opens a text after its place: "ASTANA, June 18, 2025. The …", "DUSHANBE, Jan. 4 (Example) -- …"."""
    stop = min(body.end, body.start + _HEAD)
    date = next((date for date in patterns.find(text, body.start, stop) if date.day), None)
    if date is None or date.start - body.start > 60 or not _opens(text[body.start : date.start]):
        return None
    after = text[date.end : date.end + 40].lstrip(" ")
    alone = not text[body.start : date.start].strip()
    marked = after[:1] in ".:-–—" if alone and date.year else _AFTER_DATE.match(after)
    return date if marked else None


def _opens(before: str) -> bool:
    """Whether what stands before a date is a place and nothing else: names, commas, an agency in brackets."""
    bare = before.strip()
    if not bare:
        return True
    if len(bare) <= 12 and bare.startswith(("新华社", "中新社")):
        return True
    words = re.findall(r"[^\W\d_]+", bare)
    return bare[-1] in ",.)-–—，" and bool(words) and all(word[0].isupper() for word in words) and len(words) <= 7


def _inferred(text: str, segments: tuple[Segment, ...], patterns: Dates, words: _Words) -> Found | None:
    """The year and month that the clues agree on."""
    stretches = [
        (segment.span.start, min(segment.span.end, _SEARCHED))
        for segment in segments
        if segment.kind in _READ and segment.span.start <= _SEARCHED
    ]
    stated = [(date, start) for start, end in stretches for date in patterns.find(text, start, end)]
    bare = [
        date
        for date, start in stated
        if date.day and date.month and not date.year and not _lies_ahead(text, date.start, start, words)
    ]
    if not bare:
        # Without a day there is nothing to date: most texts are done here.
        return None
    past = [date for date, start in stated if date.year and not _lies_ahead(text, date.start, start, words)]
    dated = [(date.year, date.month, Span(date.start, date.end)) for date in past if date.year and date.month]
    years = {date.year for date in past if date.year}
    for start, end in stretches:
        dated += [
            (int(part["y"]), words.part[part["p"].lower()], Span(*part.span()))
            for part in words.partial.finditer(text, start, end)
            if not _lies_ahead(text, part.start(), start, words)
        ]
        years |= _past_years(text, start, end, words)
    return _agreed(text, bare, dated, years)


def _past_years(text: str, start: int, end: int, words: _Words) -> set[int]:
    found = _YEAR.finditer(text, start, end)
    return {int(year.group()) for year in found if not _lies_ahead(text, year.start(), start, words)}


def _lies_ahead(text: str, at: int, start: int, words: _Words) -> bool:
    before = text[max(start, at - _BEFORE) : at]
    broken = 0
    for found in _BREAK.finditer(before):
        broken = found.end()
    return bool(words.ahead.search(before[broken:]))


def _agreed(text: str, bare: list[Stated], dated: list[tuple[int, int, Span]], years: set[int]) -> Found | None:
    if not bare or not dated:
        return None
    year, month, span = max(dated)
    if max(years, default=year) > year:
        return None
    months = sorted({date.month for date in bare if date.month})
    if not re.search(r"(?<!\d)\d{1,2}(?!\d)|\w \w+ ", text[span.start : span.end]) and (
        month in months or len(months) < 2
    ):
        # A month with its year is a weak clue: it may be one of last year, told beside this year's days; and a month
        # that is still running is not given its year.
        return None
    gaps = [each - month if each >= month else each + 12 - month for each in months]
    if max(gaps) > _NEAR_MONTHS:
        return None
    last = max(months, key=lambda each: each - month if each >= month else each + 12 - month)
    value = f"{year if last >= month else year + 1:04d}-{last:02d}"
    shown = ", ".join(f"“{text[date.start : date.end]}”" for date in bare[:3])
    none, follow = ("bears none", "follows") if len(bare) == 1 else ("bear none", "follow")
    stated = text[span.start : span.end]
    reason = f"inferred: “{stated}” is the latest time stated with its year, and {shown} {none} and {follow} it closely"
    return Found(value, reason, span)


def _as_found(text: str, date: Stated, year: int | None, how: str) -> Found | None:
    period: Period | None = date.period(year)
    if period is None:
        return None
    return Found(str(period), f"{how}: “{text[date.start : date.end]}”", Span(date.start, date.end))


def _either(forms: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or r"(?!)"
