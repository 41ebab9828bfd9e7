"""Claims to links: every pair worth comparing, compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import combinations, product

from khorgos.claims.fact import Link, Relation
from khorgos.claims.printing import Printing
from khorgos.reconcile import causes, figures, others
from khorgos.reconcile.candidates import Kinship, blocks
from khorgos.reconcile.compare import Verdict
from khorgos.reconcile.wording import stems

Compare = Callable[[Printing, Printing], Verdict | None]

_OTHERS: dict[str, Compare] = {
    "project": others.project,
    "event": others.event,
    "mechanism": others.mechanism,
    "agreement": others.agreement,
    "statement": others.statement,
}
# Blocks larger than this are compared by what they print, one claim standing for all that print the same: the pairs of
# a number that forty reports print would be eight hundred.
_LARGE = 12
# A history is told by the values that follow on one another, so many on.
_NEXT = 3
# What names a story: reports of one project or one meeting are kin.
_TELLING_KINDS = frozenset({"project", "event"})
_CONTRADICTS = frozenset({Relation.CONFLICT, Relation.BY_SCOPE})
_ALIKE = Verdict(Relation.AGREE, ("printed alike",))


def links(printings: Sequence[Printing]) -> list[Link]:
    """The links among claims, in order; the order of the printings does not matter.

    1. projects, events and the rest: what is named tells which reports tell the same story.
    2. figures, by the keys that they share.
    3. figures of reports that tell the same story, where one names its parties more widely.
    4. what a report agrees with elsewhere does not contradict the same report's other numbers.
    """
    found: dict[tuple[str, str], Verdict] = {}
    by_id = {printing.id: printing for printing in printings}
    named = [printing for printing in printings if printing.kind != "figure"]
    for block in blocks(named):
        found |= _compared(block, _named)  # 1
    told = [(by_id[a], by_id[b]) for a, b in found if by_id[a].kind in _TELLING_KINDS]
    figures_ = [printing for printing in printings if printing.kind == "figure"]
    kin = Kinship(figures_, told)
    compare = partial(_figures, kin)
    for block in blocks(figures_):
        found |= _compared(block, compare)  # 2
    found |= _compared_pairs(_of_kin(figures_, kin), compare)  # 3
    return _explained(found, by_id)  # 4


def _named(one: Printing, other: Printing) -> Verdict | None:
    return _OTHERS[one.kind](one, other) if one.kind == other.kind else None


def _figures(kin: Kinship, one: Printing, other: Printing) -> Verdict | None:
    return figures.compare(one, other, kin.bond(one, other))


def _explained(found: dict[tuple[str, str], Verdict], by_id: dict[str, Printing]) -> list[Link]:
    """Links without the contradictions of claims that the other report agrees with in another of its numbers.

    Of what remains, a claim contradicts no more than one claim of another report: the nearest, if that has no nearer.
    """
    agreed = {
        (claim, by_id[other].document)
        for (left, right), verdict in found.items()
        if verdict.relation in (Relation.AGREE, Relation.CLOSE)
        for claim, other in ((left, right), (right, left))
    }
    doubtful = sorted(
        (_apart(by_id[left], by_id[right]), left, right)
        for (left, right), verdict in found.items()
        if verdict.relation in _CONTRADICTS
        and not ({(left, by_id[right].document), (right, by_id[left].document)} & agreed)
    )
    kept = _nearest([(by_id[left], by_id[right]) for _, left, right in doubtful])
    return [
        Link.between(left, right, verdict.relation, verdict.reasons)
        for (left, right), verdict in sorted(found.items())
        if verdict.relation not in _CONTRADICTS or (left, right) in kept
    ]


def _nearest(pairs: Iterable[tuple[Printing, Printing]]) -> set[tuple[str, str]]:
    """The pairs, nearest first, of which neither number stands against another number of the other's report yet."""
    against: dict[tuple[object, str], object] = {}
    kept = set()
    for one, other in pairs:
        ends = ((_thing(one), other.document), _thing(other)), ((_thing(other), one.document), _thing(one))
        if one.kind != "figure" or all(against.get(end, thing) == thing for end, thing in ends):
            kept.add((one.id, other.id))
            against.update(ends)
    return kept


def _thing(printing: Printing) -> tuple[object, ...]:
    value = printing.interval.value if printing.interval is not None else None
    return printing.document, printing.measured, value


def _apart(one: Printing, other: Printing) -> Decimal:
    """How far two numbers lie apart; a slip of scale is no distance."""
    if causes.slip_of(one, other):
        return Decimal(0)
    return abs(one.interval.value - other.interval.value) if one.interval and other.interval else Decimal(0)


def _key(one: Printing, other: Printing) -> tuple[str, str]:
    return (one.id, other.id) if one.id <= other.id else (other.id, one.id)


def _compared(block: list[Printing], compare: Compare) -> dict[tuple[str, str], Verdict]:
    """The pairs of a block that speak of the same thing; a large block is told by what it prints."""
    found: dict[tuple[str, str], Verdict] = {}
    if len(block) > _LARGE:
        groups: dict[tuple[object, ...], list[Printing]] = defaultdict(list)
        for printing in block:
            groups[_print(printing)].append(printing)
        found |= {_key(group[0], other): _ALIKE for group in groups.values() for other in group[1:]}
        block = [group[0] for group in groups.values()]
    return found | _compared_pairs(_near(block), compare)


def _compared_pairs(pairs: Iterable[tuple[Printing, Printing]], compare: Compare) -> dict[tuple[str, str], Verdict]:
    found = {}
    for one, other in pairs:
        # In an order of their own, so that reasons read the same whoever came first.
        first, second = (one, other) if one.id <= other.id else (other, one)
        verdict = compare(first, second)
        if verdict is not None:
            found[first.id, second.id] = verdict
    return found


def _print(printing: Printing) -> tuple[object, ...]:
    names = ("indicator", "name", "title", "quote", "speaker", "status", "detail", "bound", "place")
    value = printing.interval.value if printing.interval is not None else None
    # Of what no indicator names, the passage says what it is.
    about = stems(printing.word("evidence")) if printing.word("indicator") == "other" else None
    return (str(printing.period), value, printing.parties, about, *(printing.word(name) for name in names))


def _near(block: list[Printing]) -> Iterator[tuple[Printing, Printing]]:
    """The pairs of a block whose periods share a day, follow on one another, or of which one gives none."""
    dated = sorted((r for r in block if r.period is not None), key=lambda printing: (_first(printing), printing.id))
    undated = [printing for printing in block if printing.period is None]
    yield from combinations(undated, 2)
    yield from product(undated, dated)
    for index, one in enumerate(dated):
        for step, other in enumerate(dated[index + 1 :]):
            if _first(other) > _last(one) and step >= _NEXT:
                break
            yield one, other


def _first(printing: Printing) -> date:
    return printing.period.first if printing.period and printing.period.first else date.min


def _last(printing: Printing) -> date:
    return printing.period.last if printing.period and printing.period.last else date.max


def _of_kin(printings: Iterable[Printing], kin: Kinship) -> Iterator[tuple[Printing, Printing]]:
    """Figures of reports that tell the same story: parties may be named more widely in one of them."""
    told: dict[str, dict[tuple[str, ...], list[Printing]]] = defaultdict(lambda: defaultdict(list))
    for printing in printings:
        told[printing.document][printing.measured[1:]].append(printing)
    for left, right in kin.pairs():
        for key, ones in told[left].items():
            yield from product(ones, told[right].get(key, ()))
