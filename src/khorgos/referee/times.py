"""The words that bear a claimed period: near the passage, before it, or the report's own time.

A period is looked for where a reader of the report would: in the passage, in its sentence, in the sentences before
(nearest first), in those right behind; an interval may be given by two places; where no words give it, it may be the
time of the report.  The nearest words decide: a period that is only named further off is not borne where nearer words
name another of its precision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.claims import Rereader
from khorgos.referee import owning
from khorgos.referee.passage import Passage
from khorgos.referee.seen import Timed, of_report, single
from khorgos.values import Period, Precision

__all__ = ["Timed", "borne", "readings"]

# Sentences behind the passage in which its period may still be named.
_BEHIND = 2
# The passage and its sentence are the first two places in which a period is looked for.
_OWN = 2
# The field of time of a figure: its periods belong to numbers.
_FIGURE = "period"


def borne(
    view: Annotated,
    reread: Rereader,
    passage: Passage,
    name: str,
    wanted: Period,
    agreed: Collection[Period] = (),
) -> Timed | None:
    """The words that bear the period; None where none do.

    `agreed` holds periods that another reader of the passage gives: they are borne by words further off too.
    """
    return _Search(view, reread, passage, name, wanted, agreed).found()


class _Search:
    """The search for the words that bear one period."""

    def __init__(
        self,
        view: Annotated,
        reread: Rereader,
        passage: Passage,
        name: str,
        wanted: Period,
        agreed: Collection[Period],
    ) -> None:
        self.view, self.reread, self.passage = view, reread, passage
        self.name, self.wanted = name, wanted
        self.levels = _levels(view, passage)
        self.base = owning.is_base(view, passage)
        # A figure's own words stand against what two readers may have misread alike.
        against = name == _FIGURE and self.names_another(self.levels[0])
        self.agrees = not against and any(wanted.same_days(period) for period in agreed)
        self.differs = any(period.precision is wanted.precision for period in agreed) and not self.agrees

    def found(self) -> Timed | None:
        """In one place, else in two, else the time of the report."""
        nearer: list[PeriodMention] = []
        for number, level in enumerate(self.levels):
            level = [mention for mention in level if self.may_bear(mention, near=number < _OWN)]  # noqa: PLW2901
            for mention in level:
                timed = self.named(mention, near=number < _OWN)
                if timed:
                    return timed if self.agrees or self.clear(mention, level, nearer, near=number < _OWN) else None
            nearer += level
        return self.in_two_places() or self.of_the_report(nearer)

    def may_bear(self, mention: PeriodMention, *, near: bool) -> bool:
        """Whether a period may be that of the passage's number: it is no other's, and not only announced."""
        if not near and owning.to_come(self.view, mention):
            return False
        return (self.base and not near) or not owning.of_a_base(self.view, mention, self.passage)

    def named(self, mention: PeriodMention, *, near: bool) -> Timed | None:
        """The period as these words give it."""
        if not self.agrees and owning.compared(self.view, mention):
            return None
        wide = near and not owning.beside_another(self.view, mention, self.passage)
        return single(self.view, self.reread, mention, self.name, self.wanted, near=wide)

    def clear(
        self, mention: PeriodMention, level: list[PeriodMention], nearer: list[PeriodMention], *, near: bool
    ) -> bool:
        """Whether no nearer words name another period, and no other reader reads one."""
        rivals = [m for m in nearer if not (self.base and owning.later(m, self.wanted))]
        if near or self.base or self.name != _FIGURE:
            rivals = self.free(rivals)
        if self.name == _FIGURE:
            rivals += owning.between(level, mention, self.passage)
            rivals += [] if owning.is_said(mention, self.wanted) else self.free(level)
        return not self.names_another(rivals) and (near or self.base or not self.differs)

    def in_two_places(self) -> Timed | None:
        """An interval from two places, beginning and end; its end may be the time of the report."""
        if self.wanted.precision is not Precision.INTERVAL or "/" not in self.wanted.text:
            return None
        told = [mention for level in self.levels for mention in level]
        timed = self.pair([mention for mention in told if mention.period is not None])
        if timed is None or self.agrees or not self.names_another(told):
            return timed
        return timed if _touches(timed, [m for level in self.levels[:_OWN] for m in level]) else None

    def pair(self, mentions: list[PeriodMention]) -> Timed | None:
        """Beginning and end among some periods; a stretch alone gives no end."""
        first, last = (Period.parse(end) for end in self.wanted.text.split("/", 1))
        begin = self.first(mentions, first)
        if begin is None:
            return None
        at = begin.grounds[0].span.end
        close = self.first(mentions, last)
        close = close or of_report(self.view, self.reread, Passage(at, at, "verbatim"), self.name, last)
        if close is None:
            return None
        return Timed(Period.between(begin.period, close.period), (*begin.grounds, *close.grounds))

    def first(self, mentions: list[PeriodMention], wanted: Period) -> Timed | None:
        """The first of some periods that gives one end of an interval."""
        tried = (single(self.view, self.reread, mention, self.name, wanted) for mention in mentions)
        return next((timed for timed in tried if timed), None)

    def of_the_report(self, nearer: list[PeriodMention]) -> Timed | None:
        """The time of the report, where neither the sentence nor the paragraph names another."""
        timed = of_report(self.view, self.reread, self.passage, self.name, self.wanted)
        if timed is None or self.agrees:
            return timed
        own = [mention for level in self.levels[:_OWN] for mention in level if mention in nearer]
        told = [m for m in nearer if m in own or owning.together(self.view, m, self.passage)]
        return None if self.differs or self.names_another(told) or self.in_another_year(own) else timed

    def in_another_year(self, own: list[PeriodMention]) -> bool:
        """Whether the sentence names, for this number, only days or months of another year than the one wanted."""
        if self.wanted.precision is not Precision.YEAR:
            return False
        named = [m.period for m in self.free(own) if not owning.compared(self.view, m)]
        within = [p for p in named if p is not None and p.precision in (Precision.DAY, Precision.MONTH)]
        return bool(within) and not any(period.overlaps(self.wanted) for period in within)

    def free(self, mentions: list[PeriodMention]) -> list[PeriodMention]:
        """The periods that stand behind no other number of the passage's sentence."""
        return [mention for mention in mentions if not owning.beside_another(self.view, mention, self.passage)]

    def names_another(self, mentions: list[PeriodMention]) -> bool:
        """Whether a period of the same precision is named there, for itself and not only to compare with."""
        return any(
            mention.period.precision is self.wanted.precision and not owning.compared(self.view, mention)
            for mention in mentions
            if mention.period is not None and mention.timex != "SET"
        )


def _touches(found: Timed, here: list[PeriodMention]) -> bool:
    """Whether one end of an interval is named in the passage or its sentence."""
    return any(
        mention.start <= ground.span.end and ground.span.start <= mention.start
        for ground in found.grounds
        for mention in here
    )


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
