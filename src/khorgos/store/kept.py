"""Facts as the ledger keeps them: rows that are written when facts are made, and asked for without making them again.

`refresh` keeps them true to the claims and rulings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, delete, exists, func, insert, or_, select

from khorgos.claims.fact import Fact, Relation
from khorgos.claims.printing import Printing
from khorgos.reference.standing import stands_for
from khorgos.store.batches import parts
from khorgos.store.counting import MOST, Counts, counted
from khorgos.store.derived import SEVERAL, FactFilters
from khorgos.store.schema import CLAIMS, FACT_CLAIMS, FACT_PARTIES, FACTS, READINGS
from khorgos.store.words import means, says
from khorgos.values import Period

TABLES = (FACTS, FACT_CLAIMS, FACT_PARTIES)
# How claims stand to each other where a person's word may settle it.
OPEN = frozenset({Relation.CONFLICT, Relation.CLOSE, Relation.DRIFT})
# Where the key of a fact holds its time.
_TIMES = ("period", "date", "founded", "start")
# What no id that goes on lies behind: ids are of digits and small letters.
_LAST = "zz"


def put(connection: Connection, facts: Sequence[Fact], printings: Mapping[str, Printing]) -> None:
    """Keep facts whose claims are given by id; none of them, and no claim of them, may be there."""
    rows: dict[Table, list[dict[str, Any]]] = {
        FACTS: [_fact_row(fact, [printings[claim] for claim in fact.claims]) for fact in facts],
        FACT_CLAIMS: [_claim_row(fact, printings[claim]) for fact in facts for claim in fact.claims],
        FACT_PARTIES: [
            {"fact": fact.id, "party": party}
            for fact in facts
            for party in sorted(_parties(printings[claim] for claim in fact.claims))
        ],
    }
    for table, added in rows.items():
        if added:
            connection.execute(insert(table), added)


def drop(connection: Connection, facts: Iterable[str]) -> None:
    """Forget facts, by their ids."""
    for some in parts(sorted(facts)):
        for table, column in zip(TABLES, (FACTS.c.id, FACT_CLAIMS.c.fact, FACT_PARTIES.c.fact), strict=True):
            connection.execute(delete(table).where(column.in_(some)))


def change(connection: Connection, facts: Iterable[Fact]) -> None:
    """Put facts in the place of those of the same claims: only what they are linked with is another."""
    for fact in facts:
        connection.execute(
            FACTS.update()
            .where(FACTS.c.id == fact.id)
            .values(body=_body(fact), sorting=str(fact.key), open=sum(link.relation in OPEN for link in fact.links))
        )


def of_ids(connection: Connection, facts: Iterable[str]) -> dict[str, Fact]:
    """The facts of these ids, as far as they are there."""
    found = {}
    for some in parts(sorted(set(facts))):
        for body in connection.execute(select(FACTS.c.body).where(FACTS.c.id.in_(some))).scalars():
            fact = _read(body)
            found[fact.id] = fact
    return found


def names(connection: Connection) -> set[str]:
    """The ids of all facts."""
    return set(map(str, connection.execute(select(FACTS.c.id)).scalars()))


def homes(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """The id of the fact that holds each of these claims, as far as one does."""
    found: dict[str, str] = {}
    for some in parts(sorted(set(claims))):
        query = select(FACT_CLAIMS.c.claim, FACT_CLAIMS.c.fact).where(FACT_CLAIMS.c.claim.in_(some))
        found |= {row.claim: row.fact for row in connection.execute(query)}
    return found


@dataclass(frozen=True, slots=True)
class Held:
    """What a list says of a fact: its id, whether it is in dispute, its sources and its claims; a fact can be large."""

    id: str
    disputed: bool
    sources: int
    claims: tuple[str, ...]


def held(connection: Connection, claims: Iterable[str]) -> dict[str, Held]:
    """In short the fact that holds each of these claims, by the claim's id."""
    home = homes(connection, claims)
    told: dict[str, list[str]] = {name: [] for name in home.values()}
    short: dict[str, tuple[bool, int]] = {}
    for some in parts(sorted(told)):
        for row in connection.execute(
            select(FACT_CLAIMS.c.fact, FACT_CLAIMS.c.claim).where(FACT_CLAIMS.c.fact.in_(some))
        ):
            told[row.fact].append(row.claim)
        query = select(FACTS.c.id, FACTS.c.disputed, FACTS.c.sources).where(FACTS.c.id.in_(some))
        short |= {row.id: (bool(row.disputed), row.sources) for row in connection.execute(query)}
    return {claim: Held(name, *short[name], tuple(told[name])) for claim, name in home.items() if name in short}


