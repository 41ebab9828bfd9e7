"""Copies found as reports come: the marks that each is found by, kept, and the families that come of them.

A report is compared with those that share marks with it, so that adding it takes the same time however many there are.
The families are those that `Ledger.find_copies` gives over the whole ledger, save where a report is as near to being
a copy as not: there, which one came first may decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from khorgos.copies import Copy, Index, Kind, Wire, translation
from khorgos.store import copying
from khorgos.store.code import copies_version
from khorgos.store.nearby import LedgerIndex
from khorgos.store.schema import CLAIMS, DERIVED, DOCUMENTS, FAMILIES, READINGS, SKETCHES

_NAME = "sketches"
# So many reports are compared in one transaction: a second or less.
_MANY = 200
# SQLite takes a thousand parameters everywhere.
_AT_ONCE = 500
# A number that so many reports tell tells nothing; so many must agree across languages (copies.translated).
_COMMON, _NUMBERS = 40, 3
_STANDS = READINGS.c.superseded_by.is_(None)
_UNDATED = "9999"
# Built once: building one takes SQLAlchemy longer than SQLite takes to run it.
_HOLDERS = (
    select(SKETCHES.c.mark, READINGS.c.document, FAMILIES.c.family)
    .join(READINGS, READINGS.c.id == SKETCHES.c.reading)
    .outerjoin(FAMILIES, FAMILIES.c.document == READINGS.c.document)
    .where(_STANDS, SKETCHES.c.reading != bindparam("own"), SKETCHES.c.mark.in_(bindparam("marks", expanding=True)))
    .order_by(SKETCHES.c.reading)
)
_KEEP = insert(SKETCHES)
_HOME = select(FAMILIES.c.family).where(FAMILIES.c.document == bindparam("this"))


def wanting(connection: Connection) -> bool:
    """Whether reports were added that were not compared yet."""
    return bool(connection.execute(_waiting(_last(connection)).limit(1)).first())


def fill(connection: Connection) -> tuple[int, set[str]]:
    """Compare the next reports that were not compared; how many, and those whose family is another now.

    Call it until there are none.
    """
    last, changed = _last(connection), set()
    if last < 0:
        changed = set(map(str, connection.execute(select(FAMILIES.c.document)).scalars()))
        for table in (SKETCHES, FAMILIES):
            connection.execute(delete(table))
        _note(connection, 0)
    rows = connection.execute(_waiting(last).order_by(READINGS.c.id).limit(_MANY)).all()
    if rows:
        changed |= _Comparing(connection).take(rows)
        _note(connection, rows[-1].id)
    return len(rows), changed


def _waiting(last: int) -> Any:
    query = select(READINGS.c.id, READINGS.c.document, DOCUMENTS.c.published, DOCUMENTS.c.language)
    query = query.join(DOCUMENTS, DOCUMENTS.c.id == READINGS.c.document)
    # By the numbers of readings, of which few are new: by the index of states SQLite would go through all documents.
    return query.where(READINGS.c.id > last, _STANDS, func.coalesce(DOCUMENTS.c.state, "") == "read")


def _last(connection: Connection) -> int:
    """The newest reading that was compared by this code; -1 where none was."""
    query = select(DERIVED.c.last).where(DERIVED.c.name == _NAME, DERIVED.c.version == copies_version())
    found = connection.execute(query).scalar()
    return -1 if found is None else int(found)


def _note(connection: Connection, last: int) -> None:
    connection.execute(delete(DERIVED).where(DERIVED.c.name == _NAME))
    connection.execute(insert(DERIVED), {"name": _NAME, "version": copies_version(), "last": last})


@dataclass(slots=True)
class _Shelf:
    """The shelf of `copies.Index` that stands in a ledger; `reading` is that of the report which is taken."""

    connection: Connection
    reading: int = 0
    _homes: dict[str, str] = field(default_factory=dict)

    def holders(self, marks: Sequence[int]) -> Mapping[int, Sequence[str]]:
        """The reports that were kept under each of these marks, by number of their reading."""
        found: dict[int, list[str]] = {}
        for at in range(0, len(marks), _AT_ONCE):
            asked = {"marks": marks[at : at + _AT_ONCE], "own": self.reading}
            for mark, document, family in self.connection.execute(_HOLDERS, asked):
                found.setdefault(mark, []).append(document)
                self._homes[document] = family or document
        return found

    def home(self, document: str) -> str:
        """The family of a report, its own id where it has none."""
        if document not in self._homes:
            self._homes[document] = self.connection.execute(_HOME, {"this": document}).scalar() or document
        return self._homes[document]

    def keep(self, document: str, marks: Iterable[int], home: str) -> None:  # noqa: ARG002 - families are kept apart
        """Keep a report under marks."""
        rows = [{"mark": mark, "reading": self.reading} for mark in marks]
        if rows:
            self.connection.execute(_KEEP, rows)

    def moved(self) -> None:
        """Forget what was known of families: they are others now."""
        self._homes.clear()


class _Comparing:
    """Reports that are compared, one after the other, the earliest printing first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._shelf = _Shelf(connection)
        self._index = Index(partial(copying.body, connection), self._shelf)
        self._near = LedgerIndex(connection)

    def take(self, rows: Sequence[Any]) -> set[str]:
        """Compare reports; those whose family is another now."""
        numbers = _numbers(self._connection, [row.id for row in rows])
        changed: set[str] = set()
        for row in sorted(rows, key=lambda row: (row.published or _UNDATED, row.document)):
            self._shelf.reading = row.id
            found = [copy for copy in self._index.add(row.document) if copy.kind is not Kind.PARTIAL]
            found += self._translations(row, numbers.get(row.id, set()))
            if found:
                changed |= self._join(row.document, found)
                self._shelf.moved()
        return changed

    def _translations(self, row: Any, numbers: set[str]) -> Iterator[Copy]:
        """The reports in other languages that tell the same numbers."""
        marks = sorted(map(_mark, numbers))
        held = self._shelf.holders(marks)
        telling = [mark for mark in marks if len(held.get(mark, ())) <= _COMMON]
        counts = Counter(name for mark in telling for name in held.get(mark, ()) if name != row.document)
        likely = [name for name, count in counts.most_common() if count >= _NUMBERS]
        self._shelf.keep(row.document, telling, row.document)
        if likely:
            wires = self._wires([row.document, *likely])
            ours = wires.get(row.document)
            copies = (translation(ours, wires[name]) for name in likely if ours and name in wires)
            yield from (copy for copy in copies if copy)

    def _wires(self, documents: Sequence[str]) -> dict[str, Wire]:
        query = select(DOCUMENTS.c.id, DOCUMENTS.c.language).where(DOCUMENTS.c.id.in_(documents))
        languages = {row.id: row.language or "en" for row in self._connection.execute(query)}
        return {wire.document: wire for wire in copying.wires(self._near.of_reports(documents), languages)}

    def _join(self, document: str, copies: Sequence[Copy]) -> set[str]:
        """Make one family of a report, what it copies, and their families; those that belong elsewhere now."""
        homes = {self._shelf.home(name) for name in (document, *(copy.of for copy in copies))}
        query = select(FAMILIES.c.document, FAMILIES.c.family).where(FAMILIES.c.family.in_(sorted(homes)))
        before = {row.document: row.family for row in self._connection.execute(query)}
        members = {*before, *homes, document, *(copy.of for copy in copies)}
        first = _earliest(self._connection, sorted(homes | {document}))
        changed = {name for name in members if before.get(name) != first}
        self._put(dict.fromkeys(changed, first), before, {document: copies[0].kind})
        return changed

    def _put(self, families: Mapping[str, str], before: Mapping[str, str], how: Mapping[str, Kind]) -> None:
        for name, family in sorted(families.items()):
            if name in before:
                this = FAMILIES.update().where(FAMILIES.c.document == name)
                self._connection.execute(this.values(family=family))
            else:
                kind = None if name == family else how.get(name)
                row = {"document": name, "family": family, "how": kind.value if kind else None}
                self._connection.execute(insert(FAMILIES), row)


