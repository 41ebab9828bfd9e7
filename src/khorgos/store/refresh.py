"""Keeping the facts of a ledger true to its claims and rulings: only what came, went or was ruled on is made anew.

What comes out is, byte for byte, what all claims give (`Ledger.rebuild`); tests hold the two together.  Nobody waits
for it when reports are added: it is done when facts are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, delete, func, insert, select

from khorgos.claims.fact import ONE_FACT, Fact, Link
from khorgos.claims.judgement import Judgement, rejected
from khorgos.claims.printing import Printing
from khorgos.reconcile import Nearby, touched
from khorgos.store import judging, kept
from khorgos.store.batches import parts
from khorgos.store.checking import mark
from khorgos.store.code import keys_version
from khorgos.store.heirs import heirs_of
from khorgos.store.nearby import LedgerIndex, read_up_to
from khorgos.store.schema import CLAIMS, DERIVED, JUDGEMENTS, READINGS, STALE

_READINGS, _RULINGS = "facts", "facts, rulings"
# Looked up one by one in a ledger, a claim takes so many times as long as among all claims in memory
# (bench/near.py against bench/world.py, 2026-11).
_DEARER = 30


@dataclass(frozen=True, slots=True)
class State:
    """Up to which reading and which ruling, by their numbers, facts are kept."""

    reading: int
    ruling: int


def newest(connection: Connection) -> State:
    """The newest reading and ruling of the ledger."""
    ends = (connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in (READINGS, JUDGEMENTS))
    return State(*ends)


def fresh(connection: Connection) -> bool:
    """Whether the facts that are kept are those of today's claims and rulings."""
    return _state(connection) == newest(connection) and not connection.execute(select(STALE).limit(1)).first()


def stale(connection: Connection, documents: Iterable[str]) -> None:
    """Have the facts of reports made anew though no claim of theirs changed: they belong to another family, say."""
    there = set(connection.execute(select(STALE.c.document)).scalars())
    rows = [{"document": name} for name in sorted(set(documents) - there)]
    if rows:
        connection.execute(insert(STALE), rows)


def refresh(connection: Connection) -> bool:
    """Make anew what changed since; False where that is not to be, or would take longer than to make all facts anew."""
    state = _state(connection)
    if fresh(connection):  # another program did it while this one waited for its turn
        return True
    if state is None or _many(connection, state):
        return False
    mark(connection, changed_documents(connection))
    _renew(connection, _Changed.since(connection, state))
    note(connection, newest(connection))
    return True


def changed_documents(connection: Connection) -> set[str]:
    """The reports that came, were read again, or whose claims were ruled on, since facts were kept."""
    state = _state(connection) or State(0, 0)
    found = _come(connection, state)
    for some in parts(sorted(_ruled(connection, state))):
        found |= set(connection.execute(select(CLAIMS.c.document).where(CLAIMS.c.id.in_(some))).scalars())
    return found


def clear(connection: Connection) -> None:
    """Forget all facts."""
    for table in (*kept.TABLES, STALE):
        connection.execute(delete(table))
    connection.execute(delete(DERIVED).where(DERIVED.c.name.in_((_READINGS, _RULINGS))))


def note(connection: Connection, state: State) -> None:
    """Facts are kept up to here, made by this code."""
    connection.execute(delete(DERIVED).where(DERIVED.c.name.in_((_READINGS, _RULINGS))))
    lasts = {_READINGS: state.reading, _RULINGS: state.ruling}
    rows = [{"name": name, "version": keys_version(), "last": last} for name, last in lasts.items()]
    connection.execute(insert(DERIVED), rows)
    connection.execute(delete(STALE))


def _state(connection: Connection) -> State | None:
    """Up to where facts are kept; None where there are none, or other code made them."""
    query = select(DERIVED.c.name, DERIVED.c.last).where(DERIVED.c.version == keys_version())
    found = {row.name: int(row.last) for row in connection.execute(query)}
    return State(found[_READINGS], found[_RULINGS]) if found.keys() >= {_READINGS, _RULINGS} else None


def _many(connection: Connection, state: State) -> bool:
    """Whether so many claims came that making all facts anew is quicker."""
    new = select(READINGS.c.id).where(READINGS.c.id > state.reading)
    come = connection.execute(select(func.count()).select_from(CLAIMS).where(CLAIMS.c.reading.in_(new))).scalar_one()
    come += connection.execute(select(func.count()).select_from(STALE)).scalar_one()
    return bool(come * _DEARER > _last(connection, CLAIMS))


