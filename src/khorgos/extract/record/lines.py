"""The sentences of a text as a coder reads them: with their sums, dates and the words for what is done.

Words are only looked for in a text that is read for records; each sentence knows which concepts of the rooms `deeds`
and `instruments` stand in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import Mention, PeriodMention, QuantityMention
from khorgos.extract.record.grammar import pattern
from khorgos.language.pack import Hit
from khorgos.language.spotter import spotter
from khorgos.values import Dimension, Period
from khorgos.values.period import Precision

# What joins the ends of a stretch of time.
_JOINT = r" ?(?:\b<range_joints>\b|-) ?"
ROOMS = ("deeds", "instruments")
# A place before the day, and nothing else.
_DATELINE = re.compile(r"\w[\w .-]{1,30}, ?")
# Nothing of what records are about is older: such a number is none of a year.
_EARLIEST = 1900
# Coarser than a decade is no date of a deed.
_DATES = frozenset({Precision.YEAR, Precision.MONTH, Precision.DAY})


@dataclass(slots=True)
class Line:
    """A sentence: where it stands, its number and its paragraph's, its concepts by name, its sums and its dates."""

    start: int
    end: int
    number: int
    words: dict[str, list[Hit]] = field(default_factory=dict)
    sums: list[QuantityMention] = field(default_factory=list)
    dates: list[PeriodMention] = field(default_factory=list)
    stretches: list[tuple[PeriodMention, PeriodMention]] = field(default_factory=list)
    paragraph: int = 0
    title: bool = False

    def has(self, *concepts: str) -> bool:
        """Whether one of the concepts stands in it."""
        return any(concept in self.words for concept in concepts)

    def first(self, *concepts: str) -> Hit | None:
        """The first word of the concepts."""
        return min((self.words[c][0] for c in concepts if c in self.words), default=None)

    def all(self, *concepts: str) -> list[Hit]:
        """Every word of the concepts, in order."""
        return sorted(hit for c in concepts for hit in self.words.get(c, ()))


def lines(view: Annotated) -> list[Line]:
    """Every sentence of what is read."""
    hits = spotter(view.pack.code, *ROOMS).hits(view.text, view.low)
    found, at = [], 0
    for number, sentence in enumerate(view.sentences):
        line = Line(sentence.start, sentence.end, number, paragraph=sentence.paragraph, title=sentence.title)
        while at < len(hits) and hits[at].start < sentence.end:
            hit = hits[at]
            at += 1
            if hit.start >= sentence.start:
                line.words.setdefault(hit.concept, []).append(hit)
        line.sums = [m for m in within(view.quantities, line.start, line.end) if _is_sum(m) and not _numbers(view, m)]
        _date(view, line)
        found.append(line)
    return found


def _date(view: Annotated, line: Line) -> None:
    """Fill the dates of a line; of a stretch its two ends are dates, and the pair is kept."""
    for mention in within(view.periods, line.start, line.end):
        if _numbers(view, mention) or _of_dateline(view, line, mention):
            continue
        if _is_date(mention):
            line.dates.append(mention)
        elif mention.period is not None and mention.period.precision is Precision.INTERVAL:
            ends = _ends(view, mention, mention.period)
            if ends is not None:
                line.stretches.append(ends)
                line.dates += ends


def _ends(view: Annotated, mention: PeriodMention, period: Period) -> tuple[PeriodMention, PeriodMention] | None:
    """The two ends of a stretch as dates of their own, seen from its year where they need one."""
    words = view.text[mention.start : mention.end]
    joint = pattern(view.pack.code, _JOINT).search(words)
    if joint is None or period.first is None:
        return None
    first, last = period.text.split("/")
    year = Period.year(period.first.year)
    return (
        _end(mention, mention.start, mention.start + joint.start(), Period.parse(first), year),
        _end(mention, mention.start + joint.end(), mention.end, Period.parse(last), year),
    )


def _end(mention: PeriodMention, start: int, end: int, period: Period, year: Period) -> PeriodMention:
    return PeriodMention(start, end, "end", period, "DATE", period.text, mention.role, period, year, start)


def _of_dateline(view: Annotated, line: Line, mention: PeriodMention) -> bool:
    """Whether it is the report's own day in its dateline: "NAIROBI, June 10", and no day of a deed."""
    if view.published is None or mention.period != view.published:
        return False
    return _DATELINE.fullmatch(view.text, line.start, mention.start) is not None


def _numbers(view: Annotated, mention: Mention) -> bool:
    """Whether it is a record's or a loan's number ("ID# 1234"): no year and no sum."""
    return view.text[max(0, mention.start - 2) : mention.start].rstrip().endswith("#")


def _is_sum(mention: QuantityMention) -> bool:
    return mention.quantity.unit.dimension is Dimension.MONEY and mention.direction == 0


def _is_date(mention: PeriodMention) -> bool:
    period = mention.period
    if period is None or mention.timex not in ("DATE", "TIME") or period.precision not in _DATES:
        return False
    return period.first is None or period.first.year >= _EARLIEST
