"""Facts as CSV (RFC 4180, UTF-8): one row each, numbers unrounded, formula cells kept from running."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import IO, BinaryIO

from khorgos.publish.columns import FACTS, Cell, Column, fact_row
from khorgos.publish.edition import Edition, LeftOut
from khorgos.telling.forms import guarded
from khorgos.values.quantity import plain


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The facts of an edition; nothing is left out."""
    write_table(FACTS, (fact_row(edition, telling) for telling in edition.facts()), out)
    return iter(())


def write_table(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]], out: IO[bytes]) -> int:
    """Rows under their columns; how many there were."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow([column.name for column in columns])
    count = 0
    for row in rows:
        table.writerow([_written(row[column.name]) for column in columns])
        count += 1
    text.detach()
    return count


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return plain(cell)
    return "" if cell is None else guarded(cell) if isinstance(cell, str) else str(cell)
