"""Project records as IATI 2.03 activities (iatistandard.org), one after another.

The data come from reports, so that the reporting organisation is a secondary reporter.  What a record does not tell is
left out, never filled in; what IATI has no place for goes into a narrative or is said to be left out.  An activity
needs a day on which it begins: where no start is told the commitment stands for a planned one, and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import Any, BinaryIO

from lxml import etree

from khorgos.claims import Agency, Record
from khorgos.errors import InputFault
from khorgos.publish.edition import Edition, LeftOut, Recorded, is_address
from khorgos.publish.iati_rules import codes, faults
from khorgos.records.dates import first_repayment, last_repayment
from khorgos.records.flow import flow_class
from khorgos.reference.agencies import sector_name
from khorgos.reference.areas import iso2_of
from khorgos.reference.groups import members_at
from khorgos.telling import chip_of, one_line, party_name
from khorgos.values import Bound, Party, Period
from khorgos.values.quantity import plain

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Who may take part, the role in IATI, and who that is in a record.
_ROLES = (("1", "financiers"), ("1", "cofinanciers"), ("2", "receivers"), ("4", "implementers"))
_DATES = (("1", "planned_start"), ("2", "start"), ("3", "planned_end"), ("4", "end"))
_WITHOUT_PLACE = (
    "guarantors", "insurers", "collateral_providers", "security_agents", "indirect_receivers", "collateral",
    "default_rate", "management_fee", "commitment_fee", "insurance_fee",
)  # fmt: skip


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The activities; raises InputFault where the publisher has no reference, which every identifier begins with."""
    about = edition.about
    if not about.reference:
        raise InputFault(
            "IATI names every activity after its publisher.",
            place="--reference",
            mend="Give the publisher's identifier, as XM-DAC-41114 or GB-CHC-285776 (https://org-id.guide).",
        )
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("iati-activities", {"version": "2.03", "generated-datetime": about.moment}):
            for each in edition.records():
                record = each.record
                activity, left = _activity(edition, each)
                yield from left
                if activity is not None:
                    yield from (LeftOut(record.id, *fault) for fault in faults(activity, about.day))
                    file.write(activity, pretty_print=True)
    out.write(b"\n")


def _activity(edition: Edition, told: Recorded) -> tuple[Any, list[LeftOut]]:
    """An activity and what it lacks; None where it has no day to begin with, no name, or nobody who takes part."""
    record = told.record
    lacks = [
        ("title", not record.name, "the record has no name."),
        ("activity-date", _begin(record) is None, "no start and no commitment is told; IATI asks for a day of either."),
        ("participating-org", not any(getattr(record, name) for _, name in _ROLES), "nobody is told who takes part."),
        ("activity-status", record.status is None, "no status is told."),
        ("recipient-country", not record.recipients, "no recipient is told."),
    ]
    missing = [
        LeftOut(record.id, element, f"{why} The activity is left out.") for element, is_so, why in lacks if is_so
    ]
    if missing:
        return None, missing
    left = [
        LeftOut(record.id, name, "IATI has no element for it; it stands in the description.")
        for name in _WITHOUT_PLACE
        if getattr(record, name) not in (None, ())
    ]
    activity = etree.Element("iati-activity", {_LANG: "en"})
    if edition.about.made:
        activity.set("last-updated-datetime", edition.about.made)
    if record.currency:
        activity.set("default-currency", record.currency)
    _who(activity, edition, told)
    _when(activity, edition, record, left)
    _where(activity, record, left)
    _which(activity, record, left)
    _money(activity, edition, record, left)
    _evidence(activity, edition, record, left)
    _terms(activity, record)
    return activity, left


def _who(activity: Any, edition: Edition, told: Recorded) -> None:
    about, record = edition.about, told.record
    etree.SubElement(activity, "iati-identifier").text = f"{about.reference}-{record.id}"
    reporting = _element(activity, "reporting-org", ref=about.reference, type="80", **{"secondary-reporter": "1"})
    _narrative(reporting, about.publisher)
    _narrative(_element(activity, "title"), record.name or "")
    _narrative(_element(activity, "description", type="1"), _described(told))
    for role, name in _ROLES:
        for body in getattr(record, name):
            _body(activity, "participating-org", body, role=role)


