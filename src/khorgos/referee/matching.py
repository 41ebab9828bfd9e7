"""Which claims of two readers are the same claim, read twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from khorgos.annotate.typography import fold
from khorgos.claims import Claim
from khorgos.values import Span

# Two passages are the same place from this share of the shorter one on.
_SAME_PLACE = 0.3
# Two names are the same from this share of common words on.
_SAME_NAME = 0.5
_PIECES = re.compile(r"[\u3400-\u9fff]{2}|[^\W_\u3400-\u9fff]+")
_NAMES = {"project": "name", "event": "name", "mechanism": "name", "agreement": "title", "statement": "speaker"}


class Pair(NamedTuple):
    """The numbers of two claims that are the same, in the two lists."""

    left: int
    right: int


def pairs(left: Sequence[Claim], right: Sequence[Claim]) -> list[Pair]:
    """The best pairs of two readers' claims of one document, each claim at most once, in order of the right list."""
    scored = [
        (score, -i, -j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one.kind == other.kind and (score := _alike(one, other)) > 0
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, minus_i, minus_j in sorted(scored, reverse=True):
        if -minus_j not in found and -minus_i not in taken:
            found[-minus_j] = -minus_i
            taken.add(-minus_i)
    return [Pair(i, j) for j, i in sorted(found.items())]


def _alike(one: Claim, other: Claim) -> float:
    """How much two claims of a kind are the same, 0 where they are not."""
    place = overlap(one.evidence.span, other.evidence.span)
    if one.kind == "figure":
        return _figures(one, other, place)
    name = likeness(getattr(one, _NAMES[one.kind]), getattr(other, _NAMES[one.kind]))
    if one.kind == "statement":
        return place + name if place >= _SAME_PLACE and (name or place > 1 - _SAME_PLACE) else 0.0
    if one.kind == "project" and one.grounded_quantity() and one.grounded_quantity() == other.grounded_quantity():
        name = max(name, _SAME_NAME)
    same = name >= _SAME_NAME and (place > 0 or name > 1 - _SAME_PLACE)
    return name + place if same or place >= _SAME_PLACE else 0.0


def _figures(one: Claim, other: Claim, place: float) -> float:
    """Figures are the same where they are read from the same number."""
    ours, theirs = one.grounded_quantity(), other.grounded_quantity()
    if ours is None or theirs is None:
        return 0.0
    number = max(
        (overlap(a.span, b.span) for a in one.evidence.grounds_of("value") for b in other.evidence.grounds_of("value")),
        default=0.0,
    )
    same = (abs(ours.low), abs(ours.high), ours.unit) == (abs(theirs.low), abs(theirs.high), theirs.unit)
    if number <= 0:
        return 0.0
    return (2.0 if same else 0.0) + number + place / 10 if same or number > 1 - _SAME_PLACE else 0.0


def overlap(one: Span, other: Span) -> float:
    """The share of the shorter of two stretches that both hold."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, common / max(1, min(len(one), len(other))))


def likeness(one: str, other: str) -> float:
    """The share of common words of two names, 1 where one holds the other whole."""
    ours, theirs = _pieces(one), _pieces(other)
    common = sum((ours & theirs).values())
    if not common:
        return 0.0
    whole = common == min(sum(ours.values()), sum(theirs.values()))
    return 1.0 if whole else 2 * common / (sum(ours.values()) + sum(theirs.values()))


def _pieces(name: str) -> Counter[str]:
    return Counter(_PIECES.findall(fold(name).casefold()))
