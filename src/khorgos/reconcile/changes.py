"""Facts before and after: what became of each, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from khorgos.claims.fact import Fact


class Became(StrEnum):
    """What became of a fact."""

    NEW = "new"
    SOURCE = "new source"
    VALUE = "other value first"
    CONFLICT = "conflict"
    SETTLED = "settled"
    STATUS = "other status"
    RULING = "ruling"
    MERGED = "merged"
    SPLIT = "split"
    LESS = "fewer claims"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changed: as it is (the last it was, where it is gone), what became of it, and that in words."""

    fact: Fact
    became: tuple[Became, ...]
    told: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"became": [each.value for each in self.became], "told": list(self.told), "fact": self.fact.as_dict()}


def changes(before: Sequence[Fact], after: Sequence[Fact]) -> list[Change]:
    """What became of facts, in the order of those after, then of those that are gone; what stayed is passed over.

    A fact is that which holds some of its claims.
    """
    was = {claim: fact for fact in before for claim in fact.claims}
    heirs = {claim for fact in after for claim in fact.claims}
    homes: dict[str, int] = {}
    for fact in after:
        for old in {was[claim].id for claim in fact.claims if claim in was}:
            homes[old] = homes.get(old, 0) + 1
    found = []
    for fact in after:
        olds = list({was[claim].id: was[claim] for claim in fact.claims if claim in was}.values())
        told = list(_became(sorted(olds, key=lambda old: old.id), fact, split=any(homes[old.id] > 1 for old in olds)))
        if told:
            found.append(Change(fact, tuple(each for each, _ in told), tuple(words for _, words in told)))
    gone = [fact for fact in before if not heirs & set(fact.claims)]
    return found + [Change(fact, (Became.GONE,), ("no report tells it any more",)) for fact in gone]


def _became(olds: Sequence[Fact], now: Fact, *, split: bool) -> Iterator[tuple[Became, str]]:
    if not olds:
        yield Became.NEW, f"told by {_many(now.sources, 'source')}"
        return
    if len(olds) > 1:
        yield Became.MERGED, f"{len(olds)} facts are one: {', '.join(old.id for old in olds)}"
    if split:
        yield Became.SPLIT, f"part of what was fact {olds[0].id}"
    claims = {claim for old in olds for claim in old.claims}
    if set(now.claims) - claims:
        more = now.sources - max(old.sources for old in olds)
        yield Became.SOURCE, f"{_many(len(set(now.claims) - claims), 'more claim')}, {more:+d} independent sources"
    if not split and claims - set(now.claims):
        yield Became.LESS, f"{_many(len(claims - set(now.claims)), 'claim')} less"
    yield from _values(olds[0], now)


def _values(old: Fact, now: Fact) -> Iterator[tuple[Became, str]]:
    first, last = (fact.values[0].value if fact.values else "" for fact in (old, now))
    if first != last:
        yield Became.VALUE, f"{first or 'none'}, now {last or 'none'}"
    if now.disputed != old.disputed:
        values = " and ".join(cluster.value for cluster in now.values)
        yield (Became.CONFLICT, values) if now.disputed else (Became.SETTLED, values)
    elif now.disputed and {each.value for each in now.values} - {each.value for each in old.values}:
        yield Became.CONFLICT, " and ".join(cluster.value for cluster in now.values)
    statuses = [str(dict(fact.key).get("status") or "none") for fact in (old, now)]
    if statuses[0] != statuses[1]:
        yield Became.STATUS, f"{statuses[0]}, now {statuses[1]}"
    if now.rulings != old.rulings or _judged(now) != _judged(old):
        yield Became.RULING, "; ".join(now.rulings or _judged(now)) or "taken back"


def _judged(fact: Fact) -> tuple[str, ...]:
    return tuple(reason for link in fact.links for reason in link.reasons[:1] if reason.startswith("judged "))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
