"""How many rows of each sort there are among those that filters let through.

All are counted where nothing is filtered, or as long as there are not more than `MOST`; of more, the first `MOST`: a
page must not take longer in a large ledger than in a small one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CTE, Connection, Select, Text, cast, func, literal, select, union_all

# So many rows are counted in some tens of milliseconds (bench/desk.py, 2026-11).
MOST = 20_000
# What stands for the number of all.
_ALL = ""
# Which sort of things a value of no database can name (years are sorted by what they are, others by how many).
YEAR = "year"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in all, and by sort and value; `more`: there are more than were counted."""

    total: int
    by: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    more: bool = False


def counted(
    connection: Connection, chosen: Select[Any], sorts: Sequence[str], *, beside: Mapping[str, Any] | None = None,
    most: int | None = MOST,
) -> Counts:  # fmt: skip
    """Counts of a selection by its columns of these names.

    `beside` gives for other sorts how to select (value, number) of what is chosen, from the table expression of it.
    """
    rows = (chosen.limit(most + 1) if most else chosen).cte("chosen")
    parts = [_row(_ALL, literal(_ALL), rows)]
    parts += [_row(name, rows.c[name], rows) for name in sorts]
    parts += [_named(name, made(rows)) for name, made in (beside or {}).items()]
    found: dict[str, dict[str, int]] = {name: {} for name in (*sorts, *(beside or {}))}
    total = 0
    for name, value, number in connection.execute(union_all(*parts)):
        if name == _ALL:
            total = int(number)
        elif value not in (None, ""):
            found[name][str(value)] = int(number)
    by = {name: dict(sorted(each.items(), key=lambda one: (-one[1], one[0]))) for name, each in found.items()}
    more = most is not None and total > most
    return Counts(most if more and most else total, by, more)


def _row(name: str, column: Any, rows: CTE) -> Select[Any]:
    query: Select[Any] = select(
        literal(name).label("sort"), cast(column, Text).label("value"), func.count().label("number")
    )
    return query.select_from(rows) if name == _ALL else query.select_from(rows).group_by(column)


def _named(name: str, query: Select[Any]) -> Select[Any]:
    found = query.subquery()
    value, number = found.c
    return select(literal(name), cast(value, Text), number)
