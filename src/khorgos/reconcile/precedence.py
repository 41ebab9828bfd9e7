"""Which of several values of a fact comes first, and by which rule.

The others stay beside it: a rule orders values, it does not decide what is true.  The rules, in their order: a person's
ruling; the nearest official source (TUFF 3.0 ranks donor and recipient governments before bodies that carry out, these
before other official ones, and all of them before media); more independent sources; more reports; an exact value before
a bounded one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from khorgos.claims.fact import Cluster
from khorgos.claims.printing import Printing
from khorgos.reconcile.rulings import Rulings
from khorgos.reconcile.sources import rank

RULES = ("ruling", "official source", "more independent sources", "more reports", "exact value", "none")


class Ranked(NamedTuple):
    """A cluster of values and what speaks for it, rule by rule, the less the better."""

    cluster: Cluster
    weights: tuple[int, ...]


def ranked(cluster: Cluster, members: Sequence[Printing], rulings: Rulings) -> Ranked:
    """A cluster with its weights."""
    stands = [rulings.stands[each.id].at for each in members if each.id in rulings.stands]
    return Ranked(
        cluster,
        (
            -_day(max(stands)) if stands else 0,
            min(rank(each) for each in members),
            -cluster.sources,
            -len({each.document for each in members}),
            int(cluster.value[:1] in "~<>"),
        ),
    )


def ordered(found: Iterable[Ranked]) -> tuple[tuple[Cluster, ...], str]:
    """The clusters, what comes first first, and the rule that put it there ("" where there is but one)."""
    rows = sorted(found, key=lambda each: (each.weights, each.cluster.value, each.cluster.claims))
    clusters = tuple(row.cluster for row in rows)
    if len(rows) < 2:
        return clusters, ""
    unlike = [one != other for one, other in zip(rows[0].weights, rows[1].weights, strict=True)]
    return clusters, RULES[unlike.index(True)] if any(unlike) else RULES[-1]


def _day(at: str) -> int:
    """A ruling's moment as a number that grows; 1 where it has none."""
    return int("".join(sign for sign in at if sign.isdigit())[:14].ljust(14, "0") or 0) or 1
