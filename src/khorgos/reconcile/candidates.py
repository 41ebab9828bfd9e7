"""Which claims are worth comparing: blocks that share a key, and reports that tell the same story (kin).

Comparing everything with everything would take the square of the ledger; claims that share no key are no one fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from khorgos.reconcile import others
from khorgos.reconcile.compare import Bond
from khorgos.reconcile.interval import significant
from khorgos.reconcile.record import Record
from khorgos.reconcile.wording import stems
from khorgos.reference.standing import place_of

Pair = tuple[Record, Record]
# Reports that share numbers of this weight tell the same story: one of three digits, or two of two.
_KIN = 2
_TELLING = 2
# A value printed in more reports than this tells no two of them kin ("100 percent", "1 billion dollars").
_COMMON = 40
# A word in more names than this is no key: comparing all that share it would take the square of them.
_FREQUENT = 200


def blocks(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Lists of claims of one kind that share a key, each list in order of id; a claim may stand in several."""
    found: dict[Hashable, list[Record]] = defaultdict(list)
    for record in records:
        for key in _keys(record):
            found[key].append(record)
    for key in sorted(found, key=repr):
        block = found[key]
        if len(block) > 1 and not (_is_word(key) and len(block) > _FREQUENT):
            yield sorted(block, key=lambda record: record.id)


def _keys(record: Record) -> Iterator[Hashable]:
    if record.kind == "figure":
        unit = record.word("measure"), record.word("unit")
        flow = "flow" if record.word("indicator") in ("exports", "imports") else record.word("indicator")
        yield ("parties", flow, *unit, tuple(sorted(record.all_sides)))
        if record.interval is not None and significant(record.interval.value) >= _TELLING:
            yield ("value", *unit, record.interval.value)
    elif record.kind == "mechanism":
        yield from (("mechanism", name) for name in others.names_of(record))
    else:
        name = record.word({"agreement": "title", "statement": "speaker"}.get(record.kind, "name"))
        yield from (("word", record.kind, stem) for stem in stems(name))
        if record.word("mechanism"):
            yield (record.kind, "of", record.word("mechanism"))
        if record.kind == "event" and record.word("place"):
            yield ("event", record.word("type"), place_of(record.word("place")))
        if record.kind == "project" and record.interval is not None:
            yield ("project", record.word("currency"), record.interval.value)


def _is_word(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] == "word"


class Kinship:
    """Which documents tell the same story: they share telling numbers of the same parties, a project or a meeting.

    `records` are figures, `named` pairs of claims that are one project or event: their documents are kin.
    """

    def __init__(self, records: Sequence[Record], named: Iterable[Pair] = ()) -> None:
        shared = _shared(records)
        self._pairs = {pair for pair, weight in shared.items() if weight >= _KIN}
        self._pairs |= {_pair(a.document, b.document) for a, b in named if a.document != b.document}
        self._values = _values(records)

    def bond(self, one: Record, other: Record) -> Bond:
        """How the reports of two claims stand to each other."""
        if one.document == other.document:
            return Bond(kin=True, one=True)
        if _pair(one.document, other.document) not in self._pairs:
            return Bond()
        return Bond(kin=True, sole=all(len(self._values[_place(record)]) == 1 for record in (one, other)))

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of documents, in order."""
        return sorted(self._pairs)


def _place(record: Record) -> tuple[Hashable, ...]:
    return record.document, *kind_of(record), record.all_sides


def kind_of(record: Record) -> tuple[str, ...]:
    """What must be the same of two figures that are compared: indicator, measure, unit."""
    return tuple(record.word(name) for name in ("indicator", "measure", "unit"))


def _values(records: Iterable[Record]) -> dict[Hashable, set[Decimal]]:
    """The values that a document gives of each indicator, measure, unit and parties."""
    found: dict[Hashable, set[Decimal]] = defaultdict(set)
    for record in records:
        if record.interval is not None:
            found[_place(record)].add(record.interval.value)
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _shared(records: Iterable[Record]) -> dict[tuple[str, str], int]:
    """How much pairs of documents share: two for a value of three digits or more, one for a value of two."""
    printed: dict[tuple[str, str, Decimal], dict[str, frozenset[str]]] = defaultdict(dict)
    for record in records:
        if record.interval is not None and significant(record.interval.value) >= _TELLING:
            key = record.word("measure"), record.word("unit"), record.interval.value
            sides = printed[key].get(record.document, frozenset())
            printed[key][record.document] = sides | record.all_sides
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for (_, _, value), documents in printed.items():
        if 1 < len(documents) <= _COMMON:
            weight = min(_KIN, significant(value) - 1)
            for one, other in combinations(sorted(documents), 2):
                if documents[one] & documents[other]:
                    shared[_pair(one, other)] += weight
    return shared
