"""Totals over records that add only what may be added, and say what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from khorgos.claims import Record
from khorgos.errors import ValueFault
from khorgos.records.dollars import nominal_dollars
from khorgos.records.flow import COUNTED, OUTSIDE

# Sums that are not what one funder has committed to one project.
_NOT_OWN = ("facility", "syndicate", "contract", "total", "outstanding", "rollover")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A total: how many records it adds, by currency and in nominal US dollars, and what it leaves out, by reason.

    `dollars` is None where not one record could be converted.  `left_out` has the records' ids for every reason;
    `unconverted` those that are added in their own currency and not in dollars.
    """

    records: int
    with_amount: int
    by_currency: tuple[tuple[str, Decimal], ...]
    dollars: Decimal | None
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    unconverted: tuple[tuple[str, tuple[str, ...]], ...]


def portfolio(records: Iterable[Record], statuses: tuple[str, ...] = COUNTED) -> Portfolio:
    """Add records that may be added ("Recommended For Aggregates").

    Pledges, what was suspended or cancelled, umbrellas, what GCDF leaves out, and sums that are no commitment are left
    out; `statuses` may ask for others, but never for pledges with the rest.

    Raises ValueFault for pledges asked for beside other statuses.
    """
    pledge = "Pipeline: Pledge"
    if pledge in statuses and len(statuses) > 1:
        raise ValueFault(
            "pledges are not added to commitments.", place="statuses", value=statuses, mend="Ask for each alone."
        )
    told = list({record.id: record for record in records}.values())
    reasons = [(_reason(record, statuses), record) for record in told]
    counted = [record for reason, record in reasons if reason is None]
    sums: dict[str, Decimal] = {}
    dollars, converted, unconverted = Decimal(0), False, []
    for record in counted:
        if record.money is None:
            continue
        code = record.money.unit.code
        sums[code] = sums.get(code, Decimal(0)) + record.money.low
        try:
            dollars += nominal_dollars(record) or Decimal(0)
            converted = True
        except ValueFault as fault:
            unconverted.append((f"{code}: {fault.reason}", record))
    return Portfolio(
        len(counted),
        sum(record.money is not None for record in counted),
        tuple(sorted(sums.items())),
        dollars if converted else None,
        _grouped((reason, record) for reason, record in reasons if reason),
        _grouped(unconverted),
    )


def _reason(record: Record, statuses: tuple[str, ...]) -> str | None:
    """Why a record may not be added; None where it may."""
    if record.umbrella:
        return "umbrella: its children carry the amounts"
    if record.flow_type in OUTSIDE:
        return f"{record.flow_type}: no official development finance"
    if record.status is None:
        return "status unknown"
    if record.status not in statuses:
        return f"status {record.status}"
    if record.amount_kind in _NOT_OWN:
        return f"the sum is a {record.amount_kind}, not one funder's commitment"
    return None


def _grouped(pairs: Iterable[tuple[str, Record]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for reason, record in pairs:
        found.setdefault(reason, []).append(record.id)
    return tuple((reason, tuple(ids)) for reason, ids in sorted(found.items()))
