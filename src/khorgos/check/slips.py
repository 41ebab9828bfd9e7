"""Slips of scale and of currency: two values of one thing that lie ten, a thousand, … times apart, or by a rate.

Within one report: the same thing told twice.  Across reports: values of one fact.  Tenfold alone is told only of
values that say something with two digits (5 and 50 lie ten times apart by chance).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from khorgos.check.figures import grouped, ids, shown, value
from khorgos.check.texts import say
from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.interval import significant
from khorgos.claims.printing import Printing
from khorgos.claims.slip import FACTORS, factor_of, is_factor
from khorgos.errors import ValueFault
from khorgos.reference.rates import per_dollar
from khorgos.values.codes import CURRENCIES

_DIGITS = 2
_CLEAR = 1_000
_NAMES = frozenset({*map(str, FACTORS), "rate"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The slips within one report."""
    told = [p for p in printings if p.kind in ("figure", "project") and p.interval is not None]
    for group in grouped(told, _key).values():
        yield from _of_pairs(group)


def check_facts(facts: Sequence[Fact], by_id: dict[str, Printing]) -> Iterator[Finding]:
    """The slips of currency across reports that speak of one fact; slips of scale are told with their conflict."""
    for fact in facts:
        told = [by_id[claim] for claim in fact.claims if by_id[claim].interval is not None]
        first = {value(p): p for p in reversed(told)}
        yield from _of_pairs(list(first.values()), names=("rate",))


def _key(printing: Printing) -> tuple[object, ...]:
    """What must be the same of two numbers that a report tells of one thing; the unit may be another currency."""
    names = ("kind", "indicator", "measure", "name", "detail", "status", "basis")
    money = _unit(printing) in CURRENCIES
    return *(printing.word(name) for name in names), printing.sides, str(printing.period), money or _unit(printing)


def _of_pairs(told: Sequence[Printing], names: Collection[str] = _NAMES) -> Iterator[Finding]:
    for one, other in combinations(told, 2):
        small, large = sorted((one, other), key=lambda p: abs(value(p)))
        name = _slip(small, large)
        if name in names and value(small):
            said = say(
                "slip.told",
                small=shown(value(small), _unit(small)),
                large=shown(value(large), _unit(large)),
                factor=say(f"slip.factor-{name}"),
            )
            ratio = value(large) / value(small)
            sum_ = f"{shown(value(large), _unit(large))} / {shown(value(small), _unit(small))} = {ratio:.4g}"
            yield Finding("unit-slip", Severity.WARN, ids(small, large), said, sum_, say("room.slip"))


def _slip(small: Printing, large: Printing) -> str | None:
    if _unit(small) != _unit(large):
        return None
    factor = factor_of(value(small), value(large))
    if factor is not None:
        telling = min(significant(value(p)) for p in (small, large)) >= _DIGITS
        return str(factor) if factor >= _CLEAR or telling else None
    return "rate" if _by_rate(small, large) else None


def _by_rate(small: Printing, large: Printing) -> bool:
    """Whether the larger value is the smaller one in the other country's currency, printed with the wrong unit.

    Only long numbers are tried: 7 and 50 have some rate between them by chance.
    """
    day = (small.period.last if small.period else None) or small.source.published
    if day is None or not value(small) or min(significant(value(p)) for p in (small, large)) <= _DIGITS:
        return False
    ratio = abs(value(large) / value(small))
    for code in ("CNY", "RUB", "KZT", "JPY"):
        try:
            rate = per_dollar(code, day.year)
        except ValueFault:
            continue
        if rate > Decimal(2) and is_factor(ratio, rate):
            return True
    return False


def _unit(printing: Printing) -> str:
    return printing.word("unit") or printing.word("currency")
