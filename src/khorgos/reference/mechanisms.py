"""Mechanisms of cooperation with the parties they join."""

from __future__ import annotations

from functools import lru_cache

from khorgos.reference.groups import group, holds
from khorgos.reference.tables import mapping
from khorgos.values import Party, Period


@lru_cache(maxsize=256)
def mechanism(code: str, at: Period | None = None) -> tuple[Party, ...]:
    """Whom a registered mechanism joins at a period, countries and groups; empty where it has no membership."""
    entry = mapping("mechanisms.yaml").get(code) or {}
    parties: list[Party] = []
    for token in str(entry.get("members") or "").split():
        member, _, stretch = token.partition(":")
        name = member.replace("_", " ")
        if not stretch or holds(stretch, at.last if at else None):
            parties.append(group(name, at) if name in mapping("groups.yaml") else Party.country(member))
    return tuple(parties)
