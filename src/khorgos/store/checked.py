"""What a ledger's claims, facts and records say about each other, kept and brought up to date when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from khorgos.claims.finding import Finding
from khorgos.store import checking, findings
from khorgos.store.connect import told
from khorgos.store.deriving import Deriving
from khorgos.store.findings import FindingFilters


class Checked(Deriving):
    """A ledger that keeps its findings."""

    def findings(self, **asked: Any) -> list[Finding]:
        """What its claims say about each other and beside their documents, and its records; the gravest first.

        They are those that were kept, brought up to date first.  What may be asked is told by `store.FindingFilters`:
        checks, severities, kind, document, fact, claim, limit and offset.  Official series are not looked at
        (`khorgos.check.check_official`).
        """
        filters = FindingFilters(**asked)
        with self._checked() as connection:
            return findings.chosen(connection, filters)

    def count_findings(self, **asked: Any) -> int:
        """How many findings there are of those that `findings` gives, whatever the limit."""
        filters = FindingFilters(**asked)
        with self._checked() as connection:
            return findings.count(connection, filters)

    def finding_facets(self, **asked: Any) -> dict[str, dict[str, int]]:
        """How many of them have each `severity`, `check` and `kind`, the most frequent first."""
        filters = FindingFilters(**asked)
        with self._checked() as connection:
            return findings.facets(connection, filters)

    def findings_of(self, claims: Iterable[str]) -> dict[str, list[Finding]]:
        """The findings that speak of each of these claims or records, by its id; the gravest first."""
        with self._checked() as connection:
            return findings.speaking_of(connection, claims)

    def names_of(self, claims: Iterable[str]) -> dict[str, str]:
        """The name of the report that each of these claims stands in, of a record the name of its source."""
        with told(self.place), self._engine.connect() as connection:
            return findings.names_of(connection, claims)

    def findings_astray(self) -> list[str]:
        """The ids of findings that are kept otherwise than checking everything gives them: none, unless rows were lost.

        Facts are taken as they are kept (`facts_astray`).
        """
        with self._checked() as connection:
            return sorted(checking.astray(connection))

    def recheck(self) -> None:
        """Make all findings anew, and keep them: the same as those kept before."""
        with self._keeping():
            pass
        with told(self.place), self._writing() as connection:
            checking.forget(connection)
            checking.refresh(connection)

    @contextmanager
    def _checked(self) -> Iterator[Connection]:
        """A connection to a ledger whose findings are those of its claims, facts and records."""
        with self._keeping() as connection:
            fresh = checking.fresh(connection)
        if not fresh:
            with told(self.place), self._writing() as connection:
                checking.refresh(connection)
        with told(self.place), self._engine.connect() as connection:
            yield connection
