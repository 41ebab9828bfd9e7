"""Links to facts: claims that speak of one thing are grouped, their values clustered, their sources counted.

    reconcile(printings, judgements) -> facts

The result depends on neither the order of the printings nor that of the judgements.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from khorgos.claims.fact import ONE_FACT, Cluster, Fact, Link, Relation
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.claims.printing import Printing
from khorgos.reconcile.linking import links as linked
from khorgos.reconcile.sources import independent
from khorgos.reconcile.union import Union
from khorgos.reconcile.unlike import Unlike

# What makes two claims of a kind one fact, beside the links; the rest is what they may disagree about.
_KEYS = {
    "figure": ("indicator", "measure", "parties", "unit", "period", "status", "detail"),
    "project": ("name", "recipients"),
    "event": ("type", "name", "date", "mechanism"),
    "mechanism": ("name",),
    "agreement": ("title", "parties"),
    "statement": ("speaker", "quote"),
}

_ORDER = tuple(Relation)


def reconcile(printings: Sequence[Printing], judgements: Sequence[Judgement] = ()) -> list[Fact]:
    """The facts that claims speak of, in order of kind and key.

    1. link: compare the claims that share a key.
    2. judge: what people ruled to be the same or not binds.
    3. group: claims of one fact are joined by their links, never against a ruling.
    4. describe: key, clusters of values, independent sources, facts beside.
    """
    by_id = {printing.id: printing for printing in printings}
    found = _judged(linked(list(by_id.values())), judgements, by_id)  # 1, 2
    groups = _grouped(by_id, found, judgements)  # 3
    return _described(groups, found)  # 4


def _judged(found: list[Link], judgements: Sequence[Judgement], by_id: dict[str, Printing]) -> list[Link]:
    kept = {(link.left, link.right): link for link in found}
    for judgement in sorted(judgements, key=lambda each: (each.at, each.subject, each.other or "")):
        if judgement.other is None or not {judgement.subject, judgement.other} <= by_id.keys():
            continue
        link = Link.between(judgement.subject, judgement.other, Relation.AGREE, (judgement.told(),))
        key = link.left, link.right
        if judgement.ruling is Ruling.NOT_SAME:
            kept.pop(key, None)
        elif judgement.ruling is Ruling.SAME:
            before = kept.get(key)
            relation = before.relation if before and before.relation in ONE_FACT else Relation.AGREE
            kept[key] = Link(*key, relation, (*link.reasons, *(before.reasons if before else ())))
    return [kept[key] for key in sorted(kept)]


def _grouped(by_id: dict[str, Printing], found: list[Link], judgements: Sequence[Judgement]) -> list[list[Printing]]:
    apart = [(j.subject, j.other) for j in judgements if j.ruling is Ruling.NOT_SAME and j.other is not None]
    union: Union[str] = Union(apart, Unlike(by_id))
    for one, other in sorted(_ruled_same(judgements)):
        if one in by_id and other in by_id:
            union.join(one, other, ruled=True)
    for link in sorted(found, key=lambda link: (*_weakness(link, by_id), link.left, link.right)):
        if link.relation in ONE_FACT:
            union.join(link.left, link.right)
    groups: dict[str, list[Printing]] = defaultdict(list)
    for name in sorted(by_id):
        groups[union.find(name)].append(by_id[name])
    return list(groups.values())


def _ruled_same(judgements: Sequence[Judgement]) -> Iterator[tuple[str, str]]:
    for judgement in judgements:
        if judgement.ruling is Ruling.SAME and judgement.other is not None:
            yield judgement.subject, judgement.other


def _weakness(link: Link, by_id: dict[str, Printing]) -> tuple[bool, int]:
    """What is joined first: what gives its day before what does not, agreement before conflict."""
    undated = by_id[link.left].period is None or by_id[link.right].period is None
    return undated, _ORDER.index(link.relation)


def _described(groups: list[list[Printing]], found: list[Link]) -> list[Fact]:
    home = {printing.id: number for number, group in enumerate(groups) for printing in group}
    touching: dict[int, list[Link]] = defaultdict(list)
    outer: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for link in found:
        left, right = home[link.left], home[link.right]
        touching[left].append(link)
        if left != right:
            touching[right].append(link)
            outer[left].add((right, link.relation.value))
            outer[right].add((left, link.relation.value))
    histories = {home[link.left] for link in found if link.relation is Relation.SUPERSEDED}
    keys = _unlike([_key(group, dated=number not in histories) for number, group in enumerate(groups)], groups)
    bare = [Fact(group[0].kind, key, ()) for group, key in zip(groups, keys, strict=True)]
    facts = [
        Fact(
            kind=group[0].kind,
            key=keys[number],
            claims=tuple(printing.id for printing in sorted(group, key=_printed_at)),
            links=tuple(touching[number]),
            values=_clusters(group, touching[number]),
            sources=independent(group),
            beside=tuple(sorted((bare[other].id, relation) for other, relation in outer[number])),
        )
        for number, group in enumerate(groups)
    ]
    return sorted(facts, key=lambda fact: (fact.kind, str(fact.key), fact.id))


def _key(group: list[Printing], *, dated: bool) -> tuple[tuple[str, Any], ...]:
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


def _unlike(keys: list[tuple[tuple[str, Any], ...]], groups: list[list[Printing]]) -> list[tuple[tuple[str, Any], ...]]:
    """Keys made unlike where two facts have the same: by their first claim."""
    counts = Counter(keys)
    return [
        key if counts[key] == 1 else (*key, ("first", min(group, key=_printed_at).id))
        for key, group in zip(keys, groups, strict=True)
    ]


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _printed_at(printing: Printing) -> tuple[str, str]:
    day = printing.source.published
    return (day.isoformat() if day else "9999", printing.id)


def _clusters(group: list[Printing], found: Iterable[Link]) -> tuple[Cluster, ...]:
    """Values that meet, the widest support first; a history in the order of its dates."""
    if all(printing.interval is None for printing in group):
        return ()
    union: Union[str] = Union()
    ours = {printing.id for printing in group}
    for link in found:
        if link.relation in (Relation.AGREE, Relation.CLOSE) and {link.left, link.right} <= ours:
            union.join(link.left, link.right)
    sets: dict[str, list[Printing]] = defaultdict(list)
    for printing in group:
        if printing.interval is not None:
            sets[union.find(printing.id)].append(printing)
    clusters = [
        Cluster(
            _best(members),
            tuple(printing.id for printing in sorted(members, key=_printed_at)),
            independent(members),
            min(filter(None, map(_at, members)), default=""),
        )
        for members in sets.values()
    ]
    if any(link.relation is Relation.SUPERSEDED for link in found):
        return tuple(sorted(clusters, key=lambda cluster: (cluster.at or "9999", cluster.value)))
    return tuple(sorted(clusters, key=lambda cluster: (-cluster.sources, -len(cluster.claims), cluster.value)))


def _at(printing: Printing) -> str:
    day = printing.period.last if printing.period is not None else printing.source.published
    return day.isoformat() if day else ""


def _best(members: list[Printing]) -> str:
    """The printing that says most: exact before bounded, more digits before fewer."""
    return min((each.number for each in members), key=lambda text: (text[0] in "~<>", -_digits(text), text))


def _digits(text: str) -> int:
    return len(text.split(" ", maxsplit=1)[0].rstrip("0"))
