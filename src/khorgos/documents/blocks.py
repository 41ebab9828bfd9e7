"""Blocks of a paginated or office document to a Document: one text, a block a line, the pages kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from khorgos.documents.detect import language
from khorgos.documents.document import Document, Found, SegmentKind
from khorgos.documents.lines import Line, mark
from khorgos.documents.page import page_words
from khorgos.documents.stated import dates
from khorgos.documents.table import Cut, Entry, Row, Table, laid, tables_of
from khorgos.documents.text import check_lines, described
from khorgos.errors import DocumentFault
from khorgos.language import codes
from khorgos.values import Context

# No place in the source corresponds to the text: the bytes are no characters.
_NOWHERE = ((2**62, 0, 0),)


@dataclass(slots=True)
class Block:
    """A paragraph, heading or table row; `kind` where its place on the page tells it already.

    A row has the number of its table in the file (from 1) and its cells; its text is made of them.
    """

    text: str
    kind: SegmentKind | None = None
    page: int | None = None
    table: int = 0
    cuts: tuple[Cut, ...] = ()


def row(entries: Iterable[Entry], table: int) -> Block:
    """A row of a table as a block."""
    text, cuts = laid(entries)
    return Block(text, table=table, cuts=cuts)


@dataclass(frozen=True, slots=True)
class Described:
    """What a file says of itself beside its text; `created` (an ISO day) counts where the text states no date."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    created: str | None = None
    created_how: str = ""


def document_of(
    blocks: Sequence[Block], about: Described, media_type: str, context: Context | None = None, name: str = ""
) -> Document:
    """The document of blocks in reading order; raises DocumentFault where there is no text."""
    context = context or Context()
    kept = [replace(block, text=" ".join(block.text.split())) for block in blocks]
    kept = [block for block in kept if block.text]
    if not kept:
        raise DocumentFault(
            "the file holds no text.", place=name, mend="A scan needs its words recognised (OCR) before it can be read."
        )
    text, lines = _laid(kept)
    check_lines(lines, name)
    spoken = language("\n".join(b.text for b in kept if b.kind is None), context.language, name)
    code = spoken.value if spoken.value in codes() else "en"
    for block, line in zip(kept, lines, strict=True):
        if block.table:
            line.kind = line.kind or SegmentKind.BODY
    mark(lines, page_words(code), dates(code))
    document = described(text, lines, spoken, code, context)
    return replace(
        document,
        media_type=media_type,
        source_map=_NOWHERE,
        pages=_pages(kept, lines),
        tables=_tables(kept, lines),
        title=document.title or (Found(about.title, "metadata") if about.title else None),
        authors=document.authors or about.authors,
        published=document.published or _made(about),
    )


def _made(about: Described) -> Found | None:
    """The day on which the file was made; a damaged file may name one that no calendar has."""
    try:
        return Found(dt.date.fromisoformat(about.created).isoformat(), about.created_how) if about.created else None
    except ValueError:
        return None


def _laid(blocks: Sequence[Block]) -> tuple[str, list[Line]]:
    lines, at = [], 0
    for block in blocks:
        lines.append(Line(at, at + len(block.text), block.text, block.kind))
        at += len(block.text) + 1
    return "\n".join(block.text for block in blocks), lines


def _tables(blocks: Sequence[Block], lines: Sequence[Line]) -> tuple[Table, ...]:
    numbers: Counter[int] = Counter()
    rows = []
    for block, line in zip(blocks, lines, strict=True):
        if block.table:
            rows.append(Row(line.start, block.table, numbers[block.table], block.cuts))
            numbers[block.table] += 1
    return tables_of(rows)


def _pages(blocks: Sequence[Block], lines: Sequence[Line]) -> tuple[int, ...]:
    """Where each page begins in the text; a page without text begins where the next one does."""
    begins: list[int] = []
    for block, line in zip(blocks, lines, strict=True):
        while block.page is not None and len(begins) < block.page:
            begins.append(line.start)
    return tuple(begins)
