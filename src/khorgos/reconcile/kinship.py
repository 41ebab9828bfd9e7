"""Which reports tell the same story: they print the same numbers, or speak of the same things, works or meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from decimal import Decimal

from khorgos.claims.interval import significant
from khorgos.claims.printing import Printing
from khorgos.reconcile.compare import Bond
from khorgos.reconcile.index import Index
from khorgos.reconcile.keys import Key, topic_of, value_of

# Reports that share numbers of this weight tell the same story: one of three digits, two of two, four of one.
_KIN = 4
_WEIGHTS = (0, 1, 2, 4)
# What both speak of (indicator, measure, unit and parties) weighs as a number of two digits does, whatever they print.
_TOPIC = 2
# What more reports print or speak of than this tells no two of them kin ("100 percent", "1 billion dollars").
COMMON = 40


class Kinship:
    """Which reports are kin; `named` gives the reports that tell of a project or a meeting of a report."""

    def __init__(self, index: Index, named: Callable[[str], frozenset[str]]) -> None:
        self._index = index
        self._named = named
        self._kin: dict[str, frozenset[str]] = {}
        self._values: dict[str, dict[Hashable, set[Decimal]]] = {}

    def of(self, document: str) -> frozenset[str]:
        """The reports that tell the same story as a report."""
        if document not in self._kin:
            told = self._index.told(document)
            weights = self._printed(document, told) + self._spoken(told)
            found = {other for other, weight in weights.items() if weight >= _KIN}
            self._kin[document] = frozenset((found | self._named(document)) - {document})
        return self._kin[document]

    def bond(self, one: Printing, other: Printing) -> Bond:
        """How the reports of two claims stand to each other."""
        if one.document == other.document:
            return Bond(kin=True, one=True)
        if other.document not in self.of(one.document):
            return Bond()
        return Bond(kin=True, sole=all(len(self._told(printing)) == 1 for printing in (one, other)))

    def _told(self, printing: Printing) -> set[Decimal]:
        """The values that the report of a claim gives of its indicator, measure, unit and parties."""
        if printing.document not in self._values:
            found: dict[Hashable, set[Decimal]] = defaultdict(set)
            for each in self._index.told(printing.document):
                if each.interval is not None:
                    found[each.measured, each.all_sides].add(each.interval.value)
            self._values[printing.document] = found
        return self._values[printing.document][printing.measured, printing.all_sides]

    def _printed(self, document: str, told: list[Printing]) -> Counter[str]:
        weights: Counter[str] = Counter()
        for key, sides, value in _values(told):
            common = self._index.documents(key, COMMON) - {document}
            if not common:
                continue
            theirs: dict[str, set[str]] = defaultdict(set)
            for printing in self._index.block(key):
                theirs[printing.document] |= printing.all_sides
            weight = _WEIGHTS[min(significant(value), len(_WEIGHTS) - 1)]
            weights.update({other: weight for other in common if theirs[other] & sides})
        return weights

    def _spoken(self, told: list[Printing]) -> Counter[str]:
        weights: Counter[str] = Counter()
        for key in {topic_of(printing) for printing in told}:
            if key is not None:
                weights.update(dict.fromkeys(self._index.documents(key, COMMON), _TOPIC))
        return weights


def _values(told: list[Printing]) -> list[tuple[Key, set[str], Decimal]]:
    found: dict[Key, tuple[set[str], Decimal]] = {}
    for printing in told:
        key = value_of(printing)
        if key is not None and printing.interval is not None:
            found.setdefault(key, (set(), printing.interval.value))[0].update(printing.all_sides)
    return [(key, sides, value) for key, (sides, value) in found.items()]
