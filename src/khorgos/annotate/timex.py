"""From a pattern that matched to what it means: a builder for each way of saying a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from khorgos.annotate.sense import SEASON_MONTHS, Sense, month_shift
from khorgos.annotate.wording import Match, Slots
from khorgos.errors import PeriodFault
from khorgos.values import Period

Builder = Callable[[Slots, dict[str, Any]], Sense | None]
BUILDERS: dict[str, Builder] = {}


# Rules that take "previous" and "following" as their own direction; for the others these speak of a year.
_MOVED_BY_BACK = frozenset({"shift", "weekday", "weekend", "same"})


def meaning(match: Match) -> Sense | None:
    """What a match means; None where its numbers make no date."""
    try:
        sense = BUILDERS[match.pattern.builder](match.slots, match.pattern.attributes)
        if sense is None:
            return None
        if sense.relative and sense.relative[0] not in ("same", "shift") and "yearshift" in match.slots:
            sense = replace(sense, in_year=int(match.slots["yearshift"]), shift=None)
        elif match.pattern.builder == "shifted" and "yearshift" in match.slots:
            sense = replace(sense, relative=("shift", "Y", int(match.slots["yearshift"])))
        if "back" in match.slots and sense.relative and sense.relative[0] not in _MOVED_BY_BACK:
            sense = replace(sense, in_year=int(match.slots["back"]), shift=None, back=True)
        attributes = match.pattern.attributes
        if attributes.get("back") or attributes.get("compares"):
            return replace(sense, back=bool(attributes.get("back")), compares=bool(attributes.get("compares")))
        return sense
    except (PeriodFault, ValueError, OverflowError):
        return None


def _builder(name: str) -> Callable[[Builder], Builder]:
    def keep(function: Builder) -> Builder:
        BUILDERS[name] = function
        return function

    return keep


def _number(value: object) -> int:
    return int(str(value).replace(",", ""))


def _shift(slots: Slots, attributes: dict[str, Any]) -> int | None:
    named = (slots[name] for name in ("shift", "back", "monthshift", "weekshift") if name in slots)
    shift = next(named, attributes.get("shift"))
    return None if shift is None else int(shift)


def _year(slots: Slots, name: str = "year") -> int | None:
    return int(slots[name]) if name in slots else None


@_builder("date")
def _date(slots: Slots, attributes: dict[str, Any]) -> Sense:
    """A day, month, year in any order, whichever are there; "may 18-19" has day2."""
    year, month, day = _year(slots), slots.get("month", slots.get("monthname")), slots.get("day")
    month = month if month is not None else slots.get("two")
    if month is None and day is None and year is not None:
        return Sense(period=Period.year(year))
    first = _day_or_month(year, _number(month) if month is not None else None, day, slots, attributes)
    if not {"day2", "month2", "two2"} & slots.keys():
        return first
    month2 = slots.get("month2", slots.get("two2", month))
    year2 = _year(slots, "year2") or year
    last = _day_or_month(year2, int(month2) if month2 is not None else None, slots.get("day2"), slots, attributes)
    if first.period and last.period:
        return Sense(period=Period.between(first.period, last.period))
    if first.relative[:1] == ("months",) and last.relative[:1] == ("months",):
        begin, end = int(str(first.relative[1])), int(str(last.relative[1]))
        return Sense(relative=("months", begin, end if end >= begin else end + 12), shift=_shift(slots, attributes))
    return Sense(parts=(first, last))


def _day_or_month(year: int | None, month: int | None, day: object, slots: Slots, attributes: dict[str, Any]) -> Sense:
    shift = _shift(slots, attributes)
    if month is None:
        return Sense(relative=("dayonly", _number(day)))
    if day is None:
        if year is not None:
            return Sense(period=Period.month(year, month))
        return Sense(relative=("months", month, month), shift=shift)
    if year is not None:
        return Sense(period=Period.day(dt.date(year, month, _number(day))))
    dt.date(2024, month, _number(day))
    return Sense(relative=("monthday", month, _number(day)), shift=shift)


@_builder("dotted")
def _dotted(slots: Slots, attributes: dict[str, Any]) -> Sense:
    day, month, year = map(int, slots["dotted"].split("."))
    return Sense(period=Period.day(dt.date(year, month, day)))


@_builder("years")
def _years(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """2015-2022, 2015-22, between 2015 and 2022."""
    first = int(slots["year"])
    last = int(slots["year2"]) if "year2" in slots else first // 100 * 100 + int(slots["two"])
    if last <= first:
        return None
    parts = (Sense(period=Period.year(first)), Sense(period=Period.year(last))) if "year2" in slots else ()
    return Sense(period=Period.between(Period.year(first), Period.year(last)), parts=parts)


@_builder("decade")
def _decade(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    digits = str(slots.get("year") or slots.get("digits"))
    century = int(slots.get("digits2", 20)) - 1
    first = int(digits) if len(digits) == 4 else 100 * century + int(digits)
    return Sense(period=Period.decade(first)) if first % 10 == 0 else None


@_builder("fixed")
def _fixed(slots: Slots, attributes: dict[str, Any]) -> Sense:
    """A name of a period: a five-year plan."""
    return Sense(period=Period.parse(str(attributes["period"])))


@_builder("digityear")
def _digityear(slots: Slots, attributes: dict[str, Any]) -> Sense:
    """A year in Chinese numerals, digit by digit."""
    return Sense(period=Period.year(int(attributes["century"]) + 10 * int(slots["digit"]) + int(slots["digit2"])))


@_builder("century")
def _century(slots: Slots, attributes: dict[str, Any]) -> Sense:
    number = _number(slots.get("ordinal", slots.get("century", slots.get("digits"))))
    period = Period.between(Period.year(number * 100 - 99), Period.year(number * 100))
    return Sense(period=period, value=f"{number - 1:02d}")


@_builder("quarter")
def _quarter(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    number = _number(slots.get("ordinal", slots.get("digits", slots.get("roman", slots.get("count", attributes.get("number"))))))
    if not 1 <= number <= 4:
        return None
    year = _year(slots)
    if year is not None:
        return Sense(period=Period.quarter(year, number))
    return Sense(relative=("quarter", number), shift=_shift(slots, attributes))


@_builder("half")
def _half(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    number = _number(slots.get("ordinal", slots.get("digits", slots.get("roman", attributes.get("number")))))
    if not 1 <= number <= 2:
        return None
    year = _year(slots)
    if year is not None:
        return Sense(period=Period.half(year, number))
    return Sense(relative=("half", number), shift=_shift(slots, attributes))


@_builder("firstmonths")
def _firstmonths(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """The first nine months of 2023, the first three quarters (`by`: months of one)."""
    count = _number(slots["count"]) * int(attributes.get("by", 1))
    if not 2 <= count <= 11:
        return None
    year = _year(slots)
    value = f"P{count}M"
    if year is not None:
        period = Period.between(Period.month(year, 1), Period.month(year, count))
        return Sense("DURATION", value, period)
    return Sense("DURATION", value, relative=("months", 1, count), shift=_shift(slots, attributes))


@_builder("monthsto")
def _monthsto(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """The nine months to September 2013."""
    count, last = _number(slots.get("count", attributes.get("count"))), int(slots["month"])
    if not 2 <= count <= 36:
        return None
    year = _year(slots)
    if year is None:
        return Sense("DURATION", f"P{count}M", relative=("months", last - count + 1, last))
    first = Period.month(*month_shift(year, last, 1 - count))
    return Sense("DURATION", f"P{count}M", Period.between(first, Period.month(year, last)))


@_builder("fiscal")
def _fiscal(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """Fiscal 2023, FY2022/23: the calendar of a fiscal year is the country's and is not known here."""
    if "year" not in slots:
        return Sense(period=Period.year(2000 + int(slots["two"])))
    if "two" in slots or "year2" in slots:
        return _years(slots, attributes)
    return Sense(period=Period.year(int(slots["year"])))


