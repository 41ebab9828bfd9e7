"""Which claims are worth comparing: blocks that share a key, and reports that tell the same story (kin).

Comparing everything with everything would take the square of the ledger; claims that share no key are no one fact.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from khorgos.claims.interval import significant
from khorgos.claims.printing import Printing
from khorgos.reconcile import naming, others
from khorgos.reconcile.compare import Bond
from khorgos.reconcile.money import is_money
from khorgos.reconcile.wording import stems
from khorgos.reference.standing import place_of

Pair = tuple[Printing, Printing]
# Reports that share numbers of this weight tell the same story: one of three digits, two of two, four of one.
_KIN = 4
_WEIGHTS = (0, 1, 2, 4)
# Reports that speak of so many of the same things (indicator, measure, unit and parties) do too, whatever they print.
_TOPICS = 2
_TELLING = 2
# A value printed in more reports than this tells no two of them kin ("100 percent", "1 billion dollars").
_COMMON = 40
# A word in more names than this is no key: comparing all that share it would take the square of them.
_FREQUENT = 200
# Kinds whose names are compared across languages.
_NAMED_KINDS = frozenset({"project", "agreement"})


def blocks(printings: Iterable[Printing]) -> Iterator[list[Printing]]:
    """Lists of claims of one kind that share a key, each list in order of id; a claim may stand in several."""
    found: dict[Hashable, list[Printing]] = defaultdict(list)
    for printing in printings:
        for key in _keys(printing):
            found[key].append(printing)
    for key in sorted(found, key=repr):
        block = found[key]
        if len(block) > 1 and not (_is_word(key) and len(block) > _FREQUENT):
            yield sorted(block, key=lambda printing: printing.id)


def _keys(printing: Printing) -> Iterator[Hashable]:
    if printing.kind == "figure":
        unit = printing.word("measure"), printing.word("unit")
        flow = "flow" if printing.word("indicator") in ("exports", "imports") else printing.word("indicator")
        paid = "money" if is_money(printing.measured[2]) else printing.measured[2]
        yield ("parties", flow, printing.measured[1], paid, tuple(sorted(printing.all_sides)))
        if printing.interval is not None and significant(printing.interval.value) >= _TELLING:
            yield ("value", *unit, printing.interval.value)
    elif printing.kind == "mechanism":
        yield from (("mechanism", name) for name in others.names_of(printing))
    else:
        name = printing.word({"agreement": "title", "statement": "speaker"}.get(printing.kind, "name"))
        yield from (("word", printing.kind, stem) for stem in stems(name))
        yield from (("word", printing.kind, key) for key in naming.keys(name) if printing.kind in _NAMED_KINDS)
        if printing.kind == "event":
            yield from (("event", "of", body) for body in others.bodies_of(printing))
        if printing.kind == "event" and printing.word("place"):
            yield ("event", printing.word("type"), place_of(printing.word("place")))
        if printing.kind == "project" and printing.interval is not None:
            yield ("project", printing.word("currency"), printing.interval.value)


def _is_word(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] == "word"


class Kinship:
    """Which documents tell the same story: they share telling numbers of the same parties, a project or a meeting.

    `printings` are figures, `named` pairs of claims that are one project or event: their documents are kin.
    """

    def __init__(self, printings: Sequence[Printing], named: Iterable[Pair] = ()) -> None:
        shared = _shared(printings)
        self._pairs = {pair for pair, weight in shared.items() if weight >= _KIN}
        self._pairs |= {pair for pair, count in _spoken(printings).items() if count >= _TOPICS}
        self._pairs |= {_pair(a.document, b.document) for a, b in named if a.document != b.document}
        self._values = _values(printings)

    def bond(self, one: Printing, other: Printing) -> Bond:
        """How the reports of two claims stand to each other."""
        if one.document == other.document:
            return Bond(kin=True, one=True)
        if _pair(one.document, other.document) not in self._pairs:
            return Bond()
        return Bond(kin=True, sole=all(len(self._values[_place(printing)]) == 1 for printing in (one, other)))

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of documents, in order."""
        return sorted(self._pairs)


def _place(printing: Printing) -> tuple[Hashable, ...]:
    return printing.document, printing.measured, printing.all_sides


def _values(printings: Iterable[Printing]) -> dict[Hashable, set[Decimal]]:
    """The values that a document gives of each indicator, measure, unit and parties."""
    found: dict[Hashable, set[Decimal]] = defaultdict(set)
    for printing in printings:
        if printing.interval is not None:
            found[_place(printing)].add(printing.interval.value)
    return found


def _spoken(printings: Iterable[Printing]) -> Counter[tuple[str, str]]:
    """How many of the same things pairs of documents speak of; what many documents speak of tells no two kin."""
    speak: dict[Hashable, set[str]] = defaultdict(set)
    for printing in printings:
        if printing.all_sides:
            speak[printing.measured, printing.all_sides].add(printing.document)
    found: Counter[tuple[str, str]] = Counter()
    for documents in speak.values():
        if 1 < len(documents) <= _COMMON:
            found.update(combinations(sorted(documents), 2))
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _shared(printings: Iterable[Printing]) -> dict[tuple[str, str], int]:
    """How much pairs of documents share: four for a value of three digits or more, two for two, one for one digit."""
    printed: dict[tuple[str, str, Decimal], dict[str, frozenset[str]]] = defaultdict(dict)
    for printing in printings:
        if printing.interval is not None:
            key = printing.word("measure"), printing.word("unit"), printing.interval.value
            sides = printed[key].get(printing.document, frozenset())
            printed[key][printing.document] = sides | printing.all_sides
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for (_, _, value), documents in printed.items():
        if 1 < len(documents) <= _COMMON:
            weight = _WEIGHTS[min(significant(value), len(_WEIGHTS) - 1)]
            for one, other in combinations(sorted(documents), 2):
                if documents[one] & documents[other]:
                    shared[_pair(one, other)] += weight
    return shared
