"""Checking the project records of a ledger: each alone, those of the same recipients, frameworks with their parts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, func, select

from khorgos.check import check_duplicates, check_each, check_umbrellas
from khorgos.claims.finding import Finding
from khorgos.claims.record import Record
from khorgos.records.body import record_of
from khorgos.store.batches import parts
from khorgos.store.findings import Made, Scope
from khorgos.store.recording import RecordFilters
from khorgos.store.schema import READINGS, RECORD_READINGS, RECORDS


def newest(connection: Connection) -> int:
    """The newest record, by its number."""
    return int(connection.execute(select(func.coalesce(func.max(RECORDS.c.number), 0))).scalar_one())


def whole(connection: Connection) -> Iterator[Made]:
    """All findings about records."""
    for some in parts(list(connection.execute(select(RECORDS.c.id).order_by(RECORDS.c.id)).scalars())):
        yield _each(connection, some)
    groups = connection.execute(select(RECORDS.c.recipients).distinct()).scalars()
    yield from _groups(connection, set(map(_group, groups)))
    yield _frameworks(connection)


def again(connection: Connection, documents: Collection[str], last: int) -> Iterator[Made]:
    """The findings about records that came after the `last` one, by its number, or that these reports tell or told."""
    touched = _touched(connection, documents, last)
    for some in parts(sorted(touched)):
        yield _each(connection, some)
    groups = {
        _group(recipients)
        for some in parts(sorted(touched))
        for recipients in connection.execute(select(RECORDS.c.recipients).where(RECORDS.c.id.in_(some))).scalars()
    }
    yield from _groups(connection, groups)
    if any(_in_framework(record) for record in _all_of(connection, touched)):
        yield _frameworks(connection)


def _touched(connection: Connection, documents: Collection[str], last: int) -> set[str]:
    """The ids of the records that came or may have gone: also the older ones in whose place one came."""
    found = set(map(str, connection.execute(select(RECORDS.c.id).where(RECORDS.c.number > last)).scalars()))
    for some in parts(sorted(documents)):
        query = select(RECORD_READINGS.c.record).join(READINGS, READINGS.c.id == RECORD_READINGS.c.reading)
        found |= set(map(str, connection.execute(query.where(READINGS.c.document.in_(some))).scalars()))
    older = RECORDS.alias("older")
    for some in parts(sorted(found)):
        same = (older.c.source == RECORDS.c.source) & (older.c.record == RECORDS.c.record)
        query = select(older.c.id).select_from(RECORDS.join(older, same)).where(RECORDS.c.id.in_(some))
        found |= set(map(str, connection.execute(query).scalars()))
    return found


def _each(connection: Connection, names: Iterable[str]) -> Made:
    found: dict[str, list[Finding]] = {name: [] for name in names}
    for record in _current(connection, RECORDS.c.id.in_(found)):
        found[record.id] = check_each([record])
    return Scope.RECORD, found


def _groups(connection: Connection, groups: Collection[str]) -> Iterator[Made]:
    """Records of the same recipients, whatever the order in which these are named."""
    spelt: dict[str, list[str]] = {group: [] for group in groups}
    for recipients in connection.execute(select(RECORDS.c.recipients).distinct()).scalars():
        if recipients and _group(recipients) in spelt:
            spelt[_group(recipients)].append(recipients)
    for group, spellings in sorted(spelt.items()):
        where = RECORDS.c.recipients.in_(spellings) if group else RECORDS.c.recipients.is_(None)
        yield Scope.DUPLICATES, {group: check_duplicates(_current(connection, where))}


def _group(recipients: str | None) -> str:
    return "; ".join(sorted((recipients or "").split("; ")))


def _frameworks(connection: Connection) -> Made:
    # Only what may be one, or stand under one, is read whole.
    told = RECORDS.c.body.contains('"umbrella"') | RECORDS.c.body.contains('"parent"')
    return Scope.UMBRELLAS, {"": check_umbrellas(_current(connection, told))}


def _in_framework(record: Record) -> bool:
    return record.umbrella or any(relation.kind == "parent" for relation in record.relations)


def _current(connection: Connection, where: ColumnElement[bool]) -> list[Record]:
    query = select(RECORDS.c.body).where(where, *RecordFilters().conditions()).order_by(RECORDS.c.number)
    return [record_of(json.loads(body)) for body in connection.execute(query).scalars()]


def _all_of(connection: Connection, names: Iterable[str]) -> Iterator[Record]:
    for some in parts(sorted(names)):
        for body in connection.execute(select(RECORDS.c.body).where(RECORDS.c.id.in_(some))).scalars():
            yield record_of(json.loads(body))