@_builder("sameperiod")
def _sameperiod(slots: Slots, attributes: dict[str, Any]) -> Sense:
    """The same period last year, a year earlier: a year before the period spoken of."""
    if "ordinal" in slots:
        return Sense(relative=("quarter", _number(slots["ordinal"])), in_year=-1)
    rule = "sameago" if attributes.get("ago") else "same"
    year = slots.get("yearshift")
    return Sense(relative=(rule, int(year or -1)), shift=year, back=True, compares=True)


@_builder("sameperiodof")
def _sameperiodof(slots: Slots, attributes: dict[str, Any]) -> Sense:
    """The same period of 2022."""
    return Sense(relative=("sameof", int(slots["year"])), back=True, compares=True)


@_builder("spoken")
def _spoken(slots: Slots, attributes: dict[str, Any]) -> Sense:
    """The quarter, that period: what was spoken of."""
    return Sense(relative=("same", 0, str(attributes.get("of", ""))), back=True)


@_builder("todaytime")
def _todaytime(slots: Slots, attributes: dict[str, Any]) -> Sense:
    """Yesterday morning, this evening, tonight, last night."""
    by = int(slots.get("today", attributes.get("by", 0)))
    return Sense("TIME", relative=("shift", "D", by), tail="T" + str(slots.get("daytime", attributes.get("time"))))


@_builder("weekend")
def _weekend(slots: Slots, attributes: dict[str, Any]) -> Sense:
    """The weekend, last weekend."""
    return Sense(relative=("weekend", slots.get("shift", slots.get("back"))), tail="-WE")