def _earliest(connection: Connection, documents: Sequence[str]) -> str:
    """The earliest printing of those: a family's id is that of its earliest."""
    query = select(DOCUMENTS.c.id, DOCUMENTS.c.published).where(DOCUMENTS.c.id.in_(documents))
    dated = [(row.published or _UNDATED, str(row.id)) for row in connection.execute(query)]
    return min(dated, default=("", documents[0]))[1]


def _numbers(connection: Connection, readings: Sequence[int]) -> dict[int, set[str]]:
    """The telling numbers of figures, by reading."""
    found: dict[int, set[str]] = {}
    columns = (CLAIMS.c.reading, CLAIMS.c.value, CLAIMS.c.value_high, CLAIMS.c.unit)
    # By the readings, which are few: by the index of kinds SQLite would go through all figures.
    query = select(*columns).where(CLAIMS.c.reading.in_(readings), func.coalesce(CLAIMS.c.kind, "") == "figure")
    for row in connection.execute(query.where(CLAIMS.c.value.is_not(None))):
        number = f"{row.value}..{row.value_high} {row.unit}" if row.value_high else f"{row.value} {row.unit}"
        if copying.is_telling(number):
            found.setdefault(row.reading, set()).add(number)
    return found


def _mark(number: str) -> int:
    return int.from_bytes(blake2b(f"number: {number}".encode(), digest_size=8).digest(), "big", signed=True)
