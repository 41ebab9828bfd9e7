"""What follows from the claims and rulings of a ledger: facts, their history, copies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from khorgos.claims.fact import Fact
from khorgos.claims.judgement import rejected
from khorgos.claims.printing import Printing
from khorgos.copies import Families, Report, families
from khorgos.errors import InputFault
from khorgos.reconcile import Change
from khorgos.store import blocks, checking, copying, heirs, history, kept, recording, refresh, remaking, sketches
from khorgos.store.connect import told
from khorgos.store.counting import Counts
from khorgos.store.derived import FactFilters, printings_of
from khorgos.store.history import Moment
from khorgos.store.nearby import LedgerIndex
from khorgos.store.query import select_printings
from khorgos.store.recording import RecordFilters
from khorgos.store.ruling import Ruled
from khorgos.store.schema import FAMILIES


class Deriving(Ruled):
    """A ledger that keeps what follows from it, and brings it up to date when it is asked for."""

    def facts(self, *, id: str | None = None, **asked: Any) -> list[Fact]:  # noqa: A002 - what it is called everywhere
        """The facts that the current claims and the standing rulings give, in order of kind and key.

        They are those that were kept, brought up to date first.  What may be asked is told by `store.FactFilters`:
        kind, indicator, parties, period, disputed, several, limit and offset; `id` is the beginning of the id of one
        of its claims, which may be one of an older reading.
        """
        filters = FactFilters(**asked)
        if id:
            found = self._facts_named(id)
            return filters.choose(found, self.printings_of(claim for fact in found for claim in fact.claims))
        with self._keeping() as connection:
            return kept.chosen(connection, filters)

    def count_facts(self, **asked: Any) -> int:
        """How many facts there are of those that `facts` gives, whatever the limit."""
        with self._keeping() as connection:
            return kept.count(connection, FactFilters(**asked))

    def fact_counts(self, **asked: Any) -> Counts:
        """How many facts there are of those that `facts` gives, by kind, indicator, party and year."""
        with self._keeping() as connection:
            return kept.counts(connection, FactFilters(**asked))

    def newest_facts(self, limit: int, **asked: Any) -> list[tuple[str, Fact]]:
        """The facts of those that `facts` gives whose reports were read last, each with when that was."""
        with self._keeping() as connection:
            return kept.newest(connection, FactFilters(**asked), limit)

    def facts_named(self, facts: Iterable[str]) -> dict[str, Fact]:
        """The facts of these ids, as far as they are there, by id."""
        with self._keeping() as connection:
            return kept.of_ids(connection, facts)

    def fact(self, claim: str) -> Fact:
        """The fact that holds a claim, by the claim's id or its beginning; the claim may be one of an older reading.

        Raises InputFault where there is none, or where the beginning is that of several facts' claims.
        """
        found = self._facts_named(claim) if claim else []
        if len(found) != 1:
            said = "the ledger gives no such fact." if not found else "the id is the beginning of several."
            raise InputFault(said, place="ID", value=claim, mend="List them: khorgos facts --all.")
        return found[0]

    def facts_of(self, documents: Iterable[str]) -> list[Fact]:
        """The facts that some reports tell of, in order of kind and key."""
        with self._keeping() as connection:
            return kept.told_by(connection, documents)

    def facts_holding(self, claims: Iterable[str]) -> dict[str, Fact]:
        """The fact that holds each of these claims, by the claim's id; a claim that nothing holds has none."""
        with self._keeping() as connection:
            homes = kept.homes(connection, claims)
            found = kept.of_ids(connection, homes.values())
        return {claim: found[home] for claim, home in homes.items()}

    def facts_in_short(self, claims: Iterable[str]) -> dict[str, kept.Held]:
        """The same in short, for lists: a fact that thousands print is long."""
        with self._keeping() as connection:
            return kept.held(connection, claims)

    def rebuild(self) -> None:
        """Make all facts anew from documents and rulings, and keep them: the same, byte for byte, as before.

        A large ledger is gone through part by part: memory does not grow with it.
        """
        self.fill_copies()
        self.fill_blocks()
        with told(self.place), self._writing() as connection:
            while blocks.fill(connection):
                pass  # what came in between
            if checking.keeps(connection):
                checking.mark(connection, refresh.changed_documents(connection), [checking.ALL])
            refresh.clear(connection)
            for facts, printings in remaking.facts_of(connection):
                kept.put(connection, facts, printings)
            refresh.note(connection, refresh.newest(connection))

    def facts_astray(self) -> list[str]:
        """The ids of facts that are kept otherwise than claims and rulings give them: none, unless rows were lost."""
        with self._keeping() as connection:
            made: set[str] = set()
            astray: set[str] = set()
            for facts, _ in remaking.facts_of(connection):
                held = kept.of_ids(connection, (fact.id for fact in facts))
                astray |= {fact.id for fact in facts if held.get(fact.id) != fact}
                made |= {fact.id for fact in facts}
            return sorted(astray | (kept.names(connection) - made))

    def changes(self, since: str) -> list[Change]:
        """What became of facts since a moment (ISO 8601): reports added or read again, rulings made or withdrawn."""
        with self._keeping() as connection:
            return history.since(connection, since)

    def history(self, claim: str) -> list[Moment]:
        """What became of the fact that holds a claim, from its first printing here on."""
        with self._keeping() as connection:
            return list(history.moments(connection, claim))

    def printings_of(self, claims: Iterable[str]) -> dict[str, Printing]:
        """Claims by their ids, also those of older readings, in the form in which they are compared."""
        with told(self.place), self._engine.connect() as connection:
            return {printing.id: printing for printing in LedgerIndex(connection).of_claims(claims, ever=True)}

    def fill_blocks(self) -> None:
        """Give keys to the claims that have none yet (`khorgos facts` does it by itself)."""
        filled = True
        while filled:
            with told(self.place), self._writing() as connection:
                filled = bool(blocks.fill(connection))

    def fill_copies(self) -> int:
        """Compare the reports that were not compared yet with all others; how many there were.

        `khorgos add` does it, and whoever asks for facts.
        """
        count = 0
        with told(self.place), self._engine.connect() as connection:
            waiting = sketches.wanting(connection)
        while waiting:
            with told(self.place), self._writing() as connection:
                done, moved = sketches.fill(connection)
                refresh.stale(connection, moved)
            count, waiting = count + done, bool(done)
        return count

    def find_copies(self) -> tuple[Families, dict[str, Report]]:
        """Which reports copy which, found anew over the whole ledger and kept as `families`; the reports by id."""
        printings, languages = self.printings(), self._texts()[1]
        with told(self.place), self._engine.connect() as connection:
            reports = copying.reports(connection)
            wires = copying.wires(printings, languages)
            found = families(reports, partial(copying.body, connection), wires)
        self.put_families(found.of, {name: kind.value for name, kind in found.how.items()})
        return found, {report.document: report for report in reports}

    def put_families(self, families: Mapping[str, str], how: str | Mapping[str, str]) -> None:
        """Which family of copies a report belongs to, by the reports' ids; replaces all that was put before.

        `how` says what found them, for all or for each; the earliest printing needs no finding.  Reports that come
        later are compared as they come.
        """
        self.fill_copies()
        rows = [
            {"document": name, "family": family, "how": how if isinstance(how, str) else how.get(name)}
            for name, family in sorted(families.items())
        ]
        with told(self.place), self._writing() as connection:
            before = {row.document: row.family for row in connection.execute(select(FAMILIES))}
            connection.execute(delete(FAMILIES))
            if rows:
                connection.execute(insert(FAMILIES), rows)
            names = before.keys() | families.keys()
            refresh.stale(connection, (n for n in names if before.get(n, n) != families.get(n, n)))

    def printings(self, rows: Iterable[dict[str, Any]] | None = None) -> list[Printing]:
        """The current claims in the form in which they are compared, without those that a person rejected.

        `rows` are those that `claims` gives, where they are at hand already.
        """
        without = rejected(self.judgements())
        if rows is not None:
            return printings_of(row for row in rows if row["id"] not in without)
        with told(self.place), self._engine.connect() as connection:
            lean = connection.execute(select_printings()).mappings()
            return printings_of(
                dict(row) | {"body": json.loads(row["body"])} for row in lean if row["id"] not in without
            )

    def records(self, filters: RecordFilters | None = None) -> list[dict[str, Any]]:
        """The current records that the filters let through, as rows of `records`; `body` is the whole record."""
        with told(self.place), self._engine.connect() as connection:
            return recording.chosen(connection, filters or RecordFilters())

    def record_counts(self, filters: RecordFilters | None = None) -> Counts:
        """How many current records the filters let through, by status, recipient and year."""
        with told(self.place), self._engine.connect() as connection:
            return recording.counts(connection, filters or RecordFilters())

    @contextmanager
    def _keeping(self) -> Iterator[Connection]:
        """A connection to a ledger whose facts are those of its claims and rulings."""
        self.fill_copies()
        with told(self.place), self._engine.connect() as connection:
            fresh = refresh.fresh(connection)
        if not fresh and not self._refreshed():
            self.rebuild()
        with told(self.place), self._engine.connect() as connection:
            yield connection

    def _refreshed(self) -> bool:
        self.fill_blocks()
        with told(self.place), self._writing() as connection:
            return refresh.refresh(connection)

    def _facts_named(self, claim: str) -> list[Fact]:
        with self._keeping() as connection:
            return kept.begin(connection, claim) or kept.holding(connection, heirs.of_older(connection, claim))
