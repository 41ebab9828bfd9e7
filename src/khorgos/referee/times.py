"""The words that bear a claimed period: near the passage, before it, or the report's own time.

A period is looked for where a reader of the report would: in the sentence, in the sentences before (nearest first), in
those right behind; an interval may be given by two places; where no words give it, it may be the time of the report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.claims import Ground, Rereader
from khorgos.extract.governing import is_compared
from khorgos.extract.line import Line, line_of
from khorgos.referee.passage import Passage
from khorgos.referee.reread import meant
from khorgos.values import Period, Precision, Span

# Sentences behind the passage in which its period may still be named.
_BEHIND = 2
# The passage and its sentence are the first two places in which a period is looked for.
_OWN = 2
# From such a barrier on the clauses part a number from a period.
_CLAUSE = 1.0
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


def borne(
    view: Annotated,
    reread: Rereader,
    passage: Passage,
    name: str,
    wanted: Period,
    agreed: Collection[Period] = (),
) -> Timed | None:
    """The words that bear the period; None where none do.

    The nearest words decide: a period that is only named further off is not borne where nearer words name another
    of its precision.  `agreed` holds periods that another reader of the passage gives, which are then borne too.
    """
    agrees = any(wanted.same_days(period) for period in agreed)
    nearer: list[PeriodMention] = []
    levels = _levels(view, passage)
    # A figure's own words stand against what two readers may have misread alike.
    figure = name == "period"
    agrees = agrees and not (figure and _names_another(view, levels[0], wanted))
    base = _is_base(view, passage)
    for number, level in enumerate(levels):
        near = number < _OWN
        for mention in level:
            if _of_a_base(view, mention, passage) if near else _to_come(view, mention):
                continue
            within_ = near and not _beside_another(view, mention, passage)
            found = _single(view, reread, mention, name, wanted, near=within_)
            if found and (agrees or not _compared(view, mention)):
                rivals = [m for m in nearer if not (base and _later(m, wanted))]
                if near or base or not figure:
                    rivals = [m for m in rivals if not _beside_another(view, m, passage)]
                rivals += _between(level, mention, passage) if figure else []
                clear = not _names_another(view, rivals, wanted) and (near or base or not _differs(agreed, wanted))
                return found if agrees or clear else None
        nearer += level
    here = [mention for level in levels[:_OWN] for mention in level]
    found = _pair(view, reread, nearer, name, wanted)
    if found:
        return found if agrees or _touches(found, here) or not _names_another(view, nearer, wanted) else None
    found = _of_report(view, reread, passage, name, wanted)
    told = [mention for mention in nearer if mention in here or _together(view, mention, passage)]
    if found is None or (not agrees and (_differs(agreed, wanted) or _names_another(view, told, wanted) or _in_another_year(view, here, passage, wanted))):
        return None
    return found


def _in_another_year(view: Annotated, here: list[PeriodMention], passage: Passage, wanted: Period) -> bool:
    """Whether the sentence names a day or month of another year than the one wanted, for this number."""
    if wanted.precision is not Precision.YEAR:
        return False
    named = [m for m in here if not _beside_another(view, m, passage) and not _compared(view, m)]
    periods = [m.period for m in named if m.period is not None and m.period.precision in (Precision.DAY, Precision.MONTH)]
    return bool(periods) and all(not p.overlaps(wanted) for p in periods)


def _line_at(view: Annotated, at: int) -> Line | None:
    sentence = view.sentence_at(at)
    return line_of(view, sentence, view.quantities, view.parties) if sentence is not None else None


def _of_a_base(view: Annotated, mention: PeriodMention, passage: Passage) -> bool:
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


def _is_base(view: Annotated, passage: Passage) -> bool:
    """Whether the first number of the passage is one that another is compared with: "from 3 billion to 5 billion"."""
    line = _line_at(view, passage.start)
    first = next((q for q in line.quantities if passage.start <= q.start < passage.end), None) if line else None
    return bool(line and first and line.is_base(first))


def _to_come(view: Annotated, mention: PeriodMention) -> bool:
    """Whether a period begins after the report: what another sentence announces is no time of this one."""
    published, period = view.published, mention.period
    return bool(published and published.last and period and period.first and period.first > published.last)


def _between(level: list[PeriodMention], mention: PeriodMention, passage: Passage) -> list[PeriodMention]:
    """The periods that stand between one and the passage: "two years before it had been 10, and in 2017 it was 12"."""
    return [m for m in level if mention.end <= m.start and m.end <= passage.start]


def _later(mention: PeriodMention, wanted: Period) -> bool:
    """Whether a period begins after another: what something was before is older than what it became."""
    period = mention.period
    return bool(period and period.first and wanted.first and period.first > wanted.first)


def _differs(agreed: Collection[Period], wanted: Period) -> bool:
    """Whether another reader gives a period of the same precision, and not this one."""
    return any(period.precision is wanted.precision for period in agreed)


def _beside_another(view: Annotated, mention: PeriodMention, passage: Passage) -> bool:
    """Whether a number behind the passage stands before the period in the same sentence: it is that number's.

    "From 33 million to 6.5 billion in 2020" says nothing of the 33 million's year.
    """
    sentence = view.sentence_at(passage.start)
    if sentence is None or mention.start >= max(sentence.end, passage.end):
        return False
    return any(passage.end <= quantity.start < mention.start for quantity in view.quantities)


def _together(view: Annotated, mention: PeriodMention, passage: Passage) -> bool:
    """Whether a period stands in the paragraph of the passage."""
    one, other = view.sentence_at(mention.start), view.sentence_at(passage.start)
    return one is not None and other is not None and one.paragraph == other.paragraph


def _touches(found: Timed, here: list[PeriodMention]) -> bool:
    """Whether one end of an interval is named in the passage or its sentence."""
    return any(
        mention.start <= ground.span.end and ground.span.start <= mention.start
        for ground in found.grounds
        for mention in here
    )


def _names_another(view: Annotated, mentions: list[PeriodMention], wanted: Period) -> bool:
    """Whether a period of the same precision is named there, for itself and not only to compare with."""
    return any(
        mention.period.precision is wanted.precision and not _compared(view, mention)
        for mention in mentions
        if mention.period is not None and mention.timex != "SET"
    )


def _compared(view: Annotated, mention: PeriodMention) -> bool:
    sentence = view.sentence_at(mention.start)
    return sentence is not None and is_compared(line_of(view, sentence, view.quantities, view.parties), mention)


def readings(view: Annotated, passage: Passage) -> list[Period]:
    """The periods named nearest to the passage; for the reason of a rejection."""
    return [m.period for m in _by_nearness(view, passage) if m.period is not None][:4]


def _by_nearness(view: Annotated, passage: Passage) -> Iterator[PeriodMention]:
    for level in _levels(view, passage):
        yield from level


def _levels(view: Annotated, passage: Passage) -> list[list[PeriodMention]]:
    """The periods of the passage, of its sentence, of each sentence before (nearest first), of those right behind."""
    here = view.sentence_index(passage.start) or 0
    own: list[PeriodMention] = []
    told: dict[int, list[PeriodMention]] = {}
    for mention in view.periods:
        at = view.sentence_index(mention.start)
        if passage.start <= mention.start < passage.end:
            own.append(mention)
        elif at is not None:
            told.setdefault(at, []).append(mention)
    before = [told[at] for at in sorted(told, reverse=True) if at < here]
    behind = [told[at] for at in sorted(told) if here < at <= here + _BEHIND]
    return [own, told.get(here, []), *before, *behind]


def _single(
    view: Annotated, reread: Rereader, mention: PeriodMention, name: str, wanted: Period, *, near: bool = True
) -> Timed | None:
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
    compared = all(_compared(view, m) for m in named if _last_year(m) == latest)
    return Period.year(latest), Period.year(latest + compared)


def _last_year(mention: PeriodMention) -> int:
    assert mention.period is not None  # noqa: PT018
    assert mention.period.last is not None
    return mention.period.last.year


def _fiscal(view: Annotated, mention: PeriodMention) -> Iterator[Period]:
    """The fiscal years that a quarter may be of: "the third quarter of fiscal year 2024"."""
    for other in view.periods:
        if 0 <= other.start - mention.end <= _OF_FISCAL and other.rule == "fiscal" and other.period is not None:
            year = int(other.period.text[:4])
            yield from (Period.fiscal(year - 1, month) for month in _BEGINS_BEFORE)
            yield from (Period.fiscal(year, month) for month in _BEGINS_WITHIN)


def _of_report(view: Annotated, reread: Rereader, passage: Passage, name: str, wanted: Period) -> Timed | None:
    if view.published is None:
        return None
    ground = Ground(name, Span(passage.start, passage.start), "", view.published)
    found = next((p for p in reread.periods("", view.published) if p.same_days(wanted)), None)
    return Timed(found, (ground,)) if found else None


def _pair(view: Annotated, reread: Rereader, mentions: list[PeriodMention], name: str, wanted: Period) -> Timed | None:
    """An interval from two places, beginning and end; its end may be the time of the report."""
    if wanted.precision is not Precision.INTERVAL or "/" not in wanted.text:
        return None
    first, last = (Period.parse(end) for end in wanted.text.split("/", 1))
    mentions = [mention for mention in mentions if mention.period is not None]  # a stretch alone gives no end
    begin = next((t for m in mentions if (t := _single(view, reread, m, name, first))), None)
    if begin is None:
        return None
    close = next((t for m in mentions if (t := _single(view, reread, m, name, last))), None)
    if close is None and view.published is not None:
        spot = Passage(begin.grounds[0].span.end, begin.grounds[0].span.end, "verbatim")
        close = _of_report(view, reread, spot, name, last)
    if close is None:
        return None
    return Timed(Period.between(begin.period, close.period), (*begin.grounds, *close.grounds))
