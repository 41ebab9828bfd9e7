"""The entries of a JSON Feed (jsonfeed.org, versions 1 and 1.1), each as a JSON object that is a report by itself."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from khorgos.documents.row import row_bytes
from khorgos.errors import DocumentFault
from khorgos.sources.item import MAX_BYTES, Item, too_large

# A JSON Feed is read whole.
LARGEST = 64 * 2**20
_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/1')
# Whether an entry gave its whole text, in the object that is made of it.
FULL = "full"


def is_json_feed(head: bytes) -> bool:
    """Whether bytes begin as a JSON Feed: an object that names the version of the standard."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and bool(_VERSION.search(head))


def entries(stream: io.RawIOBase, name: str) -> Iterator[Item]:
    """The entries of a feed in order; one without text is an item with its fault."""
    data = io.BufferedReader(stream).read(LARGEST + 1)
    if len(data) > LARGEST:
        raise DocumentFault(f"a JSON feed of more than {LARGEST // 2**20} MiB.", place=name)
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise DocumentFault(f"this feed is damaged ({fault}).", place=name, mend="Fetch it again.") from fault
    found = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(found, list) or not found:
        raise DocumentFault("this feed holds no entries.", place=name, mend="Is the file whole?")
    for number, entry in enumerate(found, 1):
        yield _item(entry, feed, f"{name}!{number}")


def _item(entry: Any, feed: Mapping[str, Any], name: str) -> Item:
    if not isinstance(entry, dict):
        return Item(name, fault=DocumentFault("this is no entry of a feed.", place=name, value=entry))
    cells = _cells(entry, feed)
    if not cells["text"]:
        return Item(name, fault=DocumentFault("this entry of a feed has no text.", place=name))
    data = row_bytes({field: value for field, value in cells.items() if value not in (None, "", [])})
    return Item(name, data) if len(data) <= MAX_BYTES else Item(name, fault=too_large(name))


def _cells(entry: dict[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    title, full = _text(entry, "title"), _text(entry, "content_html") or _text(entry, "content_text")
    written = entry.get("authors") or entry.get("author") or feed.get("authors") or feed.get("author") or []
    authors = written if isinstance(written, list) else [written]
    return {
        "id": str(entry.get("id") or ""),
        "title": title,
        "text": _page(title, full) if _text(entry, "content_html") else full or _text(entry, "summary") or title,
        "published": _text(entry, "date_published") or _text(entry, "date_modified"),
        "outlet": _text(feed, "title"),
        "language": _text(entry, "language") or _text(feed, "language"),
        "address": _text(entry, "url") or _text(entry, "external_url"),
        "authors": [_text(each, "name") for each in authors if isinstance(each, dict) and _text(each, "name")],
        FULL: bool(full),
    }


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    return value.strip() if isinstance(value, str) else ""


def _page(title: str, content: str) -> str:
    """The HTML of an entry as a page of its own."""
    head = f"<head><title>{html.escape(title)}</title></head>"
    return f"<html>{head}<body><article><h1>{html.escape(title)}</h1>\n{content}</article></body></html>"
