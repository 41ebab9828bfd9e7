"""Reports that were deleted from the ledger, when they are added again."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from khorgos.store.archive import digest
from khorgos.store.deleting import sentence
from khorgos.store.deletions import Deletions

if TYPE_CHECKING:
    from khorgos.store import Ledger


class Buried:
    """The tombstones of a ledger; with `again` bytes that were deleted are let in, which is noted beside them."""

    def __init__(self, ledger: Ledger, *, again: bool = False) -> None:
        self._deletions = Deletions(ledger)
        self._standing = self._deletions.standing()
        self._again = again

    def why(self, data: bytes) -> str | None:
        """Why bytes are not added, as a sentence; None where they may be."""
        row = self._standing.get(digest(data)) if self._standing else None
        if row is None:
            return None
        if not self._again:
            return f"{sentence(row).removesuffix('.')}."
        self._deletions.again([row["sha"]], _user())
        del self._standing[row["sha"]]
        return None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "a user without a name"
