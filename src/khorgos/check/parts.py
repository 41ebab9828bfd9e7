"""Flows that add up: quarters and halves against their year, a part of the year against it, members against a group.

What adds up may be 1 percent off.  A stretch of a year can never be more than the year.  A group is compared only
where every one of its members is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import grouped, ids, levels, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.values import Period, Precision
from khorgos.values.codes import CURRENCIES

_ROOM = Decimal("0.01")
# What is counted over a stretch of time and grows with it.
_FLOWS = ("trade", "exports", "imports", "investment", "turnover", "contracts_signed", "freight", "people", "aid")
_STRETCHES = {Precision.QUARTER: (4, "quarters"), Precision.HALF: (2, "halves"), Precision.MONTH: (12, "months")}
_DIRECTED = frozenset({"exports", "imports"})
_STANDING = frozenset({"stock", "cumulative", "target"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about years told with their stretches, and groups told with their members."""
    told = [p for p in levels(printings, *_FLOWS) if p.period and p.word("basis") not in _STANDING]
    for group in grouped((p for p in told if not p.word("status")), _key).values():
        yield from _year(group)
    for group in grouped(told, _key_of_period).values():
        yield from _members(group)


def _key(printing: Printing) -> tuple[object, ...]:
    sides = printing.sides if printing.word("indicator") in _DIRECTED else printing.all_sides
    return *_key_of_thing(printing), sides


def _key_of_thing(printing: Printing) -> tuple[object, ...]:
    return printing.measured, printing.word("detail"), printing.word("basis")


def _key_of_period(printing: Printing) -> tuple[object, ...]:
    return *_key_of_thing(printing), str(printing.period), printing.word("status"), len(printing.sides)


def _year(group: list[Printing]) -> Iterator[Finding]:
    years = {str(p.period): p for p in group if p.period and p.period.precision is Precision.YEAR}
    for year in years.values():
        if len({value(p) for p in group if p.period == year.period}) > 1:
            continue  # two values of one year: something else tells them apart
        within = [p for p in group if _inside(p.period, year.period)]
        for part in within:
            if part.interval and year.interval and part.interval.low > year.interval.high:
                sum_ = f"{shown(value(part), part.word('unit'))} > {shown(value(year), year.word('unit'))}"
                # Counts may be of two things that only the passage tells apart: trains of a line and of one port.
                severity = Severity.WARN if year.word("unit") in CURRENCIES else Severity.INFO
                yield Finding("year-to-date", severity, ids(part, year), say("to-date.more"), sum_)
        yield from _stretches(year, within)


def _inside(part: Period | None, year: Period | None) -> bool:
    return part is not None and year is not None and year.contains(part) and not year.same_days(part)


def _stretches(year: Printing, within: list[Printing]) -> Iterator[Finding]:
    for precision, (count, name) in _STRETCHES.items():
        parts = {str(p.period): p for p in within if p.period and p.period.precision is precision}
        if len(parts) == count and len({value(p) for p in parts.values()}) > 1:
            yield Finding("year-parts", *_added(year, list(parts.values()), "stretch", stretches=name))


def _members(group: list[Printing]) -> Iterator[Finding]:
    """A group's value against those of its members, where the report tells them all beside the same other party."""
    for whole in group:
        place = next((index for index, side in enumerate(whole.sides) if len(side) > 1), None)
        if place is None:
            continue
        rest = [side for index, side in enumerate(whole.sides) if index != place]
        parts = {
            side: p
            for p in group
            for index, side in enumerate(p.sides)
            if len(side) == 1 and side < whole.sides[place] and [s for i, s in enumerate(p.sides) if i != index] == rest
        }
        if len(parts) == len(whole.sides[place]):
            yield Finding("group-members", *_added(whole, list(parts.values()), "members"))


def _added(
    whole: Printing, parts: list[Printing], texts: str, **given: str
) -> tuple[Severity, tuple[str, ...], str, str, str]:
    """What a finding says of a whole and its parts, its code aside."""
    unit = whole.word("unit")
    total = sum(map(value, parts), Decimal(0))
    sum_ = f"{' + '.join(shown(value(p), unit) for p in parts)} = {shown(total, unit)}, of {shown(value(whole), unit)}"
    low = sum((p.interval.low for p in parts if p.interval), Decimal(0))
    high = sum((p.interval.high for p in parts if p.interval), Decimal(0))
    meets = whole.interval is not None and low <= whole.interval.high and whole.interval.low <= high
    largest = max(total, value(whole))
    if meets or abs(total - value(whole)) <= _ROOM * largest:
        told, grave = say(f"{texts}.make", **given), Severity.OK
    else:
        told = say(f"{texts}.away", total=shown(total, unit), given=shown(value(whole), unit), **given)
        grave = Severity.WARN
    return grave, ids(whole, *parts), told, sum_, say("room.one-percent")