@_builder("clock")
def _clock(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """Noon Thursday, 10 p.m. Wednesday."""
    if "clock" in slots:
        tail = str(slots["clock"])
    else:
        hour = _number(slots["hour"])
        if attributes.get("half"):
            hour = hour % 12 + int(attributes["half"])
        if hour > 24:
            return None
        tail = f"{hour:02d}:{_number(slots.get('minute', 0)):02d}"
    if "weekday" in slots:
        return Sense("TIME", relative=("weekday", int(slots["weekday"])), tail="T" + tail)
    return Sense("TIME", relative=("shift", "D", int(slots.get("today", 0))), tail="T" + tail)


@_builder("none")
def _none(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """Words of time that speak of no time."""
    return None


@_builder("season")
def _season(slots: Slots, attributes: dict[str, Any]) -> Sense:
    season = str(slots["season"])
    first, last = SEASON_MONTHS[season]
    year = _year(slots)
    if year is not None:
        end = Period.month(year + (last > 12), last - 12 if last > 12 else last)
        return Sense(period=Period.between(Period.month(year, first), end), value=f"{year:04d}-{season}")
    return Sense(relative=("season", season), shift=_shift(slots, attributes))


@_builder("shifted")
def _shifted(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """Last year, this month, the current quarter, next century."""
    by = int(slots.get("back", slots.get("backyear", _shift(slots, attributes) or 0)))
    return Sense(relative=("shift", _unit(slots, attributes), by))


@_builder("today")
def _today(slots: Slots, attributes: dict[str, Any]) -> Sense:
    return Sense(relative=("shift", "D", int(slots["today"])))


@_builder("weekday")
def _weekday(slots: Slots, attributes: dict[str, Any]) -> Sense:
    tail = "T" + str(slots["daytime"]) if "daytime" in slots else ""
    return Sense(
        "TIME" if tail else "DATE",
        relative=("weekday", int(slots["weekday"])),
        shift=_shift(slots, attributes),
        tail=tail,
    )


@_builder("ago")
def _ago(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    way = int(attributes.get("way", -1))
    unit = _unit(slots, attributes)
    count = slots.get("count", attributes.get("count"))
    if count is None or unit.startswith("T"):
        return Sense("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    return Sense(relative=("shift", unit, way * _number(count)))


@_builder("duration")
def _duration(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """Three years, several months, a week."""
    return Sense("DURATION", _length(slots, attributes))


def _unit(slots: Slots, attributes: dict[str, Any]) -> str:
    found = (slots[name] for name in ("unit", "single", "plural", "longer") if name in slots)
    return str(attributes.get("unit") or next(found, "H"))


def _length(slots: Slots, attributes: dict[str, Any]) -> str:
    unit = _unit(slots, attributes)
    count = str(slots.get("count", slots.get("vague", attributes.get("count", "X")))).replace(",", "")
    if unit == "Q" and count != "X":
        unit, count = "M", str(3 * int(count))
    if unit in ("E", "C") and count.isdigit():
        unit, count = "Y", str((10 if unit == "E" else 100) * int(count))
    return f"P{'T' if unit.startswith('T') else ''}{count}{unit.removeprefix('T')}"


@_builder("fraction")
def _fraction(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """2 1/2 years: with a half the smaller unit where there is a whole number of it."""
    unit, count = _unit(slots, attributes), _number(slots["count"])
    if (slots["digits"], slots["digits2"]) != ("1", "2"):
        return Sense("DURATION", _length(slots, attributes))
    halves = {"Y": f"P{count}Y6M", "TH": f"PT{count}H30M", "TM": f"PT{count}M30S", "D": f"P{count}DT12H"}
    return Sense("DURATION", halves.get(unit, _length(slots, attributes)))


@_builder("stretch")
def _stretch(slots: Slots, attributes: dict[str, Any]) -> Sense | None:
    """The past five years, the next two years."""
    shift = _shift(slots, attributes)
    value = _length(slots, attributes)
    count = slots.get("count", attributes.get("count", "X"))
    if not shift or not str(count).isdigit():
        return Sense("DURATION", value)
    unit = _unit(slots, attributes)
    if unit.startswith("T"):
        return Sense("DURATION", value)
    if unit == "E":
        unit, count = "Y", 10 * int(count)
    return Sense("DURATION", value, relative=("stretch", unit, int(count), shift))


@_builder("set")
def _set(slots: Slots, attributes: dict[str, Any]) -> Sense:
    if "frequency" in slots:
        return Sense("SET", str(slots["frequency"]))
    if "weekday" in slots:
        return Sense("SET", f"XXXX-WXX-{slots['weekday']}")
    if "month" in slots:
        return Sense("SET", f"XXXX-{int(slots['month']):02d}")
    if "season" in slots:
        return Sense("SET", f"XXXX-{slots['season']}")
    return Sense("SET", _length(slots, {"count": 1} | attributes))


@_builder("ref")
def _ref(slots: Slots, attributes: dict[str, Any]) -> Sense:
    fixed = attributes.get("value")
    words = (slots[name] for name in ("present", "past", "future") if name in slots)
    return Sense("DATE", str(fixed or next(words)))
