"""Which claims may stand otherwise once some claims have come and others gone.

A claim that comes is compared with those that share its keys.  Beside these it may change how others stand to each
other: it may come between two values of a history, stand for all that are printed like it, make a word too frequent to
tell a name, or a number too common to tell a story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from khorgos.claims.printing import Printing
from khorgos.reconcile.index import Index
from khorgos.reconcile.keys import Key, blocks_of, topic_of, value_of
from khorgos.reconcile.kinship import COMMON
from khorgos.reconcile.linking import candidates


class Touched(NamedTuple):
    """Claims, and reports all whose claims are meant; those that came or went themselves are not among them."""

    claims: frozenset[str]
    documents: frozenset[str]


def touched(index: Index, come: Sequence[Printing], gone: Sequence[Printing]) -> Touched:
    """What else claims touch that came and went; `index` has those that came, and no more those that went.

    A claim that is in both lists was there before and is there still.
    """
    claims: set[str] = set()
    documents: set[str] = set()
    for key, (here, there) in _by_key(come, gone).items():
        after = index.block(key)
        before = _before(after, here, there)
        moved = _moved(key, before, after, {each.id for each in (*here, *there)})
        claims |= {name for pair in moved for name in pair}
        # How reports stand to each other decides which of their numbers contradict each other, and which are kin.
        documents |= _documents((*before, *after), {name for pair in moved for name in pair})
    for document in _kin_changed(index, come, gone):
        documents.add(document)
    return Touched(frozenset(claims), frozenset(documents - {each.document for each in (*come, *gone)}))


def _by_key(come: Iterable[Printing], gone: Iterable[Printing]) -> dict[Key, tuple[list[Printing], list[Printing]]]:
    found: dict[Key, tuple[list[Printing], list[Printing]]] = {}
    for side, printings in enumerate((come, gone)):
        for printing in printings:
            for key in blocks_of(printing):
                found.setdefault(key, ([], []))[side].append(printing)
    return found


def _before(after: Sequence[Printing], come: Iterable[Printing], gone: Iterable[Printing]) -> list[Printing]:
    new = {printing.id for printing in come}
    stood = {printing.id: printing for printing in after if printing.id not in new}
    stood |= {printing.id: printing for printing in gone}
    return [stood[name] for name in sorted(stood)]


def _moved(key: Key, before: list[Printing], after: list[Printing], ours: set[str]) -> set[tuple[str, str]]:
    """The pairs of other claims that are compared in one of the two states only."""
    pairs = candidates(key, before) ^ candidates(key, after)
    return {pair for pair in pairs if ours.isdisjoint(pair)}


def _documents(printings: Iterable[Printing], claims: set[str]) -> set[str]:
    return {printing.document for printing in printings if printing.id in claims}


def _kin_changed(index: Index, come: Sequence[Printing], gone: Sequence[Printing]) -> set[str]:
    """The reports that a number or a topic told kin, or tells now, since it has become less or more common."""
    sides: dict[Key, tuple[set[str], set[str]]] = {}
    for side, printings in enumerate((come, gone)):
        for printing in printings:
            for key in filter(None, (value_of(printing), topic_of(printing))):
                sides.setdefault(key, (set(), set()))[side].add(printing.document)
    found: set[str] = set()
    for key, (here, there) in sides.items():
        after = index.documents(key, COMMON + len(here) + len(there))
        before = (after - here) | there
        if after and (len(before) <= COMMON) != (len(after) <= COMMON):
            found |= before | after
    return found
