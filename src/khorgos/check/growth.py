"""Growth against levels: a change in percent, or a fold, beside the two values that it lies between.

A change is met where the ratio of the printed levels can give it within half its last digit; up to 3 percentage
points away may be a revised base or the rate of exchange, more is worth a look.  A fold is tried as N and as N + 1
times ("grew by N times" is both said).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import figures, ids, levels, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.interval import Interval, unit_of
from khorgos.claims.printing import Printing
from khorgos.values import Period

_REVISED = Decimal(3)
_HUNDRED = Decimal(100)


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every change or fold whose levels the report gives."""
    given = [p for p in levels(printings) if p.period is not None]
    for told in figures(printings):
        if told.period is None or told.word("status"):
            continue
        if told.word("measure") == "fold":
            yield from _fold(told, given)
        elif told.word("measure") == "change" and told.word("unit") == "percent":
            now, before = level_at(given, told, told.period), level_at(given, told, year_before(told.period))
            if now is not None and before is not None and value(before) > 0 and now.word("unit") == before.word("unit"):
                yield _change(told, now, before)


def year_before(period: Period) -> Period | None:
    """The same stretch a year earlier; None where it is open or longer than a year."""
    days = period.days()
    if days is None or days > 366 or period.first is None or period.last is None:
        return None
    first, last = period.first.year, period.last.year
    text = str(period)
    if first == last:
        return Period.parse(text.replace(str(first), str(first - 1)))
    return None


def level_at(given: list[Printing], told: Printing, period: Period | None) -> Printing | None:
    """The one level of the same indicator and parties for a period; None where there are none or several."""
    found = [
        p
        for p in given
        if period is not None
        and p.period is not None
        and p.period.same_days(period)
        and p.word("indicator") == told.word("indicator")
        and p.all_sides == told.all_sides
        and p.word("detail") == told.word("detail")
        and not p.word("status")
    ]
    return found[0] if len({(value(p), p.word("unit")) for p in found}) == 1 else None


def _change(told: Printing, now: Printing, before: Printing) -> Finding:
    low, high = ratio(now, before)
    least, most = (low - 1) * _HUNDRED, (high - 1) * _HUNDRED
    half = unit_of(value(told)) / 2
    given = value(told)
    found = ((value(now) / value(before) - 1) * _HUNDRED).quantize(Decimal("0.1"))
    unit = now.word("unit")
    sum_ = f"{shown(value(now), unit)} / {shown(value(before), unit)} − 1 = {found} %"
    claims = ids(told, now, before)
    away = max(least - (given + half), (given - half) - most, Decimal(0))
    if not away:
        return Finding("growth-levels", Severity.OK, claims, say("growth.follows"), sum_, say("room.digit"))
    said = say("growth.away", given=shown(given, "percent"), ratio=shown(found, "percent"))
    severity = Severity.INFO if away <= _REVISED else Severity.WARN
    return Finding("growth-levels", severity, claims, said, sum_, say("room.points"))


def _fold(told: Printing, given: list[Printing]) -> Iterator[Finding]:
    """A fold over several years against the levels at both ends; without the first, what it implies is told."""
    period = told.period
    if period is None or period.first is None or period.last is None or value(told) <= 0:
        return
    first, last = period.first.year, period.last.year
    now = next((p for p in (level_at(given, told, Period.year(year)) for year in range(last, first, -1)) if p), None)
    if now is None:
        return
    unit = now.word("unit")
    base = level_at(given, told, Period.year(first))
    if base is None or base.word("unit") != unit:
        implied = value(now) / value(told)
        sum_ = f"{shown(value(now), unit)} / {shown(value(told), 'count')} = {shown(implied, unit)}"
        at_most = "at most " if told.word("bound") in (">", ">=") else ""
        said = say("fold.implies", most=at_most, implied=shown(implied, unit), year=first)
        yield Finding("fold-base", Severity.INFO, ids(told, now), said, sum_)
        return
    low, high = ratio(now, base)
    found = (value(now) / value(base)).quantize(Decimal("0.01"))
    sum_ = f"{shown(value(now), unit)} / {shown(value(base), unit)} = {found}"
    fits = any(told.interval and low <= told.interval.high + n and told.interval.low + n <= high for n in (0, 1))
    said = say("fold.follows") if fits else say("fold.away", given=value(told), ratio=found)
    yield Finding(
        "fold-levels", Severity.OK if fits else Severity.WARN, ids(told, now, base), said, sum_, say("room.fold")
    )


def ratio(now: Printing, before: Printing) -> tuple[Decimal, Decimal]:
    """The least and the most that the ratio of two printed levels can be."""
    one, other = now.interval or _NONE, before.interval or _NONE
    return one.low / other.high, one.high / (other.low or other.high)


_NONE = Interval(Decimal(1), Decimal(1), Decimal(1))
