"""From a pattern that matched to what it means: a builder for each way of saying a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from khorgos.annotate.outlook import SEASONS, month_shift, months
from khorgos.annotate.sense import Sense
from khorgos.annotate.wording import Match, Slots
from khorgos.errors import PeriodFault
from khorgos.values import Period

Builder = Callable[[Slots], Sense | None]
BUILDERS: dict[str, Builder] = {}


# Rules that take "previous" and "following" as their own direction; for the others these speak of a year.
_MOVED_BY_BACK = frozenset({"shift", "weekday", "weekend", "same", "sameago"})


def meaning(match: Match) -> Sense | None:
    """What a match means; None where its numbers make no date."""
    try:
        sense = BUILDERS[match.pattern.builder](match.slots)
    except (PeriodFault, ValueError, OverflowError):
        return None
    return None if sense is None else _seen(sense, match.slots)


def _seen(sense: Sense, slots: Slots) -> Sense:
    """The sense with where it is seen from: a year beside the one of writing or the one spoken of."""
    rule = sense.relative[0] if sense.relative else None
    if slots.get("part") == "END":
        sense = replace(sense, ends=True)
    if "yearshift" in slots and rule == "shift":
        sense = replace(sense, relative=("shift", "Y", int(slots["yearshift"])))
    elif "yearshift" in slots and rule not in (None, "same", "sameago"):
        sense = replace(sense, in_year=int(slots["yearshift"]), shift=None)
    elif "back" in slots and rule not in (None, *_MOVED_BY_BACK):
        return replace(sense, in_year=int(slots["back"]), shift=None, back=True)
    if "fromspoken" in slots or "compares" in slots:
        return replace(sense, back="fromspoken" in slots or sense.back, compares="compares" in slots)
    return sense


def _builder(name: str) -> Callable[[Builder], Builder]:
    def keep(function: Builder) -> Builder:
        BUILDERS[name] = function
        return function

    return keep


def _number(value: object) -> int:
    return int(str(value).replace(",", ""))


def _first(slots: Slots, *names: str) -> Any:
    """The first of these slots that is filled."""
    return next((slots[name] for name in names if name in slots), None)


def _shift(slots: Slots) -> int | None:
    shift = _first(slots, "shift", "back", "monthshift", "weekshift")
    return None if shift is None else int(shift)


def _year(slots: Slots, name: str = "year") -> int | None:
    return int(slots[name]) if name in slots else None


@_builder("date")
def _date(slots: Slots) -> Sense:
    """A day, month, year in any order, whichever are there; the second end of an interval has day2, month2, year2."""
    year, month, day = _year(slots), _month(slots), slots.get("day")
    if {"day2", "month2", "two2"} & slots.keys():
        return _interval(slots, year, month, day)
    if day is None:
        return _whole(slots, year, month)
    if month is None:
        return Sense(relative=("dayonly", _number(day)))
    if year is not None:
        return Sense(period=Period.day(dt.date(year, month, _number(day))))
    return Sense(relative=("monthday", month, _day_of(month, day), slots.get("weekday", 0)), shift=_shift(slots))


def _whole(slots: Slots, year: int | None, month: int | None) -> Sense:
    """A month or a year."""
    if month is None:
        return Sense(period=Period.year(int(slots["year"])))
    if year is not None:
        return Sense(period=Period.month(year, month))
    return Sense(relative=("months", month, month), shift=_shift(slots))


def _interval(slots: Slots, year: int | None, month: int | None, day: object) -> Sense:
    """From a day to a day, from a month to a month; what one end leaves out the other says."""
    last = _first(slots, "month2", "two2")
    month2 = month if last is None else _number(last)
    year2 = _year(slots, "year2") or year
    if month is None or month2 is None:
        return Sense(relative=("dayonly", _number(day), _number(slots["day2"])))
    if day is None:
        month2 += 12 * (month2 < month)
        if year is None:
            return Sense(relative=("months", month, month2), shift=_shift(slots))
        if year2 == year:
            return Sense(period=months(year - (month2 > 12), month, month2))
        return Sense(
            period=Period.between(Period.month(year, month), Period.month(int(year2 or year), (month2 - 1) % 12 + 1))
        )
    first, last = _day_of(month, day), _day_of(month2, slots["day2"])
    if year is None or year2 is None:
        return Sense(relative=("days", month, first, month2, last), shift=_shift(slots))
    if year == year2 and (month2, last) < (month, first):
        year -= 1
    return Sense(
        period=Period.between(Period.day(dt.date(year, month, first)), Period.day(dt.date(year2, month2, last)))
    )


def _month(slots: Slots) -> int | None:
    month = _first(slots, "month", "monthname", "two")
    return None if month is None else _number(month)


def _day_of(month: int, day: object) -> int:
    """The day's number; raises ValueError for one that the month never has."""
    return dt.date(2024, month, _number(day)).day


