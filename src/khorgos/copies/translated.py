"""Copies across languages: reports of one wire, told by the numbers, parties and days that agree."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from khorgos.copies.index import Copy, Kind

# Days between the printings of a wire in two languages.
_DAYS = 3
# What must agree: so many telling numbers, and so large a part of those of the report that has fewer.
_NUMBERS, _SHARE = 3, 0.6
# A number of so many reports tells nothing.
_COMMON = 40


@dataclass(frozen=True, slots=True)
class Wire:
    """A report as its claims show it in any language: its telling numbers ("31250000000 USD") and its parties."""

    document: str
    language: str
    published: dt.date | None
    numbers: frozenset[str]
    parties: frozenset[str]


def translations(wires: Sequence[Wire]) -> list[Copy]:
    """Pairs of reports in two languages that tell the same numbers of the same parties within days."""
    ordered = sorted(wires, key=lambda wire: (wire.published or dt.date.max, wire.document))
    holders: dict[str, list[int]] = defaultdict(list)
    found = []
    for at, wire in enumerate(ordered):
        counts = Counter(
            other for number in wire.numbers if len(holders[number]) <= _COMMON for other in holders[number]
        )
        likely = [ordered[place] for place, shared in counts.most_common() if shared >= _NUMBERS]
        found += [copy for copy in (translation(wire, other) for other in likely) if copy]
        for number in wire.numbers:
            holders[number].append(at)
    return found


def translation(wire: Wire, other: Wire) -> Copy | None:
    """What a report copies of one in another language; None where it does not."""
    shared = len(wire.numbers & other.numbers)
    if shared < _NUMBERS or wire.language == other.language or not wire.parties & other.parties:
        return None
    share = shared / min(len(wire.numbers), len(other.numbers))
    near = _near(wire.published, other.published)
    return Copy(wire.document, other.document, Kind.TRANSLATION, share) if share >= _SHARE and near else None


def _near(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= _DAYS
