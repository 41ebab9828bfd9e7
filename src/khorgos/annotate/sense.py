"""What a time expression means before it is placed on the calendar, and the placing.

A Sense is absolute (a period), relative (a way to get from an anchor to a period), or neither (a duration, a set, a
vague reference): then it has only a TIMEX3 value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from khorgos.errors import PeriodFault
from khorgos.values import Period
from khorgos.values.period import Precision

_DAY = dt.timedelta(days=1)
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


@dataclass(frozen=True, slots=True)
class Sense:
    """A meaning: TIMEX3 type; value and period where they are fixed; else `relative`, a rule name and its arguments.

    `shift` is -1, 0 or +1 where the words say last, this or next; `in_year` the year seen from the anchor's ("in May of
    last year": -1).  `tail` is added to a TIMEX3 value (TMO: morning).  `parts` are the two ends of an interval.  `back` says that it is
    seen from the time spoken of before rather than from the day of writing; `compares` that it is only what is
    compared with ("a year earlier"), so that the talk goes on about the time before.
    """

    timex: str = "DATE"
    value: str = ""
    period: Period | None = None
    relative: tuple[object, ...] = ()
    shift: int | None = None
    tail: str = ""
    parts: tuple[Sense, ...] = ()
    in_year: int | None = None
    back: bool = False
    compares: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A sense on the calendar: its period (None where there is none) and TIMEX3 value."""

    period: Period | None
    value: str


def place(sense: Sense, anchor: Period | None) -> list[Placed]:
    """Where a sense may lie seen from an anchor: earlier candidates first; nothing where the anchor does not tell."""
    if sense.parts:
        return _joined(sense, anchor)
    if sense.period is not None:
        return [Placed(sense.period, (sense.value or timex_value(sense.period)) + sense.tail)]
    if not sense.relative:
        return [Placed(None, sense.value)] if sense.value else []
    if anchor is None or anchor.first is None or anchor.last is None:
        return []
    if sense.in_year is not None:
        anchor = Period.year(_year_of(anchor) + sense.in_year)
    rule, *arguments = sense.relative
    try:
        found = list(_RULES[str(rule)](anchor, sense, *arguments))
    except (PeriodFault, ValueError, OverflowError):
        # "Two million years ago": no calendar goes there.
        return []
    if rule == "season":
        return [Placed(period, f"{period.text[:4]}-{arguments[0]}") for period in found]
    return [Placed(period, (sense.value or timex_value(period)) + sense.tail) for period in found]


def timex_value(period: Period) -> str:
    """TIMEX3's way of writing a period."""
    text = period.text
    return text.removesuffix("X") if period.precision is Precision.DECADE else text


def _joined(sense: Sense, anchor: Period | None) -> list[Placed]:
    first, last = sense.parts
    found = []
    for begin in place(first, anchor):
        for end in place(last, anchor):
            if begin.period and end.period and begin.period.first and end.period.last:
                if begin.period.first <= end.period.last:
                    joined = Period.between(begin.period, end.period)
                    found.append(Placed(joined, joined.text))
    return found


def _fine(anchor: Period, precision: Precision) -> bool:
    return anchor.precision >= precision


def _year_of(anchor: Period) -> int:
    day = anchor.last or anchor.first
    return day.year if day else 0


def month_shift(year: int, month: int, by: int) -> tuple[int, int]:
    """A month some months away."""
    total = year * 12 + month - 1 + by
    return total // 12, total % 12 + 1


