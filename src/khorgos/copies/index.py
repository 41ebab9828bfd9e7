"""Reports taken one by one: what each copies of those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from khorgos.copies.shingles import shingles, sketch

# A hash that so many families know belongs to nobody: credits, "about the bank", standing phrases.
_COMMON = 8
# Reports that are compared word group by word group, the likeliest first; of those with one mark in common fewer.
_COMPARED, _LONELY = 6, 2
# Measured by bench/copies.py, seed 1 (2026-11-25).  Two printings of one text have at least _BOTH of each in the other
# (reworked texts 0.43 to 1); a shortened one has nearly all of itself in the earlier one, and at least _CUT of that;
# a lifted passage has _PASSAGE groups or more, where texts that nobody copied share fewer than 8.
_BOTH, _WHOLE, _CUT, _PASSAGE = 0.45, 0.85, 0.3, 20


class Kind(StrEnum):
    """EXACT: the same words.  NEAR: the same text cut, reworked or with another head.  PARTIAL: a passage lifted."""

    EXACT = "exact"
    NEAR = "near"
    PARTIAL = "partial"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Copy:
    """Report `document` copies `of`; `share` is the part of the shorter that stands in the longer."""

    document: str
    of: str
    kind: Kind
    share: float


@dataclass(slots=True)
class Index:
    """What was taken so far.  `text` gives a report's words by its id: they are not kept here.

    It holds a number or two for each sentence; adding a report takes the same time
    however many there are.
    """

    text: Callable[[str], str]
    _names: list[str] = field(default_factory=list)
    _at: dict[str, int] = field(default_factory=dict)
    _home: list[int] = field(default_factory=list)
    _known: dict[int, int | tuple[int, ...] | None] = field(default_factory=dict)
    _shingled: Callable[[str], set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._shingled = lru_cache(maxsize=512)(lambda name: shingles(self.text(name)))

    def add(self, document: str) -> list[Copy]:
        """What a report copies, the closest first; families are led by who was added first, so add them by date."""
        text = self.text(document)
        marks = sketch(text)
        number = len(self._names)
        self._names.append(document)
        self._home.append(number)
        found = self._compared(document, text, marks) if marks else []
        whole = next((copy for copy in found if copy.kind is not Kind.PARTIAL), None)
        if whole is not None:
            self._home[number] = self._root(self._at[whole.of])
        self._at[document] = number
        self._keep(marks, number)
        return found

    def _compared(self, document: str, text: str, marks: list[int]) -> list[Copy]:
        counts = Counter(holder for mark in set(marks) for holder in self._holders(mark))
        ranked = counts.most_common(_COMPARED)
        likely = [holder for at, (holder, count) in enumerate(ranked) if count >= 2 or at < _LONELY]
        ours = shingles(text) if likely else set()
        copies = (self._judged(document, ours, self._names[holder]) for holder in likely)
        return sorted((copy for copy in copies if copy), key=lambda copy: (copy.kind is Kind.PARTIAL, -copy.share))

    def _judged(self, document: str, ours: set[int], other: str) -> Copy | None:
        theirs = self._shingled(other)
        if not ours or not theirs:
            return None
        shared = len(ours & theirs)
        less, more = sorted((shared / len(ours), shared / len(theirs)))
        cut = shared / len(ours) >= _WHOLE and less >= _CUT
        if less == 1.0:
            return Copy(document, other, Kind.EXACT, 1.0)
        if less >= _BOTH or cut:
            return Copy(document, other, Kind.NEAR, more)
        return Copy(document, other, Kind.PARTIAL, more) if shared >= _PASSAGE else None

    def _holders(self, mark: int) -> Iterator[int]:
        held = self._known.get(mark)
        if isinstance(held, int):
            yield held
        elif held is not None:
            yield from held

    def _keep(self, marks: list[int], number: int) -> None:
        """Remember who has a mark: the first of each family, until it is plain that it belongs to nobody."""
        for mark in marks:
            if mark not in self._known:
                self._known[mark] = number
                continue
            held = tuple(self._holders(mark))
            if not held or any(self._root(each) == self._root(number) for each in held):
                continue
            self._known[mark] = (*held, number) if len(held) < _COMMON else None

    def _root(self, number: int) -> int:
        while self._home[number] != number:
            self._home[number] = self._home[self._home[number]]
            number = self._home[number]
        return number