def _body(parent: Any, element: str, body: Agency, **attributes: str) -> None:
    kind = codes("of_agency").get(body.type or "", "90")
    _narrative(_element(parent, element, **attributes, type=kind), body.name)


def _described(told: Recorded) -> str:
    """The sentences that bear the record, then what IATI has no element for."""
    record = told.record
    notes = [
        f"{name.replace('_', ' ')}: {_shown(getattr(record, name))}" for name in _WITHOUT_PLACE if getattr(record, name)
    ]
    return " ".join(told.sentences) + (f" [{'; '.join(notes)}]" if notes else "") or record.name or ""


def _when(activity: Any, edition: Edition, record: Record, left: list[LeftOut]) -> None:
    _element(activity, "activity-status", code=codes("of_status")[str(record.status)])
    dates = [(code, getattr(record, name)) for code, name in _DATES]
    if not any(period for code, period in dates if code in ("1", "2")):
        begin = record.commitment
        _date(activity, "1", begin, f"No start is told; this is the commitment's date ({begin}).")
    for code, period in dates:
        if period is not None and code in ("2", "4") and edition.about.day and str(_day(period)) > edition.about.day:
            left.append(LeftOut(record.id, "activity-date", f"{period} has not come; an actual date cannot lie ahead."))
        elif period is not None:
            _date(activity, code, period, "" if _exact(period) else f"The day is not known: {period}.")


def _date(activity: Any, code: str, period: Period | None, note: str) -> None:
    element = _element(activity, "activity-date", type=code, **{"iso-date": str(_day(period, last=code in ("3", "4")))})
    if note:
        _narrative(element, note)


def _where(activity: Any, record: Record, left: list[LeftOut]) -> None:
    """Countries with shares that make up a hundred, or a region."""
    countries, regions = _places(record.recipients)
    parts = _shares(len(countries) + len(regions))
    for code, share in zip(countries, parts, strict=False):
        place = _element(activity, "recipient-country", code=code, **_percentage(share))
        if share != 100:
            _narrative(place, "The share is not told; the sum is divided evenly.")
    for (code, name), share in zip(regions, parts[len(countries) :], strict=True):
        _narrative(_element(activity, "recipient-region", code=code, vocabulary="1", **_percentage(share)), name)
    if len(parts) > 1:
        left.append(LeftOut(record.id, "@percentage", "the recipients' shares are not told; they are written as even."))
    if record.location:
        location = _element(activity, "location")
        _narrative(_element(location, "name"), record.location)


def _places(recipients: tuple[Party, ...]) -> tuple[list[str], list[tuple[str, str]]]:
    """Countries by alpha-2 code, and groups: a region's code, else the countries that are in the group."""
    countries: list[str] = []
    regions: list[tuple[str, str]] = []
    for party in recipients:
        region, alone = codes("of_group").get(party.code), iso2_of(party.code)
        within = [found for found in map(iso2_of, sorted(members_at(party.code))) if found]
        if region:
            regions.append((region, party_name(party.code)))
        elif alone or within:
            countries += [alone] if alone else within
        else:
            regions.append(("998", party_name(party.code)))
    return list(dict.fromkeys(countries)), list(dict.fromkeys(regions))


def _shares(count: int) -> list[Decimal]:
    """Even shares that make up a hundred exactly; the last takes the rest."""
    one = (Decimal(100) / max(count, 1)).quantize(Decimal("0.01"), ROUND_DOWN)
    return [*([one] * (count - 1)), 100 - one * (count - 1)] if count else []


def _percentage(share: Decimal) -> dict[str, str]:
    return {} if share == 100 else {"percentage": plain(share)}


def _which(activity: Any, record: Record, left: list[LeftOut]) -> None:
    """Sector, and the kind of money."""
    if record.sector is not None:
        purpose = codes("sector_purpose").get(record.sector)
        vocabulary, code = ("1", purpose) if purpose else ("2", record.sector)
        _element(activity, "sector", vocabulary=vocabulary, code=code)
        _narrative(_element(activity, "sector", vocabulary="99", code=record.sector), sector_name(record.sector))
    else:
        _element(activity, "sector", vocabulary="2", code="998")
    kind = (
        flow_class(record, record.detail("OECD ODA Income Group")) if record.detail("OECD ODA Income Group") else None
    )
    flow = "36" if record.flow_type == "Equity/FDI" else codes("of_class").get(kind or "")
    if flow:
        _element(activity, "default-flow-type", code=flow)
    debt = codes("of_debt").get(record.flow_type or "")
    finance = debt.get(kind) if debt else codes("of_flow").get(record.flow_type or "")
    if finance:
        _element(activity, "default-finance-type", code=finance)
    elif record.flow_type:
        left.append(
            LeftOut(record.id, "default-finance-type", f"there is no code for “{record.flow_type}” as it is told.")
        )
    aid = codes("of_aid").get(record.flow_type or "", "A01" if record.sector == "510" else "C01")
    _element(activity, "default-aid-type", code=aid)


