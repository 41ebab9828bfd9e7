"""A ledger's claims by key and report, as they stand now or stood at a moment: what comparing asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from khorgos.claims.printing import Printing
from khorgos.reconcile import FREQUENT, Key, keys_of
from khorgos.reference.standing import stands_for
from khorgos.store.blocks import number_of
from khorgos.store.derived import source_of
from khorgos.store.schema import BLOCKS, CLAIMS, DOCUMENTS, FAMILIES, READINGS

# SQLite takes a thousand parameters everywhere.
_AT_ONCE = 500


class LedgerIndex:
    """Claims of the readings that are current, or were (`there`: `read_by`, `read_up_to`), `without` some of them."""

    def __init__(
        self,
        connection: Connection,
        there: ColumnElement[bool] | None = None,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self._connection = connection
        self._there = read_by(None) if there is None else there
        self._without = sorted(without)
        self._seen: dict[int, Printing] = {}
        self._blocks: dict[int, list[Printing]] = {}
        self._told: dict[str, list[Printing]] = {}
        self._holders: dict[tuple[int, int], frozenset[str]] = {}

    def block(self, key: Key) -> list[Printing]:
        """The claims that share a key, in order of id."""
        number = number_of(key)
        if number not in self._blocks:
            query = self._current(select(BLOCKS.c.claim).join(CLAIMS, CLAIMS.c.number == BLOCKS.c.claim))
            self._blocks[number] = self._printings(query.where(BLOCKS.c.key == number))
        return self._blocks[number]

    def documents(self, key: Key, most: int) -> frozenset[str]:
        """The reports whose claims share a key; none where they are more than `most`."""
        number = number_of(key)
        if (number, most) not in self._holders:
            self._holders[number, most] = self._holding(number, most)
        return self._holders[number, most]

    def _holding(self, number: int, most: int) -> frozenset[str]:
        if number in self._blocks:
            names = frozenset(printing.document for printing in self._blocks[number])
        else:
            query = self._current(select(BLOCKS.c.document).join(CLAIMS, CLAIMS.c.number == BLOCKS.c.claim)).distinct()
            found = self._connection.execute(query.where(BLOCKS.c.key == number).limit(most + 1)).scalars()
            names = frozenset(map(str, found))
        return names if len(names) <= most else frozenset()

    def told(self, document: str) -> list[Printing]:
        """The claims of a report, in order of id."""
        if document not in self._told:
            self._tell([document])
        return self._told[document]

    def find(self, claim: str) -> Printing | None:
        """A claim by its id; None where it is not there."""
        found = self._printings(self._current(select(CLAIMS.c.number)).where(CLAIMS.c.id == claim))
        return found[0] if found else None

    def begin(self, claim: str) -> list[Printing]:
        """The claims whose id begins so."""
        query = self._current(select(CLAIMS.c.number)).where(CLAIMS.c.id.startswith(claim, autoescape=True))
        return self._printings(query)

    def of_claims(self, claims: Iterable[str], *, ever: bool = False) -> list[Printing]:
        """The claims of these ids, as far as they are there; `ever` also those of older readings."""
        names = sorted(set(claims))
        found: dict[str, Printing] = {}
        for at in range(0, len(names), _AT_ONCE):
            query = select(CLAIMS.c.number).where(CLAIMS.c.id.in_(names[at : at + _AT_ONCE]))
            found |= {each.id: each for each in self._printings(query if ever else self._current(query))}
        return [found[name] for name in sorted(found)]

    def of_numbers(self, numbers: Sequence[int]) -> list[Printing]:
        """Claims by their numbers, which must be those of readings that are current, in order of id."""
        self._load([number for number in numbers if number not in self._seen])
        without = set(self._without)
        found = {each.id: each for each in map(self._seen.__getitem__, numbers) if each.id not in without}
        return [found[name] for name in sorted(found)]

    def numbers_of(self, claims: Iterable[str]) -> Iterator[int]:
        """The numbers of claims in all readings."""
        names = sorted(set(claims))
        for at in range(0, len(names), _AT_ONCE):
            query = select(CLAIMS.c.number).where(CLAIMS.c.id.in_(names[at : at + _AT_ONCE]))
            yield from self._connection.execute(query).scalars()

    def gather(self, printings: Iterable[Printing]) -> None:
        """Read the blocks that these claims stand in, and the reports of those in them, many at once."""
        keys = sorted({number_of(key) for printing in printings for key in keys_of(printing)} - self._blocks.keys())
        members: dict[int, list[int]] = {}
        for at in range(0, len(keys), _AT_ONCE):
            some = self._small(keys[at : at + _AT_ONCE])
            members |= {key: [] for key in some}
            query = self._current(select(BLOCKS.c.key, BLOCKS.c.claim).join(CLAIMS, CLAIMS.c.number == BLOCKS.c.claim))
            for row in self._connection.execute(query.where(BLOCKS.c.key.in_(some))):
                members[row.key].append(row.claim)
        self._load(sorted({number for found in members.values() for number in found} - self._seen.keys()))
        for key, numbers in members.items():
            self._blocks[key] = sorted((self._seen[number] for number in numbers), key=lambda printing: printing.id)
        told = {self._seen[number].document for found in members.values() for number in found}
        self._tell(sorted(told - self._told.keys()))

    def _small(self, keys: Sequence[int]) -> list[int]:
        """Those that not too many claims share: the others are read when they are asked for, most never are."""
        query = select(BLOCKS.c.key).where(BLOCKS.c.key.in_(keys)).group_by(BLOCKS.c.key)
        return list(self._connection.execute(query.having(func.count() <= FREQUENT)).scalars())

    def of_reports(self, documents: Iterable[str]) -> list[Printing]:
        """The claims of several reports."""
        names = sorted(set(documents))
        self._tell([name for name in names if name not in self._told])
        return [printing for name in names for printing in self._told[name]]

    def _tell(self, documents: Sequence[str]) -> None:
        for at in range(0, len(documents), _AT_ONCE):
            some = documents[at : at + _AT_ONCE]
            self._told |= {name: [] for name in some}
            for printing in self._printings(self._current(select(CLAIMS.c.number)).where(CLAIMS.c.document.in_(some))):
                self._told[printing.document].append(printing)

    def _current(self, query: Select[Any]) -> Select[Any]:
        query = query.join(READINGS, READINGS.c.id == CLAIMS.c.reading).where(self._there)
        return query.where(CLAIMS.c.id.not_in(self._without)) if self._without else query

    def _printings(self, query: Select[Any]) -> list[Printing]:
        numbers = [int(number) for number in self._connection.execute(query).scalars()]
        self._load([number for number in numbers if number not in self._seen])
        return sorted((self._seen[number] for number in numbers), key=lambda printing: printing.id)

    def _load(self, numbers: Sequence[int]) -> None:
        query = (
            select(
                CLAIMS.c.number,
                CLAIMS.c.document,
                CLAIMS.c.body,
                DOCUMENTS.c.outlet.label("document_outlet"),
                DOCUMENTS.c.agency.label("document_agency"),
                DOCUMENTS.c.published.label("document_published"),
                FAMILIES.c.family.label("document_family"),
            )
            .join(DOCUMENTS, DOCUMENTS.c.id == CLAIMS.c.document)
            .outerjoin(FAMILIES, FAMILIES.c.document == CLAIMS.c.document)
        )
        for at in range(0, len(numbers), _AT_ONCE):
            part = numbers[at : at + _AT_ONCE]
            for row in self._connection.execute(query.where(CLAIMS.c.number.in_(part))).mappings():
                source = source_of(dict(row))
                self._seen[row["number"]] = Printing.of(json.loads(row["body"]), source, stands_for)


def read_by(at: str | None) -> ColumnElement[bool]:
    """The readings that are current, or were at a moment."""
    if at is None:
        return READINGS.c.superseded_by.is_(None)
    later = READINGS.alias("later")
    newer = select(later.c.id).where(later.c.id == READINGS.c.superseded_by, later.c.read_at <= at).exists()
    return and_(READINGS.c.read_at <= at, or_(READINGS.c.superseded_by.is_(None), ~newer))


def read_up_to(reading: int) -> ColumnElement[bool]:
    """The readings that were current when this was the newest, by its number."""
    newer = or_(READINGS.c.superseded_by.is_(None), READINGS.c.superseded_by > reading)
    return and_(READINGS.c.id <= reading, newer)
