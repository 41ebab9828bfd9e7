"""Filters on claims, as one SELECT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select

from khorgos.claims import INDICATORS, KINDS
from khorgos.errors import InputFault
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, FAMILIES, READINGS
from khorgos.store.words import contains, says
from khorgos.values import Period

_FAMILY = select(FAMILIES.c.family).where(FAMILIES.c.document == CLAIMS.c.document).scalar_subquery()

# By names rather than ids, which are hashes.  No day at all is told apart first: databases differ on where NULL sorts.
_ORDER = (
    DOCUMENTS.c.published.is_(None),
    DOCUMENTS.c.published,
    DOCUMENTS.c.name,
    CLAIMS.c.document,
    CLAIMS.c.evidence_start,
    CLAIMS.c.number,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which claims are asked for; all that are given must hold.

    `kind` and `indicator` are codes, `party` a country code or a registered name (also a country within a group),
    `period` a Period that must share a day, `speaker` a part of the speaker's, agency's or outlet's name, `text`
    words that must stand in the claim (each also as a beginning), `document` the beginning of a document's id, `outlet`
    the whole name of who published it; `limit` how many, after the first `offset`.
    Raises InputFault for a kind or an indicator that there is not, or an odd limit.
    """

    kind: str | None = None
    indicator: str | None = None
    party: str | None = None
    period: Period | None = None
    speaker: str | None = None
    text: str | None = None
    document: str | None = None
    outlet: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        for name, allowed in (("kind", tuple(KINDS)), ("indicator", INDICATORS)):
            value = getattr(self, name)
            if value is not None and value not in allowed:
                raise InputFault(f"no such {name}.", place=name, value=value, mend=f"One of {', '.join(allowed)}.")
        if self.limit is not None and self.limit < 1:
            raise InputFault("a limit counts from 1.", place="limit", value=self.limit)


def select_claims(filters: Filters, *, search: str) -> Select[Any]:
    """The rows of current claims that the filters let through, by publication (unknown last), report and place."""
    columns = (
        CLAIMS,
        DOCUMENTS.c.name.label("document_name"),
        DOCUMENTS.c.outlet.label("document_outlet"),
        DOCUMENTS.c.agency.label("document_agency"),
        DOCUMENTS.c.published.label("document_published"),
        _FAMILY.label("document_family"),
    )
    query = current_claims(*columns, filters=filters, search=search).order_by(*_ORDER)
    return query.limit(filters.limit).offset(filters.offset) if filters.limit else query


def select_printings() -> Select[Any]:
    """What comparing needs of every current claim, in the order of `select_claims`."""
    columns = (
        CLAIMS.c.id,
        CLAIMS.c.document,
        CLAIMS.c.body,
        DOCUMENTS.c.outlet.label("document_outlet"),
        DOCUMENTS.c.agency.label("document_agency"),
        DOCUMENTS.c.published.label("document_published"),
        _FAMILY.label("document_family"),
    )
    return current_claims(*columns, filters=Filters(), search="").order_by(*_ORDER)


def current_claims(*columns: Any, filters: Filters, search: str) -> Select[Any]:
    """These columns of the claims of current readings that the filters let through, in no order and without limit."""
    current = exists().where(READINGS.c.id == CLAIMS.c.reading, READINGS.c.superseded_by.is_(None))
    joined = CLAIMS.join(DOCUMENTS, DOCUMENTS.c.id == CLAIMS.c.document)
    return select(*columns).select_from(joined).where(current, *_conditions(filters, search=search))


def _conditions(filters: Filters, *, search: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.kind:
        found.append(CLAIMS.c.kind == filters.kind)
    if filters.indicator:
        found.append(CLAIMS.c.indicator == filters.indicator)
    if filters.document:
        found.append(CLAIMS.c.document.startswith(filters.document, autoescape=True))
    if filters.outlet:
        found.append(DOCUMENTS.c.outlet == filters.outlet)
    if filters.party:
        found.append(_party(filters.party))
    if filters.period:
        found.append(_overlaps(filters.period))
    if filters.speaker:
        found.append(contains(filters.speaker, CLAIMS.c.speaker, CLAIMS.c.agency, CLAIMS.c.outlet))
    if filters.text:
        found.append(says(filters.text, search=search))
    return found


def _party(party: str) -> ColumnElement[bool]:
    padded = literal(" ") + CLAIM_PARTIES.c.countries + literal(" ")
    named = or_(func.lower(CLAIM_PARTIES.c.party) == party.lower(), padded.contains(f" {party} ", autoescape=True))
    return exists().where(CLAIM_PARTIES.c.claim == CLAIMS.c.number, named)


def _overlaps(period: Period) -> ColumnElement[bool]:
    known = or_(CLAIMS.c.first_day.is_not(None), CLAIMS.c.last_day.is_not(None))
    sides = [known]
    if period.last:
        sides.append(or_(CLAIMS.c.first_day.is_(None), CLAIMS.c.first_day <= period.last.isoformat()))
    if period.first:
        sides.append(or_(CLAIMS.c.last_day.is_(None), CLAIMS.c.last_day >= period.first.isoformat()))
    return and_(*sides)
