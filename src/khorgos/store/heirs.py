"""Which claim of today stands where one stood before its report was read again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from khorgos.store.nearby import read_by
from khorgos.store.schema import CLAIMS, READINGS

_PLACE = (CLAIMS.c.number, CLAIMS.c.id, CLAIMS.c.kind, CLAIMS.c.value, CLAIMS.c.evidence_start, CLAIMS.c.evidence_end)


def heirs_of(connection: Connection, claims: Iterable[str], at: str | None = None) -> dict[str, str]:
    """For each claim (by id) the one in its place in the reading that is current, or was at a moment; else itself.

    Its place is the same passage of the same report: the claim of its kind whose passage overlaps most, of several the
    one with its value.
    """
    return {claim: _heir(connection, claim, at) for claim in sorted(set(claims))}


def _heir(connection: Connection, claim: str, at: str | None) -> str:
    known = select(CLAIMS.c.number).join(READINGS, READINGS.c.id == CLAIMS.c.reading)
    if connection.execute(known.where(CLAIMS.c.id == claim, read_by(at)).limit(1)).first():
        return claim
    query = select(CLAIMS.c.document, *_PLACE).where(CLAIMS.c.id == claim).order_by(CLAIMS.c.number.desc()).limit(1)
    old = connection.execute(query).first()
    if old is None:
        return claim
    there = select(*_PLACE).join(READINGS, READINGS.c.id == CLAIMS.c.reading)
    rows = connection.execute(there.where(CLAIMS.c.document == old.document, CLAIMS.c.kind == old.kind, read_by(at)))
    near = [(_shared(old, row), row.value == old.value, -row.number, row.id) for row in rows]
    best = max((each for each in near if each[0] > 0), default=None)
    return str(best[-1]) if best else claim


def _shared(one: Any, other: Any) -> int:
    """How many characters two passages share."""
    return int(min(one.evidence_end, other.evidence_end) - max(one.evidence_start, other.evidence_start))
