"""A loan's sum by the contract that it pays for: "to finance 85% of the cost of a $95 million contract".

TUFF 3.0, field "Amount Estimated": a buyer's credit is estimated by its part of the commercial contract (EPC85; the
part may be 60 to 95 percent), a concessional loan or grant that pays for all of it by the whole (EPC100).
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from khorgos.annotate import Annotated
from khorgos.extract.record.grammar import pattern
from khorgos.extract.record.sums import Sum
from khorgos.values import Quantity

# The part stands so close before the contract's sum.
_NEAR = 90
_PART = r"\b(?:<pays>)\b[^.;]{0,30}?(\d{2,3}(?:\.\d+)?) ?% <of>\b[^.;%]*$"
# The manual's range of parts.
# Sums of loans that are told, if not as this record's own.
_TOLD = frozenset({"committed", "syndicate", "share"})
_LEAST, _WHOLE = Decimal(60), Decimal(100)


class Estimate(NamedTuple):
    """A computed sum, why (claims.record.ESTIMATES), and the contract's sum that it was computed from."""

    money: Quantity
    why: str
    of: Sum


def of_contract(view: Annotated, told: list[Sum]) -> Estimate | None:
    """What a loan comes to by the part of a contract that it pays for; None where no part, or the loan, is told."""
    if any(each.kind in _TOLD for each in told):
        return None
    for each in told:
        start = max(each.line.start, each.mention.start - _NEAR)
        found = pattern(view.pack.code, _PART).search(view.low, start, each.mention.start)
        if each.kind == "contract" and found and not each.elsewhere:
            part = Decimal(found[1])
            if _LEAST <= part <= _WHOLE:
                money = Quantity.of(each.mention.quantity.low * part / 100, each.mention.quantity.unit)
                return Estimate(money, "EPC100" if part == _WHOLE else "EPC85", each)
    return None
