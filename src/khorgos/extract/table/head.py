"""What a heading, the label of a row or a caption says: times, parties, an indicator, a unit, and words of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated
from khorgos.annotate.cells import unit_in, units_clash
from khorgos.annotate.glance import glance
from khorgos.annotate.mentions import PeriodMention
from khorgos.documents.document import Document
from khorgos.documents.table import Cell
from khorgos.language import Concept
from khorgos.language.spotter import spotter
from khorgos.values import Party, Span
from khorgos.values.codes import COUNTRIES

_DIGIT = re.compile(r"\d")
# Beside a time, these make another one of it that was not read: "1 кв.-2023", "янв.-май 2023".
_JOINED = re.compile(r"[-/.]\s?$")
_GOES_ON = re.compile(r"\s?[-/]\s?\w")


@dataclass(frozen=True, slots=True)
class Head:
    """A stretch of the document that governs numbers of a table; `cell` where it is one of the table's own."""

    span: Span
    text: str
    view: Annotated
    cell: Cell | None = None

    @property
    def code(self) -> str:
        """The language."""
        return self.view.pack.code

    def has(self, *names: str) -> bool:
        """Whether it has a word of tables of one of these kinds."""
        return any(name in _words(self.text, self.code) for name in names)

    def times(self) -> list[PeriodMention]:
        """The times that it names, placed or not."""
        return [mention for mention in self.view.periods if mention.timex == "DATE"]

    def is_dated(self) -> bool:
        """Whether it names a time that has its year."""
        return any(mention.period is not None for mention in self.times())

    def parties(self) -> list[tuple[Party, Span]]:
        """Whom it names, each once, in order, with its place in the document."""
        found: dict[Party, Span] = {}
        unit = unit_in(self._timeless, self.code) or (0, 0)
        for mention in self.view.parties:
            if unit[0] <= mention.start < unit[1]:
                continue  # "долл. США"
            found.setdefault(mention.party, self.place(mention.start, mention.end))
        if not found and self.text in COUNTRIES and not self.view.periods:
            return [(Party.country(self.text), self.span)]  # data sets write codes
        return list(found.items())

    def concepts(self, room: str) -> list[tuple[Concept, Span]]:
        """The concepts of a room of the language that it names, with their places in the document."""
        known = self.view.pack.room(room)
        return [(known[m.concept], self.place(m.start, m.end)) for m in self.view.room(room)]

    def unit(self) -> Span | None:
        """Where its words of scale and unit stand in the document."""
        found = unit_in(self._timeless, self.code)
        return self.place(*found) if found else None

    @property
    def _timeless(self) -> str:
        """Its text with a stop in place of each time: the "г." of "2021 г." is no gram."""
        text = self.text
        for mention in self.view.periods:
            text = text[: mention.start] + ";" * (mention.end - mention.start) + text[mention.end :]
        return text

    def is_clear(self) -> bool:
        """Whether its digits all belong to times or one unit, and no time goes on in what was not read."""
        known = [(m.start, m.end) for m in self.view.periods]
        unit = unit_in(self._timeless, self.code)
        known += [unit] if unit else []
        if units_clash(self._timeless, self.code):
            return False
        if any(_JOINED.search(self.text[:start]) or _GOES_ON.match(self.text, end) for start, end in known):
            return False
        return all(any(a <= at.start() < b for a, b in known) for at in _DIGIT.finditer(self.text))

    def is_told(self) -> bool:
        """Whether it says anything that is known: a time, a party, an indicator, a word of tables."""
        known = self.times() or self.parties() or self.view.room("indicators")
        return bool(known) or bool(_words(self.text, self.code)) or not re.search(r"[^\W\d_]", self.text)

    def place(self, start: int, end: int) -> Span:
        """A place in it as one of the document."""
        return Span(self.span.start + start, self.span.start + end)


def head_of(document: Document, span: Span, cell: Cell | None = None) -> Head:
    """The reading of a stretch of a document by itself."""
    text = span.of(document.text)
    return Head(span, text, glance(text, document.language.value), cell)


def heads_of(document: Document, cells: Iterable[Cell]) -> tuple[Head, ...]:
    """The readings of cells."""
    return tuple(head_of(document, cell.span, cell) for cell in cells)


@lru_cache(maxsize=4096)
def _words(text: str, code: str) -> frozenset[str]:
    return frozenset(hit.concept for hit in spotter(code, "tables").hits(text, text.lower())) - {"joint"}
