"""Claims to links: every pair worth comparing, compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, combinations, product

from khorgos.claims.fact import Relation
from khorgos.claims.printing import Printing
from khorgos.reconcile import figures, others
from khorgos.reconcile.compare import Verdict
from khorgos.reconcile.histories import is_history
from khorgos.reconcile.index import Index
from khorgos.reconcile.keys import FREQUENT, Key, blocks_of, is_value, is_word
from khorgos.reconcile.kinship import Kinship
from khorgos.reconcile.wording import stems

Pair = tuple[str, str]
Two = tuple[Printing, Printing]
Verdicts = dict[Pair, Verdict]

# Blocks larger than this are compared by what they print, one claim standing for all that print the same: the pairs of
# a number that forty reports print would be eight hundred.
_LARGE = 12
# A history is told by the values that follow on one another, so many on.
_NEXT = 3
# What names a story: reports of one project or one meeting are kin.
_TELLING_KINDS = frozenset({"project", "event"})
PRINTED_ALIKE = Verdict(Relation.AGREE, ("printed alike",))


class Comparing:
    """Compares the claims of an index, block by block and report by report; what it finds depends on nothing else."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._together: dict[Key, dict[str, set[str]]] = {}
        self.kin = Kinship(index, self._telling)

    def block(self, key: Key) -> Verdicts:
        """The pairs of a block that speak of the same thing; a large block is told by what it prints."""
        alike, pairs = _paired(key, self._index.block(key))
        return {pair_of(*each): PRINTED_ALIKE for each in alike} | self._pairs(pairs)

    def kindred(self, document: str, ones: Iterable[Printing], *, after: bool = False) -> Verdicts:
        """Figures of a report against those of its kin: parties or the indicator may be named otherwise there.

        `after` takes only the kin that come later by name, for who asks every report.
        """
        found: Verdicts = {}
        ones = [one for one in ones if one.kind == "figure"]
        for other in sorted(self.kin.of(document)):
            if after and other < document:
                continue
            theirs: dict[tuple[str, ...], list[Printing]] = defaultdict(list)
            for each in self._index.told(other):
                if each.kind == "figure":
                    theirs[each.measured[1:]].append(each)
            for one in ones:
                found |= self._pairs((one, each) for each in theirs[one.measured[1:]])
        return found

    def _telling(self, document: str) -> frozenset[str]:
        """The reports that tell of a project or a meeting that a report tells of."""
        told = [each for each in self._index.told(document) if each.kind in _TELLING_KINDS]
        keys = {key for each in told for key in blocks_of(each)}
        return frozenset().union(*(self._told_together(key).get(document, ()) for key in keys))

    def _told_together(self, key: Key) -> dict[str, set[str]]:
        """By report, the reports that tell of the same thing in a block; asked by each of them, so worked out once."""
        if key not in self._together:
            documents = {each.id: each.document for each in self._index.block(key)}
            found: dict[str, set[str]] = defaultdict(set)
            for left, right in self.block(key):
                one, other = documents[left], documents[right]
                found[one] |= {one, other}
                found[other] |= {one, other}
            self._together[key] = found
        return self._together[key]

    def _pairs(self, pairs: Iterable[tuple[Printing, Printing]]) -> Verdicts:
        found = {}
        for one, other in pairs:
            # In an order of their own, so that reasons read the same whoever came first.
            first, second = (one, other) if one.id <= other.id else (other, one)
            verdict = self._compare(first, second)
            if verdict is not None:
                found[first.id, second.id] = verdict
        return found

    def _compare(self, one: Printing, other: Printing) -> Verdict | None:
        if one.kind != other.kind:
            return None
        if one.kind == "figure":
            return figures.compare(one, other, self.kin.bond(one, other))
        return others.COMPARE[one.kind](one, other)


def candidates(key: Key, block: list[Printing]) -> set[Pair]:
    """The pairs of a block that are compared, or taken to be printed alike."""
    alike, pairs = _paired(key, block)
    return {pair_of(*each) for each in alike} | {pair_of(*each) for each in pairs}


def _paired(key: Key, block: list[Printing]) -> tuple[list[Two], Iterator[Two]]:
    """The claims of a block that are printed alike, one beside all the others, and the pairs to compare."""
    if len(block) < 2 or (is_word(key) and len(block) > FREQUENT):
        return [], iter(())
    if len(block) <= _LARGE:
        return [], _near(block, by_value=is_value(key))
    groups: dict[tuple[object, ...], list[Printing]] = defaultdict(list)
    for printing in block:
        groups[_print(printing)].append(printing)
    alike = [(group[0], other) for group in groups.values() for other in group[1:]]
    return alike, _near([group[0] for group in groups.values()], by_value=is_value(key))


def add(found: Verdicts, more: Verdicts) -> None:
    """Take in more verdicts; what was compared tells more than what is printed alike."""
    for pair, verdict in more.items():
        if verdict is not PRINTED_ALIKE or pair not in found:
            found[pair] = verdict


def pair_of(one: Printing, other: Printing) -> Pair:
    """Two claims as a pair, whoever came first."""
    return (one.id, other.id) if one.id <= other.id else (other.id, one.id)


def _print(printing: Printing) -> tuple[object, ...]:
    names = ("indicator", "name", "title", "quote", "speaker", "status", "detail", "bound", "place")
    value = printing.interval.value if printing.interval is not None else None
    # Of what no indicator names, the passage says what it is.
    about = stems(printing.word("evidence")) if printing.word("indicator") == "other" else None
    return (str(printing.period), value, printing.parties, about, *(printing.word(name) for name in names))


def _near(block: list[Printing], *, by_value: bool) -> Iterator[Two]:
    """The pairs of a block whose periods share a day, or of which one gives none; some also follow on one another.

    What is counted over a stretch does so only in a block of one number (`by_value`), which may be printed for another
    stretch; and there the pairs are left out that meet among the numbers of their parties.
    """
    dated = sorted((r for r in block if r.period is not None), key=lambda printing: (_first(printing), printing.id))
    undated = [printing for printing in block if printing.period is None]
    for one, other in chain(combinations(undated, 2), product(undated, dated)):
        if not (by_value and one.all_sides == other.all_sides):
            yield one, other
    for index, one in enumerate(dated):
        follow, last = _NEXT if by_value or _counted_at(one) else 0, _last(one)
        for step, other in enumerate(dated[index + 1 :]):
            apart = _first(other) > last
            if apart and step >= follow:
                break
            if apart or not (by_value and one.all_sides == other.all_sides):
                yield one, other


def _counted_at(printing: Printing) -> bool:
    """Whether values of unlike days may stand against each other: all but what is counted over a stretch."""
    return printing.kind != "figure" or is_history(printing) or printing.measured[0] in figures.DEALS


def _first(printing: Printing) -> date:
    return printing.period.first if printing.period and printing.period.first else date.min


def _last(printing: Printing) -> date:
    return printing.period.last if printing.period and printing.period.last else date.max
