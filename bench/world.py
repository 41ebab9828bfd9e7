"""A made-up world with known truth: how well and how fast claims are reconciled.

    python bench/world.py [--claims N] [--seed N]

True numbers (trade, exports, investment, loans …) of pairs of countries and years are told by reports of made-up
outlets: exact, rounded, bounded, quoted from an agency, or with a slip of scale.  Printed: seconds, peak memory,
precision and recall of the pairs put into one fact, how often a slip was named, how often independent sources are
counted right.  The world is cleaner than the press: it measures speed and growth, and that nothing is mixed up, not how
well reports are understood.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice, pairwise

from khorgos.claims.fact import Fact
from khorgos.claims.printing import Printing, Source
from khorgos.reconcile import reconcile
from khorgos.reference.standing import stands_for
from khorgos.values.codes import COUNTRIES

_STATES = sorted(COUNTRIES)
_INDICATORS = ("trade", "exports", "imports", "investment", "loans", "turnover")
_AGENCIES = tuple(f"Example Agency {n}" for n in range(6))
_YEARS = range(2001, 2026)


@dataclass(frozen=True)
class Truth:
    """One true number: its key, value, and the sources that really stand behind its printings."""

    number: int
    key: dict[str, object]
    value: int


@dataclass
class World:
    """Printings with the true number behind each, the slips that were made, and the sources behind each number."""

    printings: list[Printing] = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)
    slips: set[str] = field(default_factory=set)
    sources: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


def made(claims: int, seed: int) -> World:
    """A world of about so many claims."""
    world = World()
    for truth, printing, source, slip in islice(_told(seed), claims):
        world.printings.append(printing)
        world.truth[printing.id] = truth.number
        world.sources[truth.number].add(source)
        if slip:
            world.slips.add(printing.id)
    return world


def printings(claims: int, seed: int) -> Iterator[Printing]:
    """The claims of that world one by one, for who does not keep them."""
    return (printing for _, printing, _, _ in islice(_told(seed), claims))


def _told(seed: int) -> Iterator[tuple[Truth, Printing, str, bool]]:
    """True numbers as they are printed, the source that really stands behind each printing, and whether it slipped."""
    chance, number = random.Random(seed), count()
    for truth in _truths(chance):
        for _ in range(min(1 + int(chance.expovariate(0.25)), 40)):
            yield truth, *_tell(f"c{next(number):08}", truth, chance)


def _truths(chance: random.Random) -> Iterator[Truth]:
    """True numbers without end; a key comes once."""
    seen: set[tuple[object, ...]] = set()
    number = 0
    while True:
        one, other = chance.sample(_STATES, 2)
        indicator, year = chance.choice(_INDICATORS), chance.choice(_YEARS)
        mirrored = frozenset((one, other)) if indicator not in ("exports", "imports") else (one, other)
        key = indicator, mirrored, year
        if key in seen or (indicator == "imports" and ("exports", (other, one), year) in seen):
            continue
        seen.add(key)
        said = {"indicator": indicator, "measure": "level", "unit": "USD", "parties": [one, other], "period": str(year)}
        yield Truth(number, said, chance.randrange(1001, 9999) * 10 ** chance.randrange(4, 8))
        number += 1


def _tell(name: str, truth: Truth, chance: random.Random) -> tuple[Printing, str, bool]:
    """One printing of a true number."""
    agency = chance.choice(_AGENCIES) if chance.random() < 0.5 else None
    outlet = f"Outlet {chance.randrange(400)}"
    value, bound = _printed(truth.value, chance)
    slip = chance.random() < 0.01
    said = truth.key | {
        "kind": "figure", "id": name, "value": value * 1000 if slip else value, "bound": bound,
        "evidence": "the sum reached", "attribution": {"agency": agency} if agency else {},
    }  # fmt: skip
    day = dt.date(int(str(truth.key["period"])) + 1, 1 + chance.randrange(12), 1 + chance.randrange(28))
    document = f"d{chance.randrange(1 << 30)}"
    printing = Printing.of(said, Source(document, outlet, day), stands_for)
    return printing, (agency or outlet).casefold(), slip


def _printed(value: int, chance: random.Random) -> tuple[int, str]:
    """The value as a report prints it: exact, rounded to two digits, or bounded."""
    kind = chance.random()
    if kind < 0.6:
        return value, "="
    scale = 10 ** (len(str(value)) - 2)
    if kind < 0.8:
        return round(value / scale) * scale, "~"
    return value // scale * scale, ">"


def pairs(world: World, facts: list[Fact]) -> tuple[float, float]:
    """Precision and recall of the pairs of claims that stand in one fact."""
    together = right = 0
    for fact in facts:
        counts = Counter(world.truth[claim] for claim in fact.claims)
        together += _two(len(fact.claims))
        right += sum(map(_two, counts.values()))
    true = sum(map(_two, Counter(world.truth.values()).values()))
    return right / max(1, together), right / max(1, true)


def _two(count: int) -> int:
    return count * (count - 1) // 2


def named(world: World, facts: list[Fact]) -> float:
    """The share of slips that a link of their fact names; those told by one report alone cannot be seen."""
    seen = {claim for fact in facts if len(fact.claims) > 1 for claim in fact.claims} & world.slips
    told = {
        claim
        for fact in facts
        for link in fact.links
        if any("thousandfold" in reason for reason in link.reasons)
        for claim in (link.left, link.right)
    }
    return len(seen & told) / max(1, len(seen))


def counted(world: World, facts: list[Fact]) -> float:
    """The share of true numbers, told whole by one fact, whose independent sources are counted right."""
    sizes = Counter(world.truth.values())
    right = whole = 0
    for fact in facts:
        numbers = {world.truth[claim] for claim in fact.claims}
        if len(numbers) == 1 and len(fact.claims) == sizes[(number := numbers.pop())]:
            whole += 1
            right += fact.sources == len(world.sources[number])
    return right / max(1, whole)


def main() -> None:
    """Measure and print, for sizes that grow tenfold up to what was asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    sizes = [size for size in (10_000, 100_000, 1_000_000) if size < given.claims] + [given.claims]
    print("| claims | seconds | peak MB | facts | precision | recall | slips named | sources right |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    reconcile(made(100, given.seed).printings)  # what is loaded once is no part of the growth
    taken = []
    for size in sizes:
        world = made(size, given.seed)
        begun = time.process_time()
        facts = reconcile(world.printings)
        taken.append(time.process_time() - begun)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        precision, recall = pairs(world, facts)
        print(
            f"| {size:,} | {taken[-1]:.1f} | {peak} | {len(facts):,} | {precision:.4f} | {recall:.4f} "
            f"| {named(world, facts):.3f} | {counted(world, facts):.3f} |",
            flush=True,
        )
    ends = [(sizes[0], sizes[-1])] if len(sizes) > 2 else []
    costs = dict(zip(sizes, taken, strict=True))
    for less, more in [*pairwise(sizes), *ends]:
        first, last = costs[less], costs[more]
        print(f"growth {less:,} to {more:,}: {last / first / (more / less):.2f} x linear")


if __name__ == "__main__":
    main()
