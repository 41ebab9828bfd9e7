"""All claims to all facts.

    reconcile(printings, judgements) -> facts

The result depends on neither the order of the printings nor that of the judgements.  `nearby` gives the same facts for
some claims alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from khorgos.claims.fact import Fact, Link
from khorgos.claims.judgement import Judgement
from khorgos.claims.printing import Printing
from khorgos.reconcile.describing import described, order
from khorgos.reconcile.explaining import explained
from khorgos.reconcile.grouping import grouped
from khorgos.reconcile.index import MemoryIndex
from khorgos.reconcile.linking import Comparing, Verdicts, add
from khorgos.reconcile.rulings import Rulings


def reconcile(printings: Sequence[Printing], judgements: Sequence[Judgement] = ()) -> list[Fact]:
    """The facts that claims speak of, in order of kind and key.

    1. link: compare the claims that share a key, and those of reports that tell the same story.
    2. judge: what people ruled to be the same or not binds.
    3. group: claims of one fact are joined by their links, never against a ruling.
    4. describe: key, values in their order, independent sources, who verifies it, facts beside.
    """
    index, rulings = MemoryIndex(printings), Rulings(judgements)
    found = {(link.left, link.right): link for link in _links(index)}  # 1
    rulings.bind(found, set(index.by_id))  # 2
    links = [found[pair] for pair in sorted(found)]
    return _described(grouped(index.by_id, links, rulings), links, rulings)  # 3, 4


def links(printings: Sequence[Printing]) -> list[Link]:
    """The links among claims, in order; the order of the printings does not matter."""
    return _links(MemoryIndex(printings))


def _links(index: MemoryIndex) -> list[Link]:
    comparing = Comparing(index)
    found: Verdicts = {}
    for key in index.shared():
        add(found, comparing.block(key))
    for document in index.reports():
        add(found, comparing.kindred(document, index.told(document), after=True))
    return explained(found, index.by_id.__getitem__)


def _described(groups: list[list[Printing]], found: Iterable[Link], rulings: Rulings) -> list[Fact]:
    home = {printing.id: group[0].id for group in groups for printing in group}
    touching: dict[str, list[Link]] = defaultdict(list)
    beside: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in found:
        left, right = home[link.left], home[link.right]
        touching[left].append(link)
        if left != right:
            touching[right].append(link)
            beside[left].append((right, link.relation.value))
            beside[right].append((left, link.relation.value))
    facts = (described(group, touching[group[0].id], beside[group[0].id], rulings) for group in groups)
    return sorted(facts, key=order)
