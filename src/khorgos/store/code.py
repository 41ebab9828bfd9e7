"""Which code read a document: the package's version and a hash of everything that a reading depends on."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

# The rooms that a reading passes through; the ledger and the command line do not change what is read.
_ROOMS = ("values", "claims", "language", "reference", "documents", "annotate", "extract", "referee", "pipeline.py")
_SOURCES = (".py", ".yaml", ".json", ".csv", ".tsv", ".txt")


@lru_cache(maxsize=1)
def code_version() -> str:
    """The version with eight hex digits of the sources: "0.1.0+3f9a01bc".  Same text, same version: same claims."""
    return _version_of(_ROOMS)


@lru_cache(maxsize=1)
def keys_version() -> str:
    """The same of everything that the keys of claims depend on (`reconcile.keys`)."""
    return _version_of((*_ROOMS, "reconcile"))


@lru_cache(maxsize=1)
def checks_version() -> str:
    """The same of everything that findings depend on: claims, facts and the checks of both."""
    return _version_of((*_ROOMS, "reconcile", "records", "check"))


@lru_cache(maxsize=1)
def copies_version() -> str:
    """The same of how copies are found, and of how this Python hashes."""
    from khorgos.copies.shingles import SCHEME

    return f"{_version_of(('copies',))}.{SCHEME}"


def _version_of(rooms: tuple[str, ...]) -> str:
    seen = hashlib.sha256()
    root = resources.files("khorgos")
    for room in rooms:
        _take(root.joinpath(room), seen)
    return f"{metadata.version('khorgos')}+{seen.hexdigest()[:8]}"


def _take(entry: Traversable, seen: hashlib._Hash) -> None:
    if entry.is_dir():
        for inner in sorted(entry.iterdir(), key=lambda part: part.name):
            _take(inner, seen)
    elif entry.name.endswith(_SOURCES):
        seen.update(entry.name.encode() + b"\0" + entry.read_bytes())
