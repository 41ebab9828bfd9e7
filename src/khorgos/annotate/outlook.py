"""The calendar seen from an anchor: the rules that lead from a day, a month or a year to the period that is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from khorgos.values import Period
from khorgos.values.period import Precision

_DAY = dt.timedelta(days=1)
# Season: its first and last month, beyond 12 in the year after.
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
# How fine an anchor must be for a unit to be counted from it.
_NEEDS = {
    "Y": Precision.YEAR, "M": Precision.MONTH, "Q": Precision.QUARTER, "W": Precision.WEEK, "D": Precision.DAY,
    "E": Precision.DECADE, "C": Precision.DECADE, "H": Precision.HALF,
}  # fmt: skip
# A quarter is as long as this, however it is written.
_QUARTER_DAYS = range(90, 93)


def month_shift(year: int, month: int, by: int) -> tuple[int, int]:
    """A month some months away."""
    total = year * 12 + month - 1 + by
    return total // 12, total % 12 + 1


def months(year: int, first: int, last: int) -> Period:
    """A stretch of months of a year; months before 1 and beyond 12 lie in the years beside."""
    begin, end = Period.month(*month_shift(year, 1, first - 1)), Period.month(*month_shift(year, 1, last - 1))
    return Period.between(begin, end)


def unit_period(unit: str, day: dt.date, by: int) -> Period | None:
    """The calendar unit that holds a day, moved by some units; None for units that are no calendar periods."""
    make = _UNITS.get(unit)
    return make(day, by) if make else None


def _quarter(day: dt.date, by: int) -> Period:
    year, month = month_shift(day.year, day.month, 3 * by)
    return Period.quarter(year, (month + 2) // 3)


def _week(day: dt.date, by: int) -> Period:
    iso = (day + 7 * by * _DAY).isocalendar()
    return Period.parse(f"{iso.year:04d}-W{iso.week:02d}")


def _century(day: dt.date, by: int) -> Period:
    first = (day.year - 1) // 100 * 100 + 1 + 100 * by
    return Period.between(Period.year(first), Period.year(first + 99))


def _half(day: dt.date, by: int) -> Period:
    total = day.year * 2 + (day.month > 6) + by
    return Period.half(total // 2, total % 2 + 1)


_UNITS: dict[str, Callable[[dt.date, int], Period]] = {
    "Y": lambda day, by: Period.year(day.year + by),
    "M": lambda day, by: Period.month(*month_shift(day.year, day.month, by)),
    "D": lambda day, by: Period.day(day + by * _DAY),
    "E": lambda day, by: Period.decade(day.year // 10 * 10 + 10 * by),
    "Q": _quarter,
    "W": _week,
    "C": _century,
    "H": _half,
}


class Outlook:
    """A closed anchor and where the words look from it: -1 back, +1 ahead, 0 at its own, None either way.

    Each method is a rule: it gives the periods that may be meant, the earlier first, none where the anchor is too
    coarse to tell.
    """

    def __init__(self, anchor: Period, shift: int | None = None) -> None:
        self.anchor = anchor
        self.first = anchor.first or anchor.last or dt.date.min
        self.last = anchor.last or self.first
        self.shift = shift
        # An interval is as fine as its end.
        end = Period.parse(anchor.text.rsplit("/", 1)[-1]) if anchor.precision is Precision.INTERVAL else anchor
        self.precision = end.precision

    def unit(self, unit: str, by: int) -> Iterator[Period]:
        """Last year, this month, ten days ago."""
        found = unit_period(unit, self.last, by) if self._fine(unit) else None
        if found is not None:
            yield found

    def months(self, first: int, last: int) -> Iterator[Period]:
        """A month or a stretch of months of a year that is not said."""
        for year in self._years(first, last):
            yield months(year, first, last)

    def quarter(self, number: int) -> Iterator[Period]:
        """A quarter of a year that is not said."""
        for year in self._years(number * 3 - 2, number * 3):
            yield Period.quarter(year, number)

    def half(self, number: int) -> Iterator[Period]:
        """A half of a year that is not said."""
        for year in self._years(number * 6 - 5, number * 6):
            yield Period.half(year, number)

    def season(self, season: str) -> Iterator[Period]:
        """Spring, summer, autumn, winter of a year that is not said."""
        yield from self.months(*SEASONS[season])

    def monthday(self, month: int, day: int, weekday: int = 0) -> Iterator[Period]:
        """A day without its year; the weekday beside it tells the year where the anchor does not."""
        years = self._years_of_day(month, day)
        found = [period for year in years for period in _dated(year, month, day)]
        if weekday and not self._fine("M"):
            near = (year + by for year in years for by in (0, 1, -1))
            told = [period for year in near for period in _dated(year, month, day) if _is(period, weekday)]
            found = told[:1] or found
        elif weekday:
            found = [period for period in found if _is(period, weekday)] or found
        yield from found

    def weekof(self, month: int, day: int) -> Iterator[Period]:
        """The week that holds a day without its year."""
        for period in self.monthday(month, day):
            yield from Outlook(period).unit("W", 0)

    def nth(self, month: int, weekday: int, number: int) -> Iterator[Period]:
        """A feast on the nth weekday of a month, -1 for the last."""
        yield from self._feast(lambda year: nth_weekday(year, month, weekday, number))

    def easter(self, by: int) -> Iterator[Period]:
        """A feast some days from Easter."""
        yield from self._feast(lambda year: easter(year) + by * _DAY)

    def _feast(self, dated: Callable[[int], dt.date]) -> Iterator[Period]:
        """The days of a yearly feast that may be meant: the one before and the one after, or what `shift` says."""
        if not self._fine("D") or self.shift == 0:
            yield Period.day(dated(self.last.year))
            return
        days = [dated(self.last.year + by) for by in (-1, 0, 1)]
        before = [day for day in days if day <= self.last and (self.shift is None or day < self.last)]
        after = [day for day in days if day > self.last]
        chosen = {-1: before[-1:], 1: after[:1]}.get(self.shift or 0, before[-1:] + after[:1])
        yield from map(Period.day, chosen)

    def days(self, month: int, day: int, month2: int, day2: int) -> Iterator[Period]:
        """From a day to a day, without their year; the second lies in the year after where it would come first."""
        for year in self._years_of_day(month, day):
            for begin in _dated(year, month, day):
                for end in _dated(year + ((month2, day2) < (month, day)), month2, day2):
                    yield Period.between(begin, end)

    def dayonly(self, day: int, day2: int = 0) -> Iterator[Period]:
        """A day, or two as the ends of an interval, without its month: of this month, the one before or after."""
        if not self._fine("M"):
            return
        now = self.first.day if self._fine("D") else day
        for by in (0,) if day == now else (-1, 0) if day > now else (0, 1):
            year, month = month_shift(self.first.year, self.first.month, by)
            for begin in _dated(year, month, day):
                for end in _dated(year, month, day2 or day):
                    yield Period.between(begin, end)

    def weekday(self, number: int) -> Iterator[Period]:
        """A weekday: the last, the next."""
        if not self._fine("D"):
            return
        away = number - self.last.isoweekday()
        before, after = (away - 7 if away > 0 else away), (away + 7 if away < 0 else away)
        chosen = {-1: (before or -7,), 1: (after or 7,)}.get(self.shift or 0, (before, after))
        for by in chosen:
            yield Period.day(self.last + by * _DAY)

    def weekend(self, by: int | None) -> Iterator[Period]:
        """The weekend: the last one or the one to come; seen from its own days, this one."""
        either = (0,) if self.last.isoweekday() > 5 else (-1, 0)
        for each in either if by is None else (by,):
            yield from self.unit("W", each) if self._fine("D") else ()

    def stretch(self, unit: str, count: int, way: int) -> Iterator[Period]:
        """The past five years, the next two years: with the anchor's own unit at one end."""
        if self._fine(unit) and unit in "YM":
            here, there = unit_period(unit, self.last, 0), unit_period(unit, self.last, count * way)
            if here is not None and there is not None:
                yield Period.between(there, here) if way < 0 else Period.between(here, there)

    def tonow(self, text: str) -> Iterator[Period]:
        """From a year or month up to the one of the anchor."""
        first = Period.parse(text)
        here = unit_period("M" if first.precision is Precision.MONTH and self._fine("M") else "Y", self.last, 0)
        if here is not None and first.first is not None and first.first <= self.last:
            yield Period.between(first, here)

    def same(self, by: int, unit: str = "") -> Iterator[Period]:
        """The anchor itself, or the same some years away; of a day, its year; for a quarter, the last that is over."""
        if unit == "Q" and self.anchor.days() not in _QUARTER_DAYS:
            if self._fine("M"):
                yield from self.unit("Q", -1)
        elif self.anchor.precision < Precision.WEEK:
            yield Period.parse("/".join(_moved(part, by) for part in self.anchor.text.split("/")))
        elif by:
            yield Period.year(self.last.year + by)

    def samelength(self, count: int) -> Iterator[Period]:
        """The anchor, if it is as many months long; seen from a day, half a year or three quarters that are over."""
        if self.anchor.precision is Precision.INTERVAL:
            begin, end = self.first, self.last + _DAY
            if (end.year - begin.year) * 12 + end.month - begin.month == count:
                yield self.anchor
        elif self._fine("M") and count in (6, 9):
            yield months(self.last.year - (self.last.month <= count), 1, count)

    def sameof(self, year: int) -> Iterator[Period]:
        """The same period of another year."""
        if self.anchor.precision < Precision.WEEK:
            yield from self.same(year - self.last.year)
        else:
            yield Period.year(year)

    def _fine(self, unit: str) -> bool:
        return self.precision >= _NEEDS.get(unit, Precision.DAY)

    def _years(self, first: int, last: int) -> list[int]:
        """The years of which months may be meant."""
        year, now = self.last.year, self.first.month
        if not self._fine("M"):
            return [year] if not self.shift else []
        if self.shift == 0:
            return [year]
        if self.shift == -1:
            return [year if last < now else year - 1]
        if self.shift == 1:
            return [year if first > now else year + 1]
        return list(dict.fromkeys((year if first <= now else year - 1, year if last >= now else year + 1)))

    def _years_of_day(self, month: int, day: int) -> tuple[int, ...]:
        year = self.last.year
        if not self._fine("M") or self.shift == 0:
            return (year,)
        now = (self.first.month, self.first.day if self._fine("D") else day)
        if now == (month, day):
            return (year,)
        either = (year - 1, year) if (month, day) > now else (year, year + 1)
        return either if self.shift is None else (either[0 if self.shift < 0 else 1],)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> dt.date:
    """The nth weekday (ISO, 1 is Monday) of a month, -1 for the last."""
    if number < 0:
        last = dt.date(*month_shift(year, month, 1), 1) - _DAY
        return last - ((last.isoweekday() - weekday) % 7) * _DAY
    first = dt.date(year, month, 1)
    return first + ((weekday - first.isoweekday()) % 7 + 7 * (number - 1)) * _DAY


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm: Nature, 20 April 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, short = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * short + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _dated(year: int, month: int, day: int) -> Iterator[Period]:
    try:
        yield Period.day(dt.date(year, month, day))
    except ValueError:
        # 29 February of a year that has none.
        return


def _is(period: Period, weekday: int) -> bool:
    return period.first is not None and period.first.isoweekday() == weekday


def _moved(text: str, by: int) -> str:
    at = 2 if text.startswith("FY") else 0
    digits = text[at : at + 4]
    return f"{text[:at]}{int(digits) + by:04d}{text[at + 4 :]}" if digits.isdigit() else text


RULES: dict[str, Callable[..., Any]] = {
    "shift": Outlook.unit, "months": Outlook.months, "quarter": Outlook.quarter, "half": Outlook.half,
    "season": Outlook.season, "monthday": Outlook.monthday, "days": Outlook.days, "dayonly": Outlook.dayonly,
    "weekday": Outlook.weekday, "weekend": Outlook.weekend, "stretch": Outlook.stretch, "same": Outlook.same,
    "tonow": Outlook.tonow,
    "sameago": Outlook.same, "sameof": Outlook.sameof,
    "samelength": Outlook.samelength, "weekof": Outlook.weekof, "nth": Outlook.nth, "easter": Outlook.easter,
}  # fmt: skip
