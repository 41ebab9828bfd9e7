"""Which claim of today stands where one stood before its report was read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from khorgos.reconcile import Place, heir
from khorgos.store.batches import parts
from khorgos.store.nearby import read_by
from khorgos.store.schema import CLAIMS, READINGS

_PLACE = (
    CLAIMS.c.id, CLAIMS.c.kind, CLAIMS.c.value, CLAIMS.c.evidence_start, CLAIMS.c.evidence_end, CLAIMS.c.evidence,
    CLAIMS.c.sentence,
)  # fmt: skip


def heirs_of(connection: Connection, claims: Iterable[str], at: str | None = None) -> dict[str, str]:
    """For each claim (by id) the one in its place in the reading that is current, or was at a moment; else itself.

    Its place is the same passage of the same report (`reconcile.heir`), found by its words: another reading may have
    cut the text of the report differently.
    """
    asked = sorted(set(claims))
    there = _standing(connection, asked, at)
    return {claim: claim if claim in there else _heir(connection, claim, at) or claim for claim in asked}


def _standing(connection: Connection, claims: Sequence[str], at: str | None) -> set[str]:
    """Those of these claims that a reading gives which is current, or was at a moment."""
    found: set[str] = set()
    query = select(CLAIMS.c.id).join(READINGS, READINGS.c.id == CLAIMS.c.reading).where(read_by(at))
    for some in parts(claims):
        found |= set(connection.execute(query.where(CLAIMS.c.id.in_(some))).scalars())
    return found


def of_older(connection: Connection, beginning: str) -> list[str]:
    """The claims of today in the place of those whose id begins so."""
    known = select(CLAIMS.c.id).where(CLAIMS.c.id.startswith(beginning, autoescape=True)).distinct()
    return sorted(heirs_of(connection, map(str, connection.execute(known).scalars())).values())


def _heir(connection: Connection, claim: str, at: str | None) -> str | None:
    query = select(CLAIMS.c.document, *_PLACE).where(CLAIMS.c.id == claim).order_by(CLAIMS.c.number.desc()).limit(1)
    old = connection.execute(query).first()
    if old is None:
        return None
    there = select(*_PLACE).join(READINGS, READINGS.c.id == CLAIMS.c.reading)
    rows = connection.execute(there.where(CLAIMS.c.document == old.document, CLAIMS.c.kind == old.kind, read_by(at)))
    found = heir(_place(old[1:]), map(_place, rows))
    return found.id if found else None


def _place(row: Any) -> Place:
    return Place(*row)
