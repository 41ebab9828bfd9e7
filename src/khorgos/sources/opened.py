"""Any stream to the reports in it: what it is, is told by its content."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from khorgos.documents.crawled import is_record
from khorgos.documents.entry import is_feed
from khorgos.errors import DocumentFault, InputFault
from khorgos.sources.item import DEEPEST, Asked, Budget, Counted, Item, report_bytes, too_large
from khorgos.sources.json_feed import is_json_feed

_HEAD = 65_536
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_GZIP = b"\x1f\x8b"
# A ZIP within a ZIP is read whole before it is taken apart.
_LARGEST_INNER = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Within:
    """Where a stream stands: how deep in archives, what may still be unpacked, what the user says of it."""

    depth: int
    budget: Budget | None
    asked: Asked


def items(
    stream: BinaryIO, name: str, size: int | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Item]:
    """The reports that a file holds, one after the other; a file that is a report itself is its only one.

    `stream` stands at its beginning and can be sought in; `size` is its length where known (the limit of unpacking
    follows it); `columns` says which columns of a table hold what.  A member that cannot be had is an item with its
    fault, and the next one follows.  Raises InputFault for columns that the table does not have.
    """
    budget = Budget.of(size or 0)
    yield from within(stream, name, Within(0, None, Asked(columns or {})), budget)


def within(stream: BinaryIO, name: str, where: Within, budget: Budget) -> Iterator[Item]:
    """The same for a stream within an archive; its faults are items."""
    counted = Counted(stream, budget if where.depth else None, name)
    try:
        yield from _taken(counted, name, where, budget)
    except InputFault:
        raise
    except DocumentFault as fault:
        yield Item(name, fault=fault)
    except (OSError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile) as fault:
        yield Item(name, fault=DocumentFault(f"the file cannot be read on ({fault}).", place=name))
    if counted.broken is not None:
        yield Item(name, fault=counted.broken)


def _taken(stream: Counted, name: str, where: Within, budget: Budget) -> Iterator[Item]:
    head = stream.peek(_HEAD)
    deeper = Within(where.depth + 1, budget, where.asked)
    if head.startswith(_GZIP):
        _check_depth(where, name)
        unpacked = gzip.GzipFile(fileobj=io.BufferedReader(stream))
        yield from within(unpacked, name, deeper, budget)  # type: ignore[arg-type]
    elif head.startswith((_ZIP, _EMPTY_ZIP)) and (archive := _zip(stream, name, where)):
        from khorgos.sources.packed import members

        _check_depth(where, name)
        yield from members(archive, name, deeper, budget)
    elif is_record(head):
        from khorgos.sources.crawl import pages

        yield from pages(stream, name)
    elif is_feed(head):
        from khorgos.sources.feed import entries

        yield from entries(stream, name)
    elif is_json_feed(head):
        from khorgos.sources import json_feed

        yield from json_feed.entries(stream, name)
    else:
        from khorgos.sources.sheet import is_table, rows

        yield from rows(stream, name, where.asked) if is_table(head, where.asked) else [report_bytes(stream, name)]


def _check_depth(where: Within, name: str) -> None:
    if where.depth >= DEEPEST:
        raise DocumentFault(f"archives within archives, more than {DEEPEST} deep.", place=name, mend="Unpack it first.")


def _zip(stream: Counted, name: str, where: Within) -> BinaryIO | None:
    """A stream of a ZIP that can be sought in; None for office files, which are one report."""
    from khorgos.sources.packed import is_office

    if where.depth == 0:
        file = stream.stream
        office = is_office(file)
        file.seek(0)
        stream.head = b""
        return None if office else file
    whole = _whole(stream, name)
    if is_office(whole):
        stream.head = whole.getvalue()
        return None
    return whole


def _whole(stream: Counted, name: str) -> io.BytesIO:
    data = bytearray()
    while more := stream.read(2**20):
        data += more
        if len(data) > _LARGEST_INNER:
            raise too_large(name)
    return io.BytesIO(bytes(data))
