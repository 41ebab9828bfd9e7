"""The blocks of claims, kept: which claims share a key.  Derived from the claims, filled up when facts are asked for.

A key is a function of one claim, so that adding a report adds rows and changes none; they are all made again when the
code that makes keys is another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from khorgos.claims.printing import Printing, Source
from khorgos.reconcile import Key, keys_of
from khorgos.reference.standing import stands_for
from khorgos.store.code import keys_version
from khorgos.store.schema import BLOCKS, CLAIMS, DERIVED

_NAME = "blocks"
# So many claims are keyed at once: their rows fit into memory many times over, and a step takes under a second.
_MANY = 2000


def number_of(key: Key) -> int:
    """A key as the ledger keeps it: 64 bits of a hash."""
    packed = "\x1f".join(map(str, key)).encode()
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "big", signed=True)


def wanting(connection: Connection) -> bool:
    """Whether claims have no keys yet."""
    return _last(connection) < _newest(connection)


def fill(connection: Connection, most: int = _MANY) -> int:
    """Give keys to the next claims that have none, up to `most`; how many there were.  Call it until there are none."""
    last = _last(connection)
    if last < 0:
        connection.execute(delete(BLOCKS))
        connection.execute(delete(DERIVED).where(DERIVED.c.name == _NAME))
        connection.execute(insert(DERIVED).values(name=_NAME, version=keys_version(), last=0))
        last = 0
    query = select(CLAIMS.c.number, CLAIMS.c.document, CLAIMS.c.body).where(CLAIMS.c.number > last)
    rows = list(connection.execute(query.order_by(CLAIMS.c.number).limit(most)))
    if rows:
        connection.execute(insert(BLOCKS), [entry for row in rows for entry in _entries(row)])
        newest = DERIVED.update().where(DERIVED.c.name == _NAME).values(last=rows[-1].number)
        connection.execute(newest)
    return len(rows)


def _entries(row: Any) -> Iterator[dict[str, Any]]:
    printing = Printing.of(json.loads(row.body), Source(row.document), stands_for)
    for key in {number_of(key) for key in keys_of(printing)}:
        yield {"key": key, "document": row.document, "claim": row.number}


def _last(connection: Connection) -> int:
    """The newest claim that has keys of this code; -1 where there are none."""
    query = select(DERIVED.c.last).where(DERIVED.c.name == _NAME, DERIVED.c.version == keys_version())
    found = connection.execute(query).scalar()
    return -1 if found is None else int(found)


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(CLAIMS.c.number), 0))).scalar_one())
