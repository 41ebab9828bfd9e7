"""Kinds of states: kingdoms, sultanates, states on islands, states without a coast."""

from __future__ import annotations

from functools import lru_cache

from khorgos.reference.tables import mapping


@lru_cache(maxsize=32)
def of_kind(kind: str) -> frozenset[str]:
    """The countries of a kind by ISO 3166-1 alpha-3 code; none where the table does not have the kind."""
    return frozenset(str(mapping("states.yaml").get(kind, "")).split())