def holding(connection: Connection, claims: Iterable[str]) -> list[Fact]:
    """The facts that hold these claims, in order of kind and key."""
    return _sorted(of_ids(connection, homes(connection, claims).values()).values())


def begin(connection: Connection, claim: str) -> list[Fact]:
    """The facts that hold the claims whose id begins so."""
    # Between two ends rather than LIKE, which SQLite would look for in every row.
    query = select(FACT_CLAIMS.c.fact).where(FACT_CLAIMS.c.claim.between(claim, claim + _LAST)).distinct()
    return _sorted(of_ids(connection, connection.execute(query).scalars()).values())


def told_by(connection: Connection, documents: Iterable[str]) -> list[Fact]:
    """The facts that these reports tell of, in order of kind and key."""
    found: set[str] = set()
    for some in parts(sorted(set(documents))):
        query = select(CLAIMS.c.id).join(READINGS, READINGS.c.id == CLAIMS.c.reading)
        query = query.where(CLAIMS.c.document.in_(some), READINGS.c.superseded_by.is_(None))
        found |= set(connection.execute(query).scalars())
    return holding(connection, found)


def chosen(connection: Connection, filters: FactFilters) -> list[Fact]:
    """The facts that the filters let through, in order of kind and key."""
    query = _let_through(connection, select(FACTS.c.body), filters)
    query = query.order_by(FACTS.c.kind, FACTS.c.sorting, FACTS.c.id)
    if filters.limit:
        query = query.limit(filters.limit).offset(filters.offset)
    return [_read(body) for body in connection.execute(query).scalars()]


def newest(connection: Connection, filters: FactFilters, limit: int) -> list[tuple[str, Fact]]:
    """Those of them whose reports were read last, the newest first, each with when that was."""
    asked = _let_through(connection, select(FACTS.c.id), filters)
    at = func.max(READINGS.c.read_at).label("at")
    query = select(FACT_CLAIMS.c.fact, at).join(CLAIMS, CLAIMS.c.id == FACT_CLAIMS.c.claim)
    query = query.join(READINGS, READINGS.c.id == CLAIMS.c.reading).where(READINGS.c.superseded_by.is_(None))
    query = query.where(FACT_CLAIMS.c.fact.in_(asked)).group_by(FACT_CLAIMS.c.fact)
    rows = connection.execute(query.order_by(at.desc(), FACT_CLAIMS.c.fact.desc()).limit(limit)).all()
    named = of_ids(connection, [row.fact for row in rows])
    return [(str(row.at), named[row.fact]) for row in rows]


def count(connection: Connection, filters: FactFilters) -> int:
    """How many facts the filters let through, whatever their limit."""
    return int(
        connection.execute(_let_through(connection, select(func.count()).select_from(FACTS), filters)).scalar_one()
    )


def counts(connection: Connection, filters: FactFilters) -> Counts:
    """How many facts the filters let through, by kind, indicator, party and year (`store.counting`)."""
    year = func.substr(FACTS.c.first_day, 1, 4).label("year")
    chosen = _let_through(connection, select(FACTS.c.id, FACTS.c.kind, FACTS.c.indicator, year), filters)
    plain = FactFilters(several=filters.several, disputed=filters.disputed)
    most = None if replace(filters, limit=None, offset=0) == plain else MOST
    return counted(connection, chosen, ("kind", "indicator", "year"), beside={"party": _by_party}, most=most)


