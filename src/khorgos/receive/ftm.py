"""FollowTheMoney entities or statements: projects as records, events, mechanisms and statements as claims.

Entities lead to each other in any order, so that all are held while they are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from khorgos.claims import Agency, Record
from khorgos.errors import InputFault, KhorgosError
from khorgos.receive.item import Report, Told
from khorgos.records.body import with_passages
from khorgos.records.intake import Fault, party
from khorgos.referee.told import fields_of
from khorgos.reference.areas import iso3_of
from khorgos.values import Period, Quantity

SOURCE = "FollowTheMoney"
_ROLES = {
    "funder": "financiers", "co-funder": "cofinanciers", "receiver": "receivers", "implementer": "implementers",
    "guarantor": "guarantors", "insurer": "insurers",
}  # fmt: skip
_STATE = "Government of "
Entity = dict[str, Any]


def is_ftm(head: bytes) -> bool:
    """Whether a file begins with a line that is an entity or a statement."""
    try:
        first = json.loads(head.split(b"\n", 1)[0])
    except ValueError:
        return False
    return isinstance(first, dict) and "schema" in first and ("properties" in first or "canonical_id" in first)


@dataclass(slots=True)
class Graph:
    """The entities by id, and those that lead to each by property: edges of documents, projects, members."""

    entities: dict[str, Entity] = field(default_factory=dict)
    leading: dict[tuple[str, str], list[Entity]] = field(default_factory=dict)

    def all(self, schema: str) -> Iterator[Entity]:
        """The entities of a schema, in the file's order."""
        return (each for each in self.entities.values() if each["schema"] == schema)

    def edges(self, schema: str, key: str) -> list[Entity]:
        """The edges of a schema that begin at an entity."""
        return self.leading.get((schema, key), [])


_EDGES = {"Documentation": "entity", "ProjectParticipant": "project", "Membership": "organization"}


def received(file: BinaryIO, name: str) -> Iterator[Report | Record | list[Fault]]:
    """The reports of a file with what is told of them, then its projects.

    Raises InputFault for a line that is no entity.
    """
    graph = _graph(_entities(file, name))
    told: dict[str, list[Told]] = {}
    homes: dict[str, str] = {}
    for number, edge in enumerate(graph.all("Documentation"), 1):
        document, subject = _one(edge, "document"), graph.entities.get(_one(edge, "entity"))
        if subject is not None:
            homes[subject["id"]] = document
            try:
                told.setdefault(document, []).extend(_told(graph, edge, subject))
            except KhorgosError as fault:
                yield [Fault(number, subject["schema"], str(fault.value or ""), fault.reason, fault.mend)]
    reports = {key: Report.of(_head(graph.entities.get(key, {})), blocks) for key, blocks in told.items()}
    yield from reports.values()
    for number, project in enumerate(graph.all("Project"), 1):
        try:
            yield _at_home(_record(graph, project), reports.get(homes.get(project["id"], "")), project, graph)
        except KhorgosError as fault:
            yield [Fault(number, "Project", str(fault.value or ""), fault.reason, fault.mend)]


def _entities(file: BinaryIO, name: str) -> Iterator[Entity]:
    """The lines as entities; statements are put together."""
    held: dict[str, Entity] = {}
    for number, line in enumerate(file, 1):
        try:
            found = json.loads(line) if line.strip() else None
        except ValueError as fault:
            raise InputFault("this line is no JSON.", place=f"{name}, line {number}", value=str(fault)) from fault
        if not found:
            continue
        if "properties" in found:
            yield found
        elif "canonical_id" in found:
            key = found["canonical_id"]
            entity = held.setdefault(key, {"id": key, "schema": found["schema"], "properties": {}})
            if found["prop"] != "id":
                entity["properties"].setdefault(found["prop"], []).append(found["value"])
        else:
            mend = "Entities (ftm) and statements (ftm statements) are read."
            raise InputFault("this line is no entity.", place=f"{name}, line {number}", mend=mend)
    yield from held.values()


def _graph(entities: Iterable[Entity]) -> Graph:
    graph = Graph()
    for entity in entities:
        known = graph.entities.setdefault(entity["id"], entity)
        if known is not entity:
            for name, values in entity["properties"].items():
                known["properties"][name] = list(dict.fromkeys([*known["properties"].get(name, []), *values]))
        elif entity["schema"] in _EDGES:
            key = _one(entity, _EDGES[entity["schema"]])
            graph.leading.setdefault((entity["schema"], key), []).append(entity)
    return graph


def _head(article: Entity) -> dict[str, str]:
    if not article:
        return {"language": "en"}
    names = {"title": "title", "outlet": "publisher", "published": "publishedAt", "address": "sourceUrl"}
    known = {name: _one(article, prop) for name, prop in names.items()}
    return known | {"language": _one(article, "language")[:2] or "en", "authors": "; ".join(_all(article, "author"))}


