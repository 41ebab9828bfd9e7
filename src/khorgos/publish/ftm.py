"""FollowTheMoney entities (followthemoney.tech, version 4), a line each: `ftm validate` and `ftm aggregate` read them.

Projects, bodies, mechanisms with their members, events, agreements, statements and reports.  Figures have no schema
there and go out as SDMX.  Every entity is the word of one claim or record (its `proof` is the report): values of
several sources are never put on one entity, where amounts would lose their currencies.  What a schema has no property
for stands among its keywords, by name ("type: summit"), as far as it has keywords.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from khorgos.claims import Agency, Record
from khorgos.claims.printing import Printing
from khorgos.publish.columns import exact_day
from khorgos.publish.edition import Edition, LeftOut, is_address
from khorgos.reference.areas import iso2_of
from khorgos.telling import one_line, party_name, title
from khorgos.values import Period
from khorgos.values.period import Precision
from khorgos.values.quantity import plain

Entity = dict[str, Any]
_PUBLIC = ("Government Agency",)
# FollowTheMoney has languages by ISO 639-3.
_LANGUAGES = {"en": "eng", "ru": "rus", "zh": "zho"}
# What a body does in a project, by the record's field.
_ROLES = {
    "financiers": "funder", "cofinanciers": "co-funder", "receivers": "receiver", "implementers": "implementer",
    "guarantors": "guarantor", "insurers": "insurer",
}  # fmt: skip


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The entities, a line each."""
    left: list[LeftOut] = []
    out.writelines(json.dumps(entity, ensure_ascii=False).encode() + b"\n" for entity in entities(edition, left))
    yield from left


def entities(edition: Edition, left: list[LeftOut]) -> Iterator[Entity]:
    """The entities one after another; bodies and states that stand behind several are given once.

    What has no place goes into `left`.
    """
    shared: set[str] = set()
    for entity in _entities(edition, left):
        if entity["id"] not in shared:
            if entity["schema"] in ("PublicBody", "Organization", "Person", "Membership"):
                shared.add(entity["id"])
            yield entity


def _entities(edition: Edition, left: list[LeftOut]) -> Iterator[Entity]:
    for name, row in edition.documents.items():
        yield _article(edition, name, row)
    for telling in edition.facts():
        if telling.fact.kind == "figure":
            left.append(LeftOut(telling.fact.id, "entity", "there is no schema for a figure.", "Publish sdmx."))
        for printing in telling.printings:
            yield from _claim(edition, printing, left)
    for each in edition.records():
        yield from _record(edition, each.record, left)
        if each.sentences:
            yield _documentation(_id("record", each.record.id), each.record.document, "project", each.sentences)


def _article(edition: Edition, name: str, row: Mapping[str, Any]) -> Entity:
    address = edition.place_of(name)
    return _entity(
        "Article",
        _id("document", name),
        title=row.get("title") or name,
        publisher=row.get("outlet"),
        publishedAt=row.get("published"),
        author=json.loads(row.get("authors") or "[]"),
        language=_LANGUAGES.get(str(row.get("language"))),
        sourceUrl=address if is_address(address) else None,
        contentHash=row.get("sha1"),
    )


def _claim(edition: Edition, printing: Printing, left: list[LeftOut]) -> Iterator[Entity]:
    make = {"event": _event, "mechanism": _mechanism, "agreement": _agreement, "statement": _statement}.get(
        printing.kind
    )
    if make is None:
        return
    found = list(make(printing))
    found[0]["properties"] |= _proof(edition, printing.document)
    yield from found
    main = found[0]["id"]
    sentence = one_line(str(printing.said.get("sentence", "")))
    yield _documentation(main, printing.document, printing.kind, (sentence,))
    period = printing.period
    if period is not None and exact_day(period) is None and not _date(period):
        left.append(LeftOut(printing.id, "date", f"“{period}” is no date of FollowTheMoney (a day, month or year)."))


def _documentation(main: str, document: str, role: str, sentences: Iterable[str]) -> Entity:
    """The report that tells an entity, with the sentences that do."""
    return _entity(
        "Documentation",
        _id("documentation", main, document),
        document=_id("document", document),
        entity=main,
        role=role,
        summary=list(sentences),
    )


def _event(printing: Printing) -> Iterator[Entity]:
    said = printing.said
    states = list(_states(said.get("participants") or ()))
    yield _entity(
        "Event",
        _id("claim", printing.id),
        name=said.get("name") or title(dict(said)),
        startDate=_date(printing.period),
        endDate=_date(printing.period, last=True),
        location=said.get("place"),
        country=_countries(said.get("participants") or ()),
        involved=[state["id"] for state in states],
        summary=one_line(str(said.get("sentence", ""))),
        keywords=_keywords(said, "type", "mechanism", "ordinal"),
    )
    yield from states


def _mechanism(printing: Printing) -> Iterator[Entity]:
    said = printing.said
    name = str(said.get("name"))
    body = _id("body", name)
    yield _entity(
        "Organization",
        body,
        name=name,
        alias=said.get("aliases"),
        incorporationDate=_date(printing.period),
        country=_countries(said.get("members") or ()),
    )
    for role in ("members", "partners"):
        for state in _states(said.get(role) or ()):
            yield state
            yield _entity(
                "Membership",
                _id("membership", body, state["id"], role),
                member=state["id"],
                organization=body,
                role=role[:-1],
            )


