"""Growth a year over several years: (B / A) to the power 1/n, less one, against the percentage that is printed.

A percentage printed for several years may be the growth a year or over the whole stretch; both are tried.  Growth a
year may be 0.15 points off (foreign trade of 312.04 and 674.15 over 11 years: 7.25 %, printed 7.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import figures, ids, levels, shown, value
from khorgos.check.growth import level_at, ratio
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.interval import unit_of
from khorgos.claims.printing import Printing
from khorgos.values import Period

_ROOM = Decimal("0.15")
_KNOWN = Decimal(3)
_HUNDRED = Decimal(100)


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every change over several years whose levels at both ends the report gives."""
    given = [p for p in levels(printings) if p.period is not None]
    for told in figures(printings):
        years = _years(told)
        if years is None or told.word("measure") != "change" or told.word("unit") != "percent" or told.word("status"):
            continue
        first, last = years
        before, now = level_at(given, told, Period.year(first)), level_at(given, told, Period.year(last))
        if now and before and value(before) > 0 and now.word("unit") == before.word("unit"):
            yield _average(told, now, before, last - first)


def _years(told: Printing) -> tuple[int, int] | None:
    period = told.period
    if period is None or period.first is None or period.last is None or period.last.year - period.first.year < 2:
        return None
    return period.first.year, period.last.year


def _average(told: Printing, now: Printing, before: Printing, years: int) -> Finding:
    low, high = ratio(now, before)
    half = unit_of(value(told)) / 2
    yearly = [_percent(_root(end, years)) for end in (low, high)]
    whole = [_percent(end) for end in (low, high)]
    middle = value(now) / value(before)
    unit = now.word("unit")
    rate, all_ = _percent(_root(middle, years)).quantize(Decimal("0.01")), _percent(middle)
    sum_ = f"({shown(value(now), unit)} / {shown(value(before), unit)})^(1/{years}) − 1 = {rate} %"
    claims = ids(told, now, before)
    by_year, in_all = _away(value(told), yearly, max(half, _ROOM)), _away(value(told), whole, half)
    if not by_year or not in_all:
        said = say("average.whole" if by_year else "average.yearly", years=years)
        room = say("room.digit" if by_year else "room.yearly")
        return Finding("average-growth", Severity.OK, claims, said, sum_, room)
    said = say(
        "average.away", given=shown(value(told), "percent"), yearly=_shown(rate), whole=_shown(all_), years=years
    )
    grave = Severity.INFO if min(by_year, in_all) <= _KNOWN else Severity.WARN
    return Finding("average-growth", grave, claims, said, sum_, say("room.yearly"))


def _root(number: Decimal, years: int) -> Decimal:
    return (number.ln() / years).exp() if number > 0 else Decimal(0)


def _percent(fold: Decimal) -> Decimal:
    return (fold - 1) * _HUNDRED


def _away(given: Decimal, ends: list[Decimal], room: Decimal) -> Decimal:
    return max(ends[0] - given - room, given - ends[1] - room, Decimal(0))


def _shown(number: Decimal) -> str:
    return shown(number.quantize(Decimal("0.1")), "percent")
