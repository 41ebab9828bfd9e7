"""Trade and its two halves: exports and imports of the same parties and period make the turnover, within a percent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from khorgos.check.figures import grouped, ids, levels, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing

_ROOM = Decimal("0.01")


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every turnover whose halves the report gives too."""
    told = [p for p in levels(printings, "trade", "exports", "imports") if not p.word("detail")]
    for group in grouped(told, _key).values():
        by = grouped(group, lambda p: p.word("indicator"))
        turnovers = {value(p): p for p in by.get("trade", ())}
        halves = [
            (out, back)
            for out, back in product(by.get("exports", ()), by.get("imports", ()))
            # Both as one side counts them: the other side's customs have other figures for the same flow.
            if out.sides[0] == back.sides[0]
        ]
        if len(turnovers) == len(halves) == 1:
            (turnover,) = turnovers.values()
            yield _halves(turnover, *halves[0])


def _key(printing: Printing) -> tuple[object, ...]:
    return printing.word("unit"), printing.all_sides, str(printing.period), printing.word("status")


def _halves(turnover: Printing, out: Printing, back: Printing) -> Finding:
    unit = turnover.word("unit")
    total = value(out) + value(back)
    sum_ = f"{shown(value(out), unit)} + {shown(value(back), unit)} = {shown(total, unit)}"
    claims = ids(turnover, out, back)
    low = sum((p.interval.low for p in (out, back) if p.interval), Decimal(0))
    high = sum((p.interval.high for p in (out, back) if p.interval), Decimal(0))
    meets = turnover.interval is not None and low <= turnover.interval.high and turnover.interval.low <= high
    gap = abs(total - value(turnover)) / max(total, value(turnover))
    if meets or gap <= _ROOM:
        return Finding("halves-of-trade", Severity.OK, claims, say("trade.halves"), sum_, say("room.one-percent"))
    told = say("trade.away", total=shown(total, unit), given=shown(value(turnover), unit))
    return Finding("halves-of-trade", Severity.WARN, claims, told, sum_, say("room.one-percent"))
