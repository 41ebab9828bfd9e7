"""What a ledger tells as a whole: who speaks, who cites whom, who is in what, what happened when, what waits.

Everything here is counted and put in order by the database; pages ask for a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, or_, select, union_all

from khorgos.claims.finding import Severity
from khorgos.store.batches import parts
from khorgos.store.correcting import PERSON
from khorgos.store.counting import MOST
from khorgos.store.schema import (
    CLAIM_PARTIES,
    CLAIMS,
    DOCUMENTS,
    FACT_CLAIMS,
    FACTS,
    FINDING_CLAIMS,
    FINDINGS,
    READINGS,
)

# Facts that have a place in time.
DATED = ("event", "agreement", "mechanism", "project")


def _current() -> ColumnElement[bool]:
    """For questions about all claims: the superseded readings are looked for once."""
    return CLAIMS.c.reading.not_in(select(READINGS.c.id).where(READINGS.c.superseded_by.is_not(None)))


def speakers(connection: Connection, limit: int | None = None, offset: int = 0) -> list[dict[str, Any]]:
    """Who is said to say something, with the number of claims, those with most first."""
    number = func.count().label("claims")
    query = select(CLAIMS.c.speaker.label("name"), number).where(CLAIMS.c.speaker.is_not(None), _current())
    query = query.group_by(CLAIMS.c.speaker).order_by(number.desc(), CLAIMS.c.speaker)
    if limit:
        query = query.limit(limit).offset(offset)
    return [dict(row) for row in connection.execute(query).mappings()]


def count_speakers(connection: Connection) -> int:
    """How many there are."""
    query = select(func.count(func.distinct(CLAIMS.c.speaker))).where(_current())
    return int(connection.execute(query).scalar_one())


def claims_of_speaker(connection: Connection, speaker: str, limit: int | None = None) -> list[str]:
    """The ids of what somebody says, in the order of reading."""
    query = select(CLAIMS.c.id).where(CLAIMS.c.speaker == speaker, _current()).order_by(CLAIMS.c.number).limit(limit)
    return [str(key) for key in connection.execute(query).scalars()]


def cited(connection: Connection, limit: int | None = None) -> list[tuple[str, str | None, int]]:
    """Which agencies and outlets are cited by which outlet, in how many claims, the most cited first.

    An outlet that prints itself is no citation.
    """
    columns = (CLAIMS.c.document, func.count().label("number"))
    other = or_(CLAIMS.c.agency.is_(None), CLAIMS.c.outlet != CLAIMS.c.agency)
    agencies = select(CLAIMS.c.agency.label("name"), *columns).where(CLAIMS.c.agency.is_not(None), _current())
    outlets = select(CLAIMS.c.outlet.label("name"), *columns).where(CLAIMS.c.outlet.is_not(None), other, _current())
    told = union_all(
        agencies.group_by(CLAIMS.c.agency, CLAIMS.c.document), outlets.group_by(CLAIMS.c.outlet, CLAIMS.c.document)
    ).subquery()
    number = func.sum(told.c.number)
    query = select(told.c.name, DOCUMENTS.c.outlet, number).join(DOCUMENTS, DOCUMENTS.c.id == told.c.document)
    query = query.where(or_(DOCUMENTS.c.outlet.is_(None), DOCUMENTS.c.outlet != told.c.name))
    query = query.group_by(told.c.name, DOCUMENTS.c.outlet)
    query = query.order_by(number.desc(), told.c.name, DOCUMENTS.c.outlet).limit(limit)
    return [(str(name), outlet, int(many)) for name, outlet, many in connection.execute(query)]


def memberships(connection: Connection) -> Iterator[tuple[str, str, str, str]]:
    """Fact, role (members, partners), party and the first claim that says so, of every mechanism."""
    first = func.min(CLAIMS.c.number).label("first")
    found = (
        select(FACT_CLAIMS.c.fact, CLAIM_PARTIES.c.role, CLAIM_PARTIES.c.party, first)
        .select_from(FACTS)
        .join(FACT_CLAIMS, FACT_CLAIMS.c.fact == FACTS.c.id)
        .join(CLAIMS, CLAIMS.c.id == FACT_CLAIMS.c.claim)
        .join(CLAIM_PARTIES, CLAIM_PARTIES.c.claim == CLAIMS.c.number)
        .where(FACTS.c.kind == "mechanism", CLAIM_PARTIES.c.role.in_(("members", "partners")), _current())
        .group_by(FACT_CLAIMS.c.fact, CLAIM_PARTIES.c.role, CLAIM_PARTIES.c.party)
        .subquery()
    )
    query = select(found.c.fact, found.c.role, found.c.party, CLAIMS.c.id).join(
        CLAIMS, CLAIMS.c.number == found.c.first
    )
    for fact, role, party, claim in connection.execute(query.order_by(found.c.first, found.c.role, found.c.party)):
        yield str(fact), str(role), str(party), str(claim)


def dated(
    connection: Connection, kinds: Sequence[str] = DATED, limit: int | None = None, offset: int = 0
) -> list[tuple[str, str]]:
    """First day and id of the facts of these kinds that have one, in order of time."""
    query = select(FACTS.c.first_day, FACTS.c.id).where(FACTS.c.first_day.is_not(None), FACTS.c.kind.in_(kinds))
    query = query.order_by(FACTS.c.first_day, FACTS.c.id).limit(limit).offset(offset)
    return [(str(day), str(key)) for day, key in connection.execute(query)]


def dated_years(connection: Connection, kinds: Sequence[str] = DATED) -> tuple[dict[str, int], int]:
    """How many of them there are a year, and how many have no date."""
    year = func.substr(FACTS.c.first_day, 1, 4)
    query = select(year, func.count()).where(FACTS.c.kind.in_(kinds)).group_by(year).order_by(year)
    rows = {str(name or ""): int(number) for name, number in connection.execute(query)}
    return {name: number for name, number in rows.items() if name}, rows.get("", 0)


def weightiest(connection: Connection, limit: int) -> list[str]:
    """The ids of facts that several reports tell: those in dispute, then those of most sources, first."""
    query = select(FACTS.c.id).where(FACTS.c.documents > 1)
    query = query.order_by(FACTS.c.disputed.desc(), FACTS.c.sources.desc(), FACTS.c.id.desc()).limit(limit)
    return [str(key) for key in connection.execute(query).scalars()]


def open_links(connection: Connection, limit: int, offset: int = 0) -> list[str]:
    """The ids of facts with links that a person's word may settle (`kept.OPEN`), those with most first."""
    query = select(FACTS.c.id).where(FACTS.c.open > 0).order_by(FACTS.c.open.desc(), FACTS.c.id.desc())
    return [str(key) for key in connection.execute(query.limit(limit).offset(offset)).scalars()]


