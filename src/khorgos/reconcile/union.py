"""Joining things into groups (disjoint sets), with pairs that must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Union(Generic[T]):
    """Disjoint sets; `apart` are pairs that never come into one set, whatever joins them."""

    def __init__(self, apart: Iterable[tuple[T, T]] = ()) -> None:
        self._parent: dict[T, T] = {}
        self._members: dict[T, set[T]] = {}
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

    def join(self, one: T, other: T) -> bool:
        """Join two sets; False where a pair that must stay apart forbids it."""
        left, right = self.find(one), self.find(other)
        if left == right:
            return True
        ours, theirs = self._members.get(left, {left}), self._members.get(right, {right})
        if len(ours) < len(theirs):
            left, right, ours, theirs = right, left, theirs, ours
        if self._apart and any(self._apart[member] & ours for member in theirs if member in self._apart):
            return False
        self._parent[right] = left
        self._members[left] = ours | theirs if left not in self._members else ours
        if left in self._members:
            self._members[left] |= theirs
        self._members.pop(right, None)
        return True
