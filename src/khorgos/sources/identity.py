"""What tells an entry of a feed from the others: its id, the page it leads to, and whether its text is whole."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from khorgos.documents.entry import entry_of, is_feed
from khorgos.errors import DocumentFault
from khorgos.sources.json_feed import FULL


class Identity(NamedTuple):
    """`key` is the id that the feed gives, else the link, else the hash of the bytes; `full` where nothing is cut."""

    key: str
    link: str | None
    full: bool


def identity(data: bytes) -> Identity | None:
    """The identity of an entry as `items` gives it; None for bytes that are no entry of a feed."""
    sha = hashlib.sha256(data).hexdigest()
    if is_feed(data):
        try:
            entry = entry_of(data)
        except DocumentFault:
            return None
        return Identity(entry.id or entry.link or sha, entry.link, entry.full)
    row = _row(data)
    if FULL not in row:
        return None
    link = row.get("address")
    return Identity(str(row.get("id") or link or sha), link, bool(row[FULL]))


def _row(data: bytes) -> dict[str, str]:
    if not data.startswith(b"{"):
        return {}
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