def _agreement(printing: Printing) -> Iterator[Entity]:
    said = printing.said
    states = list(_states(said.get("parties") or ()))
    yield _entity(
        "Event",
        _id("claim", printing.id),
        name=said.get("title") or title(dict(said)),
        date=_date(printing.period),
        involved=[state["id"] for state in states],
        country=_countries(said.get("parties") or ()),
        summary=" ".join(str(said[name]) for name in ("paper", "status") if said.get(name)),
        keywords=_keywords(said, "paper", "status"),
    )
    yield from states


def _statement(printing: Printing) -> Iterator[Entity]:
    said = printing.said
    speaker = said.get("speaker")
    person = (
        _entity("Person", _id("person", str(speaker)), name=speaker, position=said.get("role")) if speaker else None
    )
    yield _entity(
        "Note",
        _id("claim", printing.id),
        name=f"{speaker}: statement" if speaker else "Statement",
        description=one_line(str(said.get("quote", ""))),
        createdAt=_date(printing.period),
        entity=person["id"] if person else None,
        keywords=_keywords(said, "role", "affiliation", "mode", "said_to"),
    )
    if person:
        yield person


def _record(edition: Edition, record: Record, left: list[LeftOut]) -> Iterator[Entity]:
    project = _id("record", record.id)
    money = record.money
    amount = {"amount": plain(money.low), "currency": money.unit.code} if money else {}
    if money is not None and (money.is_range or money.bound.value != "="):
        left.append(LeftOut(record.id, "amount", "there is no place for bounds and ranges; the lower end is written."))
    entity = _entity(
        "Project",
        project,
        name=record.name,
        projectId=record.number or record.id,
        status=record.status,
        startDate=_date(record.start or record.planned_start),
        endDate=_date(record.end or record.planned_end, last=True),
        date=_date(record.commitment),
        country=_countries(party.code for party in record.recipients),
        summary=record.location,
        keywords=_project_keywords(record),
        **amount,
    )
    entity["properties"] |= _proof(edition, record.document)
    yield entity
    for name, role in _ROLES.items():
        for body in getattr(record, name):
            yield _body(body)
            yield _entity(
                "ProjectParticipant",
                _id("participant", project, body.name, role),
                project=project,
                participant=_id("body", body.name),
                role=role,
            )
    if record.flow_type == "Loan":
        yield from _debts(record, project, amount)


def _project_keywords(record: Record) -> list[str]:
    """What a Project has no property for: codes, and recipients that are no country."""
    said = {name: getattr(record, name) for name in ("sector", "flow_type", "amount_kind")}
    groups = [party.code for party in record.recipients if not iso2_of(party.code)]
    return _keywords(said, *said) + [f"recipient: {name}" for name in groups]


def _keywords(said: Mapping[str, Any], *names: str) -> list[str]:
    return [f"{name}: {said[name]}" for name in names if said.get(name)]


def _debts(record: Record, project: str, amount: dict[str, str]) -> Iterator[Entity]:
    """A loan: one lender and one debtor make one debt; several lenders' shares are not told, and no sum is written."""
    for debtor in record.receivers[:1]:
        for lender in record.financiers:
            yield _entity(
                "Debt",
                _id("debt", project, lender.name, debtor.name),
                debtor=_id("body", debtor.name),
                creditor=_id("body", lender.name),
                startDate=_date(record.commitment),
                **(amount if len(record.financiers) == 1 else {}),
            )


def _body(body: Agency) -> Entity:
    return _entity(
        "PublicBody" if body.type in _PUBLIC else "Organization",
        _id("body", body.name),
        name=body.name,
        country=_countries([body.country] if body.country else ()),
        classification=body.type,
    )


def _states(codes: Iterable[str]) -> Iterator[Entity]:
    """The governments of states; a group takes part as an organisation."""
    for code in codes:
        name = party_name(code)
        if iso2_of(code):
            yield _entity("PublicBody", _id("state", code), name=f"Government of {name}", country=_countries([code]))
        else:
            yield _entity("Organization", _id("body", code), name=name)


def _countries(codes: Iterable[str]) -> list[str]:
    return [found.lower() for found in map(iso2_of, codes) if found]


def _proof(edition: Edition, document: str) -> dict[str, list[str]]:
    address = edition.place_of(document)
    return {"proof": [_id("document", document)]} | ({"sourceUrl": [address]} if is_address(address) else {})


def _date(period: Period | None, *, last: bool = False) -> str | None:
    """A day, month or year; of longer stretches the day at one end, where that is known."""
    if period is None:
        return None
    if period.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        return str(period)
    day = period.last if last else period.first
    return day.isoformat() if day and period.precision is Precision.INTERVAL else None


def _entity(schema: str, key: str, /, **properties: Any) -> Entity:
    """An entity with what is told of it; every property is a list of texts."""
    told = {name: value if isinstance(value, list | tuple) else [value] for name, value in properties.items()}
    filled = {name: [str(each) for each in values if each not in (None, "")] for name, values in told.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in filled.items() if values}}


def _id(*parts: str) -> str:
    return "khorgos-" + hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()
