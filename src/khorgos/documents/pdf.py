"""PDF to a document: words by pdfium; reading order, paragraphs, table rows and running heads by their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, starmap
from typing import Any

from khorgos.documents.blocks import Block, Described, document_of, row
from khorgos.documents.continued import continued
from khorgos.documents.document import Document, SegmentKind
from khorgos.documents.layout import Box, Paragraph, paragraphs
from khorgos.errors import DocumentFault, ScanFault
from khorgos.values import Context

# Annual reports have hundreds of pages, nobody's report has thousands.
MOST_PAGES = 1500
# Words of a line stand at least this part of its height apart.
_WORD_GAP = 0.2
# Dots of a page's longer side: A3 at 200 dots an inch has 3,307.
_WIDEST_PICTURE = 6000
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
        boxes = [_boxes(pdf, number) for number in range(len(pdf))]
        about = _described(pdf)
    finally:
        pdf.close()
    if not any(boxes):
        raise ScanFault(
            "the pages hold pictures and no text: a scan.",
            place=name,
            mend="Install tesseract to have its words recognised (see `khorgos doctor`).",
        )
    return _document(boxes, about, context, name)


def from_words(data: bytes, boxes: list[list[Box]], context: Context | None = None, name: str = "") -> Document:
    """A document of a scanned PDF's bytes and the words that were recognised on its pages, with their places."""
    pdf = _opened(data, name)
    try:
        about = _described(pdf)
    finally:
        pdf.close()
    return replace(_document(boxes, about, context, name), recognised=True)


def pictures(data: bytes, name: str = "", dots: int = 200) -> Iterator[tuple[bytes, float]]:
    """Each page of a PDF as a grey picture (PGM, Netpbm) of so many dots an inch, and how many points a dot is."""
    pdf = _opened(data, name)
    scale = dots / 72
    try:
        for page in pdf:
            # A page may call itself a kilometre wide.
            wide = max(page.get_size()) * scale
            used = scale * min(1.0, _WIDEST_PICTURE / wide)
            grey = page.render(scale=used, grayscale=True)
            rows = bytes(grey.buffer)
            if grey.stride != grey.width:
                rows = b"".join(rows[at * grey.stride : at * grey.stride + grey.width] for at in range(grey.height))
            yield b"P5 %d %d 255\n" % (grey.width, grey.height) + rows, 1 / used
            page.close()
    finally:
        pdf.close()


def _document(boxes: list[list[Box]], about: Described, context: Context | None, name: str) -> Document:
    pages = [paragraphs(each) for each in boxes]
    running = _running([[each.text for each in page] for page in pages])
    blocks = list(_blocks(pages, running))
    continued(blocks)
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
            places = [text.get_rect(index) for index in range(text.count_rects())]
            if any(starmap(_touch, pairwise(places))):
                runs = _exact(text, places)
            else:
                runs = [(place, text.get_text_bounded(*place)) for place in places]
            words = [(place, said.replace("\r\n", " ").strip()) for place, said in runs]
            return [
                Box(left, height - top, right, height - bottom, said)
                for (left, bottom, right, top), said in words
                if said
            ]
        finally:
            text.close()
    finally:
        page.close()


_Place = tuple[float, float, float, float]


def _touch(one: _Place, other: _Place) -> bool:
    """Whether two runs of a line stand nearer than words do, or over each other, as kerned letters do ("Tr", "ade")."""
    level = one[1] < other[3] and other[1] < one[3]
    return level and one[0] < other[0] < one[2] + _WORD_GAP * (one[3] - one[1])


def _exact(text: Any, places: list[_Place]) -> list[tuple[_Place, str]]:
    """The runs with their own characters; what is asked for by place gives a neighbour's too.

    Runs that touch without a space between them are one.
    """
    said = _letters(text, places)
    made = [(places[0], said[0])]
    for place, words in zip(places[1:], said[1:], strict=True):
        last, before = made[-1]
        if _touch(last, place) and not before[-1:].isspace() and not words[:1].isspace():
            whole = last[0], min(last[1], place[1]), max(last[2], place[2]), max(last[3], place[3])
            made[-1] = whole, before + words
        else:
            made.append((place, words))
    return made


def _letters(text: Any, places: list[_Place]) -> list[str]:
    """The characters of each run: both come in the order of the page, and white space belongs to the run before."""
    from pypdfium2.raw import FPDFText_GetUnicode

    said = [""] * len(places)
    run = 0
    for index in range(text.count_chars()):
        box = text.get_charbox(index)
        if box[2] > box[0]:
            near = range(run, min(run + 3, len(places)))
            run = next((at for at in near if _within(places[at], *box)), run)
        said[run] += chr(FPDFText_GetUnicode(text, index))
    return said


def _within(place: _Place, left: float, bottom: float, right: float, top: float) -> bool:
    slack = 0.1
    across = place[0] - slack <= left and right <= place[2] + slack
    return across and place[1] - slack <= bottom and top <= place[3] + slack


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
