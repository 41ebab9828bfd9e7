"""Which sentence tells of the record's own commitment: the loan signed, the grant agreed, the goods handed over."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.extract.record.lines import Line
from khorgos.language.pack import Hit

_MONEY = ("loan", "grant", "funding", "etca", "letters")
_OTHER = ("goods", "technical", "scholarship", "forgiveness", "rescheduling")
_VERBS = ("sign", "agree", "provide", "give", "share")
# How surely a sentence tells of the commitment itself.
SIGNED, PROVIDED, GIVEN, AGREED, WEAK, CONTRACT = 6, 5, 4, 3, 2, 1


@dataclass(slots=True)
class Deed:
    """A sentence that tells of a commitment, how surely, and the verb."""

    line: Line
    rank: int
    verb: Hit


def deeds(lines: list[Line]) -> list[Deed]:
    """The sentences that tell of commitments, in order."""
    found = []
    for line in lines:
        verb = line.first(*_VERBS)
        rank = _rank(line) if verb else 0
        if verb and rank:
            found.append(Deed(line, rank, verb))
    return found


def own(found: list[Deed]) -> Deed | None:
    """The deed of the record itself: the first of the surest, those of other records last."""
    best: Deed | None = None
    for deed in found:
        if best is None or weight(deed) > weight(best):
            best = deed
    return best


def weight(deed: Deed) -> float:
    """How surely a deed is the record's own."""
    weight = float(deed.rank)
    if deed.line.has("elsewhere", "linked") and not deed.line.has("own"):
        weight -= 1.5
    if deed.line.number > _LATE:
        weight -= 1
    if deed.line.has("facility"):
        weight -= 0.5
    return weight


# A record's narrative tells of its commitment in its first sentences.
_LATE = 4


def _of_contract(line: Line) -> bool:
    """Whether what was signed is the contract that the money pays for: "to finance a contract, which was signed"."""
    contract, sign = line.first("contract"), line.first("sign")
    return bool(contract and sign and contract.end < sign.start and not line.has("agree", "letters"))


def _rank(line: Line) -> int:
    money = line.has(*_MONEY)
    bare = line.has("contract", "framework") and not line.has("loan", "grant", "etca", "letters")
    if _of_contract(line):
        return CONTRACT
    if line.has("sign", "letters") and money:
        return CONTRACT if bare else SIGNED
    if line.has("sign") and line.has("contract", "framework"):
        return CONTRACT
    if line.has("provide", "agree", "share") and (money or line.sums):
        return CONTRACT if bare else PROVIDED
    if line.has("give"):
        return GIVEN
    if line.has(*_OTHER):
        return AGREED
    return WEAK if line.has("provide", "agree", "sign") else 0
