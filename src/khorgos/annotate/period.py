"""Find periods: time expressions, placed on the calendar where text and publication date tell where."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.holding import Holding
from khorgos.annotate.mentions import PeriodMention
from khorgos.annotate.sense import Placed, Sense, place
from khorgos.annotate.timex import meaning
from khorgos.annotate.typography import fold
from khorgos.annotate.wording import UNKNOWN, Wording, wording
from khorgos.language import Pack
from khorgos.values import Period
from khorgos.values.period import Precision

# How far a clause is searched for the verb that tells past from future.
_CLAUSE = 160
# How many times farther a date may lie for the tense to prefer it to the nearer one (measured on TimeBank and AQUAINT).
_WEIGHT = 4.0


# Quarters, halves, stretches of months and days without a month are mostly spoken of when they are over.
_REPORTED = 2.0
# Stretches of a year that figures are given for: "a year ago" beside one of them is the same stretch.
_FIGURES = frozenset({Precision.QUARTER, Precision.HALF, Precision.INTERVAL})


_AHEAD = frozenset({"by", "until", "from", "after"})
# Characters within which "a year earlier" may be about a month (two sentences).
_NEAR = 250
_YEAR_DAYS = 366
_QUOTES = "\"'"
_DAYS = re.compile(r"P(\d{1,2})D")
# What is told to last longer than two weeks is no meeting or visit of one name.
_EVENT_DAYS = 14


class _Raw(NamedTuple):
    start: int
    end: int
    rule: str
    sense: Sense


class _Found(NamedTuple):
    start: int
    end: int
    raw: _Raw
    role: str
    outer: int


def find(view: Annotated) -> list[PeriodMention]:
    """Every time expression of what is read, in order.

    Those that cannot be placed (durations, sets, "now", relative wording in a text without a date) have no period.
    """
    return _placed(view, list(_scan(view, joined=True)))


def timexes(view: Annotated) -> list[PeriodMention]:
    """The same as TIMEX3 counts them: the ends of an interval apart, date lines that are no sentences too."""
    return _placed(view, list(_scan(view, joined=False)))


def readings(text: str, pack: Pack, anchor: Period | None) -> list[Period]:
    """Every period that a short text can be read as giving, seen from the anchor (for grounding)."""
    words = wording(pack)
    text = fold(text)
    found: dict[Period, None] = {}
    _, codes, _ = words.encode(text)
    for raw in _parse(pack, text, joined=True):
        role = _role_after(words, codes, raw.end)[0] or _role(words, codes, raw.start)[0]
        for placed in place(raw.sense, anchor):
            if placed.period is not None:
                found[placed.period] = None
                found[_governed(raw.sense, placed.period, role, anchor) or placed.period] = None
            elif anchor is not None and anchor.precision is Precision.DAY:
                found.update(dict.fromkeys(_counted_both(anchor, days_in(placed.value))))
    return list(found)


def days_in(value: str) -> int:
    """The days that a duration counts ("P2D"); 0 for what is no count of at least two."""
    counted = _DAYS.fullmatch(value or "")
    return int(counted.group(1)) if counted and int(counted.group(1)) > 1 else 0


def counted_from(day: Period, days: int, *, ends: bool) -> Period | None:
    """So many days from a day on, or up to it where it is the last: "a two-day forum opened on 18 May"."""
    if day.first is None or not 1 < days <= _EVENT_DAYS:
        return None
    rest = dt.timedelta(days - 1)
    return (
        Period.between(Period.day(day.first - rest), day) if ends else Period.between(day, Period.day(day.first + rest))
    )


def _counted_both(day: Period, days: int) -> list[Period]:
    return [found for ends in (False, True) if (found := counted_from(day, days, ends=ends)) is not None]


def _scan(view: Annotated, joined: bool) -> Iterator[_Found]:
    words = wording(view.pack)
    if words.trigger is None:
        return
    pieces, codes, offsets = words.encode(view.text)
    amounts = Holding((quantity.start, quantity.end) for quantity in view.quantities)
    for first, last in _runs(words, codes):
        for raw in _parse(view.pack, "".join(pieces[first:last]), joined=joined):
            start = offsets[first + raw.start]
            if joined and view.sentences and view.sentence_at(start) is None:
                continue
            if raw.end - raw.start == 1 and _amount(view, amounts, start, offsets[first + raw.end]):
                continue
            if (
                start
                and view.text[start - 1] in _QUOTES
                and _titled(raw.sense, pieces[first + raw.start : first + raw.end])
            ):
                continue
            role, outer = _role(words, codes, first + raw.start)
            after, stop = _role_after(words, codes, first + raw.end)
            yield _Found(start, offsets[stop], raw, after or role, offsets[outer])


def _amount(view: Annotated, amounts: Holding, start: int, end: int) -> bool:
    """Whether a bare number that looks like a year is part of a quantity: 2000 km."""
    around = (view.quantities[number] for number in amounts.sharing(start, end))
    return any(
        (quantity.start <= start and end <= quantity.end and quantity.end - quantity.start > end - start)
        or (quantity.start == start and quantity.noun)
        for quantity in around
    )


def _titled(sense: Sense, pieces: list[str]) -> bool:
    """Whether a quotation begins with the title of a programme ("This Week"): units of time need no capitals."""
    if sense.rule != "shift" and sense.timex != "DURATION":
        return False
    rest = [piece for piece in pieces[1:] if piece.isalpha()]
    return bool(rest) and all(piece[0].isupper() for piece in rest)


def _runs(words: Wording, codes: str) -> Iterator[tuple[int, int]]:
    """Stretches of words of time that hold a trigger."""
    at = 0
    trigger = words.trigger
    while trigger is not None and (found := trigger.search(codes, at)):
        first = codes.rfind(UNKNOWN, at, found.start()) + 1 or at
        last = codes.find(UNKNOWN, found.end())
        at = len(codes) if last < 0 else last
        yield first, at


@lru_cache(maxsize=4096)
def _parse(pack: Pack, text: str, *, joined: bool) -> tuple[_Raw, ...]:
    words = wording(pack)
    pieces, codes, _ = words.encode(text)
    found = []
    for match in words.matches(pieces, codes, joined=joined):
        sense = meaning(match)
        if sense is not None:
            found.append(_Raw(match.start, match.end, match.pattern.sense, sense))
    return tuple(found)


def _role(words: Wording, codes: str, at: int) -> tuple[str, int]:
    for size, roles in words.roles_by_size:
        if size <= at and (role := roles.get(codes[at - size : at])):
            return role, at - size
    return "", at


class _Talk:
    """What times were spoken of, for wording that is seen from them."""

    def __init__(self, base: Period | None) -> None:
        self.base = base
        self.spoken: Period | None = None
        self.wide: Period | None = None
        self.quarter: Period | None = None
        self._wide_at = 0

    def note(self, mention: PeriodMention) -> None:
        """Take a mention in."""
        period = mention.period
        if period is None:
            return
        if (period.days() or 0) > _YEAR_DAYS:
            # A decade or a plan is no time that "that year" or "the same period" is seen from.
            return
        self.spoken = period
        if period.precision < Precision.WEEK:
            self.wide, self._wide_at = period, mention.start
        if period.precision is Precision.QUARTER:
            self.quarter = period

    def anchor(self, sense: Sense, at: int) -> Period | None:
        """What a sense is seen from."""
        if sense.rule == "same" and "Q" in sense.relative:
            return self.quarter or self._stretch(at) or self.base
        if sense.rule in ("same", "sameof"):
            wide = self._stretch(at)
            return self.base if sense.shift is not None and not self._current(wide) else wide or self.base
        if sense.rule == "samelength":
            return self.wide if self.wide and self.wide.precision is Precision.INTERVAL else self.base
        if sense.rule == "sameago":
            return self.wide if self.wide and self.wide.precision in _FIGURES else self.base
        return (self.spoken if sense.back else None) or self.base

    def _current(self, period: Period | None) -> bool:
        # "The same period last year" is a year before a stretch of this year, whatever was spoken of in between.
        base = self.base
        return bool(period and period.last and base and base.last and period.last.year == base.last.year)

    def _stretch(self, at: int) -> Period | None:
        # A month is compared with another only near by: two sentences on, "a year earlier" is no longer about it.
        if self.wide and self.wide.precision is Precision.MONTH and at - self._wide_at > _NEAR:
            return None
        return self.wide


def _role_after(words: Wording, codes: str, at: int) -> tuple[str, int]:
    for form, role in words.roles_after:
        if codes.startswith(form, at):
            return role, at + len(form)
    return "", at


def _placed(view: Annotated, found: list[_Found]) -> list[PeriodMention]:
    mentions: list[PeriodMention] = []
    talk = _Talk(view.published)
    years = _Years(found) if view.published is None else None
    for each in found:
        sense = each.raw.sense
        if years is not None:
            talk.base = years.at(each)
        mention = _mention(view, each, talk.anchor(sense, each.start), talk.base)
        if mention is None:
            continue
        mentions.append(mention)
        if not sense.compares:
            talk.note(mention)
    return mentions


class _Years:
    """For a text without a date: the latest year spoken of so far as not to come, at first that of the whole text."""

    def __init__(self, found: list[_Found]) -> None:
        self._latest = 0
        self._whole = max((_stated(each) for each in found), default=0)

    def at(self, each: _Found) -> Period | None:
        """The year that yearless wording is taken to be of, at a place in the text; None where no year is said."""
        self._latest = max(self._latest, _stated(each))
        year = self._latest or self._whole
        return Period.year(year) if year else None


def _stated(each: _Found) -> int:
    period = each.raw.sense.period
    if period is None or period.last is None or each.role in _AHEAD:
        return 0
    return period.last.year


def _mention(view: Annotated, each: _Found, anchor: Period | None, base: Period | None) -> PeriodMention | None:
    sense = each.raw.sense
    placed = place(sense, anchor)
    if not placed and anchor is not base:
        anchor, placed = base, place(sense, base)
    if not placed and sense.rule == "same":
        return None
    chosen = _choose(view, each, placed, anchor) if placed else Placed(None, sense.value or "XXXX")
    relative = bool(sense.relative)
    seen_from = anchor if relative else view.published
    governed = _governed(sense, chosen.period, each.role, seen_from) if chosen.period else None
    used = seen_from if chosen.period and (relative or governed not in (None, chosen.period)) else None
    return PeriodMention(
        each.start,
        each.end,
        each.raw.rule,
        chosen.period,
        sense.timex,
        chosen.value,
        each.role,
        governed or chosen.period,
        used,
        each.outer,
    )


def _choose(view: Annotated, each: _Found, placed: list[Placed], anchor: Period | None) -> Placed:
    """Of what lies before and what lies after: the nearer, the verb and the preposition weighing in."""
    if len(placed) == 1 or anchor is None:
        return placed[0]
    tense = _tense(view, each)
    if not tense and each.role in ("by", "until"):
        tense = "forward"
    if each.raw.sense.rule in ("weekday", "weekend"):
        # "Tuesday's vote" has mostly been.
        ahead = tense == "forward" and view.text[each.end : each.end + 2] != "'s"
        return placed[-1] if ahead else placed[0]
    before, after = _distance(placed[0].period, anchor), _distance(placed[-1].period, anchor)
    weight = {"forward": _WEIGHT, "backward": 1 / _WEIGHT}.get(tense, 1.0)
    if _reported(each.raw.sense):
        weight /= _REPORTED
    return placed[0] if before * weight <= after else placed[-1]


def _reported(sense: Sense) -> bool:
    if sense.rule == "months":
        return sense.relative[1] != sense.relative[2]
    return sense.rule in ("quarter", "half", "dayonly")


def _tense(view: Annotated, each: _Found) -> str:
    """The last verb before the expression tells; where none is, the first one after it."""
    sentence = view.sentence_at(each.start)
    begin = max(sentence.start if sentence else 0, each.start - _CLAUSE)
    stop = min(sentence.end if sentence else len(view.low), each.end + _CLAUSE)
    tense = wording(view.pack).tense
    last = ""
    for found in tense.finditer(view.low, begin, each.start):
        last = _told(found) or last
    if last:
        return last
    return next(filter(None, map(_told, tense.finditer(view.low, each.end, stop))), "")


def _told(found: re.Match[str]) -> str:
    return "" if found.lastgroup == "neutral" else str(found.lastgroup)


def _distance(period: Period | None, anchor: Period) -> int:
    if period is None or period.first is None or period.last is None or anchor.first is None or anchor.last is None:
        return 0
    return max((period.first - anchor.last).days, (anchor.first - period.last).days, 0)


def _governed(sense: Sense, period: Period, role: str, anchor: Period | None) -> Period | None:
    """What a preposition makes of a period: since 2017 is up to the year of writing, the end of June its last day."""
    if sense.ends and role != "since" and period.precision is Precision.MONTH and period.last is not None:
        return Period.day(period.last)
    if role != "since" or period.is_open:
        return None
    if anchor is None or anchor.last is None or period.first is None or anchor.last < period.first:
        return Period.since(period)
    if period.precision is Precision.MONTH and anchor.precision >= Precision.MONTH:
        return Period.between(period, Period.parse(anchor.text[:7]))
    if period.precision >= Precision.WEEK and anchor.precision is Precision.DAY:
        return Period.between(period, anchor)
    return Period.between(period, Period.year(anchor.last.year))
