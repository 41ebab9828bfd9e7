"""Plain text to a document."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import replace

from khorgos.documents.detect import language
from khorgos.documents.document import Document, Found, SegmentKind
from khorgos.documents.lines import Line, cut, mark, segments
from khorgos.documents.outlet import outlet
from khorgos.documents.page import PageWords, page_words
from khorgos.documents.published import published
from khorgos.documents.ruled import ruled
from khorgos.documents.stated import dates
from khorgos.documents.table import Table
from khorgos.errors import DocumentFault
from khorgos.language import codes
from khorgos.values import Context, Span

# A line of a million characters is no prose: no report measured has a paragraph of more than 20,000.
LONGEST = 1_000_000


def from_text(text: str, context: Context | None = None, name: str = "") -> Document:
    """A document of plain text, a paragraph on a line; its parts are marked by what they are.

    Raises DocumentFault where the Context gives a language without a pack, or where a single line is so long that it
    is no prose.
    """
    context = context or Context()
    lines = cut(text)
    check_lines(lines, name)
    spoken = language(text, context.language, name)
    code = spoken.value if spoken.value in codes() else "en"
    words = page_words(code)
    tables = ruled(lines) if "|" in text or "\t" in text else ()
    mark_rows(lines, tables)
    mark(lines, words, dates(code))
    return replace(described(text, lines, spoken, code, context), tables=tables)


def mark_rows(lines: list[Line], tables: tuple[Table, ...]) -> None:
    """Rows of tables are body, whatever their words: "Home | 3 | 5" is no menu."""
    spans = [table.span for table in tables]
    starts = [span.start for span in spans]
    for line in lines if spans else ():
        at = bisect_left(starts, line.end) - 1
        if at >= 0 and line.start < spans[at].end:
            line.kind = line.kind or SegmentKind.BODY


def check_lines(lines: list[Line], name: str) -> None:
    """Refuse what is no prose."""
    longest = max((line.end - line.start for line in lines), default=0)
    if longest > LONGEST:
        raise DocumentFault(
            f"one line has {longest:,} characters: that is data, no prose.",
            place=name,
            mend="Give a report as text with line breaks between paragraphs, or as HTML.",
        )


def described(text: str, lines: list[Line], spoken: Found, code: str, context: Context) -> Document:
    """The document of marked lines, with what the text says of itself."""
    parts = segments(lines)
    return Document(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        text=text,
        segments=parts,
        language=spoken,
        published=Found(context.published.isoformat(), "given") if context.published else published(text, parts, code),
        title=_title(lines),
        outlet=Found(context.outlet, "given") if context.outlet else outlet(text, parts, code),
        authors=authors_of(lines, page_words(code)),
    )


def _title(lines: list[Line]) -> Found | None:
    for line in lines:
        if line.kind is SegmentKind.TITLE:
            return Found(line.text, "the first line", Span(line.start, line.end))
    return None


def authors_of(lines: list[Line], words: PageWords) -> tuple[str, ...]:
    """The authors that credits and bylines name."""
    named = [
        name
        for line in lines
        if line.kind in (SegmentKind.CREDIT, SegmentKind.BYLINE)
        for name in words.author_of(line.text, line.kind)
    ]
    return tuple(dict.fromkeys(named))
