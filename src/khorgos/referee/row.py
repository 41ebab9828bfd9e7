"""A row as a reader outside gives it, brought to the values of this project.

The shape is that of `Claim.as_dict`: {"kind", its fields, "evidence", "attribution"}.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from khorgos.claims import KINDS
from khorgos.errors import KhorgosError, ValueFault
from khorgos.reference.groups import group
from khorgos.reference.tables import mapping, names
from khorgos.values import Bound, Party, Period, Quantity, Unit
from khorgos.values.codes import COUNTRIES

_PARTIES = frozenset({"parties", "participants", "members", "partners", "recipients", "financiers", "implementers"})
_AMOUNTS = {"figure": ("value", "value_high", "unit", "bound"), "project": ("amount", "", "currency", "bound")}


@dataclass(frozen=True, slots=True)
class Row:
    """What a reader claims: kind, quoted passage, fields brought to values, who is said to say so.

    `quantity` is the value with its unit; `bound` None where the reader gives none (any is right then).
    `periods` holds the fields of time, `fields` all other fields of the kind.
    """

    kind: str
    evidence: str
    quantity: Quantity | None = None
    bound: Bound | None = None
    periods: dict[str, Period] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    attribution: dict[str, str] = field(default_factory=dict)


def row_of(given: Any, language: str) -> Row:
    """A row; raises ValueFault for what is none: no such kind, no evidence, a value that is no number."""
    if not isinstance(given, dict) or given.get("kind") not in KINDS:
        kind = given.get("kind") if isinstance(given, dict) else given
        raise ValueFault("no such kind of claim.", place="row", value=kind, mend=f"One of {', '.join(KINDS)}.")
    kind = str(given["kind"])
    evidence = _evidence(given)
    periods = {name: _period(given[name], name) for name in KINDS[kind].PERIODS if given.get(name)}
    numbers = _AMOUNTS.get(kind, ())
    quantity = _quantity(given, numbers) if numbers else None
    bound = Bound(given["bound"]) if given.get("bound") in list(Bound) else None
    fields = {
        name: _plain(name, given[name], language)
        for name in KINDS[kind].SAYS
        if given.get(name) not in (None, "", []) and name not in (*numbers, *KINDS[kind].PERIODS)
    }
    said = given.get("attribution")
    links = said if isinstance(said, dict) else {}
    attribution = {name: str(links[name]) for name in ("speaker", "agency", "outlet") if links.get(name)}
    return Row(kind, evidence, quantity, bound, periods, fields, attribution)


def _evidence(given: dict[str, Any]) -> str:
    evidence = given.get("evidence")
    if isinstance(evidence, dict):
        evidence = evidence.get("text")
    if not isinstance(evidence, str) or not evidence.strip():
        raise ValueFault("a claim without a passage.", place="row", value=evidence, mend="Quote the words that say it.")
    return evidence


def _quantity(given: dict[str, Any], names_: tuple[str, ...]) -> Quantity | None:
    value, high, unit, _ = names_
    if given.get(value) is None:
        if given.get("kind") == "figure":
            raise ValueFault("a figure without a value.", place="row", value=given.get("evidence"))
        return None
    low = number(given[value])
    top = number(given[high]) if high and given.get(high) is not None else low
    return Quantity.range(min(low, top), max(low, top), unit_of(given.get(unit)))


def number(value: Any) -> Decimal:
    """A number as JSON or text has it; raises ValueFault for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueFault("not a number.", place="row", value=value)
    try:
        found = Decimal(repr(value) if isinstance(value, float) else str(value).replace(",", "").replace(" ", ""))
    except InvalidOperation as fault:
        raise ValueFault("not a number.", place="row", value=value) from fault
    if not found.is_finite():
        raise ValueFault("not a number.", place="row", value=value)
    return found


def unit_of(name: Any) -> Unit:
    """A unit by its code or a usual other name; one that the table lacks is kept as worded; none at all is a count."""
    if name is None or not str(name).strip():
        return Unit.of("count")
    text = str(name).strip()
    for code in (text, text.upper(), text.lower(), _UNITS.get(text.lower(), "")):
        try:
            return Unit.of(code)
        except KhorgosError:
            continue
    return Unit.named(text)


# Codes as other tools and models write them; words of a language stand in the language packs.
_UNITS = {
    "rmb": "CNY", "us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "rur": "RUB", "%": "percent",
    "pct": "percent", "percentage_points": "pp", "percentage points": "pp", "ton": "t", "tons": "t", "tonne": "t",
    "tonnes": "t", "teus": "TEU", "number": "count", "fold": "times", "x": "times", "kilometers": "km",
    "kilometres": "km",
}  # fmt: skip


def _period(value: Any, name: str) -> Period:
    text = str(value).strip()
    if text[:4].isdigit() and text[4:5] in ("Q", "H"):
        text = f"{text[:4]}-{text[4:]}"
    try:
        return Period.parse(text)
    except KhorgosError as fault:
        raise ValueFault(
            "not a period.", place=name, value=value, mend="Write it as 2023, 2023-Q1, 2023-05."
        ) from fault


def _plain(name: str, value: Any, language: str) -> Any:
    if name in _PARTIES:
        items = value if isinstance(value, list | tuple) else [value]
        return tuple(dict.fromkeys(party_of(str(item), language) for item in items if str(item).strip()))
    if name == "aliases":
        return tuple(str(item) for item in (value if isinstance(value, list | tuple) else [value]))
    if name == "ordinal":
        return int(value) if str(value).isdigit() else None
    return str(value)


def party_of(name: str, language: str) -> Party:
    """A party by its code or by a name of the registers; any other name is a body's."""
    name = name.strip()
    if name in COUNTRIES:
        return Party.country(name)
    if name in mapping("groups.yaml"):
        return group(name)
    kind, code, country = _register(language).get(name.lower().removeprefix("the "), ("", "", None))
    if kind == "country":
        return Party.country(code)
    if kind == "group":
        return group(code)
    # A body keeps its printed name in its own script: that is how the next report of that language names it.
    return Party.body(code if code and name.isascii() else name, country)


@lru_cache(maxsize=4)
def _register(language: str) -> dict[str, tuple[str, str, str | None]]:
    """Every name of countries, groups and bodies as written, in lower case; English ones in every language."""
    found: dict[str, tuple[str, str, str | None]] = {}
    for code in dict.fromkeys((language, "en")):
        for each in names(code):
            if each.kind in ("country", "group", "organisation"):
                found.setdefault(each.form.replace("*", "").lower(), (each.kind, each.code, each.country))
    return found
