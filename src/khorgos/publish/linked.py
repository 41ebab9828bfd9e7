"""JSON-LD in the terms of schema.org: reports, their claims, the facts that these tell, people's verdicts.

A report is a NewsArticle, a claim a Claim that appears in it; a fact is an Observation, Event, Organization, Quotation
or the like, with its claims as what it is based on.  A ClaimReview is written for a person's verdict only, never for
what a check found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from khorgos.claims import Record
from khorgos.claims.printing import Printing
from khorgos.publish.columns import fact_row
from khorgos.publish.edition import Edition, LeftOut, Telling
from khorgos.telling import one_line, party_name, title
from khorgos.values import Bound, Quantity
from khorgos.values.quantity import plain

Node = dict[str, Any]
# Terms of our own for what schema.org has none for.
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "khorgos": "urn:khorgos:term:",
    "bound": "khorgos:bound",
    "sources": "khorgos:sources",
    "disputed": "khorgos:disputed",
    "tells": {"@id": "khorgos:tells", "@type": "@id"},
}
_RATINGS = {"accept": "The passage says so", "reject": "The passage does not say so", "unsure": "Not decided"}


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The graph, node after node."""
    out.write(b'{"@context": ' + _json(CONTEXT) + b',\n"@graph": [')
    first = True
    for node in nodes(edition):
        out.write((b"\n" if first else b",\n") + _json(node))
        first = False
    out.write(b"\n]}\n")
    return iter(())


def nodes(edition: Edition) -> Iterator[Node]:
    """Every node of an edition."""
    for name, row in edition.documents.items():
        yield article(edition, name, row)
    for telling in edition.facts():
        yield from told(edition, telling)
    for each in edition.records():
        yield _filled(_funding(edition, each.record))


def told(edition: Edition, telling: Telling) -> Iterator[Node]:
    """A fact, its claims, and the verdicts on these."""
    yield fact(edition, telling)
    for printing in telling.printings:
        yield claim(edition, telling, printing)
        if printing.id in edition.verdicts:
            yield _review(edition, printing, edition.verdicts[printing.id])


def article(edition: Edition, name: str, row: Mapping[str, Any]) -> Node:
    """A report."""
    authors = json.loads(row.get("authors") or "[]")
    node = {
        "@id": edition.about.address("documents", name),
        "@type": "NewsArticle",
        "headline": row.get("title"),
        "datePublished": row.get("published"),
        "author": [{"@type": "Person", "name": author} for author in authors],
        "publisher": _named("Organization", row.get("outlet")),
        "inLanguage": row.get("language"),
        "url": edition.place_of(name),
    }
    return _filled(node)


def claim(edition: Edition, telling: Telling, printing: Printing) -> Node:
    """A claim: its sentence, who says so, and the report it appears in."""
    said, about = printing.said, edition.about
    speaker = _chain(said).get("speaker") or said.get("speaker")
    office = _chain(said).get("agency") or _chain(said).get("outlet") or printing.source.outlet
    published = printing.source.published
    node = {
        "@id": about.address("claims", printing.id),
        "@type": "Claim",
        "name": title(dict(said)),
        "text": one_line(str(said.get("sentence", ""))),
        "author": _named("Person", speaker) or _named("Organization", office),
        "datePublished": published.isoformat() if published else None,
        "appearance": {"@id": about.address("documents", printing.document)},
        "tells": about.address("facts", telling.fact.id),
    }
    return _filled(node)


def fact(edition: Edition, telling: Telling) -> Node:
    """A fact, in the type that its kind has in schema.org."""
    row, said = fact_row(edition, telling), telling.said
    node = {
        "@id": row["address"],
        "name": row["title"],
        "sources": row["sources"],
        "disputed": True if row["disputed"] else None,
        "isBasedOn": [{"@id": edition.about.address("claims", each.id)} for each in telling.printings],
    }
    return _filled(node | _KINDS[telling.fact.kind](said, telling))


def _figure(said: Node, telling: Telling) -> Node:
    values = [Quantity.parse(cluster.value) for cluster in telling.fact.values] or [
        Quantity.parse(telling.first.number)
    ]
    return {
        "@type": "Observation",
        "variableMeasured": " ".join(str(said[name]) for name in ("indicator", "measure", "detail") if said.get(name)),
        "observationAbout": _parties(said.get("parties")),
        "observationDate": said.get("period"),
        "value": [_quantity(value) for value in values],
    }


def _event(said: Node, _telling: Telling) -> Node:
    first, _, last = str(said.get("date") or "").partition("/")
    return {
        "@type": "Event",
        "startDate": first,
        "endDate": last,
        "location": _named("Place", said.get("place")),
        "attendee": _parties(said.get("participants")),
        "organizer": _named("Organization", said.get("mechanism")),
    }


