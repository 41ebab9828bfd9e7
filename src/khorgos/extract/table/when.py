"""The period of a number of a table: from its row and column, else from its section, the caption or the title."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khorgos.annotate.glance import glance
from khorgos.annotate.mentions import PeriodMention
from khorgos.extract.table.head import Head
from khorgos.values import Period, Precision


@dataclass(frozen=True, slots=True)
class When:
    """A period with the words that give it, and the year that a month was seen from."""

    period: Period
    head: Head
    start: int
    end: int
    anchor: Period | None = None


class NotClearError(Exception):
    """Times of a table that cannot be brought together; its text is the reason."""


def when(labels: Sequence[Head], above: Sequence[Head], *, later: bool) -> When | None:
    """The period of a number; None where none is given.  `later`: of two in one heading the later counts (a change).

    Raises NotClearError where row and column name two that do not go together, or a month has no year.
    """
    placed = [found for head in labels if (found := _placed(head, later))]
    open_ones = [(head, mention) for head in labels for mention in head.times() if mention.period is None]
    if open_ones:
        return _of_year(open_ones[0], [*placed, *_all(above, later)])
    if not placed:
        return next(iter(_all(above, later)), None)
    finest = max(placed, key=lambda each: each.period.precision)
    if any(not each.period.contains(finest.period) for each in placed):
        raise NotClearError("row and column name two periods that do not go together")
    part = next(((head, each) for head in above for each in head.times() if each.period is None), None)
    if part is not None and finest.period.precision is Precision.YEAR:
        return _of_year(part, [finest])  # "January to June" in the caption, the years over the columns
    return finest


def _all(heads: Iterable[Head], later: bool) -> list[When]:
    return [found for head in heads if (found := _placed(head, later))]


def _placed(head: Head, later: bool) -> When | None:
    """The one period that a heading names; of several the last one where it compares them."""
    known = [mention for mention in head.times() if mention.period is not None]
    found = [_when(head, mention) for mention in known]
    if len({each.period for each in found}) > 1:
        if later or head.has("change", "index"):
            return max(found, key=_end)
        if head.cell is None:
            return None  # a caption that names several times says nothing of one column
        raise NotClearError("the heading names several periods")
    part = next((each for each in head.times() if each.period is None), None)
    if part is not None and found and found[0].period.precision is Precision.YEAR:
        if part.start == found[0].end:
            raise NotClearError("a time that was read in pieces")  # "2022年前五月"
        return _of_year((head, part), found[:1])
    return found[0] if found else None


def _end(found: When) -> dt.date:
    return found.period.last or found.period.first or dt.date.min


def _when(head: Head, mention: PeriodMention) -> When:
    period = mention.period
    assert period is not None
    return When(period, head, mention.start, mention.end)


def _of_year(month: tuple[Head, PeriodMention], years: list[When]) -> When:
    """A month or quarter in the year that another heading, the section or the caption gives."""
    head, mention = month
    year = next((each for each in years if each.period.precision is Precision.YEAR), None)
    if year is None:
        raise NotClearError("a part of a year without its year")
    seen = glance(head.text, head.code, year.period).periods
    again = next((m for m in seen if m.start == mention.start and m.period is not None), None)
    if again is None or again.period is None or not year.period.contains(again.period):
        raise NotClearError("a part of a year that does not go with its year")
    return When(again.period, head, again.start, again.end, year.period)
