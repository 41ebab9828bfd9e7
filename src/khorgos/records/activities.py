"""Activities of IATI 2.03 as project records: what `khorgos publish iati` wrote, and what any publisher did.

What IATI holds comes back as it went out; bounds, agency types beyond IATI's own and what stood in narratives do not
(docs/publishing.md).  Dates are days there: where the narrative of a date says how exact it is, that is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from khorgos.claims import Agency, Record, Relation
from khorgos.errors import KhorgosError, ValueFault
from khorgos.records.intake import Fault
from khorgos.reference.areas import iso3_of
from khorgos.reference.groups import members_at
from khorgos.reference.tables import mapping
from khorgos.values import Party, Period, Quantity

SOURCE = "IATI"
# How an exported date says that its day stands for more: "The day is not known: 2014."
_STANDS_FOR = re.compile(r"(?:: |\()(?P<period>[\dX][\dXHQSWFY/.-]*?)\)?\.$")
_ROLES = {"1": "financiers", "2": "receivers", "3": "financiers", "4": "implementers"}
_DATES = {"1": "planned_start", "2": "start", "3": "planned_end", "4": "end"}
_STATUSES = {"2": "Implementation", "3": "Completion", "4": "Completion", "5": "Cancelled", "6": "Suspended"}


def activity_record(number: int, activity: Any) -> Record | list[Fault]:
    """An `iati-activity` element as a record, or what is wrong with it: element, value, mend.

    `number` is its place in the file.
    """
    faults: list[Fault] = []
    fields: dict[str, Any] = {}
    for name, read in _READERS.items():
        try:
            fields |= read(activity)
        except KhorgosError as fault:
            faults.append(Fault(number, name, str(fault.value or ""), fault.reason, fault.mend))
    if faults:
        return faults
    return Record(document=SOURCE, source=SOURCE, readers=("table",), **fields)


def _names(activity: Any) -> dict[str, Any]:
    found = {"number": activity.findtext("iati-identifier"), "name": _text(activity.find("title"))}
    return {name: text.strip() for name, text in found.items() if text and text.strip()}


def _where(activity: Any) -> dict[str, Any]:
    parties = [Party.country(_country(each.get("code", ""))) for each in activity.findall("recipient-country")]
    parties += [_region(each) for each in activity.findall("recipient-region")]
    location = _text(activity.find("location/name"))
    return {"recipients": tuple(parties)} | ({"location": location} if location else {})


def _country(code: str) -> str:
    found = iso3_of(code)
    if found is None:
        raise ValueFault("no country.", place="recipient-country", value=code, mend="ISO 3166-1 alpha-2, as KZ.")
    return found


def _region(element: Any) -> Party:
    """A region by its code, else as it is named."""
    name = _table("of_group", turned=True).get(element.get("code", "")) or _text(element) or element.get("code", "")
    return Party.group(name, members_at(name)) if members_at(name) else Party.region(name)


def _who(activity: Any) -> dict[str, Any]:
    found: dict[str, list[Agency]] = {}
    for element in activity.findall("participating-org"):
        field, name = _ROLES.get(element.get("role", "")), _text(element)
        if field and name:
            found.setdefault(field, []).append(Agency(name, _table("of_agency", turned=True).get(element.get("type"))))
    return {field: tuple(bodies) for field, bodies in found.items()}


def _sector(activity: Any) -> dict[str, Any]:
    codes = {each.get("vocabulary", "1"): each.get("code", "") for each in activity.findall("sector")}
    purposes = _table("sector_purpose", turned=True)
    code = codes.get("99") or codes.get("2") or purposes.get(codes.get("1", "")) or codes.get("1", "")[:3]
    return {"sector": code} if code in mapping("sectors.yaml") else {}


def _when(activity: Any) -> dict[str, Any]:
    """Dates; a planned start that stands for the commitment is the commitment."""
    found: dict[str, Any] = {}
    for element in activity.findall("activity-date"):
        field, note = _DATES.get(element.get("type", "")), _text(element)
        if field:
            stands = field == "planned_start" and "commitment" in note
            found["commitment" if stands else field] = _period(element.get("iso-date", ""), note)
    day = activity.find("transaction/transaction-date")
    if day is not None and "commitment" not in found:
        found["commitment"] = Period.parse(day.get("iso-date", ""))
    return found


def _period(day: str, note: str) -> Period:
    stands = _STANDS_FOR.search(note)
    return Period.parse(stands["period"] if stands else day)


def _money(activity: Any) -> dict[str, Any]:
    """The first commitment or pledge; several are several sums, which a record has no room for."""
    for element in activity.findall("transaction"):
        kind = element.find("transaction-type").get("code")
        if kind in ("2", "12"):
            value = element.find("value")
            currency = value.get("currency") or activity.get("default-currency") or ""
            return {"money": Quantity.of(_decimal(value.text), currency)} | (
                {"amount_kind": "pledged"} if kind == "12" else {"amount_kind": "committed"}
            )
    return {}


def _flow(activity: Any) -> dict[str, Any]:
    finance, aid = activity.find("default-finance-type"), activity.find("default-aid-type")
    code = finance.get("code") if finance is not None else None
    kind = _table("of_aid", turned=True).get(aid.get("code")) if aid is not None else None
    if code == "110" and kind in mapping("iati.yaml")["of_flow"]:
        return {"flow_type": kind}
    named = {"110": "Grant", "421": "Loan", "510": "Equity/FDI", "1100": "Export credit insurance"}
    debt = {code: flow for flow, codes in mapping("iati.yaml")["of_debt"].items() for code in codes.values()}
    flow = named.get(code or "") or debt.get(code or "")
    return {"flow_type": flow} if flow else {}


def _status(activity: Any) -> dict[str, Any]:
    element = activity.find("activity-status")
    code = element.get("code") if element is not None else None
    pledged = activity.find("transaction/transaction-type[@code='12']") is not None
    status = ("Pipeline: Pledge" if pledged else "Pipeline: Commitment") if code == "1" else _STATUSES.get(code or "")
    return {"status": status} if status else {}


def _terms(activity: Any) -> dict[str, Any]:
    """The rate, and years from the commitment to the first and the last repayment."""
    terms = activity.find("crs-add/loan-terms")
    if terms is None:
        return {}
    days = {each.tag: Period.parse(each.get("iso-date", "")) for each in terms if each.get("iso-date")}
    begin = days.get("commitment-date")
    found = {"rate": _decimal(terms.get("rate-1"))} if terms.get("rate-1") else {}
    for field, tag in (("grace", "repayment-first-date"), ("maturity", "repayment-final-date")):
        if begin and tag in days:
            found[field] = _years(begin, days[tag])
    return found


def _years(begin: Period, end: Period) -> Decimal:
    """Whole months between two days, in years."""
    first, last = begin.first, end.first
    if first is None or last is None:
        raise ValueFault("no day.", place="loan-terms", value=f"{begin}, {end}")
    months = (last.year - first.year) * 12 + last.month - first.month
    return (Decimal(months) / 12).quantize(Decimal("0.0001")).normalize()


def _relations(activity: Any) -> dict[str, Any]:
    kinds = _table("of_relation", turned=True)
    reporter = activity.find("reporting-org")
    prefix = f"{reporter.get('ref', '')}-" if reporter is not None else ""
    found = [
        Relation(kinds[each.get("type")], str(each.get("ref", "")).removeprefix(prefix))
        for each in activity.findall("related-activity")
        if each.get("type") in kinds
    ]
    return {"relations": tuple(found)}


# An element of the activity, and what reads it.
_READERS = {
    "iati-identifier": _names, "recipient-country": _where, "participating-org": _who, "sector": _sector,
    "activity-date": _when, "transaction": _money, "default-finance-type": _flow, "activity-status": _status,
    "crs-add": _terms, "related-activity": _relations,
}  # fmt: skip


@lru_cache(maxsize=16)
def _table(name: str, *, turned: bool = False) -> Mapping[str, str]:
    """A table of reference/iati.yaml; turned round, codes that several terms share lead to none."""
    table = dict(mapping("iati.yaml")[name])
    if not turned:
        return table
    back: dict[str, list[str]] = {}
    for term, code in table.items():
        back.setdefault(code, []).append(term)
    return {code: terms[0] for code, terms in back.items() if len(terms) == 1}


def _text(element: Any) -> str:
    return "" if element is None else " ".join((element.findtext("narrative") or "").split())


def _decimal(text: str | None) -> Decimal:
    try:
        return Decimal((text or "").strip())
    except InvalidOperation as fault:
        raise ValueFault(
            "not a number.", place="value", value=text, mend="Digits, and a point before decimals."
        ) from fault


def activities(file: Any) -> Iterator[Any]:
    """The activities of a file, one after another; each is forgotten when the next is asked for."""
    from lxml import etree

    for _, element in etree.iterparse(file, tag="iati-activity", resolve_entities=False, no_network=True):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
