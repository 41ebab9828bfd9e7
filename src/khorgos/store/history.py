"""How facts came to be what they are: the ledger as it stood at a moment, and what has changed since.

Nothing is kept for it.  Readings and rulings have their moments, and facts are derived: those of today are kept, those
of a moment are derived from what was there then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from khorgos.claims.fact import Fact
from khorgos.claims.judgement import Judgement, rejected
from khorgos.reconcile import Change, Nearby, changes
from khorgos.store import judging, kept
from khorgos.store.nearby import LedgerIndex, read_by
from khorgos.store.schema import CLAIMS, JUDGEMENTS, READINGS


@dataclass(frozen=True, slots=True)
class Moment:
    """What became of a fact at a moment (ISO 8601 in UTC)."""

    at: str
    change: Change


class View:
    """The facts of a ledger as they stood at a moment."""

    def __init__(self, connection: Connection, at: str) -> None:
        judgements: list[Judgement] = judging.standing_at(connection, at)
        self.index = LedgerIndex(connection, read_by(at), rejected(judgements))
        self._nearby = Nearby(self.index, judgements)

    def holding(self, claims: Iterable[str]) -> list[Fact]:
        """The facts that held these claims, as far as they were there."""
        return self._nearby.facts(self.index.of_claims(claims))


def since(connection: Connection, at: str) -> list[Change]:
    """What became of facts since a moment; those of today are kept and up to date."""
    read = set(connection.execute(select(READINGS.c.document).where(READINGS.c.read_at > at)).scalars())
    ruled = _ruled_since(connection, at)
    then, now = View(connection, at), LedgerIndex(connection)
    asked = ruled | {printing.id for index in (then.index, now) for printing in index.of_reports(read)}
    while True:
        before, after = then.holding(asked), kept.holding(connection, asked)
        held = {claim for fact in (*before, *after) for claim in fact.claims}
        if held <= asked:
            return changes(before, after)
        asked |= held


def moments(connection: Connection, claim: str) -> Iterator[Moment]:
    """The history of the fact that holds a claim, and of those it was before, from the first printing here on."""
    claims = {name for fact in kept.holding(connection, [claim]) for name in fact.claims} | {claim}
    before: list[Fact] = []
    for at in _turns(connection, claims):
        after = View(connection, at).holding(claims)
        yield from (Moment(at, change) for change in changes(before, after))
        before = after


def _turns(connection: Connection, claims: set[str]) -> list[str]:
    """The moments at which a fact may have changed: its reports were read, its claims ruled on."""
    documents = select(CLAIMS.c.document).where(CLAIMS.c.id.in_(claims))
    read = connection.execute(select(READINGS.c.read_at).where(READINGS.c.document.in_(documents))).scalars()
    rows = connection.execute(select(JUDGEMENTS)).mappings()
    ruled = [row["made_at"] for row in rows if {row["subject"], row["other"]} & claims]
    return sorted({*map(str, read), *map(str, ruled)})


def _ruled_since(connection: Connection, at: str) -> set[str]:
    rows = connection.execute(select(JUDGEMENTS).where(JUDGEMENTS.c.made_at > at)).mappings()
    back = {row["withdraws"] for row in rows if row["withdraws"] is not None}
    rows = connection.execute(
        select(JUDGEMENTS).where((JUDGEMENTS.c.made_at > at) | JUDGEMENTS.c.id.in_(back))
    ).mappings()
    return {name for row in rows for name in (row["subject"], row["other"]) if name}