def _told(graph: Graph, edge: Entity, subject: Entity) -> list[Told]:
    """The claim with its sentence; of a project, which is a record, the sentences alone."""
    kind = _one(edge, "role")
    make = {"event": _event, "agreement": _agreement, "mechanism": _mechanism, "statement": _statement}.get(kind)
    if make is None:
        return [Told(sentence) for sentence in _all(edge, "summary")]
    return [Told(_one(edge, "summary"), fields_of({"kind": kind} | make(graph, subject), ""))]


def _event(graph: Graph, entity: Entity) -> dict[str, Any]:
    days = [_one(entity, name) for name in ("startDate", "endDate")]
    return {
        "type": "other", "name": _one(entity, "name"), "date": _between(*days), "place": _one(entity, "location"),
        "participants": _parties(graph, _all(entity, "involved")),
    } | _keywords(entity)  # fmt: skip


def _agreement(graph: Graph, entity: Entity) -> dict[str, Any]:
    parties = _parties(graph, _all(entity, "involved"))
    return {"title": _one(entity, "name"), "date": _one(entity, "date"), "parties": parties} | _keywords(entity)


def _mechanism(graph: Graph, entity: Entity) -> dict[str, Any]:
    edges = graph.edges("Membership", entity["id"])
    sides = {
        f"{role}s": _parties(graph, [_one(edge, "member") for edge in edges if _one(edge, "role") == role])
        for role in ("member", "partner")
    }
    return {
        "name": _one(entity, "name"), "aliases": _all(entity, "alias"), "founded": _one(entity, "incorporationDate"),
    } | sides  # fmt: skip


def _statement(graph: Graph, entity: Entity) -> dict[str, Any]:
    person = graph.entities.get(_one(entity, "entity"), {"properties": {}})
    said = {"speaker": _one(person, "name"), "quote": _one(entity, "description"), "date": _one(entity, "createdAt")}
    return {"mode": "indirect"} | said | _keywords(entity)


def _at_home(record: Record, home: Report | None, project: Entity, graph: Graph) -> Record:
    """The record under the report that tells it, with its sentences there."""
    if home is None:
        return record
    edges = graph.edges("Documentation", project["id"])
    told = [{"field": "", "text": text, "sentence": text} for edge in edges for text in _all(edge, "summary")]
    return with_passages(replace(record, document=home.id), {"passages": told}, home.data.decode())


def _record(graph: Graph, project: Entity) -> Record:
    words = _keywords(project)
    amount, currency = _one(project, "amount"), _one(project, "currency")
    bodies: dict[str, Any] = {}
    for edge in graph.edges("ProjectParticipant", project["id"]):
        name, body = _ROLES.get(_one(edge, "role")), graph.entities.get(_one(edge, "participant"))
        if name and body:
            bodies[name] = (*bodies.get(name, ()), _agency(body))
    dates = {"start": "startDate", "end": "endDate", "commitment": "date"}
    countries = [found for found in map(iso3_of, map(str.upper, _all(project, "country"))) if found]
    groups = [text for name, text in _pairs(project) if name == "recipient"]
    told: dict[str, Any] = {name: words.get(name) for name in ("sector", "flow_type", "amount_kind")} | bodies
    told |= {name: Period.parse(_one(project, prop)) for name, prop in dates.items() if _one(project, prop)}
    return Record(
        document=SOURCE,
        source=SOURCE,
        readers=("table",),
        number=_one(project, "projectId") or project["id"],
        name=_one(project, "name") or None,
        status=_one(project, "status") or None,
        location=_one(project, "summary") or None,
        recipients=tuple(map(party, [*countries, *groups])),
        money=Quantity.of(amount, currency) if amount and currency else None,
        **told,
    )


def _agency(body: Entity) -> Agency:
    country = iso3_of(_one(body, "country").upper()) if _one(body, "country") else None
    return Agency(_one(body, "name"), _one(body, "classification") or None, None, country)


def _parties(graph: Graph, keys: Iterable[str]) -> list[str]:
    """States by their codes, all others by their names."""
    found = (graph.entities[key] for key in keys if key in graph.entities)
    return [_state(each) or _one(each, "name") for each in found]


def _state(body: Entity) -> str | None:
    is_state = body["schema"] == "PublicBody" and _one(body, "name").startswith(_STATE)
    return iso3_of(_one(body, "country").upper()) if is_state else None


def _between(first: str, last: str) -> str:
    return first if first == last or not last else f"{first}/{last}" if first else f"../{last}"


def _keywords(entity: Entity) -> dict[str, str]:
    return dict(_pairs(entity))


def _pairs(entity: Entity) -> list[tuple[str, str]]:
    found = (each.partition(": ") for each in _all(entity, "keywords"))
    return [(name, text) for name, mark, text in found if mark]


def _all(entity: Entity, name: str) -> list[str]:
    return [str(each) for each in entity.get("properties", {}).get(name, ())]


def _one(entity: Entity, name: str) -> str:
    return next(iter(_all(entity, name)), "")
