"""Stocks against flows: what has come together cannot be less than what was there and what was added.

A stock may be a fifth less than that of the year before with the year's flow (prices, rates of exchange, withdrawals);
what has come together since a year is at least what a single year of them brought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from khorgos.check.figures import ids, levels, shown, value
from khorgos.check.growth import year_before
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.values import Precision

_ROOM = Decimal("0.8")
_FLOWS = frozenset({"investment", "contracts_signed", "turnover", "loans", "aid"})
_NO_FLOW = frozenset({"stock", "cumulative", "target"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every stock and every cumulated sum that a report gives with the flows."""
    told = [p for p in levels(printings) if p.period is not None and not p.word("status")]
    stocks = [p for p in told if p.word("indicator") == "investment_stock" or p.word("basis") == "stock"]
    flows = [p for p in told if p.word("indicator") in _FLOWS and p.word("basis") not in _NO_FLOW]
    for now, before, flow in product(stocks, stocks, flows):
        if _follow(now, before, flow):
            yield _stock(now, before, flow)
    for total in (p for p in told if _cumulated(p)):
        for flow in flows:
            if flow.id != total.id and _within(flow, total):
                yield from _cumulative(total, flow)


def _follow(now: Printing, before: Printing, flow: Printing) -> bool:
    """Whether a stock follows on another by a year, with that year's flow."""
    year = _year(now)
    if year is None or flow.word("indicator") != "investment" or _year(flow) != year or _year(before) is None:
        return False
    earlier = year_before(now.period) if now.period else None
    alike = len({(p.word("unit"), p.sides) for p in (now, before, flow)}) == 1
    return alike and earlier is not None and earlier.last is not None and _year(before) == earlier.last.year


def _year(printing: Printing) -> int | None:
    """The year at whose end, or over which, a number is told; None for shorter stretches."""
    period = printing.period
    if period is None or period.last is None:
        return None
    at_end = period.last.month == 12 and period.last.day == 31
    return period.last.year if at_end and (period.days() or 0) <= 366 else None


def _stock(now: Printing, before: Printing, flow: Printing) -> Finding:
    unit = now.word("unit")
    total = value(before) + value(flow)
    sum_ = (
        f"{shown(value(now), unit)} ≥ 0.8 × ({shown(value(before), unit)} + {shown(value(flow), unit)})"
        f" = {shown(total * _ROOM, unit)}"
    )
    if value(now) >= total * _ROOM:
        told, grave = say("stock.follows"), Severity.OK
    else:
        gap = ((1 - value(now) / total) * 100).quantize(Decimal("0.1"))
        told, grave = say("stock.less", gap=shown(gap, "percent")), Severity.WARN
    return Finding("stock-flow", grave, ids(now, before, flow), told, sum_, say("room.twenty-percent"))


def _cumulated(printing: Printing) -> bool:
    period = printing.period
    if printing.word("indicator") not in _FLOWS or period is None or period.first is None:
        return False
    return printing.word("basis") == "cumulative" or period.is_open or (period.days() or 0) > 2 * 366


def _within(flow: Printing, total: Printing) -> bool:
    if flow.period is None or total.period is None or flow.period.precision is not Precision.YEAR:
        return False
    same = flow.measured == total.measured and flow.sides == total.sides
    return same and flow.word("detail") == total.word("detail") and total.period.contains(flow.period)


def _cumulative(total: Printing, flow: Printing) -> Iterator[Finding]:
    """Only where it cannot be: a sum that is enough says nothing worth reading."""
    if total.interval is None or flow.interval is None or total.interval.high >= flow.interval.low:
        return
    unit = total.word("unit")
    since = total.period.first.year if total.period and total.period.first else ""
    told = say("cumulative.less", since=since, year=flow.period)
    sum_ = f"{shown(value(total), unit)} < {shown(value(flow), unit)}"
    yield Finding("cumulative-flow", Severity.WARN, ids(total, flow), told, sum_)
