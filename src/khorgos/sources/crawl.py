"""The pages of a crawl (WARC, ISO 28500): every answer that is a page, as a record of its own with headers and time.

Read here by hand: a record is a head, a length and so many bytes.  (fastwarc 2.0.1, which is quicker, ends the whole
program on streams and records that it does not like; reading the pages takes a hundred times longer than finding them.)
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, cast

from khorgos.errors import DocumentFault
from khorgos.sources.item import MAX_BYTES, Item, too_large

_MARK = b"WARC/"
_LINE = 8192
# Heads have a dozen lines; so many lines between records are damage, and the next head is looked for.
_LINES = 200
_GOOD = b"200"
# What pages and reports are, by the type that their server gave; one that gave none may be a report.
_PAGES = tuple(
    b"""
    text/html application/xhtml text/plain application/pdf message/rfc822
    application/vnd.openxmlformats-officedocument.wordprocessingml application/vnd.oasis.opendocument.text
    """.split()
)
_TYPE = re.compile(rb"^content-type:[ \t]*([^;\r\n]{0,100})", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(rb"HTTP/\S+ +(\d{3})")


def pages(stream: io.RawIOBase, name: str) -> Iterator[Item]:
    """The pages of a WARC file in order; answers that are no pages (errors, pictures, moves) are counted in a note."""
    lines = cast("BinaryIO", io.BufferedReader(stream))
    passed: Counter[str] = Counter()
    for head, size in _heads(lines):
        yield from _page(lines, head, size, name, passed)
    if passed:
        named = ", ".join(f"{count} {why}" for why, count in passed.most_common(6))
        yield Item(name, note=f"{name}: passed over answers that are no pages ({named}).")


def _heads(lines: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The head of each record with the length of what follows, which is read or skipped before the next one."""
    while line := lines.readline(_LINE):
        if not line.startswith(_MARK):
            continue  # the blank lines behind a record, and whatever a damaged length leaves
        head, size = [line], None
        while (line := lines.readline(_LINE)).strip() and len(head) < _LINES:
            head.append(line)
            key, _, value = line.partition(b":")
            if key.strip().lower() == b"content-length" and value.strip().isdigit():
                size = int(value)
        if size is not None:
            yield b"".join(head), size


def _page(lines: BinaryIO, head: bytes, size: int, name: str, passed: Counter[str]) -> Iterator[Item]:
    address = _value(head, b"warc-target-uri").strip("<>")
    place = f"{name}!{address}"
    why = _no_answer(head, address)
    if why is None and size > MAX_BYTES:
        yield Item(place, fault=too_large(place))
    if why is not None or size > MAX_BYTES:
        passed.update([why] if why else ())
        _skip(lines, size)
        return
    body = lines.read(size)
    if len(body) < size:
        yield Item(place, fault=DocumentFault("the crawl ends within this page.", place=place, mend="Fetch it again."))
        return
    why = _no_page(head, body)
    if why:
        passed[why] += 1
    else:
        yield Item(place, head + b"\r\n" + body + b"\r\n\r\n")


def _no_answer(head: bytes, address: str) -> str | None:
    """Why a record is not even looked at; nothing is said of those that are no answers ("")."""
    if _value(head, b"warc-type") not in ("response", "resource") or address.startswith(("dns:", "whois:")):
        return ""
    return "robots.txt" if address.split("?", maxsplit=1)[0].endswith("/robots.txt") else None


def _no_page(head: bytes, body: bytes) -> str | None:
    """Why an answer is no page; None for one that may be."""
    if _value(head, b"warc-type") == "response":
        head = body.partition(b"\r\n\r\n")[0]
        status = _STATUS.match(head)
        if status is None or status[1] != _GOOD:
            return f"status {status[1].decode() if status else 'unknown'}"
    kind = _TYPE.search(head)
    bare = kind[1].strip().lower() if kind else b""
    return None if not bare or bare.startswith(_PAGES) else bare.decode("latin-1")


def _skip(lines: BinaryIO, size: int) -> None:
    while size > 0 and (more := lines.read(min(size, 2**20))):
        size -= len(more)


def _value(head: bytes, name: bytes) -> str:
    found = re.search(rb"^" + name + rb":[ \t]*([^\r\n]*)", head, re.IGNORECASE | re.MULTILINE)
    return found[1].strip().decode("utf-8", "replace") if found else ""
