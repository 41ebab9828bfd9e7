"""Which number of a sentence a period belongs to, seen from a passage that somebody quotes."""

from __future__ import annotations

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.extract.governing import is_compared
from khorgos.extract.line import Line, line_of
from khorgos.referee.passage import Passage
from khorgos.values import Period, Precision

# From such a barrier on the clauses part a number from a period.
_CLAUSE = 1.0


def of_a_base(view: Annotated, mention: PeriodMention, passage: Passage) -> bool:
    """Whether a period is that of a number which is only compared with, and the passage is of another.

    "11 billion, against 8 billion in 2023": the 11 billion are not those of 2023.
    """
    line = _line_at(view, mention.start)
    if line is None:
        return False
    owner = next((q for q in reversed(line.quantities) if q.end <= mention.start), None)
    if owner is None or not line.is_base(owner) or line.barrier(owner.end, mention.start) >= _CLAUSE:
        return False
    return owner.end <= passage.start or passage.end <= owner.start


def is_base(view: Annotated, passage: Passage) -> bool:
    """Whether the first number of the passage is one that another is compared with: "from 3 billion to 5 billion"."""
    line = _line_at(view, passage.start)
    first = next((q for q in line.quantities if passage.start <= q.start < passage.end), None) if line else None
    return bool(line and first and line.is_base(first))


def _line_at(view: Annotated, at: int) -> Line | None:
    sentence = view.sentence_at(at)
    return line_of(view, sentence, view.quantities, view.parties) if sentence is not None else None


def beside_another(view: Annotated, mention: PeriodMention, passage: Passage) -> bool:
    """Whether a number behind the passage stands before the period in the same sentence: it is that number's.

    "From 33 million to 6.5 billion in 2020" says nothing of the 33 million's year.
    """
    sentence = view.sentence_at(passage.start)
    if sentence is None or mention.start >= max(sentence.end, passage.end):
        return False
    return any(passage.end <= quantity.start < mention.start for quantity in view.quantities)


def between(level: list[PeriodMention], mention: PeriodMention, passage: Passage) -> list[PeriodMention]:
    """The periods that stand between one and the passage: "two years before it had been 10, and in 2017 it was 12"."""
    return [m for m in level if mention.end <= m.start and m.end <= passage.start]


def to_come(view: Annotated, mention: PeriodMention) -> bool:
    """Whether a year begins after the report: what another sentence announces is no time of this one."""
    published, period = view.published, mention.period
    if period is None or published is None or period.precision is not Precision.YEAR:
        return False
    return bool(published.last and period.first and period.first > published.last)


def later(mention: PeriodMention, wanted: Period) -> bool:
    """Whether a period begins after another: what something was before is older than what it became."""
    period = mention.period
    return bool(period and period.first and wanted.first and period.first > wanted.first)


def is_said(mention: PeriodMention, wanted: Period) -> bool:
    """Whether a period is named for itself, and not only a day or month that lies in it."""
    return mention.period is None or wanted.precision in (mention.period.precision, Precision.INTERVAL)


def compared(view: Annotated, mention: PeriodMention) -> bool:
    """Whether a period only stands for comparison: "than in 2021"."""
    line = _line_at(view, mention.start)
    return line is not None and is_compared(line, mention)


def together(view: Annotated, mention: PeriodMention, passage: Passage) -> bool:
    """Whether a period stands in the paragraph of the passage."""
    one, other = view.sentence_at(mention.start), view.sentence_at(passage.start)
    return one is not None and other is not None and one.paragraph == other.paragraph
