"""Reports that older code read: what newer code reads of their archived bytes, before and after it is kept."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from khorgos.pipeline import Reading
from khorgos.reconcile import Difference, Place, difference, heir, record_difference
from khorgos.store.code import code_version
from khorgos.store.correcting import PERSON
from khorgos.store.ledger import Added, Ledger
from khorgos.store.schema import CLAIMS, DOCUMENTS, READINGS, RECORD_READINGS, RECORDS
from khorgos.values import Context

# Rows that are fetched at once.
_MANY = 500
_CURRENT = READINGS.c.superseded_by.is_(None)
_SAID: ColumnElement[str] = func.coalesce(READINGS.c.context, "{}")


@dataclass(frozen=True, slots=True)
class Outdated:
    """A report that older code read, or that it failed to: `version` is empty then."""

    document: str
    sha: str
    name: str
    version: str
    said: str

    @property
    def context(self) -> Context:
        """What was given with the report when it was read."""
        given = json.loads(self.said)
        days = {name: dt.date.fromisoformat(given[name]) for name in ("published", "today") if name in given}
        return Context(**(given | days))


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling on a claim that is not read any more as it was: `now` is the claim in its place, None where none is."""

    ruling: dict[str, Any]
    claim: str
    now: str | None


@dataclass(frozen=True, slots=True)
class Reread:
    """What newer code makes of a report: claims and records beside those of before, the rulings that this touches."""

    report: Outdated
    reading: Reading
    claims: Difference
    ruled: tuple[Ruled, ...] = field(default=())
    records: Difference = field(default_factory=Difference)

    def __bool__(self) -> bool:
        """Whether anything is to be told."""
        return bool(self.claims or self.ruled or self.records)


class Rereading:
    """The reports of a ledger that this code has not read."""

    def __init__(self, ledger: Ledger, documents: Sequence[str] = ()) -> None:
        """`documents`: beginnings of the ids of those that are asked for; all where there are none."""
        self._ledger = ledger
        self._documents = tuple(documents)
        self._rulings: dict[str, list[dict[str, Any]]] = {}
        for row in ledger.rulings():
            for claim in filter(None, (row["subject"], row["other"])):
                self._rulings.setdefault(claim, []).append(row)

    def outdated(self) -> Iterator[Outdated]:
        """The reports, in the order of what was given with them, then of their ids; a few hundred at a time.

        Those that a model read beside are left out: `by_model` counts them.
        """
        last: tuple[str, str] | None = None
        given = _SAID
        while True:
            query = self._query().order_by(given, DOCUMENTS.c.id).limit(_MANY)
            if last is not None:
                query = query.where(or_(given > last[0], and_(given == last[0], DOCUMENTS.c.id > last[1])))
            with self._ledger.transaction() as connection:
                rows = connection.execute(query).all()
            yield from map(_outdated, rows)
            if len(rows) < _MANY:
                return
            last = (rows[-1].context or "{}", rows[-1].id)

    def by_model(self) -> int:
        """How many reports of older code a model read beside the grammar."""
        with self._ledger.transaction() as connection:
            return len(connection.execute(self._query(model=True)).all())

    def compare(self, report: Outdated, reading: Reading) -> Reread:
        """What a reading changes."""
        with self._ledger.transaction() as connection:
            query = select(CLAIMS.c.body).join(READINGS, READINGS.c.id == CLAIMS.c.reading)
            rows = connection.execute(query.where(CLAIMS.c.document == report.document, _CURRENT)).scalars()
            before = [json.loads(body) for body in rows]
        # What a person wrote goes on with a new reading, as long as its passage is in the text.
        written = (body for body in before if body["readers"] == [PERSON])
        after = [claim.as_dict() for claim in reading.claims]
        after += [body for body in written if body["evidence"] in reading.document.text]
        told = record_difference(self._records(report), [record.as_dict() for record in reading.records])
        return Reread(report, reading, difference(before, after), tuple(self._ruled(report, before, after)), told)

    def _records(self, report: Outdated) -> list[dict[str, Any]]:
        """The project records that the report tells now."""
        links = RECORDS.join(RECORD_READINGS, RECORD_READINGS.c.record == RECORDS.c.id)
        links = links.join(READINGS, READINGS.c.id == RECORD_READINGS.c.reading)
        query = select(RECORDS.c.body).select_from(links).where(READINGS.c.document == report.document, _CURRENT)
        with self._ledger.transaction() as connection:
            rows = connection.execute(query.order_by(RECORD_READINGS.c.position)).scalars()
            return [json.loads(body) for body in rows]

    def apply(self, batch: Sequence[tuple[Reread, bytes]]) -> list[Added]:
        """Keep readings in the place of older ones, all or none; those of one batch were given the same context."""
        if not batch:
            return []
        readings = [(each.reading, data, each.report.name) for each, data in batch]
        return self._ledger.add_all(readings, batch[0][0].report.context)

    def _ruled(self, report: Outdated, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Ruled]:
        """The rulings on claims of a report, older ones' too, that this reading does not have as they were."""
        ids, places = {body["id"] for body in after}, [Place.of(body) for body in after]
        known = {body["id"]: Place.of(body) for body in before}
        for claim in sorted(self._rulings.keys() & (known.keys() | self._earlier(report))):
            if claim in ids:
                continue
            old = known.get(claim) or self._place(claim)
            found = heir(old, places)
            for ruling in self._rulings[claim]:
                yield Ruled(ruling, claim, found.id if found else None)

    def _earlier(self, report: Outdated) -> set[str]:
        if not self._rulings:
            return set()
        with self._ledger.transaction() as connection:
            query = select(CLAIMS.c.id).where(CLAIMS.c.document == report.document).distinct()
            return set(map(str, connection.execute(query).scalars()))

    def _place(self, claim: str) -> Place:
        with self._ledger.transaction() as connection:
            query = select(CLAIMS.c.body).where(CLAIMS.c.id == claim).order_by(CLAIMS.c.number.desc()).limit(1)
            return Place.of(json.loads(connection.execute(query).scalar_one()))

    def _query(self, *, model: bool = False) -> Select[Any]:
        there = DOCUMENTS.outerjoin(READINGS, (READINGS.c.document == DOCUMENTS.c.id) & _CURRENT)
        columns = (DOCUMENTS.c.id, DOCUMENTS.c.sha, DOCUMENTS.c.name, READINGS.c.code_version, READINGS.c.context)
        by_model = _SAID.contains('"reader":')
        return (
            select(*columns)
            .select_from(there)
            .where(
                DOCUMENTS.c.state.in_(("read", "failed")),
                DOCUMENTS.c.sha.is_not(None),
                or_(READINGS.c.code_version.is_(None), READINGS.c.code_version != code_version()),
                by_model if model else ~by_model,
                *self._asked(),
            )
        )

    def _asked(self) -> list[ColumnElement[bool]]:
        names = [DOCUMENTS.c.id.startswith(name, autoescape=True) for name in self._documents]
        return [or_(*names)] if names else []


def _outdated(row: Any) -> Outdated:
    return Outdated(row.id, row.sha, row.name, row.code_version or "", row.context or "{}")
