"""How many rows of each sort there are among those that filters let through.

All are counted where nothing is filtered, or as long as there are not more than `MOST`; of more, the first `MOST`: a
page must not take longer in a large ledger than in a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, func, select

from khorgos.store.batches import parts

# So many rows are counted in some tens of milliseconds (bench/desk.py, 2026-11).
MOST = 5_000
# How to select value and number of another sort, of all chosen rows or of those with these keys.
Beside = Callable[[Select[Any] | Sequence[Any]], Select[Any]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in all, and by sort and value; `more`: there are more than were counted."""

    total: int
    by: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    more: bool = False


def counted(
    connection: Connection, chosen: Select[Any], sorts: Sequence[str], *, beside: Mapping[str, Beside] | None = None,
    most: int | None = MOST,
) -> Counts:  # fmt: skip
    """Counts of a selection by its columns of these names; its first column is the key of a row.

    `beside` gives other sorts, which stand in tables of their own.
    """
    if most is None:
        return _of_all(connection, chosen, sorts, beside or {})
    rows = connection.execute(chosen.limit(most + 1)).all()
    some = rows[:most]
    by = {name: Counter(row._mapping[name] for row in some) for name in sorts}  # noqa: SLF001 - its public name
    for name, select_by in (beside or {}).items():
        by[name] = Counter()
        for keys in parts([row[0] for row in some]):
            by[name].update(_numbers(connection.execute(select_by(keys))))
    return Counts(len(some), {name: _ordered(found) for name, found in by.items()}, more=len(rows) > most)


def _of_all(connection: Connection, chosen: Select[Any], sorts: Sequence[str], beside: Mapping[str, Beside]) -> Counts:
    rows = chosen.subquery()
    queries = {name: select(rows.c[name], func.count()).group_by(rows.c[name]) for name in sorts}
    queries |= {name: select_by(chosen) for name, select_by in beside.items()}
    found = {name: _numbers(connection.execute(query)) for name, query in queries.items()}
    # Every row has a value of a sort of its own, be it none.
    total = sum(found[sorts[0]].values())
    return Counts(total, {name: _ordered(numbers) for name, numbers in found.items()})


def _numbers(rows: Iterable[Any]) -> dict[Any, int]:
    return {value: int(number) for value, number in rows}


def _ordered(found: Mapping[Any, int]) -> dict[str, int]:
    named = [(str(name), number) for name, number in found.items() if name not in (None, "")]
    return dict(sorted(named, key=lambda one: (-one[1], one[0])))
