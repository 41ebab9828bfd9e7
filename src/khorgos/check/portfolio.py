"""Lists of projects: whether the parts by status make the whole, in number and in money.

Counts: more parts than the whole is an error; the remainder is told.  Sums: a gap of at most 5 percent is worth
knowing, more is worth a look (Kazakhstan-China list of 2019: 27.71 for 27 billion, 2.6 percent).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import ids, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.records.lists import lists

_GAP = Decimal("0.05")


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every list of projects that a report tells by status."""
    for whole, parts in lists(printings):
        yield _counts(whole, parts) if whole.word("unit") == "count" else _sums(whole, parts)


def _counts(whole: Printing, parts: Sequence[Printing]) -> Finding:
    total = sum(map(value, parts), Decimal(0))
    rest = value(whole) - total
    added = " + ".join(say("count.part", number=shown(value(p), "count"), status=p.word("status")) for p in parts)
    if rest < 0:
        told, severity = say("count.more", more=shown(-rest, "count")), Severity.ERROR
    elif rest:
        told, severity = say("count.rest", rest=shown(rest, "count")), Severity.INFO
    else:
        told, severity = say("count.whole"), Severity.OK
    minus = " − ".join(shown(value(p), "count") for p in (whole, *parts))
    return Finding(
        "portfolio-count", severity, ids(whole, *parts),
        say("count.told", parts=added, whole=shown(value(whole), "count"), said=told),
        f"{minus} = {shown(rest, 'count')}",
    )  # fmt: skip


def _sums(whole: Printing, parts: Sequence[Printing]) -> Finding:
    unit = whole.word("unit")
    total = sum(map(value, parts), Decimal(0))
    added = " + ".join(shown(value(p), unit) for p in parts)
    sum_ = f"{added} = {shown(total, unit)}, of {shown(value(whole), unit)}"
    if whole.interval is None or total <= whole.interval.high:
        least = sum((p.interval.low for p in parts if p.interval), Decimal(0))
        short = whole.interval is not None and least < whole.interval.low
        told = say("sums.short") if short else say("sums.fit")
        return Finding("portfolio-value", Severity.INFO if short else Severity.OK, ids(whole, *parts), told, sum_)
    gap = total / value(whole) - 1
    severity = Severity.INFO if gap <= _GAP else Severity.WARN
    told = say("sums.more", gap=shown(gap * 100, "percent"))
    return Finding("portfolio-value", severity, ids(whole, *parts), told, sum_, say("room.five-percent"))
