"""Asking a ledger for its documents and claims, as they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from khorgos.errors import LedgerFault
from khorgos.store import browsing, reports, words
from khorgos.store.batches import parts
from khorgos.store.connect import shown, told
from khorgos.store.counting import Counts
from khorgos.store.opened import Opened
from khorgos.store.query import Filters, select_claims, select_named, select_numbered, select_numbers
from khorgos.store.reports import DocumentFilters
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, READINGS, REJECTED


class Asking(Opened):
    """A ledger that tells what is in it."""

    _searches: str | None = None

    def claims(self, filters: Filters | None = None, *, walk: bool = False) -> list[dict[str, Any]]:
        """The current claims that the filters let through, as rows of `claims`; `body` is the whole claim.

        Each row has `parties` (codes in order) and `document_name`, `document_outlet`, `document_published` beside.
        `walk` finds a page of very many soonest (`Counts.more`); it changes nothing else.
        """
        with told(self.place), self._engine.connect() as connection:
            query = select_claims(filters or Filters(), search=self._search(connection))
            if filters and filters.limit:
                # Rows are wide: they are put in order by their numbers alone, and a page of them is fetched by these.
                numbers = select_numbers(filters, search=self._search(connection), walk=walk)
                query = select_numbered(list(connection.execute(numbers).scalars()))
            return _opened(connection, [dict(row) for row in connection.execute(query).mappings()])

    def documents(self, state: str | None = None, **asked: Any) -> list[dict[str, Any]]:
        """The documents without their texts, in the order in which they were added.

        What may be asked is told by `store.DocumentFilters`.
        """
        with told(self.place), self._engine.connect() as connection:
            return reports.chosen(connection, DocumentFilters(state=state, **asked))

    def document_counts(self, **asked: Any) -> Counts:
        """How many documents there are of those that `documents` gives, by outlet, language, state and year."""
        with told(self.place), self._engine.connect() as connection:
            return reports.counts(connection, DocumentFilters(**asked))

    def failed(self) -> list[dict[str, Any]]:
        """The documents that could not be read, with the reason in `error`."""
        return self.documents("failed")

    def text(self, document: str) -> str:
        """The text of a document, by its id; raises LedgerFault where there is none."""
        with told(self.place), self._engine.connect() as connection:
            found = connection.execute(select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == document)).scalar()
            row = connection.execute(select(DOCUMENTS.c.error).where(DOCUMENTS.c.id == document)).first()
        if found is None:
            reason = "the ledger has no such document." if row is None else f"there is no text ({row.error})."
            raise LedgerFault(reason, place=shown(self.place), value=document)
        return str(found)

    def counts(self) -> dict[str, int]:
        """How many rows each table has, claims and rejections of superseded readings included."""
        tables = (DOCUMENTS, READINGS, CLAIMS, REJECTED)
        with told(self.place), self._engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
            }

    def state(self) -> str:
        """A word that changes whenever claims or rulings do; what was derived is good as long as it stays."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.state(connection)

    def size(self) -> int:
        """How many claims were ever kept: the number of the newest."""
        with told(self.place), self._engine.connect() as connection:
            return int(connection.execute(select(func.max(CLAIMS.c.number))).scalar() or 0)

    def document(self, key: str) -> dict[str, Any]:
        """A row of `documents` with its `segments` and what was `rejected`; raises LedgerFault where there is none."""
        with told(self.place), self._engine.connect() as connection:
            found = browsing.document(connection, key)
        if found is None:
            raise LedgerFault("the ledger has no such document.", place=shown(self.place), value=key)
        return found

    def claim_counts(self, filters: Filters | None = None) -> Counts:
        """How many claims the filters let through, whatever their limit, by kind, indicator, outlet, party and year."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.counts(connection, filters or Filters(), search=self._search(connection))

    def each_claim(self, filters: Filters | None = None) -> Iterator[dict[str, Any]]:
        """The rows that `claims` gives, one after another: a whole list takes no more memory than a part of it."""
        with told(self.place), self._engine.connect() as connection:
            query = select_numbers(filters or Filters(), search=self._search(connection))
            numbers = list(connection.execute(query).scalars())
        for some in parts(numbers):
            with told(self.place), self._engine.connect() as connection:
                rows = [dict(row) for row in connection.execute(select_numbered(some)).mappings()]
                yield from _opened(connection, rows)

    def claims_named(self, claims: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The current claims of these ids, as far as they are there, by id: rows as `claims` gives them."""
        found: list[dict[str, Any]] = []
        with told(self.place), self._engine.connect() as connection:
            for some in parts(sorted(set(claims))):
                rows = [dict(row) for row in connection.execute(select_named(some)).mappings()]
                found += _opened(connection, rows)
        return {row["id"]: row for row in found}

    def count(self, filters: Filters | None = None) -> int:
        """How many claims the filters let through, whatever their limit."""
        with told(self.place), self._engine.connect() as connection:
            searches = self._search(connection)
            return browsing.count(connection, filters or Filters(), search=searches)

    def newest_claims(self, filters: Filters, limit: int) -> list[dict[str, Any]]:
        """The claims that came last of those that the filters let through, the newest first, with `read_at`."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.newest(connection, filters, limit, search=self._search(connection))

    def claims_by_document(self, documents: Sequence[str]) -> dict[str, int]:
        """How many current claims each of these documents has."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.claims_by_document(connection, documents)

    def read_at(self) -> dict[str, str]:
        """When each report was last read, by the document's id."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.read_at(connection)

    def outlets(self) -> list[dict[str, Any]]:
        """Every outlet with its number of documents and claims, and its first and last day of publication."""
        with told(self.place), self._engine.connect() as connection:
            return browsing.outlets(connection)

    def _texts(self) -> tuple[dict[str, str], dict[str, str]]:
        """The texts and the languages of all documents, by id."""
        query = select(DOCUMENTS.c.id, DOCUMENTS.c.text, DOCUMENTS.c.language).where(DOCUMENTS.c.text.is_not(None))
        with told(self.place), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {row.id: row.text for row in rows}, {row.id: row.language or "en" for row in rows}

    def _search(self, connection: Connection) -> str:
        """How words are looked for here (`store.words`)."""
        if self._searches is None:
            self._searches = words.means(connection)
        return self._searches


def _opened(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of claims with their bodies read and their parties beside."""
    parties = _parties(connection, [row["number"] for row in rows])
    return [row | {"body": json.loads(row["body"]), "parties": parties.get(row["number"], [])} for row in rows]


def _parties(connection: Connection, numbers: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for at in range(0, len(numbers), 500):  # SQLite takes a thousand parameters everywhere
        query = select(CLAIM_PARTIES).where(CLAIM_PARTIES.c.claim.in_(numbers[at : at + 500]))
        for row in connection.execute(query.order_by(CLAIM_PARTIES.c.claim, CLAIM_PARTIES.c.position)):
            found.setdefault(row.claim, []).append(row.party)
    return found
