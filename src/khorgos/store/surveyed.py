"""A ledger that is looked at as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from khorgos.store import surveying
from khorgos.store.checked import Checked
from khorgos.store.connect import told


class Surveyed(Checked):
    """A ledger that tells who speaks, who is in what, what happened when, and what waits for people."""

    def speakers(self, limit: int | None = None, offset: int = 0) -> list[dict[str, Any]]:
        """Everyone who is said to say something (`name`), with the number of `claims`, those with most first."""
        with told(self.place), self._engine.connect() as connection:
            return surveying.speakers(connection, limit, offset)

    def count_speakers(self) -> int:
        """How many there are."""
        with told(self.place), self._engine.connect() as connection:
            return surveying.count_speakers(connection)

    def said_by(self, speaker: str, limit: int | None = None) -> list[str]:
        """The ids of the claims that somebody, of this whole name, is said to make."""
        with told(self.place), self._engine.connect() as connection:
            return surveying.claims_of_speaker(connection, speaker, limit)

    def cited(self, limit: int | None = None) -> list[tuple[str, str | None, int]]:
        """Which agencies and outlets are cited by which outlet, in how many claims, the most cited first."""
        with told(self.place), self._engine.connect() as connection:
            return surveying.cited(connection, limit)

    def memberships(self) -> list[tuple[str, str, str, str]]:
        """Fact, role (members, partners), party and the claim that says so, of every mechanism."""
        with self._keeping() as connection:
            return list(surveying.memberships(connection))

    def dated_facts(self, *kinds: str, limit: int | None = None, offset: int = 0) -> list[tuple[str, str]]:
        """First day and id of the facts of some kinds that have a date, by default of all that happen, in order."""
        with self._keeping() as connection:
            return surveying.dated(connection, kinds or surveying.DATED, limit, offset)

    def dated_years(self, *kinds: str) -> tuple[dict[str, int], int]:
        """How many of them there are a year, and how many have no date."""
        with self._keeping() as connection:
            return surveying.dated_years(connection, kinds or surveying.DATED)

    def weightiest_facts(self, limit: int) -> list[str]:
        """The ids of facts that several reports tell: those in dispute, then those of most sources, first."""
        with self._keeping() as connection:
            return surveying.weightiest(connection, limit)

    def open_facts(self, limit: int, offset: int = 0) -> list[str]:
        """The ids of facts some of whose claims may be the same and may not, those with most such pairs first."""
        with self._keeping() as connection:
            return surveying.open_links(connection, limit, offset)

    def count_open_links(self) -> int:
        """How many such pairs there are."""
        with self._keeping() as connection:
            return surveying.count_open_links(connection)

    def count_waiting(self) -> int:
        """How many claims may wait for a verdict: those that no person wrote and no referee accepted."""
        with told(self.place), self._engine.connect() as connection:
            return surveying.count_waiting(connection)

    def worth(self, only: Iterable[str] | None = None) -> dict[str, float]:
        """What a verdict is worth on the claims that may wait for one, the most worth first (`store.surveying`)."""
        with self._checked() as connection:
            return surveying.worth(connection, only)
