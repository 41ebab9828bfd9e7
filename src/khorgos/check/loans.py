"""Terms of loans: what no loan has, interest-free loans with interest, grant elements and flow classes recomputed.

Bounds after TUFF 3.0: a rate of 0 to 15 percent, grace shorter than the maturity, which is at most 40 years, fees of at
most 5 percent.  A grant element may be a point off the one that the terms give (semi-annual payments, equal principal).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.record import Record
from khorgos.errors import ValueFault
from khorgos.records.flow import flow_class
from khorgos.records.liability import PRIVATE, public_liability
from khorgos.records.loan import element_of
from khorgos.values.quantity import plain

_HIGHEST_RATE = Decimal(15)
_LONGEST = Decimal(40)
_HIGHEST_FEE = Decimal(5)
_FREE = "interest_free_loan"
_ELEMENT_ROOM = 1.0
# The columns of GCDF 3.0 that give a grant element, and the discount rate that they are made with.
_ELEMENTS = {"Grant Element (OECD Cash-Flow)": 10.0, "Grant Element (IMF)": 5.0}


def check(records: Sequence[Record]) -> Iterator[Finding]:
    """The findings about the terms of every record."""
    for record in records:
        yield from _bounds(record)
        yield from _free(record)
        yield from _elements(record)
        yield from _class(record)


def _bounds(record: Record) -> Iterator[Finding]:
    outside = list(_outside(record))
    if outside:
        told = say("terms.outside", name=record.name or record.id, terms=", ".join(outside))
        yield Finding("loan-terms", Severity.WARN, (record.id,), told, _terms(record), say("room.terms"))


def _outside(record: Record) -> Iterator[str]:
    if record.rate is not None and not 0 <= record.rate <= _HIGHEST_RATE:
        yield "rate"
    if record.maturity is not None and not 0 < record.maturity <= _LONGEST:
        yield "maturity"
    if record.grace is not None and record.maturity is not None and record.grace >= record.maturity:
        yield "grace"
    for name in ("management_fee", "commitment_fee", "insurance_fee"):
        fee = getattr(record, name)
        if fee is not None and not 0 <= fee <= _HIGHEST_FEE:
            yield name.replace("_", " ")


def _terms(record: Record) -> str:
    told = {"rate": (record.rate, " %"), "maturity": (record.maturity, " years"), "grace": (record.grace, " years")}
    return ", ".join(f"{name} {plain(value)}{unit}" for name, (value, unit) in told.items() if value is not None)


def _free(record: Record) -> Iterator[Finding]:
    if record.flow_type != "Loan" or record.rate is None:
        return
    free = _FREE in record.instruments
    if free and record.rate:
        told = say("terms.free", name=record.name or record.id, rate=f"{plain(record.rate)} %")
        yield Finding("interest-free", Severity.WARN, (record.id,), told, _terms(record))
    elif record.rate == 0 and not free and record.instruments:
        told = say("terms.not-free", name=record.name or record.id)
        yield Finding("interest-free", Severity.WARN, (record.id,), told, _terms(record))


def _elements(record: Record) -> Iterator[Finding]:
    for column, discount in _ELEMENTS.items():
        given, found = _number(record.detail(column)), element_of(record, discount)
        if given is None or found is None:
            continue
        holds = abs(given - found) <= _ELEMENT_ROOM
        name = record.name or record.id
        told = say("terms.element", name=name, given=f"{given:.1f} %", found=f"{found:.1f} %")
        said = say("terms.follow", name=name) if holds else told
        severity = Severity.OK if holds else Severity.WARN
        yield Finding("grant-element", severity, (record.id,), said, _terms(record), say("room.element"))


def _class(record: Record) -> Iterator[Finding]:
    given = record.detail("Flow Class")
    if given is None:
        return
    official = (record.detail("Level of Public Liability") or public_liability(record)) != PRIVATE
    try:
        found = flow_class(record, record.detail("OECD ODA Income Group"), official=official)
    except ValueFault:
        return  # an income group that no table has: nothing can be recomputed
    if found is not None and found.casefold() != given.casefold():
        told = say("terms.class", name=record.name or record.id, given=given, found=found)
        yield Finding("flow-class", Severity.WARN, (record.id,), told, _terms(record))


def _number(text: str | None) -> float | None:
    try:
        return float(Decimal(text)) if text else None
    except InvalidOperation:
        return None
