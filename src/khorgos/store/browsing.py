"""Looking about in a ledger: one document, one claim, how many of each sort, and whether anything changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from khorgos.store.counting import MOST, Counts, counted
from khorgos.store.query import Filters, current_claims
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, JUDGEMENTS, READINGS, REJECTED, SEGMENTS


def state(connection: Connection) -> str:
    """A word that changes whenever claims or rulings do: what was derived from them is good as long as it stays."""
    ends = (func.max(READINGS.c.id), func.count(READINGS.c.superseded_by))
    readings = connection.execute(select(*ends)).one()
    rulings = connection.execute(select(func.max(JUDGEMENTS.c.id))).scalar()
    return f"{readings[0] or 0}.{readings[1]}.{rulings or 0}"


def document(connection: Connection, key: str) -> dict[str, Any] | None:
    """A document with its text, its segments and what its current reading rejected, by its whole id."""
    row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == key)).mappings().first()
    if row is None:
        return None
    segments = select(SEGMENTS).where(SEGMENTS.c.document == key).order_by(SEGMENTS.c.position)
    rejected = (
        select(REJECTED)
        .join(READINGS, READINGS.c.id == REJECTED.c.reading)
        .where(REJECTED.c.document == key, READINGS.c.superseded_by.is_(None))
        .order_by(REJECTED.c.start)
    )
    return {
        **row,
        "segments": [dict(each) for each in connection.execute(segments).mappings()],
        "rejected": [dict(each) for each in connection.execute(rejected).mappings()],
    }


def counts(connection: Connection, filters: Filters, *, search: str) -> Counts:
    """How many claims the filters let through, by kind, indicator, outlet, party and year (`store.counting`).

    Years are those in which a claim's period begins.
    """
    year = func.substr(CLAIMS.c.first_day, 1, 4).label("year")
    columns = (CLAIMS.c.number, CLAIMS.c.kind, CLAIMS.c.indicator, DOCUMENTS.c.outlet, year)
    chosen = current_claims(*columns, filters=filters, search=search)
    every = replace(filters, limit=None, offset=0) == Filters()
    sorts = ("kind", "indicator", "outlet", "year")
    return counted(connection, chosen, sorts, beside={"party": _parties}, most=None if every else MOST)


def _parties(chosen: Select[Any] | Sequence[Any]) -> Select[Any]:
    claims = chosen if isinstance(chosen, Sequence) else select(chosen.subquery().c[0])
    query = select(CLAIM_PARTIES.c.party, func.count(func.distinct(CLAIM_PARTIES.c.claim)))
    return query.where(CLAIM_PARTIES.c.claim.in_(claims)).group_by(CLAIM_PARTIES.c.party)


def count(connection: Connection, filters: Filters, *, search: str) -> int:
    """How many claims the filters let through, whatever their limit."""
    query = current_claims(func.count(), filters=filters, search=search)
    return int(connection.execute(query).scalar_one())


def newest(connection: Connection, filters: Filters, limit: int, *, search: str) -> list[dict[str, Any]]:
    """The claims that came last of those that the filters let through, the newest first, with when they were read."""
    at = select(READINGS.c.read_at).where(READINGS.c.id == CLAIMS.c.reading).scalar_subquery().label("read_at")
    columns = (CLAIMS.c.number, CLAIMS.c.id, CLAIMS.c.body, DOCUMENTS.c.outlet.label("document_outlet"), at)
    query = current_claims(*columns, filters=filters, search=search).order_by(CLAIMS.c.number.desc()).limit(limit)
    return [dict(row) | {"body": json.loads(row["body"])} for row in connection.execute(query).mappings()]


def claims_by_document(connection: Connection, documents: Sequence[str]) -> dict[str, int]:
    """How many current claims each of these documents has, at most some hundreds."""
    query = (
        select(CLAIMS.c.document, func.count())
        .join(READINGS, READINGS.c.id == CLAIMS.c.reading)
        .where(CLAIMS.c.document.in_(documents), READINGS.c.superseded_by.is_(None))
        .group_by(CLAIMS.c.document)
    )
    return {str(name): int(number) for name, number in connection.execute(query)}


def read_at(connection: Connection) -> dict[str, str]:
    """When each report was last read."""
    query = select(READINGS.c.document, READINGS.c.read_at).where(READINGS.c.superseded_by.is_(None))
    return {row.document: row.read_at for row in connection.execute(query)}


def outlets(connection: Connection) -> list[dict[str, Any]]:
    """Every outlet with how many documents and current claims it has, the widest read first."""
    query = (
        select(
            DOCUMENTS.c.outlet,
            func.count(func.distinct(DOCUMENTS.c.id)).label("documents"),
            func.count(CLAIMS.c.number).label("claims"),
            func.min(DOCUMENTS.c.published).label("first"),
            func.max(DOCUMENTS.c.published).label("last"),
        )
        .join(READINGS, (READINGS.c.document == DOCUMENTS.c.id) & READINGS.c.superseded_by.is_(None))
        .outerjoin(CLAIMS, CLAIMS.c.reading == READINGS.c.id)
        .where(DOCUMENTS.c.state == "read")
        .group_by(DOCUMENTS.c.outlet)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return sorted(rows, key=lambda row: (-row["documents"], row["outlet"] or ""))
