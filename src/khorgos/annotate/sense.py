"""What a time expression means before it is placed on the calendar, and the placing.

A Sense is absolute (a period), relative (a rule that leads from an anchor to a period), or neither (a duration, a set,
a vague reference): then it has only a TIMEX3 value.
"""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.annotate.outlook import RULES, Outlook
from khorgos.errors import PeriodFault
from khorgos.values import Period
from khorgos.values.period import Precision


@dataclass(frozen=True, slots=True)
class Sense:
    """A meaning: TIMEX3 type; value and period where they are fixed; else `relative`, a rule's name and arguments.

    `shift` is -1, 0 or +1 where the words say last, this or next; `in_year` is the year seen from the anchor's ("in May
    of last year": -1).  `tail` is added to a TIMEX3 value (TMO: morning).  `back` says that it is seen from the time
    spoken of before rather than from the day of writing; `compares` that it is only what is compared with ("a year
    earlier"), so that the talk goes on about the time before; `ends` that its end is meant.
    """

    timex: str = "DATE"
    value: str = ""
    period: Period | None = None
    relative: tuple[object, ...] = ()
    shift: int | None = None
    tail: str = ""
    in_year: int | None = None
    back: bool = False
    compares: bool = False
    ends: bool = False

    @property
    def rule(self) -> str:
        """The name of the rule that places it; empty where it needs no anchor."""
        return str(self.relative[0]) if self.relative else ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sense on the calendar: its period (None where there is none) and TIMEX3 value."""

    period: Period | None
    value: str


def place(sense: Sense, anchor: Period | None) -> list[Placed]:
    """Where a sense may lie seen from an anchor: earlier candidates first; nothing where the anchor does not tell."""
    if sense.period is not None:
        return [Placed(sense.period, _value(sense, sense.period))]
    if not sense.relative:
        return [Placed(None, sense.value)] if sense.value else []
    if anchor is None or anchor.first is None or anchor.last is None:
        return []
    seen = anchor if sense.in_year is None else Period.year(anchor.last.year + sense.in_year)
    return [Placed(period, _value(sense, period)) for period in _periods(sense, seen)]


def _periods(sense: Sense, anchor: Period) -> list[Period]:
    rule, *arguments = sense.relative
    try:
        return list(dict.fromkeys(RULES[str(rule)](Outlook(anchor, sense.shift), *arguments)))
    except (PeriodFault, ValueError, OverflowError):
        # "Two million years ago": no calendar goes there.
        return []


def _value(sense: Sense, period: Period) -> str:
    if sense.rule == "season":
        return f"{period.text[:4]}-{sense.relative[1]}"
    return (sense.value or timex_value(period)) + sense.tail


def timex_value(period: Period) -> str:
    """TIMEX3's way of writing a period: it has none for stretches of a year, which go by their year."""
    first, last = period.first, period.last
    if period.precision is Precision.INTERVAL and first and last and first.year == last.year:
        return str(first.year)
    return period.text.removesuffix("X") if period.precision is Precision.DECADE else period.text
