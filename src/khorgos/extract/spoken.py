"""Which period is carried on: what a figure without one of its own takes, and what the next ones go on from."""

from __future__ import annotations

from khorgos.annotate.mentions import QuantityMention
from khorgos.extract.frame import Frame, lies_ahead
from khorgos.extract.governing import OUTLOOK, Stretch
from khorgos.extract.line import Line
from khorgos.extract.measure import is_ratio
from khorgos.extract.topic import is_part
from khorgos.values import Precision

# A period that opens its sentence stands this near to the beginning: "September had been weaker."
OPENING = 5
# "A year" stands this near behind its number.
_RATE = 24


def carried_on(frame: Frame, line: Line, quantity: QuantityMention, *, carries: bool) -> Stretch | None:
    """The period that a figure takes from what was told before; a part ("half of them") has that of its whole.

    `carries` tells whether figures of its kind are told period by period.
    """
    part = is_part(line, quantity) or (is_ratio(quantity) and line.grammar.part_of.match(line.view.low, quantity.end))
    opened = not line.periods and line.grammar.since.match(line.view.low, line.start)
    goes_on = carries and not opened and not _is_rate(line, quantity)
    spoken = frame.before if part else frame.period if goes_on else None
    return None if spoken is None or _plans(line, quantity, spoken) else spoken


def speak_of(frame: Frame, line: Line, quantity: QuantityMention, own: Stretch, status: str | None) -> None:
    """Take up the period of a figure, if the next ones are of it too: no base, no part, no look back or ahead."""
    spoken = frame.period
    if own.base or (lies_ahead(line, own) and (status in OUTLOOK or own.by)):
        return
    if spoken is not None:
        within_it = own.part and spoken.period.contains(own.period)
        day = own.period.precision is Precision.DAY and spoken.period.precision is not Precision.DAY
        past = line.index(quantity) > 0 and _goes_back(line, spoken, own) and frame.paragraph == line.sentence.paragraph
        if within_it or day or past or _looks_back(line, quantity, spoken, own):
            return
    frame.speak_of(line, own)


def _is_rate(line: Line, quantity: QuantityMention) -> bool:
    """Whether a number is told for any year: "3 million a year", "every year 3 million"."""
    start = max(line.clause_start(quantity.start), line.before(quantity))
    end = min(line.clause_end(quantity.end), line.after(quantity), quantity.end + _RATE)
    return bool(line.grammar.yearly.search(line.view.low, start, end))


def _goes_back(line: Line, spoken: Stretch, own: Stretch) -> bool:
    """Whether a sentence only looks back at its end ("in 2010 it had been 84"): the next ones do not."""
    before, last = spoken.period.first, own.period.last
    return before is not None and last is not None and last < before and own.start - line.start > OPENING


def _looks_back(line: Line, quantity: QuantityMention, spoken: Stretch, own: Stretch) -> bool:
    """Whether a sentence gives what was told for an earlier time: "that compares with 3 in 2010", "it had been 2"."""
    before, last = spoken.period.first, own.period.last
    if before is None or last is None or last >= before:
        return False
    return bool(line.grammar.looks_back.search(line.view.low, line.start, quantity.start))


def _plans(line: Line, quantity: QuantityMention, spoken: Stretch) -> bool:
    """Whether a clause speaks of the time ahead, of which a period that is over says nothing."""
    published = line.view.published
    if published is None or published.first is None or spoken.period.last is None or is_ratio(quantity):
        return False
    over = spoken.period.last < published.first
    return over and bool(line.grammar.plans.search(line.view.low, line.clause_start(quantity.start), quantity.start))
