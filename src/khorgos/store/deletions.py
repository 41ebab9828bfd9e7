"""What was deleted from a ledger's archive, and deleting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from khorgos.errors import InputFault
from khorgos.store import deleting
from khorgos.store.ledger import Ledger
from khorgos.store.schema import DELETIONS, FEED_ENTRIES

# Fewer hex digits of a hash are given by mistake more often than meant.
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Target:
    """What would be deleted: its name, how many claims of today it bears, and the feed that it came in."""

    sha: str
    name: str | None
    claims: int = 0
    feed: str | None = None


class Deletions:
    """The tombstones of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, beginning: str) -> Target:
        """What a hash names, or its beginning of at least eight digits, or the id of a document; raises InputFault."""
        with self._ledger.transaction() as connection:
            found = deleting.known(connection, beginning) if len(beginning) >= _SHORTEST else {}
        if len(found) != 1:
            few = f"Give at least {_SHORTEST} digits of the hash: khorgos documents lists the reports."
            reason = "the archive has no such bytes." if not found else "several begin so."
            raise InputFault(reason, place="archive delete", value=beginning, mend=few)
        ((sha, name),) = found.items()
        with self._ledger.transaction() as connection:
            feed = connection.execute(select(FEED_ENTRIES.c.feed).where(FEED_ENTRIES.c.sha == sha)).scalar()
            return Target(sha, name, deleting.claims_of(connection, sha), feed)

    def delete(self, target: Target, by: str, reason: str) -> None:
        """Delete bytes; what is deleted already is only taken from the disk again.  Raises InputFault unsigned.

        The tombstone comes first: stopped between, `archive verify` finds the file, and the same command completes it.
        """
        if not by.strip() or not reason.strip():
            raise InputFault(
                "a deletion is signed and has a reason.", place="archive delete", mend="--by and --reason."
            )
        with self._ledger.transaction(writes=True) as connection:
            if target.sha not in deleting.standing(connection, [target.sha]):
                deleting.bury(connection, target.sha, by.strip(), reason.strip(), target.name)
        self._ledger.archive.remove(target.sha)

    def standing(self) -> dict[str, dict[str, Any]]:
        """The tombstones that stand, as rows of `deletions` by hash."""
        with self._ledger.transaction() as connection:
            return deleting.standing(connection)

    def rows(self) -> list[dict[str, Any]]:
        """Everything that was deleted or added again, in order."""
        with self._ledger.transaction() as connection:
            rows = connection.execute(select(DELETIONS).order_by(DELETIONS.c.number)).mappings()
            return [dict(row) for row in rows]

    def again(self, shas: Iterable[str], by: str) -> None:
        """Let bytes be added again."""
        with self._ledger.transaction(writes=True) as connection:
            deleting.raise_again(connection, shas, by)
