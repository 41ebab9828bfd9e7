"""The typed pieces that annotators find in a text; extractors build claims from them.

Offsets are characters of the document's text.  `rule` names the rule that found the piece.
"""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.values import Party, Period, Quantity


@dataclass(slots=True)
class Mention:
    """A piece of text with its place."""

    start: int
    end: int
    rule: str

    @property
    def grounded(self) -> tuple[int, int]:
        """The stretch from which the value can be read again."""
        return self.start, self.end


@dataclass(slots=True)
class QuantityMention(Mention):
    """A quantity; start..end covers bound, number, scale and unit ("more than 5 billion USD").

    `direction` is +1 or -1 where the change word stands inside start..end ("fell by 3 percent"), else 0, and then
    the quantity is signed.  `noun` is what a count counts ("projects", "freight trains"), with its place.
    `conversion` marks an amount in brackets that repeats the one before in another currency or unit.
    `of` is what a ratio is of, where it follows directly ("30 percent of the proceeds").
    `ground_start`..`ground_end` is the stretch from which it can be read again, where scale or unit stand further on
    ("4 and 6 billion": that of the 4 ends behind "billion"); -1 where start..end suffices.
    """

    quantity: Quantity
    direction: int = 0
    noun: str = ""
    noun_start: int = -1
    noun_end: int = -1
    conversion: bool = False
    ordinal: bool = False
    ground_start: int = -1
    ground_end: int = -1

    @property
    def grounded(self) -> tuple[int, int]:
        """The stretch from which the value can be read again."""
        if self.ground_end < 0:
            return self.start, self.end
        return min(self.start, self.ground_start), max(self.end, self.ground_end)


@dataclass(slots=True)
class PeriodMention(Mention):
    """A time expression; `period` is None where it cannot be resolved (no publication date, a duration, a set).

    `timex` and `value` are TIMEX3's type (DATE, TIME, DURATION, SET) and value.  `role` is the word that governs it:
    "", "since", "until", "by", "from", "after", "before", "between"; with "since 2020" the period is that of the
    expression itself (2020), and `governed` the stretch that is meant (2020/..).  `anchor` is what relative wording
    was resolved from.  start..end covers the expression without its preposition; `outer_start` includes it.
    """

    period: Period | None
    timex: str
    value: str
    role: str = ""
    governed: Period | None = None
    anchor: Period | None = None
    outer_start: int = -1


@dataclass(slots=True)
class PartyMention(Mention):
    """A country, group or region that the text names.

    `form` is how: "name" (Kazakhstan), "demonym" (Kazakh), "capital" (a capital that may stand for its state),
    "government" (a ministry or head of state standing for it), "group".
    """

    party: Party
    form: str


@dataclass(slots=True)
class OrganisationMention(Mention):
    """A bank, ministry, agency, company or other body: canonical `name`, `code` where the register has it.

    `type` is the register's or a guess from its words ("bank", "ministry", "company", "agency", "igo", "outlet");
    `country` ISO 3166 alpha-3 where known.
    """

    name: str
    code: str | None
    type: str
    country: str | None = None


@dataclass(slots=True)
class MechanismMention(Mention):
    """A registered mechanism (SCO, C+C5, BRI): its code in the register; `alias` as printed."""

    code: str
    alias: str


@dataclass(slots=True)
class PlaceMention(Mention):
    """A city, province or other place: name, country (ISO alpha-3) and kind ("capital", "city", "region")."""

    name: str
    country: str | None
    kind: str


@dataclass(slots=True)
class PersonMention(Mention):
    """A person: full name as far as the document gives it, surname, role and affiliation as the text words them."""

    name: str
    surname: str
    role: str | None = None
    affiliation: str | None = None
    party: Party | None = None


@dataclass(slots=True)
class ConceptMention(Mention):
    """A lexicon concept: `room` (indicators, actions, statuses, anaphora, papers, meetings, …) and its code."""

    room: str
    concept: str


@dataclass(slots=True)
class QuotationMention(Mention):
    """Quoted words; start..end with the marks.

    A quotation of several paragraphs has a mention in each: all but the last are not `closed`, all but the first
    are `continued`.
    """

    closed: bool = True
    continued: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence of a read segment: its place, the number of its paragraph, whether it stands in a title."""

    start: int
    end: int
    paragraph: int
    title: bool = False
