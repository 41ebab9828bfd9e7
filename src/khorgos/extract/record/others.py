"""The other records that a text speaks of: other loans and grants, other lenders' shares, the facility above.

Each has its sum, its giver, its day and its number where the text gives them, and says how it belongs to the main
record (TUFF 3.0 on linked records): a facility is its parent, another lender's share in the same loan co-finances it,
another sum signed on the same day is a tranche beside it, an earlier commitment went before it.
"""

from __future__ import annotations

import re

from khorgos.annotate import Annotated
from khorgos.extract.record.deed import GIVEN, Deed
from khorgos.extract.record.sums import Sum
from khorgos.values import Period

# Kinds of sums that are somebody's commitment.
_OTHERS = {"committed": 9, "share": 9, "facility": 5}
_NUMBER = re.compile(r"#\s?(\d{1,7})\b")


def others(told: list[Sum], deeds: list[Deed], mine: Sum) -> list[tuple[Sum, Deed]]:
    """The sums that are other commitments, each with the deed of its sentence; a sum told twice counts once."""
    by_line = {each.line.number: each for each in deeds if each.rank >= GIVEN}
    seen = {mine.mention.quantity}
    found = []
    for each in told:
        deed = by_line.get(each.line.number)
        if each.kind in _OTHERS and deed is not None and each.mention.quantity not in seen:
            seen.add(each.mention.quantity)
            found.append((each, deed))
    return found


def relation(other: Sum, mine: Sum, day: Period | None, main_day: Period | None) -> str:
    """How another commitment belongs to the main one."""
    if other.kind == "facility":
        return "parent"
    if mine.kind == "facility":
        return "child"
    if other.kind == "share" or other.foreign:
        return "cofinancing"
    if other.line is mine.line or (day is not None and day == main_day):
        return "tranche"
    earlier = day and main_day and day.last and main_day.first and day.last < main_day.first
    return "predecessor" if earlier else "linked"


def number(view: Annotated, each: Sum) -> str | None:
    """The number under which an archive keeps the record of a sum, where the words behind it give it."""
    stop = min([m.start for m in each.line.sums if m.start > each.mention.end] + [each.line.end])
    found = _NUMBER.search(view.text, each.mention.end, stop)
    return found[1] if found and each.elsewhere else None
