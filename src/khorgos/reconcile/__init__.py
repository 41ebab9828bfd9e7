"""Claims to facts: which claims speak of the same thing, how they stand to each other, how many sources they have."""

from khorgos.reconcile.facts import reconcile
from khorgos.reconcile.linking import links
from khorgos.reconcile.record import Record, Source

__all__ = ["Record", "Source", "links", "reconcile"]
