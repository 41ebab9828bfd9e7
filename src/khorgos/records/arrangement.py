"""How one deal becomes several records: shares of a syndicate, two currencies, drawings, changed terms.

TUFF 3.0, stage 2.5 (the field "Umbrella" and the rules on linked records).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from khorgos.claims import Agency, Record, Relation
from khorgos.errors import ValueFault
from khorgos.values import Period, Quantity


def syndicate(deal: Record, lenders: Sequence[Agency], shares: Mapping[str, Decimal] | None = None) -> list[Record]:
    """One record for each known lender; the deal's sum is its total, `shares` what each lends, by its name.

    Without shares the total is split equally over the known lenders (a bank's branch counts as a lender) and marked
    EQUAL; without a total the records have no amount.
    """
    if not lenders:
        raise ValueFault("a syndicate needs a known lender.", place="syndicate", value=deal.name)
    return [_of_lender(deal, lender, len(lenders), shares or {}) for lender in lenders]


def _of_lender(deal: Record, lender: Agency, count: int, shares: Mapping[str, Decimal]) -> Record:
    others = tuple(each for each in deal.financiers if each.name != lender.name)
    money, estimated = deal.money, None
    if money is not None and lender.name in shares:
        money = Quantity.of(shares[lender.name], money.unit)
    elif money is not None:
        money, estimated = (None, None) if shares else (Quantity.of(money.low / count, money.unit), "EQUAL")
    kind = "share" if money is not None else None
    return replace(
        deal, financiers=(lender,), cofinanciers=others, money=money, amount_kind=kind, estimated=estimated, passages=()
    )


def two_currencies(deal: Record, sums: Sequence[Quantity]) -> list[Record]:
    """One record for each currency of a deal, linked to each other by currency."""
    codes = [money.unit.code for money in sums]
    if len(set(codes)) != len(codes):
        raise ValueFault("one sum for each currency.", place="deal", value=codes)
    return [
        replace(
            deal,
            money=money,
            relations=(*deal.relations, *(Relation("linked", code) for code in codes if code != money.unit.code)),
            passages=(),
        )
        for money in sums
    ]


def cancelled_half_drawn(loan: Record, drawn: Quantity) -> tuple[Record, Record]:
    """A loan cancelled after a part was drawn: a cancelled record of the first sum, a completed one of the drawn."""
    cancelled = replace(loan, status="Cancelled", passages=())
    linked = (*loan.relations, Relation("linked", cancelled.id))
    return cancelled, replace(loan, status="Completion", money=drawn, estimated=None, relations=linked, passages=())


def facility(line: Record, drawings: Sequence[Record], *, all_known: bool, central_bank: bool = False) -> list[Record]:
    """The records of a credit line or framework by what is known of its drawings.

    Nothing drawn: the line alone, which is no commitment (a pledge).  One drawing of the whole, or a central bank's
    line: one normal record.  All children known: an umbrella and children with amounts.  Some unknown: the umbrella
    keeps the amount, and children carry none.
    """
    if not drawings:
        return [replace(line, status="Pipeline: Pledge", umbrella=False, passages=())]
    whole = all_known and len(drawings) == 1 and drawings[0].money == line.money
    if whole or central_bank:
        return [replace(drawings[0], umbrella=False, passages=())]
    children = (
        drawings if all_known else [replace(each, money=None, amount_kind=None, estimated=None) for each in drawings]
    )
    return _under(replace(line, umbrella=True, passages=()), children)


def cooperation_agreement(signed: Record, projects: Sequence[Record]) -> list[Record]:
    """An economic and technical cooperation agreement: dated by its signature and given by the Ministry of Commerce.

    Purpose unknown: an umbrella with the status of a commitment.  One project: one normal record.  Several: an
    umbrella and its children.
    """
    if len(projects) == 1:
        return [replace(projects[0], umbrella=False, passages=())]
    status = signed.status if projects else "Pipeline: Commitment"
    return _under(replace(signed, umbrella=True, status=status, passages=()), projects)


def framework(agreement: Record, loans: Sequence[Record], *, several_meant: bool = False) -> list[Record]:
    """A framework agreement: alone a pledge, an umbrella only if it means several projects (`several_meant`).

    Followed by one full financing agreement: one commitment with that agreement's day.  By several: an umbrella and
    its children.
    """
    if not loans:
        return [replace(agreement, status="Pipeline: Pledge", umbrella=several_meant, passages=())]
    if len(loans) == 1:
        return [replace(loans[0], umbrella=False, passages=())]
    return _under(replace(agreement, umbrella=True, passages=()), loans)


def joint(project: Record, children: Sequence[Record]) -> list[Record]:
    """A project that several funders share: an umbrella with the total, and a child for each funder."""
    return _under(replace(project, umbrella=True, passages=()), children)


def into_fund(contribution: Record, projects: Sequence[Record]) -> list[Record]:
    """Money put into a fund: an umbrella, and the fund's projects as its children."""
    return _under(replace(contribution, umbrella=True, passages=()), projects)


def forgiven(relief: Record, loan: Record | None, *, may_be_recorded: bool = True) -> Record:
    """The record of a debt forgiven; an umbrella where the loan is, or may be, a record already.

    What was lent would else be counted twice, once lent and once forgiven.
    """
    back = (Relation("predecessor", loan.number or loan.id),) if loan else ()
    umbrella = loan is not None or may_be_recorded
    return replace(
        relief, flow_type="Debt forgiveness", umbrella=umbrella, relations=(*relief.relations, *back), passages=()
    )


def rolled_over(loans: Sequence[Record]) -> list[Record]:
    """Short debt that is renewed: the first loan is counted, each renewal goes back to the one before and is not."""
    told = [replace(loan, passages=()) for loan in loans]
    for at, loan in enumerate(told[1:], 1):
        before = Relation("predecessor", told[at - 1].number or told[at - 1].id)
        told[at] = replace(loan, amount_kind="rollover", relations=(*loan.relations, before))
    return told


def _under(parent: Record, children: Sequence[Record]) -> list[Record]:
    up = Relation("parent", parent.number or parent.id)
    return [parent, *(replace(each, relations=(*each.relations, up), passages=()) for each in children)]


def swap(line: Record, drawings: Sequence[Record]) -> list[Record]:
    """A currency swap: its drawings are records, linked to each other; the line is none."""
    drawn = [
        replace(each, instruments=tuple(dict.fromkeys((*each.instruments, "swap"))), passages=()) for each in drawings
    ]
    ids = [each.number or each.id for each in drawn]
    return [
        replace(each, relations=(*each.relations, *(Relation("linked", key) for key in ids if key != own)))
        for each, own in zip(drawn, ids, strict=True)
        if each.id != line.id
    ]


def rescheduled(loan: Record, day: Period | None, **terms: Any) -> Record:
    """The record of a loan's changed terms: "Debt rescheduling", without amounts; `terms` are the new ones."""
    return replace(
        loan,
        **terms,
        number=None,
        flow_type="Debt rescheduling",
        money=None,
        amount_kind=None,
        estimated=None,
        commitment=day,
        relations=(*loan.relations, Relation("predecessor", loan.number or loan.id)),
        passages=(),
    )


def requested_again(loan: Record, day: Period | None) -> tuple[Record, Record]:
    """A suspended loan that is asked for again: the old record is suspended, the new one a pledge of that day."""
    old = replace(loan, status="Suspended", passages=())
    linked = (*loan.relations, Relation("predecessor", old.number or old.id))
    new = replace(loan, number=None, status="Pipeline: Pledge", commitment=day, relations=linked, passages=())
    return old, new
