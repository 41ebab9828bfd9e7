"""Finding reports: paths, folders with all in them, patterns; and what is passed over, with the reason."""

from __future__ import annotations

import difflib
import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from khorgos.documents.entry import is_feed
from khorgos.errors import InputFault

# What a folder is searched for; a file named outright is opened whatever its name.
SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".odt", ".eml"}
    | {".rss", ".atom", ".xml", ".warc", ".gz", ".zip"}
)

# Files that explain a folder and are no reports, by the beginning of their names.
_ABOUT = ("readme",)

# Bytes at a file's beginning that tell whether it is text; UTF-16 and UTF-32 text has zeros, but behind a mark.
_HEAD = 4096
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_PACKED = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"WARC/")
_NO_TEXT = (b"\xd0\xcf\x11\xe0", b"{\\rtf")


@dataclass(slots=True)
class Found:
    """The reports found, each once, and what was passed over: one note a file, or for many of one sort."""

    paths: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find(places: Sequence[str], own: Iterable[Path] = ()) -> Found:
    """The reports at paths, in folders (with all folders in them) and by patterns (`*.html`), each once, by name.

    A folder is searched for text, HTML, PDF, Word, OpenDocument, mails, feeds, crawls and archives: hidden files and
    READMEs are passed over, and so are links that lead out of the folder, tables (they are named outright) and what is
    none of these by its name or its bytes.  `own` (the ledger's files and folders) is never a
    report, however it is named.
    Raises InputFault for a path that leads nowhere, a pattern that nothing matches, a folder without reports.
    """
    roots = [os.path.abspath(path) for path in own]  # noqa: PTH100 - Path leaves ".." in
    found = Found()
    owned: dict[str, str] = {}
    for place in places:
        for path in _at(place, found.notes, roots):
            owner = _owner(path, roots)
            if owner:
                owned[owner] = f"{path}: passed over, it belongs to the ledger."
            else:
                found.paths.append(path)
    found.paths = list(dict.fromkeys(found.paths))
    found.notes += owned.values()
    if not found.paths:
        raise InputFault("there are no reports here.", value=" ".join(places), mend="The ledger itself is no report.")
    return found


def missing(path: Path) -> InputFault:
    """The fault of a path that leads nowhere, with the nearest name in its folder."""
    folder = path.parent
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    close = difflib.get_close_matches(path.name, names, n=1)
    mend = f"Did you mean {folder / close[0]}?" if close else ""
    return InputFault("there is no such file.", value=str(path), mend=mend)


def _at(place: str, notes: list[str], own: list[str]) -> Iterable[Path]:
    path = Path(place)
    if path.is_dir():
        return _in_folder(path, notes, own)
    if path.exists():
        return [path]
    if not glob.has_magic(place):
        raise missing(path)
    found = [Path(name) for name in sorted(glob.glob(place, recursive=True))]  # noqa: PTH207 - may be absolute
    files = [path for path in found if path.is_file()]
    if not files:
        raise InputFault("no file matches.", value=place, mend="Quote the pattern, or give a folder.")
    return files


def _in_folder(folder: Path, notes: list[str], own: list[str]) -> list[Path]:
    seen = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_hidden(path.relative_to(folder))]
    files = [path for path in seen if not _owner(path, own)]
    named = [path for path in files if path.suffix.lower() in SUFFIXES]
    notes += _others(folder, files)
    found = list(_reports(named, folder, notes))
    if not found:
        raise InputFault(
            "there are no reports in this folder.",
            value=str(folder),
            mend=f"Reports end in {', '.join(sorted(SUFFIXES))}; name other files outright.",
        )
    return found


def _reports(files: list[Path], folder: Path, notes: list[str]) -> Iterator[Path]:
    for path in files:
        if path.name.lower().startswith(_ABOUT):
            notes.append(f"{path}: passed over, it tells about the folder; name it outright to add it.")
        elif _is_binary(path):
            notes.append(f"{path}: passed over, its bytes are no text; save it as HTML or text.")
        elif path.suffix.lower() == ".xml" and not is_feed(_head(path)):
            notes.append(f"{path}: passed over, this XML is no feed.")
        elif leads_out(path, folder):
            notes.append(f"{path}: passed over, it is a link out of the folder; name it outright to add it.")
        else:
            yield path


def _others(folder: Path, files: list[Path]) -> Iterator[str]:
    sorts = Counter(path.suffix.lower() or path.name for path in files if path.suffix.lower() not in SUFFIXES)
    if sorts:
        named = ", ".join(f"{count} {sort}" for sort, count in sorts.most_common(5))
        more = ", …" if len(sorts) > 5 else ""
        yield f"{folder}: passed over what is no report by its name ({named}{more})."


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _owner(path: Path, own: list[str]) -> str | None:
    full = os.path.abspath(path)  # noqa: PTH100
    return next((root for root in own if full == root or full.startswith(root + os.sep)), None)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path in a folder leads out of it, by a link."""
    return not path.resolve().is_relative_to(folder.resolve())


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""  # reading it tells why


def _is_binary(path: Path) -> bool:
    head = _head(path)
    if head.startswith(_PACKED):
        return False  # a PDF or an office file; opening it tells what it holds
    return head.startswith(_NO_TEXT) or (b"\0" in head and not head.startswith(_MARKS))
