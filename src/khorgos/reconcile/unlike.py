"""What never comes into one fact, however it is linked through others.

A claim without a date agrees with the meeting of 2015 and with that of 2025; they are still two meetings.  Two numbers
that one report tells apart stay apart, though both contradict the same number of another report.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from khorgos.claims.printing import Printing
from khorgos.reconcile import others
from khorgos.reconcile.histories import is_history


class Unlike:
    """Says of two sets of claims (by id) whether they are two facts."""

    def __init__(self, by_id: Mapping[str, Printing]) -> None:
        self._by_id = by_id

    def __call__(self, ours: set[str], theirs: set[str]) -> bool:
        """Whether a claim of the one set speaks of another thing than a claim of the other."""
        kind = self._by_id[next(iter(theirs))].kind
        if kind == "figure":
            return self._numbers(ours, theirs)
        return kind == "event" and self._meetings(ours, theirs)

    def _numbers(self, ours: set[str], theirs: set[str]) -> bool:
        """Whether one report gives two numbers that do not meet."""
        told: dict[str, list[Printing]] = {}
        for name in theirs:
            told.setdefault(self._by_id[name].document, []).append(self._by_id[name])
        for name in ours:
            one = self._by_id[name]
            for other in told.get(one.document, ()):
                if one.measured == other.measured and not _meet(one, other) and not is_history(one):
                    return True
        return False

    def _meetings(self, ours: set[str], theirs: set[str]) -> bool:
        """Whether two meetings lie apart by their days, numbers or places."""
        first, second = (self._told(each) for each in (ours, theirs))
        return any(others.unlike(one, other) for one, other in product(first, second))

    def _told(self, names: set[str]) -> list[Printing]:
        """One claim for each day, number, place and mechanism that is told."""
        found = {_where(self._by_id[name]): self._by_id[name] for name in sorted(names)}
        return list(found.values())


def _meet(one: Printing, other: Printing) -> bool:
    return one.interval is None or other.interval is None or one.interval.meets(other.interval)


def _where(printing: Printing) -> tuple[object, ...]:
    body = others.bodies_of(printing)
    return printing.period, printing.said.get("ordinal"), printing.word("place"), body