@_builder("dotted")
def _dotted(slots: Slots) -> Sense:
    day, month, year = map(int, slots["dotted"].split("."))
    return Sense(period=Period.day(dt.date(year, month, day)))


@_builder("years")
def _years(slots: Slots) -> Sense | None:
    """2015-2022, 2015-22, between 2015 and 2022."""
    first = int(slots["year"])
    last = int(slots["year2"]) if "year2" in slots else first // 100 * 100 + int(slots["two"])
    if last <= first:
        return None
    return Sense(period=Period.between(Period.year(first), Period.year(last)))


@_builder("decade")
def _decade(slots: Slots) -> Sense | None:
    digits = str(slots.get("year") or slots.get("digits"))
    century = int(slots.get("digits2", 20)) - 1
    first = int(digits) if len(digits) == 4 else 100 * century + int(digits)
    return Sense(period=Period.decade(first)) if first % 10 == 0 else None


@_builder("fixed")
def _fixed(slots: Slots) -> Sense:
    """A name of a period: a five-year plan."""
    return Sense(period=Period.parse(str(slots["period"])))


@_builder("digityear")
def _digityear(slots: Slots) -> Sense:
    """A year in Chinese numerals, digit by digit."""
    return Sense(period=Period.year(int(slots["century"]) + 10 * int(slots["digit"]) + int(slots["digit2"])))


@_builder("century")
def _century(slots: Slots) -> Sense:
    number = _number(_first(slots, "ordinal", "century", "digits"))
    period = Period.between(Period.year(number * 100 - 99), Period.year(number * 100))
    return Sense(period=period, value=f"{number - 1:02d}")


@_builder("quarter")
def _quarter(slots: Slots) -> Sense | None:
    number = _number(_first(slots, "ordinal", "digits", "roman", "count", "number"))
    if not 1 <= number <= 4:
        return None
    year = _year(slots)
    if year is not None:
        return Sense(period=Period.quarter(year, number))
    return Sense(relative=("quarter", number), shift=_shift(slots))


@_builder("half")
def _half(slots: Slots) -> Sense | None:
    number = _number(_first(slots, "ordinal", "digits", "roman", "number"))
    if not 1 <= number <= 2:
        return None
    year = _year(slots)
    if year is not None:
        return Sense(period=Period.half(year, number))
    return Sense(relative=("half", number), shift=_shift(slots))


@_builder("firstmonths")
def _firstmonths(slots: Slots) -> Sense | None:
    """The first nine months of 2023, the first three quarters (`by`: months of one)."""
    count = _number(slots["count"]) * int(slots.get("by", 1))
    if not 2 <= count <= 11:
        return None
    year = _year(slots)
    value = f"P{count}M"
    if year is not None:
        period = Period.between(Period.month(year, 1), Period.month(year, count))
        return Sense("DURATION", value, period)
    return Sense("DURATION", value, relative=("months", 1, count), shift=_shift(slots))


@_builder("lastmonths")
def _lastmonths(slots: Slots) -> Sense | None:
    """The last two months of 2022."""
    count = _number(slots["count"])
    if not 2 <= count <= 11:
        return None
    year = _year(slots)
    if year is not None:
        return Sense("DURATION", f"P{count}M", months(year, 13 - count, 12))
    return Sense("DURATION", f"P{count}M", relative=("months", 13 - count, 12))


