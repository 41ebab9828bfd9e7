"""Which of the sums of a text is the record's own.

The weights only order the kinds of sums: halving or doubling the lower ones moved the amount's F1 by less than 0.005
(2,003 narratives of GCDF 3.0 read without their titles, 2026-11).
"""

from __future__ import annotations

from khorgos.extract.record.deed import GIVEN, Deed
from khorgos.extract.record.sums import Sum
from khorgos.values import Bound

# Sums that a record may take for its own, the surest first; with how sure they are.
_OWN = {
    "revised": 17.0,
    "share": 13.0,
    "part": 12.5,
    "committed": 9.0,
    "value": 7.0,
    "pledged": 6.0,
    "facility": 5.0,
    "": 2.5,
    "total": 2.1,
}
# No loan is smaller (a scale word was left out), and no other sum of a project either: 100.
# What another country's lender gives is hardly the record's.
_FOREIGN = {"share": 9}
# Sums that are a record's own only where nothing else is told.
_WEAK = frozenset({"", "total", "facility"})
_LENT = frozenset({"committed", "share", "part"})
# A sum that the text sends to another record is hardly this one's.
_ELSEWHERE = 20
# A sum that the text gives to this very record is hardly another's.
_OWN_BY_NUMBER = 12
_LEAST = {"loan": 1000, "grant": 100}


def own(told: list[Sum], deeds: list[Deed], main: Deed | None) -> Sum | None:
    """The record's own sum; none where the text only gives the total of several lenders."""
    ranks = {each.line.number: each.rank for each in deeds}
    weighed = [(_weigh(each, ranks, main), each) for each in told]
    best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
    shared = any(each.kind == "share" for each in told)
    total = max((_weigh_total(each, main) for each in told if each.kind == "syndicate"), default=0.0)
    if best[1] is None or best[0] <= (0.0 if shared else total):
        return _first_of_several(told)
    # Where every loan and grant is another record's, what is left is no commitment of this one.
    sent_away = any(each.kind == "committed" and each.elsewhere for each in told)
    return _first_of_several(told) if sent_away and best[1].kind in _WEAK else best[1]


def _first_of_several(told: list[Sum]) -> Sum | None:
    """The first of several loans and grants that all have a record of their own: the text tells of no other.

    Of 30 such texts the first of the sums was the text's own in 16, and none told only of others (GCDF 3.0, 2026-11);
    a single one that is sent away was the text's own in 8 of 19.
    """
    lent = [each for each in told if each.kind in _LENT]
    several = len({each.mention.quantity for each in lent}) > 1
    return lent[0] if several and all(each.elsewhere and not each.anothers for each in lent) else None


def _weigh(each: Sum, ranks: dict[int, int], main: Deed | None) -> float:
    """How surely a sum is the record's own; 0 where it cannot be."""
    weight = _OWN.get(each.kind, 0.0)
    if not weight or each.mention.quantity.high < _LEAST.get(each.noun, 100):
        return 0.0
    if each.elsewhere and not each.own:
        weight -= 3 if each.kind == "share" and not each.anothers else _ELSEWHERE
    if main and each.line is main.line:
        weight += 2
    if ranks.get(each.line.number, 0) < GIVEN:
        weight -= 2
    if each.kind == "committed" and each.noun in ("loan", "grant"):
        weight += 1
    if each.line.has("planned"):
        weight -= 0.5
    if each.foreign:
        weight -= _FOREIGN.get(each.kind, 4)
    if each.mention.quantity.bound is Bound.AT_MOST:
        weight -= 3
    if each.line.has("pledge"):
        weight -= 4
    return weight + (_OWN_BY_NUMBER if each.own else 0)


def _weigh_total(each: Sum, main: Deed | None) -> float:
    return 12.0 if main and each.line is main.line else 9.0
