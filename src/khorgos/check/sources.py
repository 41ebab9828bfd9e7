"""Who stands behind a number: many printings of one source, reports that quote each other in a circle, backing.

A claim that is published as a fact needs an official source, or two independent ones (copies and shared attributions
count once); everything else is to be told as coming from a single source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khorgos.check.texts import say
from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.reference.official import is_official

# So many printings of one source are worth saying.
_MANY = 3
_SEVERAL = 2


def check_facts(facts: Sequence[Fact], by_id: dict[str, Printing]) -> Iterator[Finding]:
    """The findings about the sources of every fact that several reports tell."""
    for fact in facts:
        printings = [by_id[claim] for claim in fact.claims]
        documents = {printing.document for printing in printings}
        if len(documents) < _SEVERAL:
            continue
        if len(documents) >= _MANY and fact.sources == 1:
            yield Finding("one-source", Severity.INFO, fact.claims, say("source.one", count=len(documents)))
        circle = _circle(printings)
        if circle:
            told = say("source.circle", outlets=" → ".join((*circle, circle[0])))
            yield Finding("circular-source", Severity.WARN, fact.claims, told)
        if backed_by(fact, printings) is None:
            yield Finding("backing", Severity.INFO, fact.claims, say("source.single", count=len(documents)))


def backed_by(fact: Fact, printings: Sequence[Printing]) -> str | None:
    """What lets a claim be published as a fact: "official", "several", or None: a single source."""
    if any(is_official(name) for printing in printings for name in _named(printing)):
        return "official"
    return "several" if fact.sources >= _SEVERAL else None


def _named(printing: Printing) -> list[str]:
    said = printing.said.get("attribution") or {}
    return [str(said[link]) for link in ("agency", "speaker") if said.get(link)]


def _circle(printings: Sequence[Printing]) -> tuple[str, ...]:
    """The outlets of a shortest circle of quoting, the first in the alphabet first; empty where there is none."""
    quotes: dict[str, set[str]] = defaultdict(set)
    for printing in printings:
        cited = (printing.said.get("attribution") or {}).get("outlet")
        own = printing.source.outlet
        if own and cited and own.casefold() != str(cited).casefold():
            quotes[own].add(str(cited))
    for start in sorted(quotes):
        way = _way(quotes, start)
        if way:
            return way
    return ()


def _way(quotes: dict[str, set[str]], start: str) -> tuple[str, ...]:
    """The shortest way from an outlet along what it quotes back to itself."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for cited in sorted(quotes.get(way[-1], ())):
            if cited == start:
                return way
            if cited not in seen:
                seen.add(cited)
                ways.append((*way, cited))
    return ()
