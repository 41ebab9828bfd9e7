"""Claims that a person wrote in the place of one that was misread: rows of `claims` beside it, read by "person".

The value must be borne by the passage, read again by the grammar; what is not is marked as the reviewer's own.  When
a report is read again, they go on with it, as long as their passage is still in its text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from khorgos.annotate.reread import GrammarReread
from khorgos.claims import INDICATORS
from khorgos.errors import InputFault, LedgerFault
from khorgos.records.intake import party
from khorgos.reference.tables import names
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, READINGS
from khorgos.values import Party, Period, Quantity
from khorgos.values.quantity import plain

PERSON = "person"
# The rules under which they stand: borne by the passage, or on the reviewer's word alone.
BORNE, OWN = "edited", "reviewer's own"
# Which field of a kind holds its number, its unit, its time, its words.
_NUMBER = {"figure": ("value", "unit"), "project": ("amount", "currency")}
_TIMES = {
    "figure": ("period",), "project": ("start", "end"), "event": ("date",), "agreement": ("date",),
    "mechanism": ("founded",), "statement": ("date",),
}  # fmt: skip
_WORDS = {
    "figure": ("detail",), "project": ("name", "location"), "event": ("name", "place"), "agreement": ("title", "place"),
    "mechanism": ("name",), "statement": ("speaker",),
}  # fmt: skip
# Which field of a kind holds who takes part; parties are written with semicolons between them.
_PARTIES = {
    "figure": "parties", "project": "recipients", "event": "participants", "agreement": "parties",
    "mechanism": "members",
}  # fmt: skip
_CODES = {"figure": ("indicator",)}


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be corrected in a claim: its fields as they are, and what the passage bears for numbers and times."""

    fields: Mapping[str, str]
    quantities: tuple[str, ...]
    periods: tuple[str, ...]


def offer(row: Mapping[str, Any], language: str) -> Offer:
    """What may be corrected in a claim (a row of `Ledger.claims`)."""
    kind, body = row["kind"], row["body"]
    found = {"number": _written(row)} if kind in _NUMBER else {}
    found |= {name: str(body.get(name) or "") for name in (*_CODES.get(kind, ()), *_TIMES[kind], *_WORDS[kind])}
    if kind in _PARTIES:
        found[_PARTIES[kind]] = "; ".join(body.get(_PARTIES[kind]) or ())
    reread = GrammarReread(language)
    quantities = dict.fromkeys(map(str, reread.quantities(row["sentence"])))
    periods = dict.fromkeys(map(str, reread.periods(row["sentence"], _anchor(row))))
    return Offer(found, tuple(quantities), tuple(periods))


Value = Quantity | Period | tuple[Party, ...] | str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """New values by field ("number" as a written quantity), and which of them the passage does not bear."""

    values: Mapping[str, Value]
    own: tuple[str, ...]


def corrected(row: Mapping[str, Any], language: str, given: Mapping[str, str]) -> Correction:
    """The fields that were given anew and differ; raises InputFault where none does, ValueFault for odd ones."""
    now = offer(row, language)
    values: dict[str, Value] = {}
    own = []
    for name, before in now.fields.items():
        text = given.get(name, before).strip()
        if text == before:
            continue
        values[name], borne = _read(name, text, row, language, now)
        if not borne:
            own.append(name)
    if not values:
        raise InputFault("nothing was changed.", place="edit", value=row["id"], mend="Accept it instead.")
    return Correction(values, tuple(own))


