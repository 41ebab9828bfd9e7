"""A record's sum where none is told: what it is computed from, and the code that says so ("Amount Estimated").

TUFF 3.0 on estimated amounts; the codes are those of `claims.record.ESTIMATES`, with EQUAL in `records.arrangement`.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from khorgos.claims import Record
from khorgos.errors import ValueFault
from khorgos.values import Quantity

# The part of a commercial contract that such money pays for: the manual's usual part of a buyer's credit (its range is
# 60 to 95 percent), and the whole for concessional money.
_PARTS = {"EPC85": Decimal("0.85"), "EPC100": Decimal(1)}
_BUYERS = frozenset({"export_buyers_credit", "pbc"})
_CONCESSIONAL = frozenset({"gcl", "interest_free_loan"})


def by_contract(record: Record, contract: Quantity) -> Record:
    """With 85 percent of a contract for a buyer's credit, all of it for a concessional loan or a grant.

    Raises ValueFault for other money, of which the manual gives no usual part.
    """
    tools = frozenset(record.instruments)
    whole = record.flow_type == "Grant" or tools & _CONCESSIONAL
    if not (whole or tools & _BUYERS):
        raise ValueFault(
            "no usual part of a contract is known for this money.",
            place="record",
            value=record.flow_type,
            mend="Estimate buyer's credits, concessional loans and grants only.",
        )
    why = "EPC100" if whole else "EPC85"
    return _estimated(record, contract.low * _PARTS[why], contract, why)


def by_debt_ratio(record: Record, cost: Quantity, share: Decimal) -> Record:
    """With the share of a project's cost that is paid by debt: 0.7 of it at 70:30.

    Raises ValueFault for a share that is none (nothing, or more than all).
    """
    if not 0 < share <= 1:
        raise ValueFault("not a share of a cost.", place="share", value=share, mend="Give 0.7 for 70:30.")
    return _estimated(record, cost.low * share, cost, "DEBTRATIO")


def by_units(record: Record, units: Decimal, price: Quantity) -> Record:
    """With so many units at the market's price for one."""
    if units <= 0:
        raise ValueFault("goods are one or more.", place="units", value=units)
    return _estimated(record, units * price.low, price, "UNITPRICE")


def by_disbursement(record: Record, disbursed: Quantity) -> Record:
    """With what was disbursed: only for a completed project whose commitment is not known, else the record as it is."""
    if record.status != "Completion" or record.money is not None:
        return record
    return _estimated(record, disbursed.low, disbursed, "DISB")


def _estimated(record: Record, value: Decimal, of: Quantity, why: str) -> Record:
    """The record with a computed sum; one that is told is never replaced."""
    if record.money is not None:
        return record
    return replace(record, money=Quantity.of(value, of.unit), amount_kind="committed", estimated=why)
