"""One sum in two currencies, told in one sentence: the rate between them against the year's average rate.

Within 5 percent the two are one sum, up to 10 percent may be the rate of a part of the year (286.42 billion yuan and
39.93 billion dollars: 7.17).  Years and currencies that the table of rates does not have are passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import figures, grouped, ids, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.errors import ValueFault
from khorgos.reference.rates import per_dollar
from khorgos.values.codes import CURRENCIES

_HOLDS = Decimal("0.05")
_KNOWN = Decimal("0.10")


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every two sums of one thing in two currencies."""
    told = [p for p in figures(printings) if p.word("unit") in CURRENCIES and p.word("sentence") and value(p) > 0]
    for group in grouped(told, _key).values():
        if len(group) == 2 and group[0].word("unit") != group[1].word("unit"):
            yield from _pair(*group)


def _key(printing: Printing) -> tuple[object, ...]:
    names = ("indicator", "measure", "detail", "status", "basis", "sentence")
    return *(printing.word(name) for name in names), printing.sides, str(printing.period)


def _pair(one: Printing, other: Printing) -> Iterator[Finding]:
    # Units of the weaker currency for one of the stronger, as rates are told.
    weak, strong = sorted((one, other), key=value, reverse=True)
    average = _average(weak, strong)
    if average is None or weak.interval is None or strong.interval is None:
        return
    rate = value(weak) / value(strong)
    low, high = weak.interval.low / strong.interval.high, weak.interval.high / strong.interval.low
    away = max(low / average - 1, 1 - high / average, Decimal(0))
    sum_ = f"{shown(value(weak), weak.word('unit'))} / {shown(value(strong), strong.word('unit'))} = {_short(rate)}"
    if away <= _HOLDS:
        yield Finding("conversion", Severity.OK, ids(one, other), say("conversion.holds"), sum_, say("room.rate"))
        return
    told = say("conversion.away", rate=_short(rate), average=_short(average))
    grave = Severity.INFO if away <= _KNOWN else Severity.WARN
    yield Finding("conversion", grave, ids(one, other), told, sum_, say("room.rate"))


def _average(weak: Printing, strong: Printing) -> Decimal | None:
    day = (weak.period.last if weak.period else None) or weak.source.published
    if day is None:
        return None
    try:
        return per_dollar(weak.word("unit"), day.year) / per_dollar(strong.word("unit"), day.year)
    except ValueFault:
        return None


def _short(rate: Decimal) -> str:
    return f"{rate:.4g}" if rate < 1000 else f"{rate:.0f}"