def put(connection: Connection, row: Mapping[str, Any], correction: Correction) -> str:
    """Write the corrected claim beside the one it corrects, in the same reading; its id."""
    old = connection.execute(select(CLAIMS).where(CLAIMS.c.number == row["number"])).mappings().one()
    body = _body(row["kind"], json.loads(old["body"]), correction)
    digest = json.dumps([old["id"], body], ensure_ascii=False, sort_keys=True)
    body["id"] = hashlib.sha256(digest.encode()).hexdigest()[:16]
    body |= {"rule": OWN if correction.own else BORNE, "readers": [PERSON]}
    new = dict(old) | _columns(row["kind"], body, correction) | {"body": _packed(body), "id": body["id"]}
    new |= {"rule": body["rule"], "readers": PERSON, "confidence": None, "accepted": None}
    known = select(CLAIMS.c.id).where(CLAIMS.c.id == new["id"], CLAIMS.c.reading == old["reading"])
    if connection.execute(known).first() is None:
        _insert(connection, new, _parties(connection, row["kind"], int(old["number"]), correction))
    return str(new["id"])


def carried(connection: Connection, before: int, reading: int, text: str) -> Iterator[tuple[dict[str, Any], int]]:
    """What a person wrote in the reading before, for the new one, with the number it had: rows of `claims`."""
    query = select(CLAIMS).where(CLAIMS.c.reading == before, CLAIMS.c.readers == PERSON).order_by(CLAIMS.c.number)
    for old in connection.execute(query).mappings():
        start = old["evidence_start"]
        if text[start : old["evidence_end"]] != old["evidence"]:
            start = text.find(old["evidence"])
        if start >= 0:
            body = json.loads(old["body"]) | {"span": [start, start + len(old["evidence"])]}
            place = {"evidence_start": start, "evidence_end": start + len(old["evidence"]), "body": _packed(body)}
            yield dict(old) | place | {"reading": reading}, int(old["number"])


def parties_of(connection: Connection, claim: int, number: int) -> list[dict[str, Any]]:
    """The parties of a claim, for one of another number."""
    rows = connection.execute(select(CLAIM_PARTIES).where(CLAIM_PARTIES.c.claim == claim)).mappings()
    return [dict(row) | {"claim": number} for row in rows]


