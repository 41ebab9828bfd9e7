"""Instruments with the currencies they are lent in and the banks that give them (reference/instruments.yaml).

China Eximbank lends government concessional loans in yuan and preferential buyer's credits in dollars or euros; swaps
are drawn from the People's Bank of China.  A concessional loan may be told in another currency where no source gives
the yuan: the finding asks to look, no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.record import Agency, Record
from khorgos.reference.agencies import instruments
from khorgos.reference.tables import names


def check(records: Sequence[Record]) -> Iterator[Finding]:
    """The findings about every record whose instrument has a currency or a giver of its own."""
    table: dict[str, dict[str, Any]] = instruments()
    for record in records:
        for code in record.instruments:
            entry = table.get(code, {})
            yield from _currency(record, entry)
            yield from _funder(record, entry)


def _currency(record: Record, entry: dict[str, Any]) -> Iterator[Finding]:
    usual = entry.get("currencies", ())
    if usual and record.currency is not None and record.currency not in usual:
        told = say(
            "instrument.currency",
            name=record.name or record.id, instrument=entry["en"], usual=" or ".join(usual), currency=record.currency,
        )  # fmt: skip
        yield Finding("instrument-currency", Severity.WARN, (record.id,), told)


def _funder(record: Record, entry: dict[str, Any]) -> Iterator[Finding]:
    usual = entry.get("giver")
    told = {_registered(each) for each in record.financiers}
    # "China", or a body that the register does not know, may stand for the usual giver.
    if usual and usual not in told and told & _codes():
        funders = ", ".join(str(each) for each in record.financiers)
        said = say(
            "instrument.funder", name=record.name or record.id, instrument=entry["en"], usual=usual, funders=funders
        )
        yield Finding("instrument-funder", Severity.WARN, (record.id,), said)


def _registered(agency: Agency) -> str:
    """The registered name of a body; what stands in brackets after a name is another name of it."""
    plain = agency.name.split("(", 1)[0].strip()
    return _known().get(plain.casefold(), plain)


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(_known().values())


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {name.form.casefold(): name.code for name in names("en") if name.kind == "organisation"}
