"""Times that lie on the calendar: days, months, quarters, years and the stretches between them."""

from __future__ import annotations

import datetime as dt

from khorgos.annotate.outlook import SEASONS, month_shift, months
from khorgos.annotate.sense import Sense
from khorgos.annotate.slots import builder, day_of, first_of, month_of, number_of, shift_of, year_of
from khorgos.annotate.wording import Slots
from khorgos.values import Period


@builder("date")
def _date(slots: Slots) -> Sense:
    """A day, month, year in any order, whichever are there; the second end of an interval has day2, month2, year2."""
    year, month, day = year_of(slots), month_of(slots), slots.get("day")
    if {"day2", "month2", "two2"} & slots.keys():
        return _interval(slots, year, month, day)
    if day is None:
        return _whole(slots, year, month)
    if month is None:
        return Sense(relative=("dayonly", number_of(day)))
    if year is not None:
        return Sense(period=Period.day(dt.date(year, month, number_of(day))))
    return Sense(relative=("monthday", month, day_of(month, day), slots.get("weekday", 0)), shift=shift_of(slots))


def _whole(slots: Slots, year: int | None, month: int | None) -> Sense:
    """A month or a year."""
    if month is None:
        return Sense(period=Period.year(int(slots["year"])))
    if year is not None:
        return Sense(period=Period.month(year, month))
    return Sense(relative=("months", month, month), shift=shift_of(slots))


def _interval(slots: Slots, year: int | None, month: int | None, day: object) -> Sense:
    """From a day to a day, from a month to a month; what one end leaves out the other says."""
    last = first_of(slots, "month2", "two2")
    month2 = month if last is None else number_of(last)
    year2 = year_of(slots, "year2") or year
    if month is None or month2 is None:
        return Sense(relative=("dayonly", number_of(day), number_of(slots["day2"])))
    if day is None:
        month2 += 12 * (month2 < month)
        if year is None:
            return Sense(relative=("months", month, month2), shift=shift_of(slots))
        if year2 == year:
            return Sense(period=months(year - (month2 > 12), month, month2))
        return Sense(
            period=Period.between(Period.month(year, month), Period.month(int(year2 or year), (month2 - 1) % 12 + 1))
        )
    first, last = day_of(month, day), day_of(month2, slots["day2"])
    if year is None or year2 is None:
        return Sense(relative=("days", month, first, month2, last), shift=shift_of(slots))
    if year == year2 and (month2, last) < (month, first):
        year -= 1
    return Sense(
        period=Period.between(Period.day(dt.date(year, month, first)), Period.day(dt.date(year2, month2, last)))
    )


@builder("dotted")
def _dotted(slots: Slots) -> Sense:
    day, month, year = map(int, slots["dotted"].split("."))
    return Sense(period=Period.day(dt.date(year, month, day)))


@builder("years")
def _years(slots: Slots) -> Sense | None:
    """2015-2022, 2015-22, between 2015 and 2022."""
    first = int(slots["year"])
    last = int(slots["year2"]) if "year2" in slots else first // 100 * 100 + int(slots["two"])
    if last <= first:
        return None
    return Sense(period=Period.between(Period.year(first), Period.year(last)))


@builder("decade")
def _decade(slots: Slots) -> Sense | None:
    digits = str(first_of(slots, "year", "digits", "tenses"))
    century = int(slots.get("yearhead", int(slots.get("digits2", 20)) - 1))
    first = int(digits) if len(digits) == 4 else 100 * century + int(digits)
    return Sense(period=Period.decade(first)) if first % 10 == 0 else None


@builder("fixed")
def _fixed(slots: Slots) -> Sense:
    """A name of a period: a five-year plan."""
    return Sense(period=Period.parse(str(slots["period"])))


@builder("digityear")
def _digityear(slots: Slots) -> Sense:
    """A year in Chinese numerals, digit by digit."""
    return Sense(period=Period.year(int(slots["century"]) + 10 * int(slots["digit"]) + int(slots["digit2"])))


@builder("wordyear")
def _wordyear(slots: Slots) -> Sense:
    """Nineteen ninety-six, twenty twelve, the year two thousand."""
    year = 100 * int(slots["yearhead"]) + int(slots.get("yeartail", 0)) + int(slots.get("yearone", 0))
    return Sense(period=Period.year(year) if "month" not in slots else Period.month(year, int(slots["month"])))


@builder("weekof")
def _weekof(slots: Slots) -> Sense:
    """The week of March 6."""
    month = int(slots["month"])
    return Sense(relative=("weekof", month, day_of(month, slots["day"])))


