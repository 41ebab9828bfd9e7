"""Lists of projects that a report tells by status: the whole and its parts (52 = 20 completed + 15 under way + …)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from khorgos.claims.printing import Printing

_INDICATORS = ("projects", "contracts_signed", "investment")
# What is no part of a list by status: the same works, said of later.
_NO_PART = frozenset({"forecast", "target"})
_PLANS = frozenset({"planned", "expected"})


class Listed(NamedTuple):
    """A whole and its parts, each in one status, all in one unit and of the same parties; the parts are smaller."""

    whole: Printing
    parts: tuple[Printing, ...]


def lists(printings: Iterable[Printing]) -> Iterator[Listed]:
    """The lists among the claims of one report."""
    groups: dict[tuple[str, frozenset[str]], list[Printing]] = defaultdict(list)
    for printing in printings:
        if _is_level(printing) and printing.word("status") not in _NO_PART:
            groups[printing.word("unit"), printing.all_sides].append(printing)
    for group in groups.values():
        parts = _parts(group)
        wholes = {_value(p): p for p in group if not p.word("status")}
        if parts and len(wholes) == 1:
            (whole,) = wholes.values()
            if all(_value(part) < _value(whole) for part in parts):
                yield Listed(whole, tuple(parts))


def _is_level(printing: Printing) -> bool:
    return (
        printing.kind == "figure"
        and printing.interval is not None
        and printing.word("measure") == "level"
        and printing.word("indicator") in _INDICATORS
    )


def _value(printing: Printing) -> Decimal:
    return printing.interval.value if printing.interval else Decimal(0)


def _parts(group: list[Printing]) -> list[Printing]:
    """One figure for every status; none where a status has several: then the list is told by more than status."""
    by_status: dict[tuple[str, str], list[Printing]] = defaultdict(list)
    for printing in group:
        if printing.word("status"):
            by_status[_part(printing)].append(printing)
    if any(len({_value(p) for p in same}) > 1 for same in by_status.values()):
        return []
    return [same[0] for same in by_status.values()]


def _part(printing: Printing) -> tuple[str, str]:
    """What tells a part from others: its status, and of plans the period that they are for."""
    status = printing.word("status")
    return status, str(printing.period) if status in _PLANS and printing.period else ""
