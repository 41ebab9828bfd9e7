"""Filters on claims, as one SELECT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select

from khorgos.claims import INDICATORS, KINDS
from khorgos.errors import InputFault
from khorgos.reference.groups import groups
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, FAMILIES, READINGS
from khorgos.store.words import contains, says
from khorgos.values import Period

_FAMILY = select(FAMILIES.c.family).where(FAMILIES.c.document == CLAIMS.c.document).scalar_subquery()

# What no id that goes on lies behind: ids are of digits and small letters.
_LAST = "zz"
# By names rather than ids, which are hashes.  No day at all comes last in every database.
_BEHIND = (DOCUMENTS.c.name, CLAIMS.c.document, CLAIMS.c.evidence_start, CLAIMS.c.number)
_ORDER = (DOCUMENTS.c.published.is_(None), DOCUMENTS.c.published, *_BEHIND)
# The same, as the index of publication has it: written so, SQLite goes through all reports rather than sort a few rows.
_WALK = (DOCUMENTS.c.published.asc().nulls_last(), *_BEHIND)


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
    """The rows of current claims that the filters let through, by publication (unknown last), report and place.

    Their limit is `select_numbers`'s business.
    """
    return current_claims(*_COLUMNS, filters=filters, search=search).order_by(*_ORDER)


def select_numbers(filters: Filters, *, search: str, walk: bool = False) -> Select[Any]:
    """Their numbers in the same order, as many as the filters want.

    `walk`: there are so many that a page of them is found soonest by going through the reports in their order.
    """
    query = current_claims(CLAIMS.c.number, filters=filters, search=search, walk=walk)
    query = query.order_by(*(_WALK if walk else _ORDER))
    return query.limit(filters.limit).offset(filters.offset) if filters.limit else query


def select_numbered(numbers: Sequence[int]) -> Select[Any]:
    """The rows of the claims of these numbers, in the same order."""
    return _whole().where(CLAIMS.c.number.in_(numbers)).order_by(*_ORDER)


def select_named(claims: Sequence[str]) -> Select[Any]:
    """The rows of the current claims of these ids, in no order."""
    return _whole().where(CLAIMS.c.id.in_(claims), _CURRENT)


_COLUMNS = (
    CLAIMS,
    DOCUMENTS.c.name.label("document_name"),
    DOCUMENTS.c.outlet.label("document_outlet"),
    DOCUMENTS.c.agency.label("document_agency"),
    DOCUMENTS.c.published.label("document_published"),
    _FAMILY.label("document_family"),
)
_CURRENT = exists().where(READINGS.c.id == CLAIMS.c.reading, READINGS.c.superseded_by.is_(None))


def _whole() -> Select[Any]:
    return select(*_COLUMNS).select_from(CLAIMS.join(DOCUMENTS, DOCUMENTS.c.id == CLAIMS.c.document))


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


def current_claims(*columns: Any, filters: Filters, search: str, walk: bool = False) -> Select[Any]:
    """These columns of the claims of current readings that the filters let through, in no order and without limit."""
    # SQLite has no figures to choose by: told so, it goes through the reports by their index and sorts nothing.
    report = func.coalesce(DOCUMENTS.c.id, "") if walk else DOCUMENTS.c.id
    joined = DOCUMENTS.join(CLAIMS, CLAIMS.c.document == report)
    return select(*columns).select_from(joined).where(_CURRENT, *_conditions(filters, search=search, walk=walk))


def _conditions(filters: Filters, *, search: str, walk: bool = False) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    number = func.coalesce(CLAIMS.c.number, 0) if walk else CLAIMS.c.number
    for column, value in ((CLAIMS.c.kind, filters.kind), (CLAIMS.c.indicator, filters.indicator)):
        if value:
            found.append((func.coalesce(column, "") if walk else column) == value)
    if filters.document:
        # Between two ends as well, since SQLite would look for LIKE in every row.
        found.append(CLAIMS.c.document.between(filters.document, filters.document + _LAST))
        found.append(CLAIMS.c.document.startswith(filters.document, autoescape=True))
    if filters.outlet:
        found.append(DOCUMENTS.c.outlet == filters.outlet)
    if filters.party:
        found.append(number.in_(_of_party(filters.party)))
    if filters.period:
        found.append(_overlaps(filters.period))
    if filters.speaker:
        found.append(number.in_(_said_by(filters.speaker)))
    if filters.text:
        found.append(says(filters.text, search=search, number=number))
    return found


def _of_party(party: str) -> Select[Any]:
    """As itself, or as a country that a group holds or that a body belongs to.

    Each of these has an index; groups are asked by their registered names, since no index finds a country in a list.
    """
    names = {party, party.upper(), *(name for name in groups() if name.casefold() == party.casefold())}
    padded = literal(" ") + CLAIM_PARTIES.c.countries + literal(" ")
    held = and_(CLAIM_PARTIES.c.party.in_(groups()), padded.contains(f" {party} ", autoescape=True))
    ways = (CLAIM_PARTIES.c.party.in_(sorted(names)), CLAIM_PARTIES.c.countries == party, held)
    return select(CLAIM_PARTIES.c.claim).where(or_(*ways))


def _said_by(name: str) -> Select[Any]:
    """Found in the index of those who are cited, which is a tenth of the claims' size."""
    said = CLAIMS.alias()
    return select(said.c.number).where(contains(name, said.c.speaker, said.c.agency, said.c.outlet))


def _overlaps(period: Period) -> ColumnElement[bool]:
    known = or_(CLAIMS.c.first_day.is_not(None), CLAIMS.c.last_day.is_not(None))
    sides = [known]
    if period.last:
        sides.append(or_(CLAIMS.c.first_day.is_(None), CLAIMS.c.first_day <= period.last.isoformat()))
    if period.first:
        sides.append(or_(CLAIMS.c.last_day.is_(None), CLAIMS.c.last_day >= period.first.isoformat()))
    return and_(*sides)