def _come(connection: Connection, state: State) -> set[str]:
    """The reports that were read since, or are to be looked at again."""
    read = select(READINGS.c.document).where(READINGS.c.id > state.reading)
    return {str(name) for query in (read, select(STALE.c.document)) for name in connection.execute(query).scalars()}


def _ruled(connection: Connection, state: State) -> set[str]:
    """The claims that were ruled on since, and those that stand in their place today."""
    ruled = judging.ruled_since(connection, state.ruling)
    return ruled | set(heirs_of(connection, ruled).values())


def _last(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.max(table.c.number))).scalar() or 0)


@dataclass(frozen=True, slots=True)
class _Changed:
    """Claims that came and went (those that only may have changed are both), among the claims of today."""

    index: LedgerIndex
    judgements: list[Judgement]
    come: list[Printing]
    gone: list[Printing]

    @staticmethod
    def since(connection: Connection, state: State) -> _Changed:
        """What changed since facts were kept."""
        documents, ruled = _come(connection, state), _ruled(connection, state)
        judgements = judging.standing_at(connection)
        today = LedgerIndex(connection, without=rejected(judgements))
        before = LedgerIndex(connection, read_up_to(state.reading))
        come, gone = ([*index.of_reports(documents), *index.of_claims(ruled)] for index in (today, before))
        return _Changed(today, judgements, come, gone)

    @property
    def claims(self) -> set[str]:
        """Those that came or went, and those that are ruled on together with them."""
        ours = {printing.id for printing in (*self.come, *self.gone)}
        ruled = ({each.subject, each.other} for each in self.judgements if each.other)
        return ours.union(*(pair for pair in ruled if pair & ours))


def _renew(connection: Connection, changed: _Changed) -> None:
    """Make the facts anew that hold what changed, and put right what those beside them say of them."""
    index = changed.index
    other = touched(index, changed.come, changed.gone)
    asked = changed.claims | other.claims | {printing.id for printing in index.of_reports(other.documents)}
    nearby = Nearby(index, changed.judgements)
    old = _hanging_together(connection, asked)
    while True:
        new = nearby.hanging_together(index.of_claims(asked | _claims(old.values())))
        more = _hanging_together(connection, _claims(new)).keys() - old.keys()
        if not more:
            break
        old |= _hanging_together(connection, _claims(new))
    beside = _beside(connection, old, new)
    mark(connection, facts={*old, *(fact.id for fact in (*new, *beside))})
    kept.drop(connection, old)
    kept.put(connection, new, {printing.id: printing for printing in index.of_claims(_claims(new))})
    kept.change(connection, beside)


def _hanging_together(connection: Connection, claims: Iterable[str]) -> dict[str, Fact]:
    """The kept facts that hold these claims, and all that are linked with them as one fact is."""
    found: dict[str, Fact] = {}
    asked = set(claims)
    while True:
        more = kept.of_ids(connection, set(kept.homes(connection, asked).values()) - found.keys())
        if not more:
            return found
        found |= more
        held = _claims(more.values())
        links = (link for fact in more.values() for link in fact.links if link.relation in ONE_FACT)
        asked = {end for link in links for end in (link.left, link.right)} - held


def _beside(connection: Connection, old: dict[str, Fact], new: list[Fact]) -> list[Fact]:
    """The facts beside those that were made anew, with what they now say of them."""
    ours = _claims(old.values()) | _claims(new)
    across = [(link, fact.id) for fact in new for link in fact.links if not ours.issuperset((link.left, link.right))]
    homes = kept.homes(connection, {end for link, _ in across for end in (link.left, link.right)} - ours)
    names = {name for fact in old.values() for name, _ in fact.beside} | set(homes.values())
    touching: dict[str, list[tuple[Link, str]]] = defaultdict(list)
    for link, name in across:
        touching[homes[link.right if link.left in ours else link.left]].append((link, name))
    there = kept.of_ids(connection, names - old.keys())
    return [_put_right(fact, old.keys(), ours, touching[fact.id]) for fact in there.values()]


def _put_right(fact: Fact, old: Collection[str], ours: set[str], touching: list[tuple[Link, str]]) -> Fact:
    links = [link for link in fact.links if ours.isdisjoint((link.left, link.right))]
    links += [link for link, _ in touching]
    beside = {each for each in fact.beside if each[0] not in old} | {
        (name, link.relation.value) for link, name in touching
    }
    links.sort(key=lambda link: (link.left, link.right))
    return replace(fact, links=tuple(links), beside=tuple(sorted(beside)))


def _claims(facts: Iterable[Fact]) -> set[str]:
    return {claim for fact in facts for claim in fact.claims}
