"""Asking for documents by what they say of themselves: lists, pages of them, counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from khorgos.errors import InputFault
from khorgos.store.counting import MOST, Counts, counted
from khorgos.store.schema import DOCUMENTS
from khorgos.store.words import contains


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilters:
    """Which documents are asked for; all that are given must hold.

    `state` is "read" or "failed", `outlet` and `language` are whole, `year` is the beginning of the day of publication,
    `text` a part of title, name or outlet; `newest` turns the order, in which documents were added; `limit` says how
    many, after the first `offset`.  Raises InputFault for an odd limit.
    """

    state: str | None = None
    outlet: str | None = None
    language: str | None = None
    year: str | None = None
    text: str | None = None
    newest: bool = False
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            raise InputFault("a limit counts from 1.", place="limit", value=self.limit)

    def conditions(self) -> list[ColumnElement[bool]]:
        """What must hold of a row."""
        table = DOCUMENTS.c
        whole = ((table.state, self.state), (table.outlet, self.outlet), (table.language, self.language))
        found: list[ColumnElement[bool]] = [column == value for column, value in whole if value]
        if self.year:
            found.append(table.published.startswith(self.year, autoescape=True))
        if self.text:
            found.append(contains(self.text, table.title, table.name, table.outlet))
        return found


def chosen(connection: Connection, filters: DocumentFilters) -> list[dict[str, Any]]:
    """The documents that the filters let through, without their texts, in the order in which they were added."""
    columns = [column for column in DOCUMENTS.c if column.name != "text"]
    sides = (DOCUMENTS.c.added_at, DOCUMENTS.c.name, DOCUMENTS.c.id)
    order = [column.desc() if filters.newest else column.asc() for column in sides]
    if filters.limit:
        # Rows hold whole texts: they are put in order by what stands in an index.
        ids = select(DOCUMENTS.c.id).where(*filters.conditions()).order_by(*order)
        ids = ids.limit(filters.limit).offset(filters.offset)
        place = {key: at for at, key in enumerate(connection.execute(ids).scalars())}
        rows = connection.execute(select(*columns).where(DOCUMENTS.c.id.in_(list(place)))).mappings()
        return sorted(map(dict, rows), key=lambda row: place[row["id"]])
    query = select(*columns).where(*filters.conditions()).order_by(*order)
    return [dict(row) for row in connection.execute(query).mappings()]


def counts(connection: Connection, filters: DocumentFilters) -> Counts:
    """How many documents the filters let through, by outlet, language, state and year of publication."""
    table = DOCUMENTS.c
    year = func.substr(table.published, 1, 4).label("year")
    rows = select(table.id, table.outlet, table.language, table.state, year).where(*filters.conditions())
    every = replace(filters, limit=None, offset=0, newest=False) == DocumentFilters()
    return counted(connection, rows, ("outlet", "language", "state", "year"), most=None if every else MOST)
