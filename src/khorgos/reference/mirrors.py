"""Pairs of countries whose customs are known to differ about the same flow."""

from __future__ import annotations

from functools import lru_cache

from khorgos.reference.tables import mapping


def known_gap(one: str, other: str) -> str | None:
    """Why the two sides of this pair are known to differ, in words; None where nothing is known."""
    return _gaps().get(frozenset((one, other)))


@lru_cache(maxsize=1)
def _gaps() -> dict[frozenset[str], str]:
    return {frozenset(pair.split()): str(row["why"]) for pair, row in mapping("mirrors.yaml").items()}
