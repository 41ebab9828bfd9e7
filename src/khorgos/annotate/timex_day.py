"""Days seen from the day of writing, and times of day."""

from __future__ import annotations

from khorgos.annotate.outlook import RULES, Outlook
from khorgos.annotate.sense import Sense
from khorgos.annotate.slots import builder, day_of, first_of, number_of, shift_of
from khorgos.annotate.wording import Slots
from khorgos.values import Period

_CLOCK_DIGITS = 4
_HOURS = 24


@builder("todaytime")
def _todaytime(slots: Slots) -> Sense:
    """Yesterday morning, this evening, tonight, last night; that night, the next morning."""
    by = int(first_of(slots, "today", "by", "back") or 0)
    return Sense("TIME", relative=("shift", "D", by), tail="T" + str(first_of(slots, "daytime", "time")))


@builder("weekend")
def _weekend(slots: Slots) -> Sense:
    """The weekend, last weekend."""
    return Sense(relative=("weekend", slots.get("shift", slots.get("back"))), tail="-WE")


@builder("clock")
def _clock(slots: Slots) -> Sense | None:
    """Noon Thursday, 10 p.m. Wednesday, 5 p.m. EST Nov. 9, 0900 GMT."""
    time = _time(slots)
    if time is None:
        return None
    if "month" in slots:
        month = int(slots["month"])
        return Sense("TIME", relative=("monthday", month, day_of(month, slots["day"])), tail="T" + time)
    if "weekday" in slots:
        return Sense("TIME", relative=("weekday", int(slots["weekday"])), tail="T" + time)
    return Sense("TIME", relative=("shift", "D", int(slots.get("today", 0))), tail="T" + time)


def _time(slots: Slots) -> str | None:
    """The time of day as hh:mm; None where the numbers give none."""
    if "clock" in slots:
        return str(slots["clock"])
    digits = first_of(slots, "digits", "year")
    if digits is not None:
        hour, minute = divmod(number_of(digits), 100)
        return f"{hour:02d}:{minute:02d}" if len(str(digits)) == _CLOCK_DIGITS and hour <= _HOURS else None
    hour = number_of(slots["hour"])
    if slots.get("half"):
        hour = hour % 12 + int(slots["half"])
    return f"{hour:02d}:{number_of(slots.get('minute', 0)):02d}" if hour <= _HOURS else None


@builder("feast")
def _feast(slots: Slots) -> Sense:
    """A feast whose day moves: by Easter (days from it), or the nth weekday of a month (`nth`: month, weekday, n)."""
    rule, arguments = ("easter", [slots["easter"]]) if "easter" in slots else ("nth", slots["nth"])
    if "year" in slots:
        (period,) = RULES[rule](Outlook(Period.year(int(slots["year"])), 0), *arguments)
        return Sense(period=period)
    return Sense(relative=(rule, *arguments), shift=shift_of(slots))


@builder("today")
def _today(slots: Slots) -> Sense:
    return Sense(relative=("shift", "D", int(slots["today"])))


@builder("weekday")
def _weekday(slots: Slots) -> Sense:
    tail = "T" + str(slots["daytime"]) if "daytime" in slots else ""
    return Sense(
        "TIME" if tail else "DATE",
        relative=("weekday", int(slots["weekday"])),
        shift=shift_of(slots),
        tail=tail,
    )
