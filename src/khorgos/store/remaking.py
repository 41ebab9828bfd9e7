"""All facts of a ledger made anew, a part at a time: what is in memory does not grow with the ledger.

Claims that share a key are taken together, so that nearly all that a fact is made from is at hand when it is made; what
is not is looked up.  A small ledger is made in one go, which is quicker: every claim is read once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, func, select

from khorgos.claims.fact import Fact
from khorgos.claims.judgement import Judgement, rejected
from khorgos.claims.printing import Printing
from khorgos.reconcile import Nearby, reconcile
from khorgos.store import judging
from khorgos.store.nearby import LedgerIndex
from khorgos.store.schema import BLOCKS, CLAIMS, READINGS

# Up to so many claims are made into facts in one go: 400 MB of memory (bench/world.py, 2026-11).
_AT_HAND = 50_000
# Else so many claims at a time, with all that share a key with them.
_PART = 4_000
# Claims that share a key with more than this have little to do with one another.
_LARGE = 2_000

# So many rows come from the database at once.
_ROWS = 10_000

# Facts, and their claims by id.
Part = tuple[list[Fact], dict[str, Printing]]


def facts_of(connection: Connection) -> Iterator[Part]:
    """All facts of the claims and rulings as they stand, part by part, each once; every claim has its keys already."""
    judgements = judging.standing_at(connection)
    if int(connection.execute(select(func.coalesce(func.max(CLAIMS.c.number), 0))).scalar_one()) <= _AT_HAND:
        yield from _at_once(connection, judgements)
    else:
        yield from _part_by_part(connection, judgements)


def _at_once(connection: Connection, judgements: Sequence[Judgement]) -> Iterator[Part]:
    index = LedgerIndex(connection, without=rejected(judgements))
    by_id = {printing.id: printing for printing in index.of_numbers(_numbers(connection))}
    yield reconcile(list(by_id.values()), judgements), by_id


def _part_by_part(connection: Connection, judgements: Sequence[Judgement]) -> Iterator[Part]:
    without, done = rejected(judgements), bytearray(_newest(connection) + 1)
    for numbers in _together(connection):
        index = LedgerIndex(connection, without=without)
        waiting = index.of_numbers([number for number in numbers if not done[number]])
        if waiting:
            index.gather(waiting)
            facts = Nearby(index, judgements).facts(waiting)
            by_id = {each.id: each for each in index.of_claims(claim for fact in facts for claim in fact.claims)}
            for number in index.numbers_of(by_id):
                done[number] = 1
            yield facts, by_id


def _together(connection: Connection) -> Iterator[list[int]]:
    """The numbers of all current claims, those beside each other that share the largest of their keys."""
    numbers = _numbers(connection)
    sizes, keys = array("l", [0]) * (_newest(connection) + 1), array("q", [0]) * (_newest(connection) + 1)
    rows = connection.execute(
        select(BLOCKS.c.key, BLOCKS.c.claim).order_by(BLOCKS.c.key).execution_options(yield_per=_ROWS)
    )
    for key, members in groupby(rows, key=lambda row: row.key):
        claims = [row.claim for row in members]
        if len(claims) <= _LARGE:
            for claim in claims:
                if len(claims) > sizes[claim]:
                    sizes[claim], keys[claim] = len(claims), key
    numbers.sort(key=lambda number: (keys[number], number))
    return _cut(numbers, keys)


def _cut(numbers: Sequence[int], keys: Sequence[int]) -> Iterator[list[int]]:
    """Numbers in parts; a key is not cut in two."""
    part: list[int] = []
    for number in numbers:
        if len(part) >= _PART and (keys[number] != keys[part[-1]] or len(part) > _PART + _LARGE):
            yield part
            part = []
        part.append(number)
    if part:
        yield part


def _numbers(connection: Connection) -> list[int]:
    """The numbers of the claims of current readings."""
    query = select(CLAIMS.c.number).join(READINGS, READINGS.c.id == CLAIMS.c.reading)
    return list(connection.execute(query.where(READINGS.c.superseded_by.is_(None))).scalars())


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(CLAIMS.c.number), 0))).scalar_one())
