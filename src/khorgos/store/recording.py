"""Project records as rows of the ledger, and asking for them."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, insert, literal, select

from khorgos.claims.record import FLOW_TYPES, STATUSES, TEXT, Record
from khorgos.errors import InputFault
from khorgos.store.counting import Counts, counted
from khorgos.store.schema import DOCUMENTS, READINGS, RECORD_READINGS, RECORDS
from khorgos.store.words import contains
from khorgos.values.quantity import plain

_CHUNK = 500  # SQLite takes a thousand parameters everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilters:
    """Which records are asked for; all that are given must hold.

    `recipient` and `sector` are codes, `funder` a part of a funder's name, `status` and `flow_type` codes or their
    beginnings ("Pipeline"), `year` that of the commitment (from, to), `amount` the least and the largest face value in
    the record's own currency, `currency` an ISO 4217 code, `id` the beginning of an id or the number in the source,
    `text` words of which each must stand in its name, recipients or funders; `limit` how many, after `offset`.
    Raises InputFault for a status or flow type that there is not.
    """

    recipient: str | None = None
    funder: str | None = None
    sector: str | None = None
    status: str | None = None
    flow_type: str | None = None
    currency: str | None = None
    year: tuple[int, int] | None = None
    amount: tuple[float | None, float | None] = (None, None)
    id: str | None = None
    text: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        for name, allowed in (("status", STATUSES), ("flow_type", FLOW_TYPES)):
            value = getattr(self, name)
            if value and not any(each.casefold().startswith(value.casefold()) for each in allowed):
                raise InputFault(f"no such {name}.", place=name, value=value, mend=f"One of {', '.join(allowed)}.")

    def conditions(self) -> list[ColumnElement[bool]]:
        """What must hold of a row."""
        table = RECORDS.c
        found: list[ColumnElement[bool]] = [table.number.in_(_current()), _told_still()]
        if self.recipient:
            padded = literal("; ") + table.recipients + literal("; ")
            found.append(padded.contains(f"; {self.recipient}; ", autoescape=True))
        for column, begin in ((table.status, self.status), (table.flow_type, self.flow_type)):
            if begin:
                found.append(column.istartswith(begin, autoescape=True))
        for column, value in ((table.sector, self.sector), (table.currency, self.currency)):
            if value:
                found.append(column == value)
        if self.funder:
            found.append(table.funders.icontains(self.funder, autoescape=True))
        if self.year:
            found.append(table.year.between(*self.year))
        least, largest = self.amount
        if least is not None:
            found.append(table.amount_number >= least)
        if largest is not None:
            found.append(table.amount_number <= largest)
        words = (self.text or "").split()
        found += [contains(word, table.name, table.recipients, table.funders) for word in words]
        if self.id:
            found.append(table.id.startswith(self.id, autoescape=True) | (table.record == self.id))
        return found


def put(connection: Connection, records: Iterable[Record]) -> int:
    """Insert what is not there yet."""
    rows = {record.id: record for record in records}
    ids = list(rows)
    known: set[str] = set()
    for at in range(0, len(ids), _CHUNK):
        found = connection.execute(select(RECORDS.c.id).where(RECORDS.c.id.in_(ids[at : at + _CHUNK])))
        known |= {row.id for row in found}
    new = [row_of(record) for key, record in rows.items() if key not in known]
    if new:
        connection.execute(insert(RECORDS), new)
    return len(new)


def link(connection: Connection, told: Sequence[tuple[int, Sequence[Record]]]) -> None:
    """Insert the records of readings (numbers of `readings` with what they tell) and which reading tells which."""
    rows = [
        {"reading": reading, "record": key, "position": position}
        for reading, records in told
        for position, key in enumerate(dict.fromkeys(record.id for record in records))
    ]
    if rows:
        put(connection, (record for _, records in told for record in records))
        connection.execute(insert(RECORD_READINGS), rows)


def chosen(connection: Connection, filters: RecordFilters) -> list[dict[str, Any]]:
    """The current rows that the filters let through, by year (unknown last), name and number.

    `body` is the whole record, `document_name` and `document_outlet` the report that a record was read from.
    """
    query = select(RECORDS).where(*filters.conditions())
    query = query.order_by(RECORDS.c.year.is_(None), RECORDS.c.year, RECORDS.c.name, RECORDS.c.number)
    if filters.limit:
        query = query.limit(filters.limit).offset(filters.offset)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    rows = [row | {"body": json.loads(row["body"])} for row in rows]
    found = _documents(connection, {row["body"]["document"] for row in rows if row["source"] == TEXT})
    nothing = {"document_name": None, "document_outlet": None}
    return [row | found.get(row["body"]["document"], nothing) for row in rows]


def counts(connection: Connection, filters: RecordFilters) -> Counts:
    """How many current records the filters let through, by status, recipient (`party`) and year."""
    rows = select(RECORDS.c.number, RECORDS.c.status, RECORDS.c.recipients, RECORDS.c.year).where(*filters.conditions())
    found = counted(connection, rows, ("status", "recipients", "year"), most=None)
    parties: Counter[str] = Counter()
    for several, number in found.by["recipients"].items():
        parties.update(dict.fromkeys(several.split("; "), number))
    return replace(
        found, by={"state": found.by["status"], "party": dict(parties.most_common()), "year": found.by["year"]}
    )


def _documents(connection: Connection, documents: set[str]) -> dict[str, dict[str, str | None]]:
    """The names and outlets of documents by their ids."""
    found: dict[str, dict[str, str | None]] = {}
    ids = sorted(documents)
    for at in range(0, len(ids), _CHUNK):
        query = select(DOCUMENTS.c.id, DOCUMENTS.c.name, DOCUMENTS.c.outlet).where(
            DOCUMENTS.c.id.in_(ids[at : at + _CHUNK])
        )
        rows = connection.execute(query)
        found |= {row.id: {"document_name": row.name, "document_outlet": row.outlet} for row in rows}
    return found


def _current() -> Any:
    return select(func.max(RECORDS.c.number)).group_by(RECORDS.c.source, RECORDS.c.record)


def _told_still() -> ColumnElement[bool]:
    """Whether no report tells the record (a table does), or one whose reading stands."""
    links = select(RECORD_READINGS.c.reading).where(RECORD_READINGS.c.record == RECORDS.c.id)
    standing = links.join(READINGS, READINGS.c.id == RECORD_READINGS.c.reading)
    return ~exists(links) | exists(standing.where(READINGS.c.superseded_by.is_(None)))


def row_of(record: Record) -> dict[str, Any]:
    """One row of `records`, still without its number."""
    body = record.as_dict() | ({"money": str(record.money)} if record.money else {})
    amount = record.amount
    return {
        "id": record.id,
        "source": record.source,
        # In a text the number is that of an archive's record which the text speaks of; other texts may too.
        "record": record.id if record.source == TEXT else record.number or record.id,
        "name": record.name,
        "recipients": "; ".join(map(str, record.recipients)) or None,
        "funders": "; ".join(map(str, record.financiers)) or None,
        "sector": record.sector,
        "flow_type": record.flow_type,
        "status": record.status,
        "commitment": str(record.commitment) if record.commitment else None,
        "amount": None if amount is None else plain(amount),
        "amount_number": None if amount is None else float(amount),
        "currency": record.currency,
        "year": record.commitment.first.year if record.commitment and record.commitment.first else None,
        "added_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
    }
