"""Links to groups: the claims of one fact, never joined against a ruling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from khorgos.claims.fact import ONE_FACT, Link, Relation
from khorgos.claims.printing import Printing
from khorgos.reconcile.rulings import Rulings
from khorgos.reconcile.union import Union
from khorgos.reconcile.unlike import Unlike

_ORDER = tuple(Relation)


def grouped(by_id: Mapping[str, Printing], links: Iterable[Link], rulings: Rulings) -> list[list[Printing]]:
    """Groups of claims, each in the order of printing; links between claims that are not given are passed over."""
    union: Union[str] = Union(rulings.apart, Unlike(by_id))
    for one, other in rulings.same:
        if one in by_id and other in by_id:
            union.join(one, other, ruled=True)
    within = [link for link in links if link.relation in ONE_FACT and link.left in by_id and link.right in by_id]
    for link in sorted(within, key=lambda link: (*_weakness(link, by_id), link.left, link.right)):
        union.join(link.left, link.right)
    groups: dict[str, list[Printing]] = defaultdict(list)
    for name in sorted(by_id):
        groups[union.find(name)].append(by_id[name])
    return [sorted(group, key=printed_at) for group in groups.values()]


def printed_at(printing: Printing) -> tuple[str, str]:
    """When a claim was printed, for sorting: what has no day comes last."""
    day = printing.source.published
    return (day.isoformat() if day else "9999", printing.id)


def _weakness(link: Link, by_id: Mapping[str, Printing]) -> tuple[bool, int]:
    """What is joined first: what gives its day before what does not, agreement before conflict."""
    undated = by_id[link.left].period is None or by_id[link.right].period is None
    return undated, _ORDER.index(link.relation)
