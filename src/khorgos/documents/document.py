"""A document: its text with a map back to the source, segments, and what it says of itself."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from khorgos.documents.about import About
from khorgos.documents.table import Table
from khorgos.values import Span


class SegmentKind(StrEnum):
    """What a piece of a page is; only TITLE and BODY are read (see READ)."""

    TITLE = "title"
    BODY = "body"
    BYLINE = "byline"
    CREDIT = "credit"
    CAPTION = "caption"
    MENU = "menu"
    RELATED = "related"
    FOREIGN = "foreign"  # of another language than the one that is read


READ = frozenset({SegmentKind.TITLE, SegmentKind.BODY})


@dataclass(frozen=True, slots=True)
class Segment:
    """A block of the text (a paragraph, a heading, a menu line) with its kind."""

    kind: SegmentKind
    span: Span


@dataclass(frozen=True, slots=True)
class Found:
    """A value that the document says of itself, and the way it was found ("given", "metadata", "stated: …", …)."""

    value: str
    how: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read from bytes.

    `id` is the SHA-256 of the bytes, first 32 hex digits.  `text` is the whole text, boilerplate included; `segments`
    cover its blocks in order.  `source_map` maps text offsets to offsets in the decoded source, as pieces
    (text offset, source offset, length): identical for plain text, the text nodes' places for HTML.
    `pages` are the text offsets at which the pages of a paginated source begin, `tables` its tables, whose rows are
    lines of the text.  `recognised` tells that its words were read off pictures (OCR) and may be misread.  `about` is
    what it says of itself beside that: credits, dateline, agency, kind of report.
    """

    id: str
    text: str
    segments: tuple[Segment, ...]
    language: Found
    published: Found | None = None
    title: Found | None = None
    outlet: Found | None = None
    authors: tuple[str, ...] = ()
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    source_map: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)
    address: str | None = None
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = field(default=(), repr=False)
    recognised: bool = False
    about: About = field(default_factory=About, repr=False)

    def published_date(self) -> dt.date | None:
        """The publication day, where it is known to the day."""
        if self.published is None or len(self.published.value) != len("2023-05-18"):
            return None
        return dt.date.fromisoformat(self.published.value)

    def page_of(self, span: Span) -> int | None:
        """The page, counted from 1, on which a span of the text begins; None where the source has no pages."""
        return bisect_right(self.pages, span.start) or None if self.pages else None

    def source_span(self, span: Span) -> Span | None:
        """Where a span of the text lies in the decoded source; None where it has no place there."""
        start = self._source_offset(span.start)
        end = self._source_offset(max(span.start, span.end - 1))
        return None if start is None or end is None else Span(start, end + 1)

    def _source_offset(self, at: int) -> int | None:
        if not self.source_map:
            return at
        index = bisect_right(self.source_map, at, key=_text_start) - 1
        if index < 0:
            return None
        text_start, source_start, length = self.source_map[index]
        return source_start + at - text_start if at < text_start + length else None


def _text_start(piece: tuple[int, int, int]) -> int:
    return piece[0]
