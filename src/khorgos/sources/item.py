"""What a source yields, and the streams from which it is read: they count what they give and stop at their limit."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile

from khorgos.errors import DocumentFault, KhorgosError

# A report is some kilobytes, a saved page with everything in it a few megabytes.
MAX_BYTES = 20_000_000
# What a file may unpack to, all its members together: text packs to a tenth, sparse tables to a thirtieth.
_UNPACKED = 100
_ALWAYS = 2**30
# Archives within archives: a ZIP of a month with a ZIP a day is two.
DEEPEST = 3


class Item(NamedTuple):
    """A report of a source: its bytes, or the fault that kept them away, or a note on what was passed over.

    `name` is the file's name, and behind "!" where in it the report stands ("press.zip!may/a.html", "crawl.warc.gz!
    https://example.org/a").  The bytes are a report by themselves: reading them again needs nothing else.
    """

    name: str
    data: bytes | None = None
    fault: KhorgosError | None = None
    note: str | None = None


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked from one file."""

    left: int

    @classmethod
    def of(cls, size: int) -> Budget:
        """The budget of a file of so many bytes."""
        return cls(_ALWAYS + _UNPACKED * size)

    def take(self, count: int, name: str) -> None:
        """Count what was unpacked; raises DocumentFault where it is more than any honest file holds."""
        self.left -= count
        if self.left < 0:
            raise DocumentFault(
                f"unpacked it is more than {_UNPACKED} times as large: a decompression bomb. What follows is not read.",
                place=name,
                mend="Unpack it yourself if you trust it.",
            )


@dataclass(slots=True)
class Asked:
    """What the user says of a file: which columns of a table hold what (field -> column)."""

    columns: Mapping[str, str] = field(default_factory=dict)


class Counted(io.RawIOBase):
    """A stream that gives its first bytes again after they were looked at, and counts what it gives.

    Where the bytes cannot be read on it ends, and `broken` tells why.
    """

    def __init__(self, stream: BinaryIO, budget: Budget | None, name: str) -> None:
        super().__init__()
        self.stream, self.budget, self.name = stream, budget, name
        self.head = b""
        self.broken: DocumentFault | None = None

    def peek(self, size: int) -> bytes:
        """The next bytes, which stay to be read."""
        while len(self.head) < size and (more := self._take(size - len(self.head))):
            self.head += more
        return self.head[:size]

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, into: object) -> int:
        """As any raw stream."""
        view = memoryview(into).cast("B")  # type: ignore[arg-type]
        if self.head:
            found, self.head = self.head[: len(view)], self.head[len(view) :]
        else:
            found = self._take(len(view))
        view[: len(found)] = found
        return len(found)

    def _take(self, size: int) -> bytes:
        if self.broken is not None:
            return b""
        try:
            # One piece at a time: what stands before a break is had.
            found = (self.stream.read1 if hasattr(self.stream, "read1") else self.stream.read)(size) or b""
        except (OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error, BadZipFile) as fault:
            self.broken = DocumentFault(f"the file is damaged or cut short ({fault}).", place=self.name)
            return b""
        if self.budget is not None:
            self.budget.take(len(found), self.name)
        return found


def report_bytes(stream: Counted, name: str) -> Item:
    """The bytes of one report, up to the limit; half a report is none."""
    data = bytearray()
    while len(data) <= MAX_BYTES and (more := stream.read(min(2**20, MAX_BYTES + 1 - len(data)))):
        data += more
    if stream.broken is not None:
        fault, stream.broken = stream.broken, None
        return Item(name, fault=fault)
    return Item(name, bytes(data)) if len(data) <= MAX_BYTES else Item(name, fault=too_large(name))


def too_large(name: str) -> DocumentFault:
    """The fault of a report that is none for its size."""
    return DocumentFault(
        f"more than {MAX_BYTES / 1e6:.0f} MB are too much for a report.", place=name, mend="Split it into its reports."
    )
