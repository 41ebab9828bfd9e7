"""Claims by their keys and their reports: what comparing asks for, kept in memory or by a ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from khorgos.claims.printing import Printing
from khorgos.reconcile.keys import Key, is_block, keys_of


class Index(Protocol):
    """Where claims are found."""

    def block(self, key: Key) -> list[Printing]:
        """The claims that share a key, in order of id."""

    def documents(self, key: Key, most: int) -> frozenset[str]:
        """The reports whose claims share a key; none where they are more than `most`."""

    def told(self, document: str) -> list[Printing]:
        """The claims of a report, in order of id."""

    def find(self, claim: str) -> Printing | None:
        """A claim by its id; None where it is not there."""


class MemoryIndex:
    """An index of claims that are at hand; a claim that is given twice counts once."""

    def __init__(self, printings: Iterable[Printing]) -> None:
        self.by_id = {printing.id: printing for printing in printings}
        self._blocks: dict[Key, list[Printing]] = defaultdict(list)
        self._told: dict[str, list[Printing]] = defaultdict(list)
        for name in sorted(self.by_id):
            printing = self.by_id[name]
            self._told[printing.document].append(printing)
            for key in keys_of(printing):
                self._blocks[key].append(printing)

    def shared(self) -> Iterator[Key]:
        """Every key of a block of two claims or more."""
        return (key for key, block in self._blocks.items() if len(block) > 1 and is_block(key))

    def block(self, key: Key) -> list[Printing]:
        """The claims that share a key, in order of id."""
        return self._blocks.get(key, [])

    def documents(self, key: Key, most: int) -> frozenset[str]:
        """The reports whose claims share a key; none where they are more than `most`."""
        found: set[str] = set()
        # A number that many print is asked for by each of them: it is not counted to its end.
        for printing in self._blocks.get(key, ()):
            found.add(printing.document)
            if len(found) > most:
                return frozenset()
        return frozenset(found)

    def told(self, document: str) -> list[Printing]:
        """The claims of a report, in order of id."""
        return self._told.get(document, [])

    def find(self, claim: str) -> Printing | None:
        """A claim by its id; None where it is not there."""
        return self.by_id.get(claim)

    def reports(self) -> list[str]:
        """The reports, in order."""
        return sorted(self._told)
