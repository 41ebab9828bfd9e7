"""Claims to facts: which claims speak of the same thing, how they stand to each other, how many sources they have."""

from khorgos.reconcile.facts import reconcile
from khorgos.reconcile.linking import links

__all__ = ["links", "reconcile"]
