"""Files on this machine: taking the bytes of reports, reading them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from khorgos.documents import Document, open_bytes
from khorgos.errors import DocumentFault, InputFault
from khorgos.fetch.finding import missing
from khorgos.pipeline import Reading
from khorgos.pipeline import read as read_document
from khorgos.values import Context

# A report is some kilobytes, a saved page with everything in it a few megabytes.
MAX_BYTES = 20_000_000

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
        raise _too_large(name)
    return open_bytes(data, context, name)


def take(path: Path) -> bytes:
    """The bytes of a file; raises InputFault where there is none, DocumentFault where it cannot be taken."""
    if path.is_dir():
        raise InputFault("this is a folder.", value=str(path), mend=f"Add all of it with `khorgos add {path}`.")
    if not path.exists():
        raise missing(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(str(path))
        return path.read_bytes()
    except OSError as fault:
        raise DocumentFault(f"the file cannot be read ({fault.strerror}).", place=str(path)) from fault


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


def _too_large(name: str) -> DocumentFault:
    return DocumentFault(
        f"more than {MAX_BYTES / 1e6:.0f} MB are too much for a report.",
        place=name,
        mend="Split it into its reports.",
    )