def current(connection: Connection, claim: str) -> dict[str, Any]:
    """A claim that stands, with its document's language and publication; raises LedgerFault where there is none."""
    query = (
        select(CLAIMS, DOCUMENTS.c.language, DOCUMENTS.c.published.label("document_published"))
        .join(READINGS, READINGS.c.id == CLAIMS.c.reading)
        .join(DOCUMENTS, DOCUMENTS.c.id == CLAIMS.c.document)
        .where(CLAIMS.c.id == claim, READINGS.c.superseded_by.is_(None))
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise LedgerFault("the ledger has no such claim.", place="claims", value=claim)
    return dict(row) | {"body": json.loads(row["body"])}


def _read(name: str, text: str, row: Mapping[str, Any], language: str, now: Offer) -> tuple[Value, bool]:
    """A field's new value, and whether the passage bears it; an emptied field says less, which it always bears."""
    if name in _CODES.get(row["kind"], ()):
        if text not in INDICATORS:
            raise InputFault("no such indicator.", place=name, value=text, mend=f"One of {', '.join(INDICATORS)}.")
        return text, False  # which number it is follows from more than words
    if not text and name != "number":
        return None, True
    if name == _PARTIES.get(row["kind"]):
        parties = tuple(party(each.strip()) for each in text.split(";") if each.strip())
        return parties, all(_is_named(each, row["sentence"], language) for each in parties)
    if name == "number":
        quantity = _quantity(text, language)
        return quantity, str(quantity) in now.quantities
    if name in _TIMES[row["kind"]]:
        period = Period.parse(text)
        return period, str(period) in now.periods
    return text, " ".join(text.casefold().split()) in " ".join(row["sentence"].casefold().split())


def _is_named(one: Party, sentence: str, language: str) -> bool:
    """Whether a sentence has any of a party's names."""
    forms = (name.form for name in names(language) if name.code == one.code and name.kind != "capital")
    said = sentence.casefold()
    return any(form.rstrip("*").casefold() in said for form in (one.code, *forms))


def _quantity(text: str, language: str) -> Quantity:
    """A quantity in its written form, or as the language says it ("more than 5 billion USD")."""
    for reading in GrammarReread(language).quantities(text):
        return reading
    return Quantity.parse(text)


def _written(row: Mapping[str, Any]) -> str:
    if row["value"] is None:
        return ""
    ends = row["value"] + (f"..{row['value_high']}" if row["value_high"] else "")
    return f"{'' if row['bound'] == '=' else row['bound']}{ends} {row['unit']}"


def _anchor(row: Mapping[str, Any]) -> Period | None:
    return Period.parse(row["document_published"]) if row["document_published"] else None


def _body(kind: str, body: dict[str, Any], correction: Correction) -> dict[str, Any]:
    for name, value in correction.values.items():
        if isinstance(value, Quantity):
            number, unit = _NUMBER[kind]
            body |= {number: _plain(plain(value.low)), unit: value.unit.code, "bound": value.bound.value}
            body.pop("value_high", None)
            if value.is_range:
                body["value_high"] = _plain(plain(value.high))
        elif value is None:
            body.pop(name, None)
        elif isinstance(value, tuple):
            body[name] = [each.code for each in value]
        else:
            body[name] = str(value)
    changed = {"value", "unit"} if "number" in correction.values else set()
    changed |= correction.values.keys()
    body["grounds"] = [ground for ground in body.get("grounds", ()) if ground["field"] not in changed]
    return body


def _plain(number: str) -> int | float:
    return int(number) if number.lstrip("-").isdigit() else float(number)


def _columns(kind: str, body: dict[str, Any], correction: Correction) -> dict[str, Any]:
    """The columns that a correction changes."""
    found: dict[str, Any] = {}
    for name, value in correction.values.items():
        if isinstance(value, Quantity):
            low, high = plain(value.low), plain(value.high) if value.is_range else None
            found |= {"value": low, "value_number": float(low), "value_high": high, "unit": value.unit.code}
            found |= {"value_high_number": float(high) if high else None, "bound": value.bound.value}
        elif name in ("indicator", "detail", "speaker", "place"):
            found[name] = value
        elif name in ("name", "title"):
            found["title"] = value
        elif name == "location":
            found["place"] = value
    if any(name in _TIMES[kind] for name in correction.values):
        found |= _time(kind, body)
    return found


def _time(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    periods = [Period.parse(body[name]) for name in _TIMES[kind] if body.get(name)]
    whole = periods[0] if periods else None
    if len(periods) == 2 and periods[0].first and periods[1].last and periods[0].first <= periods[1].last:
        whole = Period.between(periods[0], periods[1])
    return {
        "period": str(whole) if whole else None,
        "first_day": whole.first.isoformat() if whole and whole.first else None,
        "last_day": whole.last.isoformat() if whole and whole.last else None,
    }


def _parties(connection: Connection, kind: str, like: int, correction: Correction) -> list[dict[str, Any]]:
    """Who takes part in a corrected claim: as in the claim of this number, as far as it was not put right."""
    rows = parties_of(connection, like, like)
    role = _PARTIES.get(kind, "")
    if role not in correction.values:
        return rows
    given = correction.values[role]
    new = [
        {"claim": like, "role": role, "party": each.code, "kind": each.kind.value,
         "countries": " ".join(each.countries) or None}
        for each in (given if isinstance(given, tuple) else ())
    ]  # fmt: skip
    kept = [row for row in rows if row["role"] != role]
    return [row | {"position": position} for position, row in enumerate([*new, *kept])]


def _insert(connection: Connection, row: dict[str, Any], parties: list[dict[str, Any]]) -> None:
    row["number"] = int(connection.execute(select(func.max(CLAIMS.c.number))).scalar_one()) + 1
    connection.execute(insert(CLAIMS).values(**row))
    if parties:
        connection.execute(insert(CLAIM_PARTIES), [each | {"claim": row["number"]} for each in parties])


def _packed(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
