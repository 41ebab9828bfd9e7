"""The bytes as they came, filed under their own hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from khorgos.errors import LedgerFault

# Files written side by side: 64 files of 3 kB took 81 ms one by one, 51 by four, 42 by eight, 43 by sixteen
# (virtual disk, two cores).
_AT_ONCE = 8


def digest(data: bytes) -> str:
    """SHA-256 in hex: the name under which bytes are filed."""
    return hashlib.sha256(data).hexdigest()


class Archive:
    """A folder of files named by their content: `ab/cdef…`.

    Nothing in it is ever changed; what is deleted leaves a tombstone in the ledger.
    A file is written beside its place, brought to the disk and then renamed, so that a place holds either nothing or
    the whole bytes, whenever the program is stopped.
    """

    def __init__(self, root: Path, buried: Callable[[str], str | None] = lambda _sha: None) -> None:
        """`buried` tells of a hash why its bytes were deleted, None where they were not."""
        self.root = root
        self._buried = buried

    def path(self, sha: str) -> Path:
        """Where the bytes with this hash lie, or would."""
        return self.root / sha[:2] / sha[2:]

    def put(self, data: bytes) -> str:
        """File the bytes and return their hash; raises LedgerFault where the folder cannot be written."""
        sha = digest(data)
        place = self.path(sha)
        if place.exists():
            return sha
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, data)
        except OSError as fault:
            raise LedgerFault(
                f"the archive cannot be written ({fault.strerror or fault}).",
                place=str(place.parent),
                mend="Make room or give another --ledger, then run the same command again: it goes on.",
            ) from fault
        return sha

    def put_all(self, files: Sequence[bytes]) -> list[str]:
        """File several at once; disks bring many waiting files to rest in the time of one."""
        if len(files) < 2:
            return [self.put(data) for data in files]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(self.put, files))

    def get(self, sha: str) -> bytes:
        """The bytes with this hash; raises LedgerFault where they are missing or have been changed."""
        place = self.path(sha)
        try:
            data = place.read_bytes()
        except OSError as fault:
            buried = self._buried(sha)
            reason = f"these bytes were {buried}" if buried else "the archive lacks these bytes."
            mend = "Add the report with --again." if buried else "Add the report again."
            raise LedgerFault(reason, place=str(place), mend=mend) from fault
        found = digest(data)
        if found != sha:
            raise LedgerFault(
                "the archived bytes have been changed.",
                place=str(place),
                value=found,
                mend="Remove this file and add the report again.",
            )
        return data

    def remove(self, sha: str) -> None:
        """Take bytes from the disk, if they are there; raises LedgerFault where that cannot be done."""
        place = self.path(sha)
        try:
            place.unlink(missing_ok=True)
        except OSError as fault:
            reason = f"the bytes cannot be deleted ({fault.strerror or fault})."
            raise LedgerFault(reason, place=str(place), mend="Mend it, then run the same command again.") from fault

    def names(self) -> Iterator[str]:
        """The hashes of all files in the archive, in order."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(folder.name + file.name for file in folder.iterdir() if not file.name.startswith("."))


def _write(place: Path, data: bytes) -> None:
    # A name of its own for every writer: two processes may file the same bytes at once.
    descriptor, waiting = tempfile.mkstemp(prefix=".waiting-", dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(waiting).replace(place)
    except OSError:
        Path(waiting).unlink(missing_ok=True)
        raise
