"""What comparing two claims comes to, and how periods and parties of two claims stand to each other."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from khorgos.claims.fact import Relation
from khorgos.claims.printing import Printing
from khorgos.values import Period

# Periods that share this part of their days are the same as far as reports go: "the first year, to 2 December".
_SAME_DAYS = 0.9
# Groups that share this part of their countries are one and the same under two names (CELAC, Latin America).
_SAME_GROUP = 0.8
# Of reports that tell one story so much is enough (Latin America, Latin America and the Caribbean).
_ONE_REGION = 0.5


class Verdict(NamedTuple):
    """A relation with its reasons in words."""

    relation: Relation
    reasons: tuple[str, ...]


class Bond(NamedTuple):
    """How the reports of two claims stand to each other.

    `kin`: they tell the same story (they share telling numbers, a project or a meeting), which lends weight where a
    period or a party is not given.  `sole`: each is its report's only value of that indicator, measure, unit and
    parties, so that nothing else can be meant.  `one`: both stand in one report.
    """

    kin: bool = False
    sole: bool = False
    one: bool = False


class When(Enum):
    """How two periods stand to each other."""

    SAME = "same"
    UNKNOWN = "unknown"
    NESTED = "nested"
    OVERLAP = "overlap"
    APART = "apart"


class Whom(Enum):
    """How the parties of two claims stand to each other; SHARED: one party is the same, another is not."""

    SAME = "same"
    WITHIN = "within"
    SHARED = "shared"
    OTHER = "other"


def when(one: Period | None, other: Period | None) -> When:
    """How two periods stand to each other; UNKNOWN where one is not given."""
    if one is None or other is None:
        return When.UNKNOWN
    if one.same_days(other):
        return When.SAME
    if not one.overlaps(other):
        return When.APART
    if shared_days(one, other) >= _SAME_DAYS:
        return When.SAME
    if one.contains(other) or other.contains(one):
        return When.NESTED
    return When.OVERLAP


def shared_days(one: Period, other: Period) -> float:
    """The days that both hold as a part of the days that either holds; 0 where one is open."""
    if one.is_open or other.is_open or one.first is None or other.first is None:
        return 0.0
    if one.last is None or other.last is None:
        return 0.0
    common = (min(one.last, other.last) - max(one.first, other.first)).days + 1
    whole = (max(one.last, other.last) - min(one.first, other.first)).days + 1
    return max(0, common) / whole


def whom(one: Printing, other: Printing, *, ordered: bool) -> Whom:
    """How the parties stand to each other; `ordered` where the first party is the reporter (exports, imports)."""
    if not one.all_sides or not other.all_sides:
        return Whom.OTHER
    shared = one.all_sides & other.all_sides
    if not shared:
        return Whom.OTHER
    if ordered and one.sides[0] != other.sides[0]:
        return Whom.OTHER
    if len(shared) / len(one.all_sides | other.all_sides) >= _SAME_GROUP:
        return Whom.SAME
    return Whom.SHARED if _strangers(one, other) and _strangers(other, one) else Whom.WITHIN


def one_region(one: Printing, other: Printing) -> bool:
    """Whether the parties are the same but for groups that share half of their countries: a region by two names."""
    return len(one.sides) == len(other.sides) and all(
        any(side == each or _overlapping(side, each) for each in other.sides) for side in one.sides
    )


def _overlapping(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) > 1 and len(one & other) / len(one | other) >= _ONE_REGION


def _strangers(one: Printing, other: Printing) -> bool:
    """Whether a party of the first has nothing to do with any party of the second."""
    return any(not side & other.all_sides for side in one.sides)
