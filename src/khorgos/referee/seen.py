"""What the words of a period may mean at their place: seen from the day of the report, a year, another period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.claims import Ground, Rereader
from khorgos.referee.owning import compared
from khorgos.referee.passage import Passage
from khorgos.referee.reread import meant
from khorgos.values import Period, Precision, Span

# Months without a year that end later than this many days after the report are those of the year before.
_FAR_AHEAD = 120
# A fiscal year stands this close behind its quarter.
_OF_FISCAL = 8
# Fiscal years are named by the year in which they end (from July in Australia and Pakistan, October in the United
# States) or begin (from April in India and Japan, which is also said of the end).
_BEGINS_BEFORE = (4, 7, 10)
_BEGINS_WITHIN = (4,)


@dataclass(frozen=True, slots=True)
class Timed:
    """A period as the document bears it, with its grounds."""

    period: Period
    grounds: tuple[Ground, ...]


def single(
    view: Annotated, reread: Rereader, mention: PeriodMention, name: str, wanted: Period, *, near: bool = True
) -> Timed | None:
    """The period as one place gives it; a day stands for its month or year only where the place is `near`."""
    for ground in _grounds(view, mention, name):
        for period in reread.periods(ground.text, ground.anchor):
            if period.same_days(wanted) and _fits(view, mention, ground.anchor, period, near=near):
                return Timed(period, (ground,))
    return None


def _fits(view: Annotated, mention: PeriodMention, anchor: Period | None, period: Period, *, near: bool) -> bool:
    """Whether the reading is that of the place: "August" may be of any year, here it is of the one that it has here.

    Only in the passage's own sentence does a day stand for its month or year.
    """
    if mention.period is None or (anchor is not None and anchor.is_fiscal):
        return True
    published = view.published
    if published is not None and _ahead(mention, published):
        return anchor != mention.anchor and bool(period.last and published.last and period.last <= published.last)
    for own in (mention.period, mention.governed):
        if own is not None:
            others = meant(own, mention.anchor or published) if near else (own,)
            if any(period.same_days(other) for other in others):
                return True
    return published is None and mention.timex == "DURATION" and anchor not in (None, mention.anchor)


def _grounds(view: Annotated, mention: PeriodMention, name: str) -> Iterator[Ground]:
    """The mention with and without its preposition, seen from each time that it may be seen from."""
    text = view.document.text
    begins = [mention.start] + ([mention.outer_start] if 0 <= mention.outer_start < mention.start else [])
    for anchor in _anchors(view, mention):
        for begin in begins:
            yield Ground(name, Span(begin, mention.end), text[begin : mention.end], anchor)


def _anchors(view: Annotated, mention: PeriodMention) -> list[Period | None]:
    """What relative wording may be seen from: its own anchor, the day of publication, the year before that.

    The year before is for what would lie far ahead.  A report without a day is seen from the latest year that it names.
    """
    latest, own = _own_year(view)
    beside = [other.period for other in _beside(view, mention)] if mention.period is None else []
    anchors: list[Period | None] = [own if own is not None and mention.anchor == latest else mention.anchor]
    if view.published is not None and view.published.last is not None:
        anchors += [] if beside else [view.published]
        if _ahead(mention, view.published):
            anchors += [Period.year(view.published.last.year - 1)]
    elif own is not None and not beside and (mention.period is None or mention.anchor is not None):
        anchors += [own]
    anchors += beside
    return list(dict.fromkeys([*anchors, *_fiscal(view, mention)]))


def _beside(view: Annotated, mention: PeriodMention) -> list[PeriodMention]:
    """The periods that a stretch may go on from: "in 2001 …; in twenty years"; of its sentence, else the one before."""
    here = view.sentence_index(mention.start) or 0
    for index in (here, here - 1):
        found = [m for m in view.periods if m.period is not None and view.sentence_index(m.start) == index]
        if found:
            return found
    return []


def _ahead(mention: PeriodMention, published: Period) -> bool:
    """Whether months without a year would lie far ahead of the report: they are those of the year before."""
    period = mention.period
    if period is None or period.last is None or published.last is None or mention.anchor != published:
        return False
    if mention.timex == "DURATION":
        return False  # "the next three years" do lie ahead
    if period.precision not in (Precision.INTERVAL, Precision.HALF, Precision.QUARTER, Precision.MONTH):
        return False
    return (period.last - published.last).days > _FAR_AHEAD


def _own_year(view: Annotated) -> tuple[Period | None, Period | None]:
    """The year that a report without a day speaks from: the latest it names, or the next where that is only compared.

    "This year … than in all of 2022" is said in 2023.  Both are given: the latest, and the one to speak from.
    """
    if view.published is not None:
        return None, None
    named = [m for m in view.periods if m.period is not None and m.period.last is not None]
    named = [m for m in named if m.anchor is None] or named
    if not named:
        return None, None
    latest = max(_last_year(m) for m in named)
    passed = all(compared(view, m) for m in named if _last_year(m) == latest)
    return Period.year(latest), Period.year(latest + passed)


def _last_year(mention: PeriodMention) -> int:
    assert mention.period is not None
    assert mention.period.last is not None
    return mention.period.last.year


def _fiscal(view: Annotated, mention: PeriodMention) -> Iterator[Period]:
    """The fiscal years that a quarter may be of: "the third quarter of fiscal year 2024"."""
    for other in view.periods:
        if 0 <= other.start - mention.end <= _OF_FISCAL and other.rule == "fiscal" and other.period is not None:
            year = int(other.period.text[:4])
            yield from (Period.fiscal(year - 1, month) for month in _BEGINS_BEFORE)
            yield from (Period.fiscal(year, month) for month in _BEGINS_WITHIN)


def of_report(view: Annotated, reread: Rereader, passage: Passage, name: str, wanted: Period) -> Timed | None:
    """The period as the time of the report: its day, week, month or year."""
    if view.published is None:
        return None
    ground = Ground(name, Span(passage.start, passage.start), "", view.published)
    found = next((p for p in reread.periods("", view.published) if p.same_days(wanted)), None)
    return Timed(found, (ground,)) if found else None
