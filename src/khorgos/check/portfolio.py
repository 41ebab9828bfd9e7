"""Lists of projects: whether the parts by status make the whole, in number and in money.

Counts: more parts than the whole is an error; the remainder is told.  Sums: a gap of at most 5 percent is worth
knowing, more is worth a look (Kazakhstan-China list of 2019: 27.71 for 27 billion, 2.6 percent).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import grouped, ids, levels, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing

_GAP = Decimal("0.05")
_INDICATORS = ("projects", "contracts_signed", "investment")
# What is no part of a list by status: the same works, said of later.
_NO_PART = frozenset({"forecast", "target"})
_PLANS = frozenset({"planned", "expected"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every list of projects that a report tells by status."""
    told = [p for p in levels(printings, *_INDICATORS) if p.word("status") not in _NO_PART]
    for group in grouped(told, lambda p: (p.word("unit"), p.all_sides)).values():
        parts = _parts(group)
        wholes = {value(p): p for p in group if not p.word("status")}
        if not parts or len(wholes) != 1:
            continue
        (whole,) = wholes.values()
        if all(value(part) < value(whole) for part in parts):
            yield _counts(whole, parts) if whole.word("unit") == "count" else _sums(whole, parts)


def _parts(group: list[Printing]) -> list[Printing]:
    """One figure for every status; none where a status has several: then the list is told by more than status."""
    by_status = grouped((p for p in group if p.word("status")), _part)
    if any(len({value(p) for p in same}) > 1 for same in by_status.values()):
        return []
    return [same[0] for same in by_status.values()]


def _part(printing: Printing) -> tuple[str, str]:
    """What tells a part from others: its status, and of plans the period that they are for."""
    status = printing.word("status")
    return status, str(printing.period) if status in _PLANS and printing.period else ""


def _counts(whole: Printing, parts: list[Printing]) -> Finding:
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


def _sums(whole: Printing, parts: list[Printing]) -> Finding:
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