@_builder("slashdate")
def _slashdate(slots: Slots) -> Sense | None:
    """18/05/2023, 05/18/2023; a date that can be read both ways is none."""
    one, two, year = _number(slots["two"]), _number(slots["two2"]), int(slots["year"])
    if one <= 12 and two <= 12 and one != two:
        return None
    month, day = (one, two) if two > 12 else (two, one)
    return Sense(period=Period.day(dt.date(year, month, day)))


@_builder("monthsto")
def _monthsto(slots: Slots) -> Sense | None:
    """The nine months to September 2013."""
    count, last = _number(slots.get("count")), int(slots["month"])
    if not 2 <= count <= 36:
        return None
    year = _year(slots)
    if year is None:
        return Sense("DURATION", f"P{count}M", relative=("months", last - count + 1, last))
    first = Period.month(*month_shift(year, last, 1 - count))
    return Sense("DURATION", f"P{count}M", Period.between(first, Period.month(year, last)))


@_builder("tonow")
def _tonow(slots: Slots) -> Sense:
    """From December 2021 until now."""
    month, year = _month(slots), int(slots["year"])
    first = Period.year(year) if month is None else Period.month(year, month)
    return Sense(value=str(first), relative=("tonow", str(first)))


@_builder("fiscal")
def _fiscal(slots: Slots) -> Sense | None:
    """Fiscal 2023, FY2022/23: the calendar of a fiscal year is the country's and is not known here."""
    if "year" not in slots:
        return Sense(period=Period.year(2000 + int(slots["two"])))
    if "two" in slots or "year2" in slots:
        return _years(slots)
    return Sense(period=Period.year(int(slots["year"])))


@_builder("sameperiod")
def _sameperiod(slots: Slots) -> Sense:
    """The same period last year, a year earlier: a year before the period spoken of."""
    if "ordinal" in slots:
        return Sense(relative=("quarter", _number(slots["ordinal"])), in_year=-1)
    rule = "sameago" if slots.get("ago") else "same"
    year = slots.get("yearshift")
    return Sense(relative=(rule, int(year or -1)), shift=year, back=True, compares=True)


@_builder("sameperiodof")
def _sameperiodof(slots: Slots) -> Sense:
    """The same period of 2022."""
    return Sense(relative=("sameof", int(slots["year"])), back=True, compares=True)


@_builder("spoken")
def _spoken(slots: Slots) -> Sense:
    """The quarter, that period: what was spoken of."""
    return Sense(relative=("same", 0, str(slots.get("of", ""))), back=True)


@_builder("todaytime")
def _todaytime(slots: Slots) -> Sense:
    """Yesterday morning, this evening, tonight, last night."""
    by = int(slots.get("today", slots.get("by", 0)))
    return Sense("TIME", relative=("shift", "D", by), tail="T" + str(_first(slots, "daytime", "time")))


@_builder("weekend")
def _weekend(slots: Slots) -> Sense:
    """The weekend, last weekend."""
    return Sense(relative=("weekend", slots.get("shift", slots.get("back"))), tail="-WE")


@_builder("clock")
def _clock(slots: Slots) -> Sense | None:
    """Noon Thursday, 10 p.m. Wednesday."""
    if "clock" in slots:
        tail = str(slots["clock"])
    else:
        hour = _number(slots["hour"])
        if slots.get("half"):
            hour = hour % 12 + int(slots["half"])
        if hour > 24:
            return None
        tail = f"{hour:02d}:{_number(slots.get('minute', 0)):02d}"
    if "weekday" in slots:
        return Sense("TIME", relative=("weekday", int(slots["weekday"])), tail="T" + tail)
    return Sense("TIME", relative=("shift", "D", int(slots.get("today", 0))), tail="T" + tail)


@_builder("none")
def _none(slots: Slots) -> Sense | None:
    """Words of time that speak of no time; the pattern keeps others away."""
    slots.clear()
    return None