def count_open_links(connection: Connection) -> int:
    """How many such links there are."""
    return int(
        connection.execute(select(func.coalesce(func.sum(FACTS.c.open), 0)).where(FACTS.c.open > 0)).scalar_one()
    )


# What waits for a person, and what a verdict on it is worth: two values that cannot both hold come first, then what a
# finding speaks of, a reader's own doubt (the share of claims like it that proved wrong), many printings, and sums of
# money by size.
_CONFLICT, _FINDING, _DOUBT, _COPIES, _MONEY = 4.0, 2.0, 3.0, 0.2, 0.15
# What is assumed where a reader's claims were never measured.
UNMEASURED = 0.7
# So many of each sort are weighed where a ledger has more than can be weighed at once.
_OF_EACH = 1000


def count_waiting(connection: Connection) -> int:
    """How many claims may wait for a verdict: current ones that no person wrote and no referee accepted."""
    query = select(func.count()).select_from(CLAIMS).where(*_undecided())
    return int(connection.execute(query).scalar_one())


def worth(connection: Connection, only: Iterable[str] | None = None) -> dict[str, float]:
    """What a verdict is worth on the claims that may wait for one, by id, the most worth first.

    `only` asks about these claims.  In a ledger of more than `counting.MOST` claims not all are weighed: those of facts
    in dispute, those of which findings speak, and those of least confidence, some of each.
    """
    if only is not None:
        found: dict[str, float] = {}
        for some in parts(sorted(set(only))):
            found |= _weighed(connection, CLAIMS.c.id.in_(some))
        return found
    large = int(connection.execute(select(func.max(CLAIMS.c.number))).scalar() or 0) > MOST
    return _weighed(connection, CLAIMS.c.number.in_(_candidates()) if large else literal(value=True))


