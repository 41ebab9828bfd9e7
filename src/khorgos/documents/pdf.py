"""PDF to a document: words by pdfium; reading order, paragraphs, table rows and running heads by their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from khorgos.documents.blocks import Block, Described, document_of, row
from khorgos.documents.document import Document, SegmentKind
from khorgos.documents.layout import Box, Paragraph, paragraphs
from khorgos.errors import DocumentFault
from khorgos.values import Context

# Annual reports have hundreds of pages, nobody's report has thousands.
MOST_PAGES = 1500
# A line that stands at the edge of so many pages (numbers aside) is a running head.
_RUNNING = 3
_EDGE = 2
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–— ]*\d{1,4}(?: ?/ ?\d{1,4})?[-–— ]*")
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def from_pdf(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of a PDF's bytes, with the text offset at which each page begins (`pages`).

    Raises DocumentFault for one that is encrypted, damaged beyond repair, longer than 1,500 pages, or without text
    (a scan).
    """
    pdf = _opened(data, name)
    try:
        if len(pdf) > MOST_PAGES:
            raise DocumentFault(
                f"{len(pdf):,} pages are more than the {MOST_PAGES:,} that a report may have.",
                place=name,
                mend="Split it into its reports.",
            )
        pages = [paragraphs(_boxes(pdf, number)) for number in range(len(pdf))]
        about = _described(pdf)
    finally:
        pdf.close()
    running = _running([[each.text for each in page] for page in pages])
    blocks = list(_blocks(pages, running))
    return document_of(_joined(blocks), about, "application/pdf", context, name)


def _blocks(pages: list[list[Paragraph]], running: frozenset[str]) -> Iterator[Block]:
    """Paragraphs and rows as blocks; tables are numbered through the file."""
    tables = 0
    for number, page in enumerate(pages, 1):
        for each in page:
            if each.table:
                yield replace(row(each.entries, tables + each.table), page=number)
            else:
                yield Block(each.text, SegmentKind.MENU if _is_running(each.text, running) else None, number)
        tables += max((each.table for each in page), default=0)


def _opened(data: bytes, name: str) -> Any:
    # Imported here: a reader of text needs no PDF library.
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        said = str(fault)
        if "password" in said.lower():
            raise DocumentFault("this PDF is encrypted.", place=name, mend="Save it without a password.") from fault
        raise DocumentFault(f"this PDF cannot be opened ({said}).", place=name, mend="Is the file whole?") from fault


def _boxes(pdf: Any, number: int) -> list[Box]:
    """The runs of text of a page with their places, top first (PDF counts from the bottom)."""
    page = pdf[number]
    try:
        height = page.get_height()
        text = page.get_textpage()
        try:
            found = []
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                words = text.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").strip()
                if words:
                    found.append(Box(left, height - top, right, height - bottom, words))
            return found
        finally:
            text.close()
    finally:
        page.close()


def _described(pdf: Any) -> Described:
    said = pdf.get_metadata_dict(skip_empty=True)
    date = _DATE.match(said.get("CreationDate", ""))
    author = said.get("Author", "").strip()
    return Described(
        title=said.get("Title", "").strip() or None,
        authors=(author,) if author else (),
        created="-".join(date.groups()) if date else None,
        created_how="metadata: the day the PDF was made",
    )


def _running(pages: list[list[str]]) -> frozenset[str]:
    """What stands first or last on several pages, whatever number it bears."""
    counts = Counter(
        key for texts in pages for key in {_DIGITS.sub("#", text) for text in (*texts[:_EDGE], *texts[-_EDGE:]) if text}
    )
    return frozenset(key for key, count in counts.items() if count >= _RUNNING)


def _is_running(text: str, running: frozenset[str]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text)) or _DIGITS.sub("#", text) in running


def _joined(blocks: list[Block]) -> list[Block]:
    """Paragraphs that go on over a page's end made one: the first lacks its stop, the next begins small."""
    made: list[Block] = []
    for block in blocks:
        last = next((b for b in reversed(made) if b.kind is None), None)
        goes_on = (
            last is not None and block.kind is None and last.page != block.page and not (last.table or block.table)
        )
        if goes_on and last is not None and block.text[:1].islower() and last.text[-1:] not in ".!?:;。！？":
            last.text = f"{last.text} {block.text}"
        else:
            made.append(block)
    return made