@_builder("season")
def _season(slots: Slots) -> Sense:
    season = str(slots["season"])
    year = _year(slots)
    if year is not None:
        return Sense(period=months(year, *SEASONS[season]), value=f"{year:04d}-{season}")
    return Sense(relative=("season", season), shift=_shift(slots))


@_builder("shifted")
def _shifted(slots: Slots) -> Sense | None:
    """Last year, this month, the current quarter, next century."""
    by = int(slots.get("back", slots.get("backyear", _shift(slots) or 0)))
    return Sense(relative=("shift", _unit(slots), by))


@_builder("today")
def _today(slots: Slots) -> Sense:
    return Sense(relative=("shift", "D", int(slots["today"])))


@_builder("weekday")
def _weekday(slots: Slots) -> Sense:
    tail = "T" + str(slots["daytime"]) if "daytime" in slots else ""
    return Sense(
        "TIME" if tail else "DATE",
        relative=("weekday", int(slots["weekday"])),
        shift=_shift(slots),
        tail=tail,
    )


@_builder("ago")
def _ago(slots: Slots) -> Sense | None:
    way = int(slots.get("way", -1))
    unit = _unit(slots)
    count = slots.get("count")
    if count is None or unit.startswith("T"):
        return Sense("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    return Sense(relative=("shift", unit, way * _number(count)))


@_builder("duration")
def _duration(slots: Slots) -> Sense | None:
    """Three years, several months, a week."""
    return Sense("DURATION", _length(slots))


def _unit(slots: Slots) -> str:
    return str(_first(slots, "unit", "single", "plural", "longer") or "H")


def _length(slots: Slots, default: object = "X") -> str:
    unit = _unit(slots)
    count = str(slots.get("count", slots.get("vague", default))).replace(",", "")
    if unit == "Q" and count != "X":
        unit, count = "M", str(3 * int(count))
    if unit in ("E", "C") and count.isdigit():
        unit, count = "Y", str((10 if unit == "E" else 100) * int(count))
    return f"P{'T' if unit.startswith('T') else ''}{count}{unit.removeprefix('T')}"


@_builder("thosemonths")
def _thosemonths(slots: Slots) -> Sense | None:
    """The nine months: a length, and the stretch of that length that was spoken of."""
    return Sense("DURATION", _length(slots), relative=("samelength", _number(slots["count"])), back=True)


@_builder("fraction")
def _fraction(slots: Slots) -> Sense | None:
    """2 1/2 years: with a half the smaller unit where there is a whole number of it."""
    unit, count = _unit(slots), _number(slots["count"])
    if (slots["digits"], slots["digits2"]) != ("1", "2"):
        return Sense("DURATION", _length(slots))
    halves = {"Y": f"P{count}Y6M", "TH": f"PT{count}H30M", "TM": f"PT{count}M30S", "D": f"P{count}DT12H"}
    return Sense("DURATION", halves.get(unit, _length(slots)))


@_builder("stretch")
def _stretch(slots: Slots) -> Sense | None:
    """The past five years, the next two years."""
    shift = _shift(slots)
    value = _length(slots)
    count = slots.get("count", slots.get("count", "X"))
    if not shift or not str(count).isdigit():
        return Sense("DURATION", value)
    unit = _unit(slots)
    if unit.startswith("T"):
        return Sense("DURATION", value)
    if unit == "E":
        unit, count = "Y", 10 * int(count)
    return Sense("DURATION", value, relative=("stretch", unit, int(count), shift))


@_builder("set")
def _set(slots: Slots) -> Sense:
    if "frequency" in slots:
        return Sense("SET", str(slots["frequency"]))
    if "weekday" in slots:
        return Sense("SET", f"XXXX-WXX-{slots['weekday']}")
    if "month" in slots:
        return Sense("SET", f"XXXX-{int(slots['month']):02d}")
    if "season" in slots:
        return Sense("SET", f"XXXX-{slots['season']}")
    return Sense("SET", _length(slots, 1))


@_builder("ref")
def _ref(slots: Slots) -> Sense:
    fixed = slots.get("value")
    words = (slots[name] for name in ("present", "past", "future") if name in slots)
    return Sense("DATE", str(fixed or next(words)))
