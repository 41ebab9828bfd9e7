"""A claim as one flat row: the columns of the table `claims` and of CSV files alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khorgos.claims import Claim
from khorgos.values import Party, Period
from khorgos.values.quantity import plain

# In the order of a CSV file; the table `claims` has these and what only a ledger needs.
COLUMNS = (
    "id", "document", "kind", "type", "title", "indicator", "measure", "parties", "period", "first_day", "last_day",
    "value", "value_high", "unit", "bound", "status", "detail", "basis", "place", "speaker", "agency", "outlet",
    "page", "evidence_start", "evidence_end", "evidence", "sentence", "rule", "readers",
    "confidence", "accepted",
)  # fmt: skip

# Which field of a kind answers "what sort", "what", "where".
_TYPE = ("type", "paper", "mode", "flow_type")
_TITLE = ("name", "title", "quote")
_PLACE = ("place", "location")
# Which fields hold parties, in the order in which they are numbered.
_PARTY_FIELDS = ("parties", "participants", "members", "partners", "financiers", "recipients", "implementers")


def flat(claim: Claim) -> dict[str, Any]:
    """One row: text for codes and exact numbers, ISO days, None for what the claim does not have."""
    period = period_of(claim)
    evidence, said = claim.evidence, claim.attribution
    return {
        "id": claim.id,
        "document": evidence.document,
        "kind": claim.kind,
        "type": _first(claim, _TYPE),
        "title": _first(claim, _TITLE),
        "indicator": _first(claim, ("indicator",)),
        "measure": _first(claim, ("measure",)),
        "parties": "; ".join(str(party) for _, party in parties_of(claim)) or None,
        "period": str(period) if period else None,
        "first_day": period.first.isoformat() if period and period.first else None,
        "last_day": period.last.isoformat() if period and period.last else None,
        **_numbers(claim),
        "status": _first(claim, ("status",)),
        "detail": _first(claim, ("detail", "sector")),
        "basis": _first(claim, ("basis",)),
        "place": _first(claim, _PLACE),
        "speaker": said.speaker or _first(claim, ("speaker",)),
        "agency": said.agency,
        "outlet": said.outlet,
        "page": evidence.page,
        "evidence_start": evidence.span.start,
        "evidence_end": evidence.span.end,
        "evidence": evidence.text,
        "sentence": evidence.sentence_text,
        "rule": claim.rule,
        "readers": ", ".join(claim.readers),
        "confidence": claim.confidence,
        "accepted": claim.accepted,
    }


def parties_of(claim: Claim) -> Iterator[tuple[str, Party]]:
    """Every party of a claim with the field it stands in, in reading order."""
    for name in _PARTY_FIELDS:
        for party in getattr(claim, name, ()):
            yield name, party


def period_of(claim: Claim) -> Period | None:
    """The time of a claim: its period or date; of a project, from its start to its end as far as both are given."""
    periods = [getattr(claim, name) for name in claim.PERIODS if getattr(claim, name) is not None]
    if len(periods) == 2 and periods[0].first and periods[1].last and periods[0].first <= periods[1].last:
        return Period.between(periods[0], periods[1])
    return periods[0] if periods else None


def _numbers(claim: Claim) -> dict[str, Any]:
    quantity = claim.grounded_quantity()
    if quantity is None:
        return {"value": None, "value_high": None, "unit": None, "bound": None}
    return {
        "value": plain(quantity.low),
        "value_high": plain(quantity.high) if quantity.is_range else None,
        "unit": quantity.unit.code,
        "bound": quantity.bound.value,
    }


def _first(claim: Claim, names: tuple[str, ...]) -> Any:
    return next((getattr(claim, name) for name in names if getattr(claim, name, None) is not None), None)
