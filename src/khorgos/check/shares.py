"""Shares: a part beside its whole, and shares of one whole that are more than all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import figures, grouped, ids, shown, value
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing

_ALL = Decimal(100)
_ROOM = Decimal(2)


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about shares of one indicator, period and side that together make a whole or exceed it."""
    told = [p for p in figures(printings) if p.word("measure") == "share" and p.word("unit") == "percent"]
    for group in grouped(told, lambda p: (p.word("indicator"), str(p.period), p.sides[:1])).values():
        parts = list({(value(p), p.parties, p.word("detail")): p for p in group}.values())
        if len(parts) < 2:
            continue
        total = sum(map(value, parts), Decimal(0))
        sum_ = f"{' + '.join(shown(value(p), 'percent') for p in parts)} = {shown(total, 'percent')}"
        if abs(total - _ALL) <= _ROOM:
            yield Finding("shares", Severity.OK, ids(*parts), "the shares make the whole", sum_, "2 points")
        elif total > _ALL and all(len(p.parties) > 1 for p in parts):
            said = "together more than the whole, unless they overlap"
            yield Finding("shares", Severity.INFO, ids(*parts), said, sum_, "2 points")
