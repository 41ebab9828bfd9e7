"""A group of claims as a fact: key, values in their order, sources, who verifies it, what stands beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from khorgos.claims.fact import Cluster, Fact, Link, Relation
from khorgos.claims.printing import Printing
from khorgos.reconcile.precedence import ordered, ranked
from khorgos.reconcile.rulings import Rulings
from khorgos.reconcile.sources import independent, quality, verified
from khorgos.reconcile.union import Union

# What makes two claims of a kind one fact, beside the links; the rest is what they may disagree about.
_KEYS = {
    "figure": ("indicator", "measure", "parties", "unit", "period", "status", "detail"),
    "project": ("name", "recipients"),
    "event": ("type", "name", "date", "mechanism"),
    "mechanism": ("name",),
    "agreement": ("title", "parties"),
    "statement": ("speaker", "quote"),
}


def described(
    group: Sequence[Printing], links: Sequence[Link], beside: Iterable[tuple[str, str]], rulings: Rulings
) -> Fact:
    """The fact of a group in the order of printing.

    `links` touch it, `beside` are ids of other facts with the relation.
    """
    ours = {printing.id for printing in group}
    within = [link for link in links if link.left in ours and link.right in ours]
    history = any(link.relation is Relation.SUPERSEDED for link in within)
    values, rule = _clusters(group, within, rulings, history=history)
    return Fact(
        kind=group[0].kind,
        key=_key(group, dated=not history),
        claims=tuple(printing.id for printing in group),
        links=tuple(links),
        values=values,
        sources=independent(group),
        beside=tuple(sorted(set(beside))),
        precedence=rule,
        verified=verified(group),
        quality=quality(group),
        rulings=tuple(rulings.stands[name].told() for name in sorted(ours & rulings.stands.keys())),
    )


def order(fact: Fact) -> tuple[str, str, str]:
    """By what facts are sorted: kind, key, id."""
    return fact.kind, str(fact.key), fact.id


def _key(group: Sequence[Printing], *, dated: bool) -> tuple[tuple[str, Any], ...]:
    """The commonest value of each key field; of equally common ones the fullest, then the first by alphabet.

    A history has no period of its own (`dated` is False).
    """
    key = []
    for name in _KEYS[group[0].kind]:
        if name == "period" and not dated:
            continue
        values = [_frozen(printing.said.get(name)) for printing in group]
        given = [value for value in values if value not in (None, "", ())]
        if given:
            counts = Counter(given)
            key.append((name, min(counts, key=lambda value: (-counts[value], -len(str(value)), str(value)))))
    return tuple(key)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _clusters(
    group: Sequence[Printing], within: Iterable[Link], rulings: Rulings, *, history: bool
) -> tuple[tuple[Cluster, ...], str]:
    """Values that meet, with the rule that put the first first; a history in the order of its dates."""
    if all(printing.interval is None for printing in group):
        return (), ""
    union: Union[str] = Union()
    for link in within:
        if link.relation in (Relation.AGREE, Relation.CLOSE):
            union.join(link.left, link.right)
    sets: dict[str, list[Printing]] = defaultdict(list)
    for printing in group:
        if printing.interval is not None:
            sets[union.find(printing.id)].append(printing)
    rows = [ranked(_cluster(members), members, rulings) for members in sets.values()]
    if history:
        clusters = (row.cluster for row in rows)
        return tuple(sorted(clusters, key=lambda each: (each.at or "9999", each.value, each.claims))), "by date"
    return ordered(rows)


def _cluster(members: list[Printing]) -> Cluster:
    at = min(filter(None, map(_at, members)), default="")
    return Cluster(_best(members), tuple(printing.id for printing in members), independent(members), at)


def _at(printing: Printing) -> str:
    day = printing.period.last if printing.period is not None else printing.source.published
    return day.isoformat() if day else ""


def _best(members: list[Printing]) -> str:
    """The printing that says most: exact before bounded, more digits before fewer."""
    return min((each.number for each in members), key=lambda text: (text[:1] in "~<>", -_digits(text), text))


def _digits(text: str) -> int:
    return len(text.split(" ", maxsplit=1)[0].rstrip("0"))
