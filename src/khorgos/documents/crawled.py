"""A record of a crawl (WARC, ISO 28500) to a document: the page with the headers and the time under which it came."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zlib
from dataclasses import replace
from typing import NamedTuple

from khorgos.documents.document import Document
from khorgos.errors import DocumentFault
from khorgos.values import Context

_MARK = b"WARC/"
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
# A page unpacks to no more than this: a report has some kilobytes, a page with everything in it a few megabytes.
LARGEST_PAGE = 20_000_000


class Response(NamedTuple):
    """What came: the address asked, when (an ISO time), the status, its headers by name in small letters, its bytes."""

    address: str
    time: str
    status: int
    headers: dict[str, str]
    body: bytes


def is_record(head: bytes) -> bool:
    """Whether bytes begin as a WARC file."""
    return head.startswith(_MARK)


def response_of(data: bytes, name: str = "") -> Response:
    """The one response of a record; raises DocumentFault for other records, several, or damaged ones."""
    head, _, rest = data.partition(b"\r\n\r\n")
    named = _headers(head)
    size = named.get("content-length", "")
    if not size.isdigit() or named.get("warc-type") not in ("response", "resource"):
        raise DocumentFault(
            "this WARC record holds no page.", place=name, mend="Responses are read, with their length."
        )
    content, after = rest[: int(size)], rest[int(size) :]
    if after.strip():
        mend = "`khorgos add` and `khorgos read` take them one by one."
        raise DocumentFault("this WARC file holds several records.", place=name, mend=mend)
    address, time = named.get("warc-target-uri", "").strip("<>"), named.get("warc-date", "")
    if named["warc-type"] == "resource":
        return Response(address, time, 200, {"content-type": named.get("content-type", "")}, content)
    http, _, body = content.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/\S+ (\d{3})", http)
    headers = _headers(http)
    return Response(address, time, int(status[1]) if status else 0, headers, _unpacked(body, headers, name))


def from_record(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of a WARC file with one response; raises DocumentFault where that is no report."""
    from khorgos.documents.opening import open_bytes

    response = response_of(data, name)
    context = context or Context()
    try:
        day = dt.date.fromisoformat(response.time[:10])
    except ValueError:
        day = None
    # No page was published after it was fetched.
    inner = replace(context, today=context.today or day)
    document = open_bytes(response.body, inner, name)
    identity = hashlib.sha256(data).hexdigest()[:32]
    return replace(document, id=identity, address=response.address or document.address)


def _headers(block: bytes) -> dict[str, str]:
    lines = (line.partition(b":") for line in block.splitlines()[1:])
    return {
        name.strip().lower().decode("latin-1"): value.strip().decode("utf-8", "replace") for name, _, value in lines
    }


def _unpacked(body: bytes, headers: dict[str, str], name: str) -> bytes:
    """The bytes of a page without the coding they travelled in; crawlers undo it or not, and rarely say which."""
    if headers.get("transfer-encoding", "").lower() == "chunked" and _CHUNK.match(body):
        body = _joined(body)
    coding = headers.get("content-encoding", "").lower()
    if coding in ("gzip", "x-gzip") and body[:2] == b"\x1f\x8b":
        return _inflated(body, 31, name)
    if coding == "deflate" and body[:1] == b"\x78":
        return _inflated(body, 15, name)
    return body


def _joined(body: bytes) -> bytes:
    parts, at = [], 0
    while (found := _CHUNK.match(body, at)) and (size := int(found[1], 16)):
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts)


def _inflated(body: bytes, window: int, name: str) -> bytes:
    unpacking = zlib.decompressobj(window)
    try:
        text = unpacking.decompress(body, LARGEST_PAGE + 1)
    except zlib.error as fault:
        raise DocumentFault(f"this page's compressed bytes are damaged ({fault}).", place=name) from fault
    if len(text) > LARGEST_PAGE:
        raise DocumentFault(f"unpacked, this page has more than {LARGEST_PAGE / 1e6:.0f} MB.", place=name)
    return text
