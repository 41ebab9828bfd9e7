"""Lengths of time and what is counted in them: durations, ago and later, sets, vague references."""

from __future__ import annotations

from khorgos.annotate.sense import Sense
from khorgos.annotate.slots import builder, first_of, length_of, number_of, shift_of, unit_of
from khorgos.annotate.wording import Slots

# What stands before the count, behind it, and half of one.
_HALVES = {"Y": ("P", "Y", "6M"), "TH": ("PT", "H", "30M"), "TM": ("PT", "M", "30S"), "D": ("P", "DT", "12H")}


@builder("shifted")
def _shifted(slots: Slots) -> Sense | None:
    """Last year, this month, the current quarter, next century."""
    by = int(slots.get("back", slots.get("backyear", shift_of(slots) or 0)))
    return Sense(relative=("shift", unit_of(slots), by))


@builder("ago")
def _ago(slots: Slots) -> Sense | None:
    way = int(slots.get("way", -1))
    unit = unit_of(slots)
    count = slots.get("count")
    if count is None or unit.startswith("T"):
        return Sense("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    return Sense(relative=("shift", unit, way * number_of(count)))


@builder("duration")
def _duration(slots: Slots) -> Sense | None:
    """Three years, several months, a week."""
    return Sense("DURATION", length_of(slots))


@builder("thosemonths")
def _thosemonths(slots: Slots) -> Sense | None:
    """The nine months: a length, and the stretch of that length that was spoken of."""
    return Sense("DURATION", length_of(slots), relative=("samelength", number_of(slots["count"])), back=True)


@builder("fraction")
def _fraction(slots: Slots) -> Sense | None:
    """2 1/2 years, a year and a half: with a half the smaller unit where there is a whole number of it."""
    if slots.get("digits", "1") != "1" or slots.get("digits2", "2") != "2":
        return Sense("DURATION", length_of(slots))
    return Sense("DURATION", _and_a_half(unit_of(slots), number_of(slots["count"])) or length_of(slots))


@builder("halfago")
def _halfago(slots: Slots) -> Sense:
    """A year and a half ago, half a year later (`way`: 1): for other units than years vague."""
    way = int(slots.get("way", -1))
    if unit_of(slots) != "Y":
        return Sense("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    return Sense(relative=("shift", "M", way * (12 * number_of(slots["count"]) + 6)))


def _and_a_half(unit: str, count: int) -> str:
    """A count and a half of a unit; empty where half of it is no whole number of a smaller one."""
    if unit in ("E", "C"):
        return f"P{(2 * count + 1) * (5 if unit == 'E' else 50)}Y"
    before, whole, half = _HALVES.get(unit, ("", "", ""))
    if unit == "D" and not count:
        return "PT12H"
    return f"{before}{count}{whole}{half}" if half and count else f"{before}{half}" if half else ""


@builder("stretch")
def _stretch(slots: Slots) -> Sense | None:
    """The past five years, the next two years."""
    shift = shift_of(slots)
    value = length_of(slots)
    count = slots.get("count", slots.get("count", "X"))
    if not shift or not str(count).isdigit():
        return Sense("DURATION", value)
    unit = unit_of(slots)
    if unit.startswith("T"):
        return Sense("DURATION", value)
    if unit == "E":
        unit, count = "Y", 10 * int(count)
    return Sense("DURATION", value, relative=("stretch", unit, int(count), shift))


@builder("set")
def _set(slots: Slots) -> Sense:
    if "frequency" in slots:
        return Sense("SET", str(slots["frequency"]))
    weekday = first_of(slots, "weekday", "weekdays")
    if weekday is not None:
        return Sense("SET", f"XXXX-WXX-{weekday}")
    if "month" in slots:
        return Sense("SET", f"XXXX-{int(slots['month']):02d}")
    if "season" in slots:
        return Sense("SET", f"XXXX-{slots['season']}")
    return Sense("SET", length_of(slots, 1))


@builder("ref")
def _ref(slots: Slots) -> Sense:
    fixed = slots.get("value")
    words = (slots[name] for name in ("present", "past", "future") if name in slots)
    return Sense("DATE", str(fixed or next(words)))


@builder("none")
def _none(slots: Slots) -> Sense | None:
    """Words of time that speak of no time; the pattern keeps others away."""
    slots.clear()
    return None