@builder("century")
def _century(slots: Slots) -> Sense:
    number = number_of(first_of(slots, "ordinal", "century", "digits"))
    period = Period.between(Period.year(number * 100 - 99), Period.year(number * 100))
    return Sense(period=period, value=f"{number - 1:02d}")


@builder("quarter")
def _quarter(slots: Slots) -> Sense | None:
    number = number_of(first_of(slots, "ordinal", "digits", "roman", "count", "number"))
    if not 1 <= number <= 4:
        return None
    year = year_of(slots)
    if year is not None:
        return Sense(period=Period.quarter(year, number))
    return Sense(relative=("quarter", number), shift=shift_of(slots))


@builder("half")
def _half(slots: Slots) -> Sense | None:
    number = number_of(first_of(slots, "ordinal", "digits", "roman", "number"))
    if not 1 <= number <= 2:
        return None
    year = year_of(slots)
    if year is not None:
        return Sense(period=Period.half(year, number))
    return Sense(relative=("half", number), shift=shift_of(slots))


@builder("firstmonths")
def _firstmonths(slots: Slots) -> Sense | None:
    """The first nine months of 2023, the first three quarters (`by`: months of one)."""
    count = number_of(slots["count"]) * int(slots.get("by", 1))
    if not 2 <= count <= 11:
        return None
    year = year_of(slots)
    value = f"P{count}M"
    if year is not None:
        period = Period.between(Period.month(year, 1), Period.month(year, count))
        return Sense("DURATION", value, period)
    return Sense("DURATION", value, relative=("months", 1, count), shift=shift_of(slots))


@builder("lastmonths")
def _lastmonths(slots: Slots) -> Sense | None:
    """The last two months of 2022."""
    count = number_of(slots["count"])
    if not 2 <= count <= 11:
        return None
    year = year_of(slots)
    if year is not None:
        return Sense("DURATION", f"P{count}M", months(year, 13 - count, 12))
    return Sense("DURATION", f"P{count}M", relative=("months", 13 - count, 12))


@builder("slashdate")
def _slashdate(slots: Slots) -> Sense | None:
    """18/05/2023, 05/18/2023; a date that can be read both ways is none."""
    one, two, year = number_of(slots["two"]), number_of(slots["two2"]), int(slots["year"])
    if one <= 12 and two <= 12 and one != two:
        return None
    month, day = (one, two) if two > 12 else (two, one)
    return Sense(period=Period.day(dt.date(year, month, day)))


@builder("monthsto")
def _monthsto(slots: Slots) -> Sense | None:
    """The nine months to September 2013."""
    count, last = number_of(slots.get("count")), int(slots["month"])
    if not 2 <= count <= 36:
        return None
    year = year_of(slots)
    if year is None:
        return Sense("DURATION", f"P{count}M", relative=("months", last - count + 1, last))
    first = Period.month(*month_shift(year, last, 1 - count))
    return Sense("DURATION", f"P{count}M", Period.between(first, Period.month(year, last)))


@builder("tonow")
def _tonow(slots: Slots) -> Sense:
    """From December 2021 until now."""
    month, year = month_of(slots), int(slots["year"])
    first = Period.year(year) if month is None else Period.month(year, month)
    return Sense(value=str(first), relative=("tonow", str(first)))


@builder("fiscal")
def _fiscal(slots: Slots) -> Sense | None:
    """Fiscal 2023, FY2022/23: the calendar of a fiscal year is the country's and is not known here."""
    if "year" not in slots:
        return Sense(period=Period.year(2000 + int(slots["two"])))
    if "two" in slots or "year2" in slots:
        return _years(slots)
    return Sense(period=Period.year(int(slots["year"])))


@builder("sameperiod")
def _sameperiod(slots: Slots) -> Sense:
    """The same period last year, a year earlier: a year before the period spoken of."""
    if "ordinal" in slots:
        return Sense(relative=("quarter", number_of(slots["ordinal"])), in_year=-1)
    rule = "sameago" if slots.get("ago") else "same"
    year = slots.get("yearshift")
    return Sense(relative=(rule, int(year or -1)), shift=year, back=True, compares=True)


@builder("sameperiodof")
def _sameperiodof(slots: Slots) -> Sense:
    """The same period of 2022."""
    return Sense(relative=("sameof", int(slots["year"])), back=True, compares=True)


@builder("spoken")
def _spoken(slots: Slots) -> Sense:
    """The quarter, that period: what was spoken of."""
    return Sense(relative=("same", 0, str(slots.get("of", ""))), back=True)


@builder("season")
def _season(slots: Slots) -> Sense:
    season = str(slots["season"])
    year = year_of(slots)
    if year is not None:
        return Sense(period=months(year, *SEASONS[season]), value=f"{year:04d}-{season}")
    return Sense(relative=("season", season), shift=shift_of(slots))
