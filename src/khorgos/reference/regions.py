"""Regions whose countries are neighbours: what stands for each other when a report tells country by country."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from khorgos.reference.tables import mapping

# The groups of groups.yaml that are regions; the others (BRICS, OPEC) say nothing about neighbourhood.
_NAMES = (
    "Central Asia", "South Caucasus", "Southeast Asia", "South Asia", "East Asia", "Middle East", "East Africa",
    "West Africa", "North Africa", "Southern Africa", "Africa", "Eastern Europe", "Western Balkans", "Europe",
    "Latin America",
)  # fmt: skip


@lru_cache(maxsize=1)
def regions() -> tuple[frozenset[str], ...]:
    """The countries of each region by ISO 3166-1 alpha-3 code."""
    groups = mapping("groups.yaml")
    return tuple(_members(groups[name]) for name in _NAMES if name in groups)


def _members(group: dict[str, Any]) -> frozenset[str]:
    return frozenset(code.partition(":")[0] for code in str(group.get("members") or "").split())
