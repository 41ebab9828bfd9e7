"""Where claims stand in their report, by words: what one reading of it says where another said something.

Two readings may cut the text of a report differently, so that the same words have other offsets in each.  A claim
stands where another stood if their passages share characters: at the same offsets, or at the same place of the same
sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Self

from khorgos.values.quantity import plain


class Place(NamedTuple):
    """A claim as far as its place and its number tell it from others; `value` is exact, as text."""

    id: str
    kind: str
    value: str | None
    start: int
    end: int
    evidence: str
    sentence: str

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """The place of a claim in its plain form (`Claim.as_dict`)."""
        value = body.get("value")
        told = None if value is None else plain(Decimal(str(value)))
        start, end = body["span"]
        return cls(body["id"], body["kind"], told, start, end, body["evidence"], body.get("sentence") or "")


Rank = tuple[bool, int, int]


def rank(old: Place, new: Place) -> Rank | None:
    """How well a claim stands where another stood, better ones being larger; None where it stands elsewhere.

    One with the same number is before others, then what shares more of the passage, then what is nearer.  One with
    another number shares half of either passage: a sentence may tell several numbers.
    """
    shared = _shared(old, new) if old.kind == new.kind else 0
    equal = old.value == new.value
    if shared <= 0 or (not equal and 2 * shared < max(len(old.evidence), len(new.evidence))):
        return None
    return equal, shared, -abs(old.start - new.start)


def heir(old: Place, among: Iterable[Place]) -> Place | None:
    """The claim that stands where one stood."""
    found = [(each_rank, each.id, each) for each in among if (each_rank := rank(old, each)) is not None]
    return max(found)[2] if found else None


def pairs(before: Sequence[Place], after: Sequence[Place]) -> list[tuple[Place, Place]]:
    """Claims of two readings that stand in one place, each at most once, the surest pairs first."""
    ranked = [(each, old.id, new.id, old, new) for old in before for new in after if (each := rank(old, new))]
    found: list[tuple[Place, Place]] = []
    taken: set[tuple[str, str]] = set()
    for _, one, other, old, new in sorted(ranked, reverse=True):
        if not {("old", one), ("new", other)} & taken:
            taken |= {("old", one), ("new", other)}
            found.append((old, new))
    return found


def _shared(old: Place, new: Place) -> int:
    """How many characters two passages share, in words that are the same."""
    start, end = max(old.start, new.start), min(old.end, new.end)
    if start < end and _words(old, start, end) == _words(new, start, end):
        return end - start
    for sentence in sorted((old.sentence, new.sentence), key=len, reverse=True):
        one, other = sentence.find(old.evidence), sentence.find(new.evidence)
        if one >= 0 and other >= 0:
            return min(one + len(old.evidence), other + len(new.evidence)) - max(one, other)
    inner, outer = sorted((old.evidence, new.evidence), key=len)
    return len(inner) if inner and inner in outer else 0


def _words(place: Place, start: int, end: int) -> str:
    """The part of a passage between two offsets of the report."""
    return place.evidence[start - place.start : end - place.start]