def _money(activity: Any, edition: Edition, record: Record, left: list[LeftOut]) -> None:
    money, day = record.money, _day(record.commitment)
    if money is None:
        return
    pledge = record.status == "Pipeline: Pledge" and record.amount_kind is None
    kind = "12" if pledge else codes("of_amount").get(record.amount_kind or "committed")
    if kind is None or day is None:
        why = "no date of commitment is told." if kind else f"a sum that is the {record.amount_kind} is no transaction."
        left.append(LeftOut(record.id, "transaction", f"{why} The sum stands in the description only."))
        return
    if edition.about.day and str(day) > edition.about.day:
        left.append(LeftOut(record.id, "transaction", f"{day} has not come; a transaction cannot lie ahead."))
        return
    transaction = _element(activity, "transaction")
    _element(transaction, "transaction-type", code=kind)
    _element(transaction, "transaction-date", **{"iso-date": str(day)})
    value = _element(transaction, "value", currency=money.unit.code, **{"value-date": str(day)})
    value.text = plain(money.low)
    if money.is_range or money.bound is not Bound.EXACT or record.estimated:
        note = f"Told as {chip_of(str(money))}." + (f" Estimated: {record.estimated}." if record.estimated else "")
        _narrative(_element(transaction, "description"), note)
        left.append(
            LeftOut(record.id, "value", "IATI has no bounds; that the sum is inexact stands in its description.")
        )
    for element, bodies in (("provider-org", record.financiers), ("receiver-org", record.receivers)):
        for body in bodies[:1]:
            _body(transaction, element, body)


def _evidence(activity: Any, edition: Edition, record: Record, left: list[LeftOut]) -> None:
    address = edition.place_of(record.document)
    if is_address(address):
        row = edition.document(record.document)
        link = _element(activity, "document-link", url=address, format=str(row.get("media_type") or "text/html"))
        _narrative(_element(link, "title"), str(row.get("title") or row.get("outlet") or "Report"))
        _element(link, "category", code="A12")
    else:
        left.append(
            LeftOut(
                record.id, "document-link", "the report has no address on the web.", "Give --base, or add it by URL."
            )
        )
    for relation in record.relations:
        code = codes("of_relation").get(relation.kind)
        if code:
            _element(activity, "related-activity", type=code, ref=f"{edition.about.reference}-{relation.record}")
        else:
            left.append(LeftOut(record.id, "related-activity", f"there is no code for “{relation.kind}”."))


def _terms(activity: Any, record: Record) -> None:
    """Rates and days of repayment, of loans."""
    first, last = first_repayment(record), last_repayment(record)
    if record.flow_type != "Loan" or (record.rate is None and last is None):
        return
    terms = _element(_element(activity, "crs-add"), "loan-terms")
    if record.rate is not None:
        terms.set("rate-1", plain(record.rate))
    for element, period in (
        ("commitment-date", record.commitment),
        ("repayment-first-date", first),
        ("repayment-final-date", last),
    ):
        if period is not None:
            _element(terms, element, **{"iso-date": str(_day(period))})


def _begin(record: Record) -> Period | None:
    return next((each for each in (record.planned_start, record.start, record.commitment) if _day(each)), None)


def _day(period: Period | None, *, last: bool = False) -> dt.date | None:
    """A period as the one day that IATI has room for: its first, or its last."""
    return (period.last if last else period.first) if period is not None else None


def _exact(period: Period) -> bool:
    return period.first == period.last


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _element(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, name, attributes)


def _narrative(parent: Any, text: str) -> None:
    etree.SubElement(parent, "narrative").text = one_line(text)
