"""Regions whose countries are neighbours: what stands for each other when a report tells country by country."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

# The groups of groups.yaml that are regions; the others (BRICS, OPEC) say nothing about neighbourhood.
_NAMES = (
    "Central Asia", "South Caucasus", "Southeast Asia", "South Asia", "East Asia", "Middle East", "East Africa",
    "West Africa", "North Africa", "Southern Africa", "Africa", "Eastern Europe", "Western Balkans", "Europe", "Latin America",
)  # fmt: skip


@lru_cache(maxsize=1)
def regions() -> tuple[frozenset[str], ...]:
    """The countries of each region by ISO 3166-1 alpha-3 code."""
    file = resources.files(__package__).joinpath("groups.yaml")
    if not file.is_file():
        return ()
    source = file.read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    groups: dict[str, Any] = yaml.load(source, Loader=loader)  # noqa: S506 - a safe loader, the fast one where it is there
    return tuple(_members(groups[name]) for name in _NAMES if name in groups)


def _members(group: dict[str, Any]) -> frozenset[str]:
    return frozenset(code.partition(":")[0] for code in str(group.get("members") or "").split())
