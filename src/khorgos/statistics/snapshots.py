"""Snapshots: the answers of a source as they came, filed by their content and dated; nothing of them is changed.

The archive holds every page under its hash, and a manifest (what was asked, when, which pages) under its own; the index
`statistics.jsonl` beside it has a line for every snapshot.  Offline from then on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from khorgos.errors import StatisticsFault

INDEX = "statistics.jsonl"


class Archive(Protocol):
    """Where bytes are filed (`store.Archive`)."""

    root: Path

    def put(self, data: bytes) -> str:
        """File bytes; their hash."""

    def get(self, sha: str) -> bytes:
        """The bytes with this hash."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: the address that was asked, its media type, the hash of its bytes."""

    address: str
    media: str
    sha: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a source answered at one time.  `id` is the hash of its manifest, `told` the source as it was described."""

    id: str
    source: str
    retrieved: str
    query: dict[str, Any]
    told: dict[str, Any]
    pages: tuple[Page, ...]


class Snapshots:
    """The snapshots of an archive, in the order in which they were taken."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._index = archive.root / INDEX

    def put(
        self,
        source: str,
        retrieved: str,
        query: dict[str, Any],
        told: dict[str, Any],
        pages: list[tuple[str, str, bytes]],
    ) -> Snapshot:
        """File the pages (address, media type, bytes), then the manifest, then its line in the index."""
        filed = [Page(address, media, self._archive.put(data)) for address, media, data in pages]
        manifest = {
            "source": source, "retrieved": retrieved, "query": query, "told": told,
            "pages": [[page.address, page.media, page.sha] for page in filed],
        }  # fmt: skip
        sha = self._archive.put(json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode())
        self._note({"snapshot": sha, "source": source, "retrieved": retrieved})
        return _snapshot(sha, manifest)

    def all(self) -> Iterator[Snapshot]:
        """Every snapshot; raises StatisticsFault for a line of the index that is none."""
        if not self._index.exists():
            return
        for number, line in enumerate(self._index.read_text(encoding="utf-8").splitlines(), 1):
            try:
                sha = str(json.loads(line)["snapshot"])
            except (ValueError, KeyError, TypeError) as fault:
                raise StatisticsFault(
                    "not a line of the index.", place=f"{self._index}, line {number}", value=line,
                    mend="Take the line out: the snapshots themselves are in the archive.",
                ) from fault  # fmt: skip
            yield _snapshot(sha, json.loads(self._archive.get(sha)))

    def bytes_of(self, page: Page) -> bytes:
        """The bytes of a page, as they came."""
        return self._archive.get(page.sha)

    def _note(self, row: dict[str, str]) -> None:
        """Add a line in one write, so that two programs never mix their lines."""
        line = (json.dumps(row) + "\n").encode()
        descriptor = os.open(self._index, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _snapshot(sha: str, manifest: dict[str, Any]) -> Snapshot:
    pages = tuple(Page(*page) for page in manifest["pages"])
    return Snapshot(sha[:16], manifest["source"], manifest["retrieved"], manifest["query"], manifest["told"], pages)
