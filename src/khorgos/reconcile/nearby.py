"""The facts of some claims, without comparing the rest: what a ledger does when a report is added.

Only blocks are looked into that the claims, and those linked to them, stand in.  What comes out is, byte for byte, what
`reconcile` over everything gives for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from khorgos.claims.fact import ONE_FACT, Fact, Link
from khorgos.claims.judgement import Judgement
from khorgos.claims.printing import Printing
from khorgos.reconcile.describing import described, order
from khorgos.reconcile.explaining import CONTRADICTS, standing
from khorgos.reconcile.grouping import grouped
from khorgos.reconcile.index import Index
from khorgos.reconcile.keys import Key, blocks_of
from khorgos.reconcile.linking import Comparing, Pair, Verdicts, add
from khorgos.reconcile.rulings import Rulings


class Nearby:
    """Facts around claims of an index; `find` gives a claim by its id, None where it is not there."""

    def __init__(self, index: Index, judgements: Sequence[Judgement] = ()) -> None:
        self._index = index
        self._rulings = Rulings(judgements)
        self._comparing = Comparing(index)
        self._known: dict[str, Printing] = {}
        self._verdicts: dict[str, Verdicts] = defaultdict(dict)
        self._blocks: set[Key] = set()
        self._expanded: set[str] = set()
        self._standing: dict[tuple[str, str], set[Pair]] = {}
        self._links: dict[str, dict[Pair, Link]] = {}
        self._groups: dict[str, list[Printing]] = {}
        self._hanging: dict[str, list[list[Printing]]] = {}

    def facts(self, printings: Iterable[Printing]) -> list[Fact]:
        """The facts that hold these claims, in order of kind and key."""
        found = {}
        for printing in printings:
            group = self._group(printing)
            if group[0].id not in found:
                found[group[0].id] = self._fact(group)
        return sorted(found.values(), key=order)

    def hanging_together(self, printings: Iterable[Printing]) -> list[Fact]:
        """The facts that hold these claims, and those linked to them as one fact: what one holds, another does not."""
        found = {}
        for printing in printings:
            self._group(printing)
            for group in self._hanging[printing.id]:
                if group[0].id not in found:
                    found[group[0].id] = self._fact(group)
        return sorted(found.values(), key=order)

    def _fact(self, group: list[Printing]) -> Fact:
        links: dict[Pair, Link] = {}
        for printing in group:
            links |= self._touching(printing)
        ours = {printing.id for printing in group}
        beside = [
            (self._group(self._known[end])[0].id, link.relation.value)
            for link in links.values()
            for end in (link.left, link.right)
            if end not in ours
        ]
        return described(group, [links[pair] for pair in sorted(links)], beside, self._rulings)

    def _group(self, printing: Printing) -> list[Printing]:
        """The group of a claim: all that hangs together is looked at, since what is joined first decides."""
        if printing.id not in self._groups:
            reached, waiting = {}, [printing]
            links: dict[Pair, Link] = {}
            while waiting:
                one = waiting.pop()
                if one.id in reached:
                    continue
                reached[one.id] = one
                for pair, link in self._touching(one).items():
                    if link.relation in ONE_FACT:
                        links[pair] = link
                        waiting += [self._known[end] for end in pair if end not in reached]
            groups = grouped(reached, links.values(), self._rulings)
            self._hanging |= dict.fromkeys(reached, groups)
            for group in groups:
                self._groups |= dict.fromkeys((each.id for each in group), group)
        return self._groups[printing.id]

    def _touching(self, printing: Printing) -> dict[Pair, Link]:
        """The links of a claim, with what people ruled."""
        if printing.id not in self._links:
            self._expand(printing)
            found = {}
            for pair, verdict in self._verdicts[printing.id].items():
                if verdict.relation not in CONTRADICTS or pair in self._stand(*pair):
                    found[pair] = Link.between(*pair, verdict.relation, verdict.reasons)
            self._rule(printing, found)
            self._links[printing.id] = found
        return self._links[printing.id]

    def _rule(self, printing: Printing, found: dict[Pair, Link]) -> None:
        partners = self._rulings.partners(printing.id)
        # Not by the difference of the two: it would go through all that is known, claim by claim.
        for name in [name for name in partners if name not in self._known]:
            other = self._index.find(name)
            if other is not None:
                self._known[name] = other
        there = {name for name in partners if name in self._known} | {printing.id}
        self._rulings.bind(found, there, of=printing.id)

    def _stand(self, left: str, right: str) -> set[Pair]:
        """Which contradictions stand between the reports of two claims: asks all that these print of one unit."""
        one, other = self._known[left], self._known[right]
        first, second = sorted((one.document, other.document))
        if (first, second) not in self._standing:
            for document in (first, second):
                for each in self._index.told(document):
                    self._expand(each)
            between: Verdicts = {}
            for each in self._index.told(first):
                between |= {
                    pair: verdict
                    for pair, verdict in self._verdicts[each.id].items()
                    if {self._known[name].document for name in pair} == {first, second}
                }
            self._standing[first, second] = standing(between, self._known.__getitem__)
        return self._standing[first, second]

    def _expand(self, printing: Printing) -> None:
        """Compare a claim with all that it is compared with."""
        if printing.id in self._expanded:
            return
        self._expanded.add(printing.id)
        self._known[printing.id] = printing
        for key in blocks_of(printing):
            if key not in self._blocks:
                self._blocks.add(key)
                self._known |= {each.id: each for each in self._index.block(key)}
                self._take(self._comparing.block(key))
        if printing.kind == "figure":
            for document in self._comparing.kin.of(printing.document):
                self._known |= {each.id: each for each in self._index.told(document)}
            self._take(self._comparing.kindred(printing.document, [printing]))

    def _take(self, found: Verdicts) -> None:
        for pair, verdict in found.items():
            for name in pair:
                add(self._verdicts[name], {pair: verdict})
