"""Read numbers and periods again out of a short text: what a claim's constructor asks for."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from khorgos.annotate import cells, period, quantity, rank
from khorgos.language import load
from khorgos.values import Period, Quantity

_YEAR = re.compile(r"(?:19|20)\d\d")


class GrammarReread:
    """The grammar's own second look, per language (claims.Rereader)."""

    def __init__(self, language: str) -> None:
        self.language = language

    def quantities(self, text: str) -> Collection[Quantity]:
        """Every quantity that the text can be read as giving."""
        return _quantities(self.language, text)

    def cell(self, value: str, unit: str) -> Collection[Quantity]:
        """Every quantity that a cell of a table and the words of its unit give together."""
        return cells.cell_readings(value, unit, self.language)

    def periods(self, text: str, anchor: Period | None) -> Collection[Period]:
        """Every period that the text can be read as giving, seen from the anchor."""
        return _periods(self.language, text, anchor)


@lru_cache(maxsize=4096)
def _quantities(language: str, text: str) -> tuple[Quantity, ...]:
    pack = load(language)
    return (*quantity.readings(text, pack), *rank.readings(text, pack))


@lru_cache(maxsize=4096)
def _periods(language: str, text: str, anchor: Period | None) -> tuple[Period, ...]:
    found = tuple(period.readings(text, load(language), anchor))
    if not found and _YEAR.fullmatch(text):
        found = (Period.year(int(text)),)  # a heading of a table, in languages that write the word for year behind it
    low = text.lower()
    if anchor is not None and _words(language, "since").match(low):
        found += tuple(_until(one, anchor) for one in found if one.first and anchor.first and one.first < anchor.first)
    return found


def _until(first: Period, anchor: Period) -> Period:
    """From the beginning of a period to the anchor, in the beginning's own precision."""
    begin = Period.parse(first.text.split("/", 1)[0])
    return Period.between(begin, Period.parse(anchor.text[: len(begin.text)]))


@lru_cache(maxsize=64)
def _words(language: str, name: str) -> re.Pattern[str]:
    """The words of a concept of the clauses' room, such as those that begin a clause of beginning."""
    concept = load(language).room("clauses").get(name)
    forms = concept.forms if concept else ()
    return re.compile("|".join(map(re.escape, forms)) or "(?!)")
