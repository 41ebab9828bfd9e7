"""Files on this machine: taking the bytes of reports, reading them."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from khorgos.documents import Document, open_bytes
from khorgos.errors import DocumentFault, InputFault, ScanFault
from khorgos.fetch import scans
from khorgos.fetch.finding import missing
from khorgos.pipeline import Reading
from khorgos.pipeline import read as read_document
from khorgos.sources import MAX_BYTES, Item, items
from khorgos.sources.item import too_large
from khorgos.values import Context

_FILE_NAME = re.compile(r"\S+\.[A-Za-z0-9]{1,5}")


def read(
    source: str | bytes | Path,
    *,
    published: dt.date | str | None = None,
    language: str | None = None,
    outlet: str | None = None,
) -> Reading:
    """Read a report: a path, its bytes, or its text.

    A `str` that names a file, or looks like one ("reports/a.html"), is a path; any other is the text itself.
    `published` (a day), `language` and `outlet` override what the report says of itself.  Raises InputFault for a
    path that leads nowhere, DocumentFault for bytes that are no report.
    """
    context = Context(published=day(published), language=language, outlet=outlet)
    if isinstance(source, bytes):
        return read_bytes(source, context, "bytes")
    if isinstance(source, str) and not _is_path(source):
        return read_bytes(source.encode(), context, "text")
    path = Path(source)
    return read_bytes(take(path), context, str(path))


def read_bytes(data: bytes, context: Context, name: str) -> Reading:
    """Read a report from its bytes; `name` stands in the messages."""
    return read_document(document_of(data, context, name))


def document_of(data: bytes, context: Context, name: str) -> Document:
    """The document that bytes hold; raises DocumentFault for none and for too many of them."""
    if not data.strip():
        raise DocumentFault("the file is empty.", place=name, mend="Save the report again.")
    if len(data) > MAX_BYTES:
        raise too_large(name)
    try:
        return open_bytes(data, context, name)
    except ScanFault:
        if not scans.can():
            raise
        return scans.read(data, context, name)


def reports(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Item]:
    """The reports that a file holds, one after the other (see `sources.items`); a lone report is its only one.

    Raises InputFault where there is no such file or no such column.
    """
    _check(path)
    try:
        with path.open("rb") as file:
            yield from items(file, str(path), path.stat().st_size, columns)
    except OSError as fault:
        yield Item(str(path), fault=_unreadable(path, fault))


def read_all(
    source: str | Path,
    *,
    published: dt.date | str | None = None,
    language: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Reading]:
    """Read every report in a file that holds many: a ZIP, a feed, a crawl (WARC), a table of texts (CSV, JSONL).

    Readings come one after the other and take no more memory than one.  `columns` says which columns of a table hold
    what ({"text": "body"}); usual names are known.  A report that cannot be read is passed over with a warning; the
    rest are as in `read`.
    """
    context = Context(published=day(published), language=language, outlet=outlet)
    for item in reports(Path(source), columns):
        try:
            if item.fault:
                raise item.fault
            if item.data is not None:
                yield read_bytes(item.data, context, item.name)
        except DocumentFault as fault:
            warnings.warn(fault.sentence(), stacklevel=2)


def take(path: Path) -> bytes:
    """The bytes of a file; raises InputFault where there is none, DocumentFault where it cannot be taken."""
    _check(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_large(str(path))
        return path.read_bytes()
    except OSError as fault:
        raise _unreadable(path, fault) from fault


def _check(path: Path) -> None:
    if path.is_dir():
        raise InputFault("this is a folder.", value=str(path), mend=f"Add all of it with `khorgos add {path}`.")
    if not path.exists():
        raise missing(path)


def _unreadable(path: Path, fault: OSError) -> DocumentFault:
    return DocumentFault(f"the file cannot be read ({fault.strerror}).", place=str(path))


def day(value: dt.date | str | None, place: str = "published") -> dt.date | None:
    """A day given as a date or as 2023-05-18; raises InputFault for anything else."""
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as fault:
        raise InputFault(
            "not a day of the calendar.", place=place, value=value, mend="Write it as 2023-05-18."
        ) from fault


def _is_path(source: str) -> bool:
    if not source or len(source) > 1000 or "\n" in source or "\0" in source:
        return False
    return bool(_FILE_NAME.fullmatch(source)) or Path(source).exists()
