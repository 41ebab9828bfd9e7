"""What may lie behind two values of one key that cannot both hold, with the arithmetic that suggests it.

A cause is a suspicion for a person to look at, never a verdict; none is named that the numbers, the words or the days
of the two reports do not suggest.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from khorgos.claims.interval import significant
from khorgos.claims.printing import Printing
from khorgos.claims.slip import factor_between, is_factor
from khorgos.errors import ValueFault
from khorgos.reconcile.wording import alike
from khorgos.reference.rates import per_dollar
from khorgos.reference.standing import stands_for

PLANS = frozenset({"planned", "forecast", "target", "expected", "pledged"})
# What may have happened where a value is so many times another (`claims.slip`).
_SLIPS = {
    10: "tenfold: 亿 read as a billion, or a shifted comma",
    1000: "a thousandfold: million for billion, perhaps",
    10000: "ten-thousandfold: 万 read as a unit, perhaps",
    100000000: "a hundred-millionfold: 亿 left out, perhaps",
}
# Currencies whose sums are printed with the sign of the dollar, or the other way about; nearer ones are but noise.
_MISTAKEN = ("CNY", "RUB")
# A number of so many digits has enough of them for a misprint to be told from another number.
_DIGITS = 3


def causes(one: Printing, other: Printing) -> tuple[str, ...]:
    """What may lie behind a conflict; the days of the reports are blamed where nothing else is found."""
    found = tuple(_found(one, other))
    return found or tuple(_revised(one, other))


def _found(one: Printing, other: Printing) -> Iterator[str]:
    statuses = {one.word("status"), other.word("status")}
    if statuses & PLANS and len(statuses) > 1:
        yield "a plan against a result"
    slip = slip_of(one, other)
    if slip:
        yield slip
    if one.interval and other.interval:
        yield from _misprinted(one.interval.value, other.interval.value)
        yield from _mistaken_currency(one, other)
    yield from _worded(one, other)
    yield from _ends(one, other)


def slip_of(one: Printing, other: Printing) -> str | None:
    """The slip of scale that would turn one value into the other: within 3 percent, or as far as they were rounded.

    Numbers that are written out in full (fifty-one projects) have no scale to slip.
    """
    if one.interval is None or other.interval is None:
        return None
    factor = factor_between(one.interval, other.interval)
    return _SLIPS[factor] if factor is not None else None


def _misprinted(one: Decimal, other: Decimal) -> Iterator[str]:
    if one == -other:
        yield "the same number with the other sign"
        return
    first, second = (str(abs(value).normalize().as_tuple().digits) for value in (one, other))
    if len(first) != len(second) or min(significant(one), significant(other)) < _DIGITS:
        return
    unlike = [at for at in range(len(first)) if first[at] != second[at]]
    if len(unlike) == 1 and _same_size(one, other):
        yield "one digit differs: a misprint, perhaps"
    elif len(unlike) == 2 and sorted(first) == sorted(second) and _same_size(one, other):
        yield "two digits exchanged, perhaps"


def _same_size(one: Decimal, other: Decimal) -> bool:
    return one.adjusted() == other.adjusted() and (one < 0) == (other < 0)


def _mistaken_currency(one: Printing, other: Printing) -> Iterator[str]:
    """A sum printed with the sign of another currency."""
    period = one.period or other.period
    if one.interval is None or other.interval is None or period is None or period.last is None:
        return
    sizes = sorted(abs(each.interval.value) for each in (one, other) if each.interval)
    if one.measured[2] not in ("USD", *_MISTAKEN) or not sizes[0]:
        return
    for currency in _MISTAKEN:
        try:
            rate = per_dollar(currency, period.last.year)
        except ValueFault:
            continue
        if is_factor(sizes[1] / sizes[0], rate):
            yield f"the ratio is that of {currency} to USD ({rate:.4g} in {period.last.year}): one in another currency"


def _worded(one: Printing, other: Printing) -> Iterator[str]:
    for field, told in (("basis", "of another basis"), ("detail", "of another scope")):
        first, second = one.word(field), other.word(field)
        if first and second and first != second and not alike(first, second):
            yield f"{told}: {first}; {second}"
        elif field == "detail" and bool(first) != bool(second):
            yield f"one of them counts only: {first or second}"
    if (one.period is None) != (other.period is None):
        yield "one of them gives no period"


def _ends(one: Printing, other: Printing) -> Iterator[str]:
    """The two ends of one flow count it differently."""
    first, second = _home(one), _home(other)
    both = one.all_sides & other.all_sides
    if first and second and first != second and first <= both and second <= both:
        yield f"the statistics of {min(first)} and of {min(second)}: mirror statistics seldom agree"


def _home(printing: Printing) -> frozenset[str]:
    agency = (printing.said.get("attribution") or {}).get("agency")
    return stands_for(agency) if agency else frozenset()


def _revised(one: Printing, other: Printing) -> Iterator[str]:
    days = one.source.published, other.source.published
    if days[0] and days[1] and days[0] != days[1]:
        yield f"perhaps revised between {min(days[0], days[1])} and {max(days[0], days[1])}"
