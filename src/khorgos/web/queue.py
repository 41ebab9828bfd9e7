"""What waits for a person, ordered by what a verdict is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khorgos.claims.fact import Fact, Link, Relation
from khorgos.claims.judgement import Judgement
from khorgos.store.correcting import PERSON
from khorgos.web.desk import Derived

# Weights of the reasons to look: two values that cannot both hold come first, then what a finding speaks of, a reader's
# own doubt (the share of claims like it that proved wrong), many copies of one printing, and sums of money by size.
_CONFLICT, _FINDING, _DOUBT, _COPIES, _MONEY = 4.0, 2.0, 3.0, 0.2, 0.15
# Where several are to judge each claim, what one began is finished first.
_BEGUN = 8.0
# What is assumed where a reader's claims were never measured.
_UNMEASURED = 0.7


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that nobody ruled on, what a verdict on it is worth, and why, in words."""

    row: dict[str, Any]
    worth: float
    reasons: tuple[str, ...]


def waiting(derived: Derived, by: str = "", reviewers: int = 1) -> list[Waiting]:
    """The claims on which a verdict is wanted, the most worth first; the order does not change while nothing is ruled.

    Wanted are so many `reviewers`, each on their own: a claim waits for `by` until that person or enough others judged
    it.  What a person wrote, and what was settled, waits for nobody.
    """
    found = [
        _weighed(derived, key, row)
        for key, row in derived.rows.items()
        if not row["accepted"] and row["readers"] != PERSON and _is_wanted(derived.judged.get(key, {}), by, reviewers)
    ]
    return sorted(found, key=_order)


def _is_wanted(judged: Mapping[str, Judgement], by: str, reviewers: int) -> bool:
    return by not in judged and len(judged) < reviewers and not any(each.final for each in judged.values())


def _order(each: Waiting) -> tuple[float, str, int, str]:
    return -each.worth, each.row["document"], each.row["evidence_start"], each.row["id"]


def _weighed(derived: Derived, key: str, row: dict[str, Any]) -> Waiting:
    fact = derived.fact_of.get(key)
    begun = bool(derived.judged.get(key))
    doubt = 1 - (_UNMEASURED if row["confidence"] is None else float(row["confidence"]))
    worth, reasons = _DOUBT * doubt + _BEGUN * begun, []
    if begun:
        reasons.append("second verdict")
    if fact is not None and fact.disputed:
        worth += _CONFLICT
        reasons.append("conflict")
    if derived.findings_of.get(key):
        worth += _FINDING
        reasons.append("finding")
    if fact is not None and len(fact.claims) > 2:
        worth += _COPIES * len(fact.claims)
        reasons.append(f"{len(fact.claims)} claims")
    money = _money(row)
    if money >= 1e6:
        worth += _MONEY * (len(str(int(money))) - 6)
        reasons.append("money")
    if doubt > 0.25:
        reasons.append(f"confidence {1 - doubt:.2f}")
    return Waiting(row, worth, tuple(reasons))


def _money(row: dict[str, Any]) -> float:
    unit = row["unit"] or ""
    return abs(row["value_number"] or 0.0) if len(unit) == 3 and unit.isupper() else 0.0


# How claims stand to each other where a person's word may settle it.
_OPEN = frozenset({Relation.CONFLICT, Relation.CLOSE, Relation.DRIFT})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, how they stand to each other and why, and the fact in which they meet."""

    left: dict[str, Any]
    right: dict[str, Any]
    link: Link
    fact: Fact


def pairs(derived: Derived) -> list[Pair]:
    """Pairs of claims whose relation a person may settle: conflicts and near misses, each once."""
    found: dict[tuple[str, str], Pair] = {}
    for fact in derived.facts:
        for link in fact.links:
            if link.relation in _OPEN and {link.left, link.right} <= derived.rows.keys():
                left, right = derived.rows[link.left], derived.rows[link.right]
                found.setdefault((link.left, link.right), Pair(left, right, link, fact))
    return list(found.values())
