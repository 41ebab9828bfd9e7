"""A record as a row of GCDF 3.0: the 126 columns, dates padded as the dataset pads them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from khorgos.claims import Agency, Record
from khorgos.errors import ValueFault
from khorgos.records.dates import deviation_days, first_repayment, last_repayment
from khorgos.records.dollars import nominal_dollars
from khorgos.records.flow import recommended, rescue, simplified
from khorgos.records.liability import public_liability
from khorgos.records.loan import element_of, short_term
from khorgos.records.scores import completeness, implementation, loan_detail
from khorgos.records.sheet import BODIES, CODES, DATES, NUMBERS, TEXTS, gcdf
from khorgos.reference.agencies import sector_name
from khorgos.reference.tables import mapping, names
from khorgos.values import Party, Period
from khorgos.values.party import PartyKind
from khorgos.values.quantity import plain


def gcdf_columns() -> list[str]:
    """The names of the 126 columns in their order."""
    return list(mapping("gcdf.yaml")["columns"])


def gcdf_row(record: Record) -> dict[str, str]:
    """Column -> cell as text, blank where the record says nothing.

    What the record's table said goes back as it was; columns that follow by rule are filled where it said nothing.
    Lost on the way: bounds and ranges of sums, margins, relations other than a parent, statuses' dates.
    """
    how = gcdf()
    told = _told(record)
    row = {column: told.get(name, "") for name, column in how.fields.items()}
    row |= {column: "Yes" for column, code in how.flags.items() if code in record.instruments}
    row |= {column: text for column, text in record.details if text}
    for column, text in _by_rule(record).items():
        row[column] = row.get(column) or text
    return {column: row.get(column, "") for column in gcdf_columns()}


def _told(record: Record) -> dict[str, str]:
    """The record's own fields by the names that layouts use."""
    row: dict[str, str] = {name: getattr(record, name) or "" for name in (*TEXTS, *CODES)}
    for name in DATES:
        row |= {name: padded(getattr(record, name)), f"{name}_proxy": "Yes" if name in record.proxies else ""}
    for name in NUMBERS:
        value = getattr(record, name)
        row[name] = "" if value is None else plain(value)
    for name in BODIES:
        bodies: tuple[Agency, ...] = getattr(record, name)
        row[name] = "|".join(each.name for each in bodies)
        row[f"{name}_type"] = "|".join(_type(each, given=name == "financiers") for each in bodies)
    if record.money is not None:
        row |= {"amount": plain(record.money.low), "currency": record.money.unit.code}
    countries = [each.code for each in record.recipients if each.kind is PartyKind.COUNTRY]
    row["recipients"] = "|".join(countries) if len(countries) == len(record.recipients) else ""
    row["recipient_names"] = "|".join(map(_name, record.recipients))
    row["parents"] = "|".join(each.record for each in record.relations if each.kind == "parent")
    return row | {"umbrella": "Yes" if record.umbrella else "No", "covid": "Yes" if record.covid else ""}


def padded(period: Period | None) -> str:
    """The first day of a period as MM/DD/YYYY."""
    return period.first.strftime("%m/%d/%Y") if period is not None and period.first is not None else ""


def _type(body: Agency, *, given: bool) -> str:
    """The type with its origin before it; funders are Chinese without saying so."""
    return " ".join(part for part in (None if given else body.origin, body.type) if part)


def _by_rule(record: Record) -> dict[str, str]:
    """What follows from the record."""
    loan = record.flow_type == "Loan"
    first, last = first_repayment(record), last_repayment(record)
    found: dict[str, Any] = {
        "Recommended For Aggregates": recommended(record),
        "Commitment Year": _year(record.commitment),
        "Implementation Start Year": _year(record.start),
        "Completion Year": _year(record.end),
        "Flow Type Simplified": simplified(record.flow_type),
        "Sector Name": sector_name(record.sector).upper() if record.sector else None,
        "Amount (Nominal USD)": _dollars(record),
        "Deviation from Planned Implementation Start Date": deviation_days(record.planned_start, record.start),
        "Deviation from Planned Completion Date": deviation_days(record.planned_end, record.end),
        "First Loan Repayment Date": padded(first),
        "Last Loan Repayment Date": padded(last),
        "Grant Element (OECD Cash-Flow)": _element(record, 10) if loan else None,
        "Grant Element (IMF)": _element(record, 5) if loan else None,
        "Short-Term": short_term(record) or None,
        "Rescue": rescue(record) or None,
        "Level of Public Liability": public_liability(record),
        "Data Completeness Score": completeness(record),
        "Implementation Detail Score": implementation(record),
        "Loan Detail Score": loan_detail(record),
    }
    return {column: _cell(value) for column, value in found.items()}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def _year(period: Period | None) -> int | None:
    return period.first.year if period is not None and period.first is not None else None


def _dollars(record: Record) -> str | None:
    try:
        found = nominal_dollars(record)
    except ValueFault:
        return None  # no year or no rate: a blank cell, as the dataset has it
    return None if found is None else f"{found:.2f}"


def _element(record: Record, discount: float) -> str | None:
    found = element_of(record, discount)
    return None if found is None else f"{found:.4f}"


def _name(party: Party) -> str:
    return _english().get(party.code, party.code)


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """The first English name of every country."""
    found: dict[str, str] = {}
    for name in names("en"):
        if name.kind == "country":
            found.setdefault(name.code, name.form)
    return found
