"""How soft a loan is: its grant element, and the threshold that it must reach to be concessional."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from khorgos.claims import Record
from khorgos.errors import ValueFault
from khorgos.reference.tables import mapping

_PAYMENTS = 2  # in a year


def grant_element(rate: float, maturity: float, grace: float = 0, discount: float = 10) -> float:
    """The grant element in percent, between 0 and 100 ("Grant Element": OECD cash-flow and grant-equivalent, IMF).

    `rate` and `discount` in percent a year, `maturity` (grace included) and `grace` in years; two payments a year,
    equal principal, the first one period after grace ends.  Raises ValueFault for terms that no loan has.
    """
    if maturity <= 0 or grace < 0 or grace > maturity or rate < 0 or discount <= 0:
        raise ValueFault(
            "no loan has such terms.",
            place="grant element",
            value=(rate, maturity, grace, discount),
            mend="0 <= grace <= maturity in years, rate and discount in percent.",
        )
    period = (1 + discount / 100) ** (1 / _PAYMENTS) - 1
    payments = max(_PAYMENTS * (maturity - grace), 1)  # grace to the end: all is repaid at once
    begin = _PAYMENTS * grace if payments > 1 else _PAYMENTS * maturity - 1
    shrunk = ((1 + period) ** -begin - (1 + period) ** -(begin + payments)) / (period * payments)
    element = float(100 * (1 - rate / 100 / _PAYMENTS / period) * (1 - shrunk))
    return min(max(element, 0.0), 100.0)


@dataclass(frozen=True, slots=True)
class Threshold:
    """The grant element that makes a loan concessional, and the discount rate that goes with it, both in percent."""

    element: int
    discount: int


def threshold(year: int, group: str | None, *, official: bool = True) -> Threshold | None:
    """What holds for a commitment year, an income group (LDC, LIC, LMIC, UMIC, or in words) and a kind of borrower.

    None where the country has no group in that year ("OECD ODA Concessionality Threshold", "OECD ODA Income Group").
    """
    rules = cast("list[dict[str, Any]]", mapping("tuff.yaml")["thresholds"])
    code = _group(group)
    for rule in rules:
        if code is not None and _holds(rule, year, code, official=official):
            return Threshold(rule["element"], rule["discount"])
    return None


def _holds(rule: dict[str, Any], year: int, group: str, *, official: bool) -> bool:
    in_time = rule.get("from", 0) <= year <= rule.get("until", 9999)
    private = "borrower" not in rule or not official
    return in_time and private and ("groups" not in rule or group in rule["groups"])


def _group(group: str | None) -> str | None:
    if not group:
        return None
    names = mapping("tuff.yaml")["groups"]
    code = names.get(group.casefold().strip(), group)
    if code not in names.values():
        raise ValueFault("no such income group.", place="income group", value=group, mend="LDC, LIC, LMIC or UMIC.")
    return str(code)


def element_of(record: Record, discount: float) -> float | None:
    """The grant element of a record's loan; a missing grace counts as none.

    None where other terms are missing, or are such as no loan has.
    """
    if record.rate is None or record.maturity is None or not record.maturity:
        return None
    try:
        return grant_element(float(record.rate), float(record.maturity), float(record.grace or 0), discount)
    except ValueFault:
        # A source that prints a grace longer than the maturity is a finding, no reason to lose the record.
        return None


def concessional(record: Record, group: str | None, *, official: bool = True) -> bool | None:
    """Whether a loan's grant element reaches its threshold; None where terms, year or group are not known."""
    year = record.commitment.first.year if record.commitment and record.commitment.first else None
    rule = threshold(year, group, official=official) if year else None
    element = element_of(record, rule.discount) if rule else None
    return None if rule is None or element is None else element >= rule.element


def short_term(record: Record) -> bool | None:
    """Whether a loan is due within a year of its signature ("Short-Term"); None where its maturity is not known."""
    return None if record.maturity is None else record.maturity <= 1


def all_in_rate(base: Decimal, margin: Decimal) -> Decimal:
    """The rate of a floating loan as it is written down: the reference rate's average, and the margin, in percent.

    The average is that of the month of signature, of the year where the month is not known (TUFF 3.0, "Interest Rate").
    """
    return base + margin
