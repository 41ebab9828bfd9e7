"""Joining things into groups (disjoint sets), with what must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Union(Generic[T]):
    """Disjoint sets.

    `apart` are pairs that never come into one set, whatever joins them; `forbids`, given the members of two sets,
    says whether they must not be joined.
    """

    def __init__(
        self, apart: Iterable[tuple[T, T]] = (), forbids: Callable[[set[T], set[T]], bool] | None = None
    ) -> None:
        self._parent: dict[T, T] = {}
        self._members: dict[T, set[T]] = {}
        self._forbids = forbids
        self._apart: dict[T, set[T]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def find(self, item: T) -> T:
        """The item that stands for the set."""
        root = item
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        while self._parent.get(item, item) != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: T, other: T, *, ruled: bool = False) -> bool:
        """Join two sets; False where something forbids it.  What is `ruled` asks only the pairs that stay apart."""
        left, right = self.find(one), self.find(other)
        if left == right:
            return True
        ours, theirs = self._members.get(left, {left}), self._members.get(right, {right})
        if len(ours) < len(theirs):
            left, right, ours, theirs = right, left, theirs, ours
        if self._keeps_apart(ours, theirs, ruled=ruled):
            return False
        self._parent[right] = left
        ours |= theirs
        self._members[left] = ours
        self._members.pop(right, None)
        return True

    def _keeps_apart(self, ours: set[T], theirs: set[T], *, ruled: bool) -> bool:
        if self._apart and any(self._apart[member] & ours for member in theirs if member in self._apart):
            return True
        return not ruled and self._forbids is not None and self._forbids(ours, theirs)
