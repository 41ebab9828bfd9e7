"""The members of a ZIP archive.  Nothing is ever written to a disk; names are labels, and odd ones are refused."""

from __future__ import annotations

import re
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from khorgos.errors import DocumentFault
from khorgos.sources.item import MAX_BYTES, Budget, Item, too_large
from khorgos.sources.opened import Within, within

# What office files have inside, by their formats' standards (ECMA-376, OpenDocument 1.2, EPUB 3).
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")
# More members than a news archive of years has.
_MOST = 200_000
# Members that are no reports by their names.
_OTHERS = frozenset(
    ".jpg .jpeg .png .gif .svg .webp .ico .bmp .tif .tiff .css .js .map .woff .woff2 .ttf .eot .mp3 .mp4 .avi .mov .wav"
    " .exe .dll .so .py .db .sqlite .log .md5 .sha256".split()
)
_LARGE = frozenset({".zip", ".gz", ".warc", ".xml", ".rss", ".atom", ".csv", ".tsv", ".jsonl", ".ndjson", ".json"})


def is_office(stream: BinaryIO) -> bool:
    """Whether a ZIP is a file of an office program, one document; raises DocumentFault for a damaged ZIP."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist()[:1000])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise DocumentFault(f"this ZIP archive is damaged ({fault}).", mend="Fetch it again.") from fault
    return any(name in names for name in _OFFICE)


def members(stream: BinaryIO, name: str, where: Within, budget: Budget) -> Iterator[Item]:
    """The reports of an archive in the order of its table, also those of archives in it."""
    passed: Counter[str] = Counter()
    with zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST:
            raise DocumentFault(f"{len(entries):,} members are more than {_MOST:,}.", place=name, mend="Split it.")
        for entry in entries:
            suffix = PurePosixPath(entry.filename).suffix.lower()
            # A member without a name, which `is_dir` does not expect, is found in damaged archives alone.
            if not entry.filename or entry.is_dir() or _is_hidden(entry.filename):
                continue
            if suffix in _OTHERS:
                passed[suffix] += 1
                continue
            yield from _member(archive, entry, f"{name}!{entry.filename}", where, budget)
    if passed:
        named = ", ".join(f"{count} {suffix}" for suffix, count in passed.most_common(5))
        yield Item(name, note=f"{name}: passed over what is no report by its name ({named}).")


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, where: Within, budget: Budget
) -> Iterator[Item]:
    fault = _refused(entry, name)
    if fault:
        yield Item(name, fault=fault)
        return
    try:
        stream = archive.open(entry)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError) as refusal:
        yield Item(name, fault=DocumentFault(f"this member cannot be unpacked ({refusal}).", place=name))
        return
    with stream:
        yield from within(stream, name, where, budget)  # type: ignore[arg-type]


def _refused(entry: zipfile.ZipInfo, name: str) -> DocumentFault | None:
    """Why a member is not opened at all."""
    parts = re.split(r"[/\\]", entry.filename)
    if ".." in parts or entry.filename.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", entry.filename):
        return DocumentFault("the member's name leads out of the archive: it is not read.", place=name)
    if stat.S_ISLNK(entry.external_attr >> 16):
        return DocumentFault("the member is a symbolic link: it is not followed.", place=name)
    if entry.flag_bits & 0x1:
        return DocumentFault("the member is encrypted.", place=name, mend="Unpack it with its password.")
    if entry.file_size > MAX_BYTES and PurePosixPath(entry.filename).suffix.lower() not in _LARGE:
        return too_large(name)
    return None


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in name.split("/")) or "__MACOSX/" in name
