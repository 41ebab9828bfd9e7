"""A row as a reader outside gives it for a project record, brought to the values of a record's fields.

The shape is that of `Record.values`, with "evidence": {field: the words that bear it}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from khorgos.claims import Record
from khorgos.claims.record import FLOW_TYPES, STATUSES
from khorgos.errors import KhorgosError, ValueFault
from khorgos.referee.row import number, party_of, unit_of
from khorgos.reference.agencies import sectors
from khorgos.values import Period, Quantity

BODIES = ("financiers", "cofinanciers", "receivers", "implementers", "guarantors", "insurers")
WORDS = ("name", "location", "collateral", "reference_rate")
# What a reader outside is asked for, in the order in which it is written down.
ASKED = (
    "name", "recipients", "location", "sector", *BODIES, "amount", "currency", "flow_type", "status",
    *Record.PERIODS[:-1], "rate", *WORDS[2:], "margin", *Record.YEARS, "management_fee", "commitment_fee",
    "default_rate",
)  # fmt: skip
# The same fields as AidData's columns call them.
_ALSO = {
    "commitment_date": "commitment", "implementation_start": "start", "completion": "end", "sector_code": "sector",
    "interest_rate": "rate", "maturity_years": "maturity", "grace_years": "grace", "funding_agencies": "financiers",
    "receiving_agencies": "receivers", "implementing_agencies": "implementers", "recipient_iso3": "recipients",
}  # fmt: skip


@dataclass(slots=True)
class RecordRow:
    """What a reader writes down, by the record's fields ("money" for amount and currency).

    `values` are brought to the fields' types, `quoted` the words given for each, `faults` the fields whose value is
    none, with the reason.
    """

    values: dict[str, Any] = field(default_factory=dict)
    quoted: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def record_row(given: Any, language: str) -> RecordRow:
    """A row's values; raises ValueFault for what is no row.  A single bad value takes nothing else with it."""
    if not isinstance(given, dict) or not isinstance(given.get("evidence"), dict):
        raise ValueFault(
            "no record.", place="row", value=str(given)[:80], mend='Give {field: value, "evidence": {field: words}}.'
        )
    told = {_named(name): value for name, value in given.items() if value not in (None, "", [])}
    words = {_named(name): str(text) for name, text in given["evidence"].items() if text}
    row = RecordRow(quoted={"money": words["amount"], **words} if "amount" in words else words)
    for name, make in _makers(told, language):
        try:
            row.values[name] = make()
        except (KhorgosError, ValueError) as fault:
            row.faults.append((name, fault.sentence() if isinstance(fault, KhorgosError) else str(fault)))
    return row


def _named(name: Any) -> str:
    return _ALSO.get(str(name), str(name))


def _makers(told: dict[str, Any], language: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The record's fields that a row gives, each with how its value is made."""
    if "amount" in told:
        yield "money", lambda: Quantity.of(number(told["amount"]), unit_of(told.get("currency")))
    for name in ASKED:
        if name in told and name not in ("amount", "currency"):
            yield name, lambda name=name: _value(name, told[name], language)  # type: ignore[misc]


def _value(name: str, given: Any, language: str) -> Any:
    if name in Record.PERIODS:
        return Period.parse(str(given).strip())
    if name in (*Record.PERCENTS, *Record.YEARS):
        return number(given)
    if name in BODIES:
        return tuple(dict.fromkeys(str(item).strip() for item in _items(given) if str(item).strip()))
    if name == "recipients":
        return tuple(dict.fromkeys(party_of(str(item), language) for item in _items(given)))
    if name in _CODES:
        return _coded(name, str(given).strip(), _CODES[name]())
    return str(given).strip()


def _items(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


_CODES: dict[str, Callable[[], tuple[str, ...]]] = {
    "flow_type": lambda: FLOW_TYPES,
    "status": lambda: STATUSES,
    "sector": sectors,
}


def _coded(name: str, given: str, codes: tuple[str, ...]) -> str:
    """A code in whatever case; "Pledge" and "Commitment" without what stands before them."""
    for code in codes:
        if given.casefold() in (code.casefold(), code.rpartition(": ")[2].casefold()):
            return code
    raise ValueFault(f"no such {name}.", place="row", value=given, mend=f"One of {', '.join(codes)}.")
