"""What waits for a person, in the order of what a verdict is worth (`store.surveying`), and why it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from khorgos.claims.fact import Fact, Link
from khorgos.claims.judgement import Judgement
from khorgos.store.kept import OPEN
from khorgos.store.surveying import UNMEASURED
from khorgos.web.beside import Beside
from khorgos.web.desk import Desk

# Where several are to judge each claim, what one began is finished first: this is more than anything else is worth.
_BEGUN = 100.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim on which a verdict is wanted, and why: names of reasons, each with its figure or ""."""

    row: dict[str, Any]
    reasons: tuple[tuple[str, str], ...]


def waiting(desk: Desk, by: str = "") -> list[str]:
    """The ids of the claims on which a verdict is wanted, the most worth first; the order stays while nothing is ruled.

    Each is wanted from so many people as the desk is set up for: a claim waits for `by` until that person or enough
    others judged it.  What was settled waits for nobody.
    """
    judged, many = desk.rulings().judged, desk.setting.reviewers
    worth: Mapping[str, float] = desk.counted("worth", desk.ledger.worth)
    if many == 1:
        return [claim for claim in worth if claim not in judged]
    begun = desk.ledger.worth(claim for claim, said in judged.items() if _is_wanted(said, by, many))
    first = sorted(begun, key=lambda claim: -begun[claim])
    return first + [claim for claim in worth if claim not in judged]


def left(desk: Desk, by: str = "") -> int:
    """How many claims wait for a person."""
    many: int = desk.counted("waiting", desk.ledger.count_waiting, rulings=False)
    ended = [claim for claim, said in desk.rulings().judged.items() if not _is_wanted(said, by, desk.setting.reviewers)]
    return max(many - len(desk.ledger.worth(ended)), 0)


def _is_wanted(judged: Mapping[str, Judgement], by: str, reviewers: int) -> bool:
    return by not in judged and len(judged) < reviewers and not any(each.final for each in judged.values())


def told(derived: Beside, judged: Mapping[str, Mapping[str, Judgement]], claims: Iterable[str]) -> list[Waiting]:
    """These claims with the reasons to look at each."""
    rows = (derived.rows[claim] for claim in claims if claim in derived.rows)
    return [Waiting(row, tuple(_reasons(derived, row, begun=bool(judged.get(row["id"]))))) for row in rows]


def _reasons(derived: Beside, row: dict[str, Any], *, begun: bool) -> Iterable[tuple[str, str]]:
    fact = derived.fact_of.get(row["id"])
    if begun:
        yield "second", ""
    if fact is not None and fact.disputed:
        yield "conflict", ""
    if derived.findings_of.get(row["id"]):
        yield "finding", ""
    if fact is not None and len(fact.claims) > 2:
        yield "claims", str(len(fact.claims))
    if _money(row) >= 1e6:
        yield "money", ""
    sure = UNMEASURED if row["confidence"] is None else float(row["confidence"])
    if sure < 0.75:
        yield "confidence", f"{sure:.2f}"


def _money(row: dict[str, Any]) -> float:
    unit = row["unit"] or ""
    return abs(row["value_number"] or 0.0) if len(unit) == 3 and unit.isupper() else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, how they stand to each other and why, and the fact in which they meet."""

    left: dict[str, Any]
    right: dict[str, Any]
    link: Link
    fact: Fact


def pairs(desk: Desk, limit: int) -> tuple[list[Pair], Beside]:
    """Pairs of claims whose relation a person may settle and nobody has: conflicts and near misses, each once.

    At most so many; those of facts with most such pairs first.
    """
    ruled = {frozenset((each.subject, each.other)) for each in desk.rulings().judgements if each.other}
    found: dict[tuple[str, str], tuple[Link, Fact]] = {}
    at = 0
    while len(found) < limit:
        facts = desk.ledger.facts_named(desk.ledger.open_facts(limit, at))
        at += limit
        for fact in facts.values():
            found |= {(link.left, link.right): (link, fact) for link in fact.links if _is_open(link, ruled)}
        if len(facts) < limit:
            break
    some = list(found.values())[:limit]
    ends = {end for link, _ in some for end in (link.left, link.right)}
    derived = desk.beside(claims=ends, facts=[fact for _, fact in some])
    rows = derived.rows
    return [
        Pair(rows[link.left], rows[link.right], link, fact)
        for link, fact in some
        if {link.left, link.right, fact.claims[0]} <= rows.keys()
    ], derived


def _is_open(link: Link, ruled: set[frozenset[str]]) -> bool:
    return link.relation in OPEN and frozenset((link.left, link.right)) not in ruled
