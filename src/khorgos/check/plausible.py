"""Sums that no single project has: over 40 billion dollars or under 100, or a third of the recipient's economy.

Told to be looked at, never as wrong.  What a kilometre or a megawatt costs is compared with what the others cost,
where at least a hundred of the reports checked tell one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import ids, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.errors import ValueFault
from khorgos.reference.rates import per_dollar

# The gross domestic product of a country (ISO 3166-1 alpha-3) in a year, in US dollars; None where it is not known.
Economy = Callable[[str, int], Decimal | None]
_LARGEST = Decimal(40_000_000_000)
_SMALLEST = Decimal(100)
_OF_ECONOMY = Decimal("0.3")
# Percentiles of fewer values than these are those of chance.
_ENOUGH = 100
_UNITS = frozenset({"km", "MW"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The project sums of one report that are to be looked at."""
    for project in _projects(printings):
        dollars = _dollars(project)
        if dollars is not None and not _SMALLEST <= dollars <= _LARGEST:
            told = say("size.large" if dollars > _LARGEST else "size.small", name=project.word("name"))
            room = say("room.size", low=shown(_SMALLEST, "USD"), high=shown(_LARGEST, "USD"))
            yield Finding("project-size", Severity.WARN, (project.id,), told, shown(dollars, "USD"), room)


def check_economy(printings: Sequence[Printing], economy: Economy) -> Iterator[Finding]:
    """The project sums that are more than 30 percent of their one recipient's gross domestic product."""
    for project in _projects(printings):
        dollars, day = _dollars(project), _day(project)
        if dollars is None or day is None or len(project.parties) != 1:
            continue
        whole = economy(project.parties[0], day)
        if whole and dollars > whole * _OF_ECONOMY:
            share = shown((dollars / whole * 100).quantize(Decimal(1)), "percent")
            told = say("size.economy", name=project.word("name"), share=share, year=day)
            sum_ = f"{shown(dollars, 'USD')} / {shown(whole, 'USD')} = {share}"
            yield Finding("share-of-economy", Severity.WARN, (project.id,), told, sum_, say("room.economy"))


def check_costs(printings: Sequence[Printing]) -> Iterator[Finding]:
    """What a kilometre or a megawatt costs, where enough projects tell one and this one lies outside nearly all."""
    costs: dict[str, list[tuple[Decimal, Printing, Printing]]] = defaultdict(list)
    sizes = {(p.document, p.word("sentence")): p for p in printings if p.word("unit") in _UNITS and value(p) > 0}
    for project in _projects(printings):
        size = sizes.get((project.document, project.word("sentence")))
        dollars = _dollars(project)
        if size is not None and dollars is not None and project.word("sentence"):
            costs[size.word("unit")].append((dollars / value(size), project, size))
    for unit, found in costs.items():
        ordered = sorted(cost for cost, _, _ in found)
        if len(ordered) < _ENOUGH:
            continue
        low, high = ordered[len(ordered) // 100], ordered[-1 - len(ordered) // 100]
        for cost, project, size in found:
            if not low <= cost <= high:
                told = say(
                    "size.unit",
                    name=project.word("name"), cost=shown(cost, "USD"), unit=unit, count=len(ordered) - 1,
                )  # fmt: skip
                sum_ = f"{shown(low, 'USD')} to {shown(high, 'USD')} a {unit}"
                yield Finding("unit-cost", Severity.WARN, ids(project, size), told, sum_, say("room.unit"))


def _projects(printings: Sequence[Printing]) -> list[Printing]:
    return [p for p in printings if p.kind == "project" and p.interval is not None]


def _day(project: Printing) -> int | None:
    return project.source.published.year if project.source.published else None


def _dollars(project: Printing) -> Decimal | None:
    """The sum in dollars at the average rate of the report's year; None where there is no rate."""
    currency = project.word("currency")
    if currency == "USD":
        return value(project)
    year = _day(project)
    if year is None:
        return None
    try:
        return value(project) / per_dollar(currency, year)
    except ValueFault:
        return None
