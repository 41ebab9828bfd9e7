"""Stretches of a text that are asked again and again which of them share a place with another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate


class Holding:
    """Stretches, each with the number that it is known by; an answer takes no longer in a longer text."""

    __slots__ = ("_reach", "_rows", "_starts")

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._rows = sorted((start, end, number) for number, (start, end) in enumerate(stretches))
        self._starts = [row[0] for row in self._rows]
        # How far any stretch reaches that begins no later: where that is not far enough, none before it is.
        self._reach = list(accumulate([row[1] for row in self._rows], max))

    def sharing(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the stretches that share a place with start..end, from the last to begin to the first."""
        at = bisect_left(self._starts, end)
        while at and self._reach[at - 1] > start:
            at -= 1
            _, stop, number = self._rows[at]
            if stop > start:
                yield number

    def shares(self, start: int, end: int) -> bool:
        """Whether one of them shares a place with start..end."""
        return next(self.sharing(start, end), None) is not None
