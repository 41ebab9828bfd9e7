"""The bytes of a response: unpacked as they come, never more than the limits."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Iterator

from khorgos.errors import FetchFault

_PIECE = 65_536
# zlib's sign for "gzip or zlib, whichever the bytes say".
_EITHER = 32 + zlib.MAX_WBITS


def body(response: http.client.HTTPResponse, size: int, unpacked: int, place: str) -> bytes:
    """The whole body of at most `size` bytes on the wire and `unpacked` bytes in memory.

    Raises FetchFault where it is larger or packed in a way that was not asked for, OSError where it was cut short.
    """
    told = response.headers.get("Content-Length", "")
    if told.isdigit() and int(told) > size:
        raise _too_large(size, place)
    how = response.headers.get("Content-Encoding", "identity").strip().lower() or "identity"
    found = bytearray()
    for piece in _unpacked(_pieces(response, size, place), how, unpacked, place):
        found += piece
        if len(found) > unpacked:
            raise _bomb(unpacked, place)
    return bytes(found)


def _pieces(response: http.client.HTTPResponse, size: int, place: str) -> Iterator[bytes]:
    count = 0
    while piece := response.read1(_PIECE):
        count += len(piece)
        if count > size:
            raise _too_large(size, place)
        yield piece
    if response.length:
        raise OSError(f"the response was cut short, {response.length:,} bytes are missing")


def _unpacked(pieces: Iterator[bytes], how: str, limit: int, place: str) -> Iterator[bytes]:
    if how == "identity":
        yield from pieces
        return
    if how not in ("gzip", "x-gzip", "deflate"):
        raise FetchFault("the server packed the page in a way that was not asked for.", place=place, value=how)
    try:
        yield from _inflated(pieces, limit)
    except zlib.error as fault:
        raise FetchFault(f"the packed page is damaged ({fault}).", place=place) from fault


def _inflated(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """Streams of gzip or zlib, one after the other; a deflate stream without its head is one too."""
    packed, begun = zlib.decompressobj(_EITHER), False
    for piece in pieces:
        rest = piece
        while rest:
            try:
                out = packed.decompress(rest, limit + 1)
            except zlib.error:
                if begun:
                    raise
                packed = zlib.decompressobj(-zlib.MAX_WBITS)
                out = packed.decompress(rest, limit + 1)
            begun = True
            yield out
            rest = packed.unconsumed_tail if not packed.eof else packed.unused_data
            if packed.eof:
                packed, begun = zlib.decompressobj(_EITHER), bool(rest)
    if begun and not packed.eof:
        raise zlib.error("it ends too soon")


def _too_large(size: int, place: str) -> FetchFault:
    return FetchFault(
        f"more than {size / 1e6:.0f} MB are too much for a report.",
        place=place,
        mend="Save it yourself if you need it.",
    )


def _bomb(limit: int, place: str) -> FetchFault:
    return FetchFault(f"unpacked it is more than {limit / 1e6:.0f} MB: a decompression bomb.", place=place)
