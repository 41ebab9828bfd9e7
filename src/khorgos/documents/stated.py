"""Dates as a page states them: patterns built from the months of the language pack's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khorgos.errors import PeriodFault
from khorgos.language import Pack, load
from khorgos.language.pack import Concept
from khorgos.values import Period

_NUMERIC = (
    r"(?P<iy>(?:19"
    r"|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)|(?<!\d)(?P<nd>\d{1,2})\.(?P<nm>\d{1,2})\.(?P<ny>(?:19|20)\d\d)(?!\d)"
)
_WIDE = (
    r"(?:(?P<y>(?:19|20)\d\d) ?年 ?)?(?P<m>\d{1,2}) ?月(?:(?P<d>\d{1,2}) ?日)?"
    r"|(?P<ly>(?:19|20)\d\d) ?年(?! ?\d{1,2} ?月)"
)
_YEAR = r"(?:19|20)\d\d"


class Stated(NamedTuple):
    """A date in a text: year, month and day as far as they are given."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def period(self, year: int | None = None) -> Period | None:
        """The date as a period, with `year` where it has none; None where no calendar has it."""
        year = self.year or year
        if year is None:
            return None
        parts = [f"{year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        try:
            return Period.parse("-".join(parts))
        except PeriodFault:
            return None


class Dates:
    """The date patterns of one language."""

    def __init__(self, pack: Pack) -> None:
        calendar = pack.room("calendar")
        self._months = {form.lower(): int(number) for number, form in _words(calendar.get("month"))}
        months = _either([form for _, form in _words(calendar.get("month"))])
        if pack.boundaries:
            yearword = _either(_strings(calendar.get("yearword")))
            suffix = r"(?:st|nd|rd|th)?"
            written = (
                rf"(?<![\w-])(?:(?P<d>\d{{1,2}}){suffix} (?P<m>{months})\b\.?"
                rf"|(?P<mm>{months})\b\.? (?P<dd>\d{{1,2}}){suffix}(?![\d.]*\d|[%°])"
                rf"|(?P<om>{months})\b)(?:,? (?P<y>{_YEAR})(?!\d)(?: (?:{yearword})\b)?)?"
            )
        else:
            written = _WIDE
        self._date = re.compile(f"{_NUMERIC}|{written}")

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Stated]:
        """Every date of a stretch of text, in order."""
        for found in self._date.finditer(text, start, len(text) if end is None else end):
            yield self._stated(found)

    def is_date_line(self, line: str) -> bool:
        """Whether a line is nothing but a date with its year."""
        if len(line) > 40 or not any(map(str.isdigit, line)):
            return False
        found = self._date.match(line)
        if not found or self._stated(found).year is None:
            return False
        # A word for "year" and its stop may follow ("14 апреля 2021 года").
        rest = line[found.end() :].strip(" .,")
        return len(rest) <= 5 and not any(map(str.isdigit, rest))

    def _stated(self, found: re.Match[str]) -> Stated:
        part = {name: value for name, value in found.groupdict().items() if value}

        def number(*names: str) -> int | None:
            return next((int(part[name]) for name in names if name in part), None)

        month = number("im", "nm")
        word = part.get("m") or part.get("mm") or part.get("om")
        if word:
            month = int(word) if word.isdigit() else self._months[word.lower()]
        return Stated(*found.span(), number("iy", "ny", "y", "ly"), month, number("id", "nd", "d", "dd"))


@lru_cache(maxsize=16)
def dates(code: str) -> Dates:
    """The date patterns of a language."""
    return Dates(load(code))


def _words(concept: Concept | None) -> list[tuple[int, str]]:
    if concept is None:
        return []
    return [(int(number), str(form)) for number, forms in concept.get("words", {}).items() for form in forms]


def _strings(concept: Concept | None) -> list[str]:
    return [] if concept is None else [str(form) for forms in concept.get("words", {}).values() for form in forms]


def _either(forms: list[str]) -> str:
    # Datelines may stand in capitals; a month in small letters ("may", "march") is none unless the pack writes it so.
    written = {
        variant for form in forms for variant in (form, form.upper() if form[0].isupper() else form.capitalize())
    }
    return "|".join(re.escape(form) for form in sorted(written, key=lambda form: (-len(form), form))) or r"(?!)"
