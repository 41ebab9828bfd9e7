"""What an IATI 2.03 activity must keep beside its schema: the code lists, and the rules of the standard's rule set.

The schema itself (order, occurrence and types of elements) is the XSD's business; here stand the codes that it leaves
open and the rules that it cannot say.  Source: IATI 2.03 code lists and rule set; date: 2026-11.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple

from khorgos.reference.areas import iso3_of
from khorgos.reference.tables import mapping
from khorgos.values.codes import CURRENCIES


class RuleFault(NamedTuple):
    """A rule that an activity breaks: the element or attribute, why, and the mend."""

    element: str
    why: str
    mend: str


# Path of an element, its attribute, and the list whose codes it takes.
_LISTED = (
    ("activity-status", "code", "activity_status"),
    ("activity-date", "type", "activity_date"),
    ("participating-org", "role", "organisation_role"),
    ("participating-org", "type", "organisation_type"),
    ("reporting-org", "type", "organisation_type"),
    ("default-flow-type", "code", "flow_type"),
    ("default-finance-type", "code", "finance_type"),
    ("default-aid-type", "code", "aid_type"),
    ("transaction/transaction-type", "code", "transaction_type"),
    ("related-activity", "type", "related_activity"),
    ("document-link/category", "code", "document_category"),
    ("recipient-region", "code", "region"),
)


@lru_cache(maxsize=64)
def codes(name: str) -> dict[str, Any]:
    """A list of codes, or a table from this project's terms to codes (reference/iati.yaml)."""
    return dict(mapping("iati.yaml")[name])


def faults(activity: Any, today: str = "") -> Iterator[RuleFault]:
    """The rules that an activity breaks; `today` (ISO 8601) is the day that actual dates must not lie beyond."""
    yield from _lists(activity)
    yield from _texts(activity)
    yield from _dates(activity, today)
    yield from _shares(activity)
    yield from _sums(activity)
    yield from _sectors(activity)


def _lists(activity: Any) -> Iterator[RuleFault]:
    for path, attribute, name in _LISTED:
        for element in activity.findall(path):
            code = element.get(attribute)
            if code is not None and code not in codes(name):
                known = ", ".join(codes(name))
                yield RuleFault(f"{path}/@{attribute}", f"“{code}” is no code of the list.", f"One of {known}.")
    for element in activity.findall("recipient-country"):
        code = element.get("code", "")
        if len(code) != 2 or iso3_of(code) is None:
            yield RuleFault("recipient-country/@code", f"“{code}” is no ISO 3166-1 alpha-2 code.", "As KZ or UZ.")
    money = [("@default-currency", activity.get("default-currency"))]
    money += [("value/@currency", element.get("currency")) for element in activity.iterfind(".//value")]
    for place, code in money:
        if code is not None and code not in CURRENCIES:
            yield RuleFault(place, f"“{code}” is no ISO 4217 code.", "As USD or KZT.")


def _texts(activity: Any) -> Iterator[RuleFault]:
    for name in ("title", "description"):
        if not "".join(activity.xpath(f"{name}/narrative/text()")).strip():
            yield RuleFault(name, "it is empty.", "Every activity has a title and a description.")
    identifier, reporter = activity.findtext("iati-identifier") or "", activity.find("reporting-org")
    prefix = "" if reporter is None else reporter.get("ref", "")
    if not prefix or not identifier.startswith(f"{prefix}-"):
        yield RuleFault(
            "iati-identifier", "it does not begin with the reporting organisation's reference.", f"{prefix}-…"
        )
    if set(identifier) & set("/&|?"):
        yield RuleFault("iati-identifier", "it holds one of / & | ?.", "Letters, digits, hyphens, colons.")


def _dates(activity: Any, today: str) -> Iterator[RuleFault]:
    days = {element.get("type"): element.get("iso-date", "") for element in activity.findall("activity-date")}
    if not {"1", "2"} & set(days):
        yield RuleFault("activity-date", "no start is given.", "Give a planned (1) or an actual start (2).")
    for begin, end in (("1", "3"), ("2", "4")):
        if begin in days and end in days and days[begin] > days[end]:
            yield RuleFault(
                "activity-date", f"it ends ({days[end]}) before it begins ({days[begin]}).", "Turn them round."
            )
    ahead = [(f"activity-date[@type={code}]", days[code]) for code in ("2", "4") if code in days]
    ahead += [("transaction-date", each.get("iso-date", "")) for each in activity.iterfind(".//transaction-date")]
    for place, day in ahead:
        if today and day > today:
            yield RuleFault(place, f"{day} lies ahead of {today}.", "What has not come is planned.")
    for element in activity.iterfind(".//*[@iso-date]"):
        try:
            dt.date.fromisoformat(element.get("iso-date"))
        except ValueError:
            yield RuleFault(f"{element.tag}/@iso-date", f"“{element.get('iso-date')}” is no day.", "As 2023-05-18.")


def _shares(activity: Any) -> Iterator[RuleFault]:
    """Countries and regions together make up a hundred, and so do the sectors of each vocabulary."""
    places = [*activity.findall("recipient-country"), *activity.findall("recipient-region")]
    groups = {"recipient-country": places}
    for element in activity.findall("sector"):
        groups.setdefault(f"sector[@vocabulary={element.get('vocabulary', '1')}]", []).append(element)
    for name, elements in groups.items():
        if len(elements) > 1 and sum(_decimal(each.get("percentage")) for each in elements) != 100:
            yield RuleFault(f"{name}/@percentage", "the shares do not make up 100.", "Give every one its share.")
    if not places and not activity.findall("transaction/recipient-country"):
        yield RuleFault(
            "recipient-country", "no recipient is given.", "A country or a region, or one on every transaction."
        )
    if not activity.findall("sector") and not activity.findall("transaction/sector"):
        yield RuleFault("sector", "no sector is given.", "One here, or one on every transaction.")


def _sums(activity: Any) -> Iterator[RuleFault]:
    for value in activity.iterfind(".//value"):
        if not value.get("currency") and not activity.get("default-currency"):
            yield RuleFault("value/@currency", "a sum has no currency.", "Give it one, or the activity a default.")
        if _decimal(value.text).is_nan():
            yield RuleFault("value", f"“{value.text}” is no number.", "Digits, and a point before decimals.")


def _sectors(activity: Any) -> Iterator[RuleFault]:
    for element in activity.findall("sector"):
        code, vocabulary = element.get("code", ""), element.get("vocabulary", "1")
        if vocabulary == "1" and not (len(code) == 5 and code.isdigit()):
            yield RuleFault(
                "sector/@code", f"“{code}” is no code of five digits.", "Say vocabulary 2 for three digits."
            )
        if vocabulary == "2" and code not in mapping("iati.yaml")["sector_category"]:
            mend = codes("sector_purpose").get(code, "a code of vocabulary 1")
            yield RuleFault("sector/@code", f"vocabulary 2 has no “{code}”.", f"Write {mend} under vocabulary 1.")


def _decimal(text: str | None) -> Decimal:
    try:
        return Decimal((text or "").strip())
    except InvalidOperation:
        return Decimal("NaN")