def unit_period(unit: str, day: dt.date, by: int) -> Period | None:
    """The calendar unit that holds a day, moved by some units; None for units that are no calendar periods."""
    if unit == "Y":
        return Period.year(day.year + by)
    if unit == "M":
        return Period.month(*month_shift(day.year, day.month, by))
    if unit == "Q":
        year, month = month_shift(day.year, day.month, 3 * by)
        return Period.quarter(year, (month + 2) // 3)
    if unit == "W":
        iso = (day + 7 * by * _DAY).isocalendar()
        return Period.parse(f"{iso.year:04d}-W{iso.week:02d}")
    if unit == "D":
        return Period.day(day + by * _DAY)
    if unit == "E":
        return Period.decade(day.year // 10 * 10 + 10 * by)
    if unit == "C":
        century = day.year // 100 + by
        return Period.between(Period.year(century * 100 + 1), Period.year(century * 100 + 100))
    if unit == "H":
        total = day.year * 2 + (day.month > 6) + by
        return Period.half(total // 2, total % 2 + 1)
    return None


_NEEDS = {
    "Y": Precision.YEAR, "M": Precision.MONTH, "Q": Precision.QUARTER, "W": Precision.WEEK, "D": Precision.DAY,
    "E": Precision.DECADE, "C": Precision.DECADE, "H": Precision.HALF,
}  # fmt: skip


def _shifted(anchor: Period, sense: Sense, unit: str, by: int) -> Iterator[Period]:
    """Last year, this month, ten days ago."""
    if anchor.last is None or not _fine(anchor, _NEEDS.get(unit, Precision.DAY)):
        return
    found = unit_period(unit, anchor.last, by)
    if found is not None:
        yield found


def _months(anchor: Period, sense: Sense, first: int, last: int) -> Iterator[Period]:
    """A month, quarter or stretch of months of a year that is not said."""
    year = _year_of(anchor)
    if not _fine(anchor, Precision.MONTH):
        if sense.shift in (0, None):
            yield _span(year, first, last)
        return
    now = anchor.first.month if anchor.first else 1
    if sense.shift == 0:
        years = [year]
    elif sense.shift == -1:
        years = [year] if last < now else [year - 1]
    elif sense.shift == 1:
        years = [year] if first > now else [year + 1]
    else:
        years = [year if first <= now else year - 1, year if last >= now else year + 1]
    for each in dict.fromkeys(years):
        yield _span(each, first, last)


def _span(year: int, first: int, last: int) -> Period:
    if first == last:
        return Period.month(year, first)
    return Period.between(Period.month(*month_shift(year, 1, first - 1)), Period.month(*month_shift(year, 1, last - 1)))


def _quarter(anchor: Period, sense: Sense, number: int) -> Iterator[Period]:
    for period in _months(anchor, sense, number * 3 - 2, number * 3):
        if period.first:
            yield Period.quarter(period.first.year, number)


def _half(anchor: Period, sense: Sense, number: int) -> Iterator[Period]:
    for period in _months(anchor, sense, number * 6 - 5, number * 6):
        if period.first:
            yield Period.half(period.first.year, number)


def _monthday(anchor: Period, sense: Sense, month: int, day: int) -> Iterator[Period]:
    """A day without its year."""
    year = _year_of(anchor)
    years = (year,)
    if _fine(anchor, Precision.MONTH) and anchor.first:
        now = (anchor.first.month, anchor.first.day if _fine(anchor, Precision.DAY) else day)
        years = (year,) if now == (month, day) else (year - 1, year) if (month, day) > now else (year, year + 1)
    for each in years:
        yield from _dated(each, month, day)


def _dated(year: int, month: int, day: int) -> Iterator[Period]:
    try:
        yield Period.day(dt.date(year, month, day))
    except ValueError:
        return


def _dayonly(anchor: Period, sense: Sense, day: int) -> Iterator[Period]:
    """A day without its month: of this month, the one before or after."""
    if not _fine(anchor, Precision.MONTH) or anchor.first is None:
        return
    now = anchor.first.day if _fine(anchor, Precision.DAY) else day
    for by in (0,) if day == now else (-1, 0) if day > now else (0, 1):
        yield from _dated(*month_shift(anchor.first.year, anchor.first.month, by), day)


def _weekday(anchor: Period, sense: Sense, number: int) -> Iterator[Period]:
    """A weekday: the last, the next."""
    if not _fine(anchor, Precision.DAY) or anchor.last is None:
        return
    away = number - anchor.last.isoweekday()
    before, after = (away - 7 if away > 0 else away), (away + 7 if away < 0 else away)
    if sense.shift == -1:
        yield Period.day(anchor.last + (before or -7) * _DAY)
    elif sense.shift == 1:
        yield Period.day(anchor.last + (after or 7) * _DAY)
    else:
        for by in dict.fromkeys((before, after)):
            yield Period.day(anchor.last + by * _DAY)


def _stretch(anchor: Period, sense: Sense, unit: str, count: int, way: int) -> Iterator[Period]:
    """The past five years, the next two years: with the anchor's unit at one end."""
    if not _fine(anchor, _NEEDS.get(unit, Precision.DAY)) or anchor.last is None:
        return
    here, there = unit_period(unit, anchor.last, 0), unit_period(unit, anchor.last, count * way)
    if here is None or there is None or unit in "WDQ":
        return
    yield Period.between(there, here) if way < 0 else Period.between(here, there)


def _season(anchor: Period, sense: Sense, season: str) -> Iterator[Period]:
    yield from _months(anchor, sense, *SEASON_MONTHS[season])


def _same(anchor: Period, sense: Sense, by: int, unit: str = "") -> Iterator[Period]:
    """The period spoken of, or the same some years away; from a day, its year; for a quarter, the last that is over."""
    if unit == "quarter" and anchor.precision is not Precision.QUARTER and anchor.last is not None:
        if _fine(anchor, Precision.MONTH) and (before := unit_period("Q", anchor.last, -1)):
            yield Period.parse(_moved(before.text, by))
            return
        if anchor.days() is None or not 89 <= (anchor.days() or 0) <= 92:
            return
    if anchor.precision >= Precision.WEEK or anchor.first is None or anchor.last is None:
        if by:
            yield Period.year(_year_of(anchor) + by)
        return
    moved = [_moved(part, by) for part in anchor.text.split("/")]
    yield Period.parse("/".join(moved))


def _sameago(anchor: Period, sense: Sense, by: int) -> Iterator[Period]:
    """A year ago: beside figures of a quarter the same quarter, else the year before the one of writing."""
    yield from _same(anchor, sense, by)


def _weekend(anchor: Period, sense: Sense, by: int | None) -> Iterator[Period]:
    """The weekend: the last one or the one to come; from its own days, this one."""
    if not _fine(anchor, Precision.DAY) or anchor.last is None:
        return
    weekday = anchor.last.isoweekday()
    for each in (by,) if by is not None else (0,) if weekday > 5 else (-1, 0):
        found = unit_period("W", anchor.last, each)
        if found is not None:
            yield found


def _sameof(anchor: Period, sense: Sense, year: int) -> Iterator[Period]:
    """The same period of another year."""
    yield from _same(anchor, sense, year - _year_of(anchor)) if anchor.precision < Precision.WEEK else [Period.year(year)]


def _moved(text: str, by: int) -> str:
    if text.startswith("FY"):
        return f"FY{int(text[2:6]) + by}{text[6:]}"
    return text if not text[:4].isdigit() else f"{int(text[:4]) + by:04d}{text[4:]}"


_RULES = {
    "shift": _shifted, "months": _months, "quarter": _quarter, "half": _half, "monthday": _monthday,
    "dayonly": _dayonly, "weekday": _weekday, "stretch": _stretch, "season": _season, "same": _same,
    "sameago": _sameago, "weekend": _weekend,
    "sameof": _sameof,
}  # fmt: skip
