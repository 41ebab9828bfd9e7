"""Files on this machine: finding reports, taking their bytes, reading them."""

from __future__ import annotations

import datetime as dt
import difflib
import glob
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from khorgos.documents import Document, open_bytes
from khorgos.errors import DocumentFault, InputFault
from khorgos.pipeline import Reading
from khorgos.pipeline import read as read_document
from khorgos.values import Context

# What a folder is searched for; a file named outright is opened whatever its name.
SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})

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
        raise _too_large(name, len(data))
    return open_bytes(data, context, name)


def take(path: Path) -> bytes:
    """The bytes of a file; raises InputFault where there is none, DocumentFault where it cannot be taken."""
    if path.is_dir():
        raise InputFault("this is a folder.", value=str(path), mend=f"Add all of it with `khorgos add {path}`.")
    if not path.exists():
        raise _missing(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(str(path), size)
        return path.read_bytes()
    except OSError as fault:
        raise DocumentFault(f"the file cannot be read ({fault.strerror}).", place=str(path)) from fault


def find(places: Iterable[str]) -> list[Path]:
    """The reports at paths, in folders (with all folders in them) and by patterns (`*.html`), each once, by name.

    Raises InputFault for a path that leads nowhere, a pattern that nothing matches, a folder without reports.
    """
    return list(dict.fromkeys(path for place in places for path in _at(place)))


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


def _at(place: str) -> Iterator[Path]:
    path = Path(place)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield path
    elif glob.has_magic(place):
        found = [Path(name) for name in sorted(glob.glob(place, recursive=True))]  # noqa: PTH207 - may be absolute
        files = [path for path in found if path.is_file()]
        if not files:
            raise InputFault("no file matches.", value=place, mend="Quote the pattern, or give a folder.")
        yield from files
    else:
        raise _missing(path)


def _in_folder(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if _is_report(path.relative_to(folder)) and path.is_file())
    if not found:
        raise InputFault(
            "there are no reports in this folder.",
            value=str(folder),
            mend=f"Reports end in {', '.join(sorted(SUFFIXES))}; name other files outright.",
        )
    return found


def _is_report(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in path.parts)


def _is_path(source: str) -> bool:
    if not source or len(source) > 1000 or "\n" in source or "\0" in source:
        return False
    return bool(_FILE_NAME.fullmatch(source)) or Path(source).exists()


def _missing(path: Path) -> InputFault:
    folder = path.parent
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    close = difflib.get_close_matches(path.name, names, n=1)
    mend = f"Did you mean {folder / close[0]}?" if close else ""
    return InputFault("there is no such file.", value=str(path), mend=mend)


def _too_large(name: str, size: int) -> DocumentFault:
    return DocumentFault(
        f"{size / 1e6:.0f} MB are too much for a report; the limit is {MAX_BYTES / 1e6:.0f} MB.",
        place=name,
        mend="Split it into its reports.",
    )
