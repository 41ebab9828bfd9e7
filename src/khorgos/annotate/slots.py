"""The builders of senses by name, and what they read out of a pattern's slots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from khorgos.annotate.sense import Sense
from khorgos.annotate.wording import Slots

Builder = Callable[[Slots], Sense | None]
BUILDERS: dict[str, Builder] = {}


def builder(name: str) -> Callable[[Builder], Builder]:
    """Enter a builder under a name by which entries of times.yaml call it (`build`)."""

    def keep(function: Builder) -> Builder:
        BUILDERS[name] = function
        return function

    return keep


def number_of(value: object) -> int:
    """A whole number as written in digits, or as its word means."""
    return int(str(value).replace(",", ""))


def first_of(slots: Slots, *names: str) -> Any:
    """The first of these slots that is filled."""
    return next((slots[name] for name in names if name in slots), None)


def shift_of(slots: Slots) -> int | None:
    """-1, 0 or 1 where the words say last, this or next."""
    shift = first_of(slots, "shift", "back", "monthshift", "weekshift")
    return None if shift is None else int(shift)


def year_of(slots: Slots, name: str = "year") -> int | None:
    """The year that is said."""
    return int(slots[name]) if name in slots else None


def month_of(slots: Slots) -> int | None:
    """The month that is said, by name or number."""
    month = first_of(slots, "month", "monthname", "two")
    return None if month is None else number_of(month)


def day_of(month: int, day: object) -> int:
    """The day's number; raises ValueError for one that the month never has."""
    return dt.date(2024, month, number_of(day)).day


def unit_of(slots: Slots) -> str:
    """The unit that is counted, as TIMEX3 abbreviates it (E decade, C century, H half; T before hours and less)."""
    return str(first_of(slots, "unit", "single", "plural", "longer") or "H")


def length_of(slots: Slots, default: object = "X") -> str:
    """A length as TIMEX3 writes it: P3Y, PXM, PT24H."""
    unit = unit_of(slots)
    count = str(slots.get("count", slots.get("vague", default))).replace(",", "")
    if unit == "Q" and count != "X":
        unit, count = "M", str(3 * int(count))
    if unit in ("E", "C") and count.isdigit():
        unit, count = "Y", str((10 if unit == "E" else 100) * int(count))
    return f"P{'T' if unit.startswith('T') else ''}{count}{unit.removeprefix('T')}"
