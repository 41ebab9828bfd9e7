"""Reports taken one by one: what each copies of those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from khorgos.copies.shingles import sketch

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


class Shelf(Protocol):
    """Which reports have a mark, and the family of each: in memory (`Shelved`), or kept in a ledger."""

    def holders(self, marks: Sequence[int]) -> Mapping[int, Sequence[str]]:
        """The reports that were kept under each of these marks."""

    def home(self, document: str) -> str:
        """The family of a report: the id of one of its members; its own where it has none."""

    def keep(self, document: str, marks: Iterable[int], home: str) -> None:
        """Keep a report under marks, as one of a family."""


@dataclass(slots=True)
class Shelved:
    """A shelf in memory: some 75 bytes for each mark, of which a report of 300 words has 20 to 30."""

    _known: dict[int, str | tuple[str, ...]] = field(default_factory=dict)
    _home: dict[str, str] = field(default_factory=dict)

    def holders(self, marks: Sequence[int]) -> dict[int, Sequence[str]]:
        """The reports that were kept under each of these marks."""
        found = ((mark, self._known.get(mark)) for mark in marks)
        return {mark: (held,) if isinstance(held, str) else held for mark, held in found if held is not None}

    def home(self, document: str) -> str:
        """The family of a report, its own id where it has none."""
        return self._home.get(document, document)

    def keep(self, document: str, marks: Iterable[int], home: str) -> None:
        """Keep a report under marks, as one of a family."""
        if home != document:
            self._home[document] = home
        for mark in marks:
            held = self._known.get(mark)
            both = (held,) if isinstance(held, str) else held or ()
            self._known[mark] = (*both, document) if both else document


@dataclass(slots=True)
class Index:
    """What was taken so far.  `text` gives a report's words by its id: they are not kept here.

    The shelf holds a number or two for each sentence; adding a report takes the same time however many there are.
    """

    text: Callable[[str], str]
    shelf: Shelf = field(default_factory=Shelved)
    _groups: Callable[[str], set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._groups = lru_cache(maxsize=512)(lambda name: sketch(self.text(name)).groups)

    def add(self, document: str) -> list[Copy]:
        """What a report copies, the closest first; families are led by who was added first, so add them by date."""
        marks, ours = sketch(self.text(document))
        marks = list(dict.fromkeys(marks))
        held = self.shelf.holders(marks)
        found = self._compared(document, ours, held)
        whole = next((copy for copy in found if copy.kind is not Kind.PARTIAL), None)
        home = self.shelf.home(whole.of) if whole else document
        self.shelf.keep(document, [mark for mark in marks if self._is_news(held.get(mark, ()), home)], home)
        return found

    def _compared(self, document: str, ours: set[int], held: Mapping[int, Sequence[str]]) -> list[Copy]:
        counts = Counter(holder for holders in held.values() if len(holders) <= _COMMON for holder in holders)
        ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_COMPARED]
        likely = [holder for at, (holder, count) in enumerate(ranked) if count >= 2 or at < _LONELY]
        copies = (self._judged(document, ours, holder) for holder in likely if holder != document)
        return sorted((copy for copy in copies if copy), key=lambda copy: (copy.kind is Kind.PARTIAL, -copy.share))

    def _judged(self, document: str, ours: set[int], other: str) -> Copy | None:
        theirs = self._groups(other)
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

    def _is_news(self, held: Sequence[str], home: str) -> bool:
        """Whether a mark tells anything of a report: the first of each family has it, until it belongs to nobody."""
        return len(held) <= _COMMON and all(self.shelf.home(each) != home for each in held)