def _mechanism(said: Node, _telling: Telling) -> Node:
    return {
        "@type": "Organization",
        "name": said.get("name"),
        "alternateName": said.get("aliases"),
        "foundingDate": said.get("founded"),
        "member": _parties(said.get("members")),
    }


def _agreement(said: Node, _telling: Telling) -> Node:
    return {
        "@type": "CreativeWork",
        "name": said.get("title"),
        "genre": said.get("paper"),
        "creativeWorkStatus": said.get("status"),
        "dateCreated": said.get("date"),
        "contributor": _parties(said.get("parties")),
    }


def _statement(said: Node, _telling: Telling) -> Node:
    speaker = said.get("speaker")
    person = {"@type": "Person", "name": speaker, "jobTitle": said.get("role"), "affiliation": said.get("affiliation")}
    direct = said.get("mode") == "direct"
    return {
        "@type": "Quotation" if direct else "Claim",
        "text": one_line(str(said.get("quote", ""))),
        "creator": _filled(person) if speaker else None,
        "dateCreated": said.get("date"),
    }


def _project(said: Node, telling: Telling) -> Node:
    """Works have no type in schema.org; its Project is an organisation."""
    return {
        "@type": "Thing",
        "description": telling.passage,
        "locationCreated": _parties(said.get("recipients")),
        "amount": [_quantity(Quantity.parse(cluster.value)) for cluster in telling.fact.values],
    }


_KINDS = {
    "figure": _figure, "event": _event, "mechanism": _mechanism, "agreement": _agreement, "statement": _statement,
    "project": _project,
}  # fmt: skip


def _funding(edition: Edition, record: Record) -> Node:
    """A record of money given: a loan or a grant; all other is a Grant's superclass."""
    kind = {"Loan": "LoanOrCredit", "Grant": "MonetaryGrant"}.get(str(record.flow_type), "Intangible")
    node = {
        "@id": edition.about.address("projects", record.id),
        "@type": kind,
        "name": record.name,
        "amount": _quantity(record.money) if record.money else None,
        "isBasedOn": {"@id": edition.about.address("documents", record.document)},
        "areaServed": _parties([party.code for party in record.recipients]),
        ("provider" if kind == "LoanOrCredit" else "funder"): [
            _named("Organization", str(f)) for f in record.financiers
        ],
    }
    if kind == "LoanOrCredit" and record.maturity is not None:
        node["loanTerm"] = {"@type": "QuantitativeValue", "value": float(record.maturity), "unitCode": "ANN"}
    return node


def _review(edition: Edition, printing: Printing, verdict: Mapping[str, Any]) -> Node:
    """What a person ruled on a claim."""
    node = {
        "@id": edition.about.address("claims", f"{printing.id}#review"),
        "@type": "ClaimReview",
        "claimReviewed": one_line(str(printing.said.get("sentence", ""))),
        "itemReviewed": {"@id": edition.about.address("claims", printing.id)},
        "author": _named("Person", verdict.get("made_by")),
        "datePublished": str(verdict.get("made_at") or "")[:10],
        "reviewBody": verdict.get("reason"),
        "reviewRating": {"@type": "Rating", "alternateName": _RATINGS.get(str(verdict.get("verdict")))},
        "url": edition.about.address("claims", printing.id),
    }
    return _filled(node)


def _quantity(value: Quantity) -> Node:
    """A number with its ends where it is a range or a bound."""
    money = value.unit.is_money
    node: Node = {"@type": "MonetaryAmount" if money else "QuantitativeValue"}
    node["currency" if money else "unitText"] = value.unit.code
    low, high = _number(value.low), _number(value.high)
    if value.is_range:
        return node | {"minValue": low, "maxValue": high}
    if value.bound in (Bound.ABOVE, Bound.AT_LEAST):
        return node | {"minValue": low, "bound": value.bound.value}
    if value.bound in (Bound.BELOW, Bound.AT_MOST):
        return node | {"maxValue": low, "bound": value.bound.value}
    return node | {"value": low} | ({} if value.bound is Bound.EXACT else {"bound": value.bound.value})


def _number(value: Any) -> int | float:
    text = plain(value)
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _parties(codes: Iterable[str] | None) -> list[Node]:
    return [{"@type": "AdministrativeArea", "name": party_name(code), "identifier": code} for code in codes or ()]


def _named(kind: str, name: object) -> Node | None:
    return {"@type": kind, "name": str(name)} if name else None


def _chain(said: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = said.get("attribution") or {}
    return found


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
