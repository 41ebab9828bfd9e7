"""Claims to facts: which claims speak of the same thing, how they stand to each other, how many sources they have."""

from khorgos.reconcile.changes import Became, Change, changes
from khorgos.reconcile.facts import links, reconcile
from khorgos.reconcile.index import Index, MemoryIndex
from khorgos.reconcile.keys import FREQUENT, Key, keys_of
from khorgos.reconcile.nearby import Nearby
from khorgos.reconcile.places import Place, heir
from khorgos.reconcile.rereading import Altered, Difference, difference, record_difference
from khorgos.reconcile.touching import Touched, touched

__all__ = [
    "FREQUENT",
    "Altered",
    "Became",
    "Change",
    "Difference",
    "Index",
    "Key",
    "MemoryIndex",
    "Nearby",
    "Place",
    "Touched",
    "changes",
    "difference",
    "heir",
    "keys_of",
    "links",
    "reconcile",
    "record_difference",
    "touched",
]
