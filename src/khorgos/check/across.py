"""Across reports: conflicts, and values that drifted to another period; then slips, revisions and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khorgos.check import revisions, slips, sources
from khorgos.check.figures import value
from khorgos.check.texts import say
from khorgos.claims.fact import Fact, Relation
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing


def check(facts: Sequence[Fact], printings: Sequence[Printing], beside: Sequence[Fact] = ()) -> Iterator[Finding]:
    """The findings about facts, family by family; `beside` are others that they drifted from or to."""
    by_id = {printing.id: printing for printing in printings}
    by_fact = {fact.id: fact for fact in (*beside, *facts)}
    for fact in facts:
        if fact.disputed:
            yield _conflict(fact, by_id)
        for other, relation in fact.beside:
            # Each pair of facts once.
            if relation == Relation.DRIFT.value and fact.id < other:
                yield _drift(fact, by_fact[other], by_id)
    for family in (sources, revisions, slips):
        yield from family.check_facts(facts, by_id)


def _conflict(fact: Fact, by_id: dict[str, Printing]) -> Finding:
    """One finding for a fact: its values, and what may lie behind, as the links tell it."""
    links = [link for link in fact.links if link.relation is Relation.CONFLICT]
    causes = dict.fromkeys(reason for link in links for reason in link.reasons[1:])
    told = "; ".join([say("value.other"), *causes])
    claims = tuple(sorted({claim for link in links for claim in (link.left, link.right)}))
    # Only the values that the finding's own claims print: whoever makes it again has no others.
    printed = [cluster for cluster in fact.values if not set(cluster.claims).isdisjoint(claims)]
    printed.sort(key=lambda cluster: value(by_id[cluster.claims[0]]))
    values = [cluster.value for cluster in printed] or [str(by_id[claim].period) for claim in claims]
    return Finding("other-value", Severity.WARN, claims, told, " and ".join(dict.fromkeys(values)))


def _drift(fact: Fact, other: Fact, by_id: dict[str, Printing]) -> Finding:
    first, second = (by_id[each.claims[0]] for each in (fact, other))
    told = say("drift.period", number=first.number)
    periods = ", ".join(_where(each) for each in sorted((first, second), key=lambda each: str(each.period)))
    return Finding("drift", Severity.WARN, (*fact.claims, *other.claims), told, periods)


def _where(printing: Printing) -> str:
    outlet = printing.source.outlet
    return say("drift.where", period=printing.period, outlet=outlet) if outlet else f"{printing.period}"
