"""A page of a PDF as a picture, and where on it the evidence of claims stands.

pdfium is not thread-safe: one page is drawn at a time.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from khorgos.errors import DocumentFault, LedgerFault

# Pixels across; a page that is much longer than wide is drawn smaller.
_WIDE, _LONGEST = 1200, 4000
_ONE = Lock()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a line in points from the page's upper left corner, for a claim of a kind."""

    x: float
    y: float
    width: float
    height: float
    claim: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's number and size in points, how many pages there are, and the marks on it."""

    number: int
    pages: int
    width: float
    height: float
    marks: Sequence[Mark]


def sheet(data: bytes, number: int, claims: Sequence[dict[str, Any]]) -> Sheet:
    """Page `number`, from 1, with where these claims' evidence stands; raises LedgerFault where there is none."""
    with _page(data, number) as (page, pages):
        width, height = page.get_size()
        text = page.get_textpage()
        marks = tuple(_marks(text, height, claims))
        text.close()
    return Sheet(number, pages, width, height, marks)


def picture(data: bytes, number: int) -> bytes:
    """Page `number` as a PNG."""
    with _page(data, number) as (page, _):
        width, height = page.get_size()
        scale = min(_WIDE / max(width, 1), _LONGEST / max(height, 1))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            return _png(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer))
        finally:
            bitmap.close()


@contextmanager
def _page(data: bytes, number: int) -> Iterator[tuple[Any, int]]:
    import pypdfium2

    with _ONE:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            raise DocumentFault("this PDF cannot be drawn.", place="page", mend="Take the original bytes.") from fault
        try:
            if not 1 <= number <= len(pdf):
                raise LedgerFault("this document has no such page.", place="page", value=number)
            page = pdf[number - 1]
            yield page, len(pdf)
            page.close()
        finally:
            pdf.close()


def _marks(text: Any, height: float, claims: Sequence[dict[str, Any]]) -> Iterator[Mark]:
    """Where evidence stands on the page, found by its letters: lines end elsewhere in the page than in our text."""
    letters = [(at, sign) for at, sign in enumerate(text.get_text_range()) if _counts(sign)]
    packed = "".join(sign for _, sign in letters)
    for claim in claims:
        wanted = "".join(filter(_counts, claim["evidence"]))
        start = packed.find(wanted) if wanted else -1
        if start < 0:
            continue
        boxes = (text.get_charbox(letters[at][0]) for at in range(start, start + len(wanted)))
        for left, bottom, right, top in _lines(boxes):
            yield Mark(left, height - top, right - left, top - bottom, claim["id"], claim["kind"])


def _counts(sign: str) -> bool:
    return not sign.isspace() and sign.isprintable() and sign not in "-\u00ad"


def _lines(boxes: Iterator[tuple[float, float, float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """Letters joined as long as they stand on one line."""
    line: tuple[float, float, float, float] | None = None
    for left, bottom, right, top in boxes:
        if line is not None and bottom < line[3] and top > line[1] and left >= line[0]:
            line = min(line[0], left), min(line[1], bottom), max(line[2], right), max(line[3], top)
            continue
        if line is not None:
            yield line
        line = left, bottom, right, top
    if line is not None:
        yield line


def _png(width: int, height: int, stride: int, channels: int, pixels: bytes) -> bytes:
    """Pixels as a PNG (ISO/IEC 15948), without filters."""
    kind = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\x00" + pixels[at * stride : at * stride + width * channels] for at in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