def _by_party(chosen: Select[Any] | Sequence[Any]) -> Select[Any]:
    facts = chosen if isinstance(chosen, Sequence) else select(chosen.subquery().c[0])
    query = select(FACT_PARTIES.c.party, func.count()).where(FACT_PARTIES.c.fact.in_(facts))
    return query.group_by(FACT_PARTIES.c.party)


def _let_through(connection: Connection, query: Select[Any], filters: FactFilters) -> Select[Any]:
    """The same that `FactFilters.choose` does to facts at hand."""
    if filters.text:
        said = select(FACT_CLAIMS.c.fact).join(CLAIMS, CLAIMS.c.id == FACT_CLAIMS.c.claim)
        said = said.where(says(filters.text, search=means(connection)))
        query = query.where(FACTS.c.id.in_(said))
    if filters.kind:
        query = query.where(FACTS.c.kind == filters.kind)
    if filters.indicator:
        query = query.where(FACTS.c.indicator == filters.indicator)
    if filters.disputed:
        query = query.where(FACTS.c.disputed == 1)
    if filters.several:
        query = query.where(FACTS.c.documents >= SEVERAL)
    if filters.period:
        query = query.where(exists().where(FACT_CLAIMS.c.fact == FACTS.c.id, _overlaps(filters.period)))
    for party in filters.parties:
        query = query.where(_takes_part(party))
    return query


def _overlaps(period: Period) -> ColumnElement[bool]:
    first, last = FACT_CLAIMS.c.first_day, FACT_CLAIMS.c.last_day
    sides = [or_(first.is_not(None), last.is_not(None))]
    if period.last:
        sides.append(or_(first.is_(None), first <= period.last.isoformat()))
    if period.first:
        sides.append(or_(last.is_(None), last >= period.first.isoformat()))
    return and_(*sides)


def _takes_part(party: str) -> ColumnElement[bool]:
    named = _has(party)
    return or_(named, and_(*(_has(side) for side in sorted(stands_for(party)))))


def _has(party: str) -> ColumnElement[bool]:
    return FACTS.c.id.in_(select(FACT_PARTIES.c.fact).where(FACT_PARTIES.c.party == party))


def _fact_row(fact: Fact, printings: Sequence[Printing]) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "indicator": dict(fact.key).get("indicator"),
        "value": fact.values[0].value if fact.values else None,
        "disputed": int(fact.disputed),
        "documents": len({printing.document for printing in printings}),
        "sources": fact.sources,
        "first_day": _begins(fact, printings[0]),
        "open": sum(link.relation in OPEN for link in fact.links),
        "sorting": str(fact.key),
        "body": _body(fact),
    }


def _begins(fact: Fact, first: Printing) -> str | None:
    """The first day of what a fact tells: that of its key, else of its earliest printing."""
    key = dict(fact.key)
    written = next((str(key[name]) for name in _TIMES if key.get(name)), None)
    period = Period.parse(written) if written else first.period
    return period.first.isoformat() if period and period.first else None


def _claim_row(fact: Fact, printing: Printing) -> dict[str, Any]:
    period = printing.period
    first, last = (period.first, period.last) if period else (None, None)
    return {
        "claim": printing.id,
        "fact": fact.id,
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
    }


def _parties(printings: Iterable[Printing]) -> set[str]:
    """Who takes part, as named and as the countries or bodies that stands for."""
    return {party for printing in printings for party in (*printing.parties, *printing.all_sides)}


def _body(fact: Fact) -> str:
    return json.dumps(fact.as_dict(), ensure_ascii=False, separators=(",", ":"))


def _read(body: str) -> Fact:
    return Fact.of(json.loads(body))


def _sorted(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.kind, str(fact.key), fact.id))
