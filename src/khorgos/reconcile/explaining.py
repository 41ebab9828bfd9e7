"""Verdicts to links: which contradictions are left when reports are read whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from khorgos.claims.fact import Link, Relation
from khorgos.claims.printing import Printing
from khorgos.reconcile import causes
from khorgos.reconcile.linking import Pair, Verdicts

Find = Callable[[str], Printing]
CONTRADICTS = frozenset({Relation.CONFLICT, Relation.BY_SCOPE})


def explained(found: Verdicts, by_id: Find) -> list[Link]:
    """Links without the contradictions of claims that the other report agrees with in another of its numbers.

    Of what remains, a claim contradicts no more than one claim of another report: the nearest, if that has no nearer.
    """
    kept = standing(found, by_id)
    return [
        Link.between(left, right, verdict.relation, verdict.reasons)
        for (left, right), verdict in sorted(found.items())
        if verdict.relation not in CONTRADICTS or (left, right) in kept
    ]


def standing(found: Verdicts, by_id: Find) -> set[Pair]:
    """The contradictions that stand."""
    agreed = {
        (claim, by_id(other).document)
        for (left, right), verdict in found.items()
        if verdict.relation in (Relation.AGREE, Relation.CLOSE)
        for claim, other in ((left, right), (right, left))
    }
    # Of one key first: numbers of larger or smaller parties stand against each other where nothing nearer does.
    doubtful = sorted(
        (verdict.relation is Relation.BY_SCOPE, _apart(by_id(left), by_id(right)), left, right)
        for (left, right), verdict in found.items()
        if verdict.relation in CONTRADICTS
        and not ({(left, by_id(right).document), (right, by_id(left).document)} & agreed)
    )
    return _nearest([(by_id(left), by_id(right)) for *_, left, right in doubtful])


def _nearest(pairs: Iterable[tuple[Printing, Printing]]) -> set[Pair]:
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
