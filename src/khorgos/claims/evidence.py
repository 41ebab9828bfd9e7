"""What stands behind a claim: the passage, what governs it, and who is said to say so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from khorgos.values import Period, Quantity, Span


class Rereader(Protocol):
    """Somebody who reads numbers and periods out of a short text again; `annotate.reread` gives one per language.

    The claim's constructor asks it, so no claim exists whose numbers its own passage does not bear.
    """

    def quantities(self, text: str) -> Collection[Quantity]:
        """Every quantity that `text` can be read as giving, with its unit and bound; a fall is negative."""

    def cell(self, value: str, unit: str) -> Collection[Quantity]:
        """Every quantity that a cell of a table and the words of scale and unit in its heading give together."""

    def periods(self, text: str, anchor: Period | None) -> Collection[Period]:
        """Every period that `text` can be read as giving, seen from `anchor` ("last month", "in October")."""


class CellPlace(NamedTuple):
    """A cell of a document: its table, row and column, each counted from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Ground:
    """The words that one field of a claim was read from.

    `field` is the claim's field ("value", "period", "date", "parties", ...), `text` the exact slice of the document
    at `span`, `anchor` the period that relative wording was resolved from (the publication date, the period spoken of
    before).  A period read from two places has two grounds, first the beginning, then the end.  `page` is the page on
    which they stand, from 1, where the source has pages, `cell` the cell of a table that holds them.
    """

    field: str
    span: Span
    text: str
    anchor: Period | None = None
    page: int | None = None
    cell: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage of a document that bears a claim.

    `document` is the document's id, `span` and `text` the passage (a clause or more), `sentence` and `sentence_text`
    the sentence it stands in, `grounds` the words behind each field, which may lie outside the passage: a period
    named in the sentence before governs this one and is evidence too.  `page` is the page on which the passage begins,
    from 1, where the source has pages.  A number of a table has its `cell`; its sentence is the row.
    `recognised` tells that the words were read off a picture (OCR).
    """

    document: str
    span: Span
    text: str
    sentence: Span
    sentence_text: str
    grounds: tuple[Ground, ...] = ()
    page: int | None = None
    cell: CellPlace | None = None
    recognised: bool = False

    def grounds_of(self, name: str) -> tuple[Ground, ...]:
        """The words behind one field, in reading order."""
        return tuple(ground for ground in self.grounds if ground.field == name)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The chain of who is said to say so: document <- outlet <- agency <- speaker; None where the text names none.

    `speaker` is a person (or persons), `agency` an office or news agency cited as the source, `outlet` another outlet
    cited.  `spans` holds where each link is named, by its name.
    """

    speaker: str | None = None
    agency: str | None = None
    outlet: str | None = None
    spans: tuple[tuple[str, Span], ...] = field(default=())

    def as_dict(self) -> dict[str, str]:
        """The links that are there, by name."""
        links = {"speaker": self.speaker, "agency": self.agency, "outlet": self.outlet}
        return {name: value for name, value in links.items() if value}


NOBODY = Attribution()