def _weighed(connection: Connection, condition: ColumnElement[bool]) -> dict[str, float]:
    speaks = select(FINDING_CLAIMS.c.claim).join(FINDINGS, FINDINGS.c.number == FINDING_CLAIMS.c.finding)
    speaks = speaks.where(FINDINGS.c.severity != Severity.OK.value)
    value = (
        _DOUBT * (1 - func.coalesce(CLAIMS.c.confidence, UNMEASURED))
        + _CONFLICT * func.coalesce(FACTS.c.disputed, 0)
        + case((CLAIMS.c.id.in_(speaks), _FINDING), else_=0.0)
        + case((FACTS.c.documents > 2, _COPIES * FACTS.c.documents), else_=0.0)
        + _MONEY * _digits()
    ).label("worth")
    joined = CLAIMS.outerjoin(FACT_CLAIMS, FACT_CLAIMS.c.claim == CLAIMS.c.id)
    joined = joined.outerjoin(FACTS, FACTS.c.id == FACT_CLAIMS.c.fact)
    query = select(CLAIMS.c.id, value).select_from(joined).where(*_undecided(), condition)
    query = query.order_by(value.desc(), CLAIMS.c.document, CLAIMS.c.evidence_start, CLAIMS.c.id)
    return {str(key): float(weight) for key, weight in connection.execute(query)}


def _undecided() -> tuple[ColumnElement[bool], ...]:
    return CLAIMS.c.accepted.is_(None), CLAIMS.c.readers != PERSON, _current()


def _digits() -> ColumnElement[Any]:
    """How many digits a sum of money has beyond a million."""
    size = func.abs(func.coalesce(CLAIMS.c.value_number, 0.0))
    money = (func.length(CLAIMS.c.unit) == 3) & (func.upper(CLAIMS.c.unit) == CLAIMS.c.unit)
    steps = [(money & (size >= 10.0**digits), digits - 5) for digits in range(14, 5, -1)]
    return case(*steps, else_=0)


def _candidates() -> Select[Any]:
    disputed = select(FACTS.c.id).where(FACTS.c.disputed == 1).order_by(FACTS.c.sources.desc(), FACTS.c.id.desc())
    of_facts = select(CLAIMS.c.number).join(FACT_CLAIMS, FACT_CLAIMS.c.claim == CLAIMS.c.id)
    of_facts = of_facts.where(FACT_CLAIMS.c.fact.in_(disputed.limit(_OF_EACH // 4).subquery().select()))
    grave = select(FINDINGS.c.number).where(FINDINGS.c.severity != Severity.OK.value)
    grave = grave.order_by(FINDINGS.c.rank, FINDINGS.c.check, FINDINGS.c.id).limit(_OF_EACH // 2)
    of_findings = select(CLAIMS.c.number).join(FINDING_CLAIMS, FINDING_CLAIMS.c.claim == CLAIMS.c.id)
    of_findings = of_findings.where(FINDING_CLAIMS.c.finding.in_(grave.subquery().select()))
    doubtful = select(CLAIMS.c.number).where(CLAIMS.c.accepted.is_(None), CLAIMS.c.readers == "grammar")
    doubtful = doubtful.where(CLAIMS.c.confidence.is_not(None)).order_by(CLAIMS.c.confidence).limit(_OF_EACH)
    first = select(CLAIMS.c.number).where(CLAIMS.c.accepted.is_(None)).order_by(CLAIMS.c.number.desc()).limit(_OF_EACH)
    every = union_all(*(each.subquery().select() for each in (of_facts, of_findings, doubtful, first)))
    return every.subquery().select()
