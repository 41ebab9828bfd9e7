"""HTML to a document: all visible text is kept and marked; trafilatura tells which blocks are the article."""

from __future__ import annotations

import hashlib
import re
from typing import Any, NamedTuple

from khorgos.documents.about import About, Said
from khorgos.documents.declared import Declared, address_day, declared
from khorgos.documents.detect import language
from khorgos.documents.document import READ, Document, Found, SegmentKind
from khorgos.documents.lines import Line, mark, segments
from khorgos.documents.markup import Block, Page, scan
from khorgos.documents.outlet import outlet
from khorgos.documents.page import PageWords, page_words
from khorgos.documents.published import published
from khorgos.documents.stated import dates
from khorgos.documents.table import Row, Table, tables_of
from khorgos.documents.text import authors_of, check_lines
from khorgos.errors import DocumentFault
from khorgos.language import codes
from khorgos.values import Context, Span

# lxml refuses trees deeper than 256; beyond that, or with so many tags, the page is read without trafilatura.
_DEEPEST = 200
_MOST_TAGS = 200_000
_FURNITURE = frozenset({"nav", "footer", "aside", "menu", "button", "form"})
_PROSE = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "blockquote", "article", "main"})
# Shorter blocks are the article's only if the whole of them is a line of it.
_WITHIN = 25
_SPACE = re.compile(r"\s+")


class _Metadata(NamedTuple):
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    sitename: str | None = None


def from_html(
    source: str, context: Context | None = None, name: str = "", identity: str = "", *, whole: bool = False
) -> Document:
    """A document of an HTML page (decoded).  `identity` is its id where the bytes were hashed already.

    `whole` says that nothing but the article is there, as in a feed.

    Raises DocumentFault where no text is visible, or the Context gives a language without a pack.
    """
    context = context or Context()
    page = scan(source)
    if not page.blocks:
        raise DocumentFault(
            "the page has no visible text.",
            place=name,
            mend="Pages drawn by scripts must be saved after they have run.",
        )
    text, lines, pieces = _laid_out(page.blocks)
    check_lines(lines, name)
    content, metadata = ("", _Metadata()) if whole else _trafilatura(source, page, context)
    told = Declared() if whole else declared(source)
    main = [True] * len(page.blocks) if whole else _article(page, content)
    spoken = language(_read(page.blocks, main), context.language or _declared(page), name)
    if spoken.how == "given" and not context.language:
        spoken = Found(spoken.value, "metadata: <html lang>")
    code = spoken.value if spoken.value in codes() else "en"
    words = page_words(code)
    _mark(lines, page, main, words, metadata)
    mark(lines, words, dates(code))
    parts = segments(lines)
    return Document(
        id=identity or hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        text=text,
        segments=parts,
        language=spoken,
        published=_published(context, metadata, told) or published(text, parts, code),
        title=_title(lines, metadata, page),
        outlet=_outlet(context, metadata, told) or outlet(text, parts, code),
        authors=metadata.authors or authors_of(lines, words),
        media_type="text/html",
        source_map=tuple(pieces),
        tables=_tables(page.blocks, lines),
        about=About(
            credits=told.credits,
            section=told.section,
            canonical=told.canonical,
            agency=told.provider,
            days=(*told.days, *([Said(metadata.date, "htmldate")] if metadata.date else [])),
        ),
    )


def _tables(blocks: list[Block], lines: list[Line]) -> tuple[Table, ...]:
    """The tables of figures among what is read."""
    rows = [
        Row(line.start, block.table, block.row, block.cuts)
        for block, line in zip(blocks, lines, strict=True)
        if block.cuts and line.kind in READ
    ]
    captions = {
        block.table: Span(line.start, line.end)
        for block, line in zip(blocks, lines, strict=True)
        if block.table and not block.cuts
    }
    return tables_of(rows, captions)


def _declared(page: Page) -> str | None:
    return page.language if page.language in codes() else None


def _laid_out(blocks: list[Block]) -> tuple[str, list[Line], list[tuple[int, int, int]]]:
    """One line a block, with the map from the text to the source."""
    lines, pieces, at = [], [], 0
    for block in blocks:
        lines.append(Line(at, at + len(block.text), block.text))
        pieces += [(at + start, place, length) for start, place, length in block.pieces]
        at += len(block.text) + 1
    return "\n".join(block.text for block in blocks), lines, pieces


def _trafilatura(source: str, page: Page, context: Context) -> tuple[str, _Metadata]:
    """The article's text and what the page's metadata say; nothing where the page is too deep or too large for it."""
    if page.depth > _DEEPEST or page.tags > _MOST_TAGS:
        return "", _Metadata()
    # Imported here: trafilatura takes half a second.
    from lxml.etree import ParserError
    from trafilatura import bare_extraction, extract_metadata
    from trafilatura.utils import load_html

    tree = load_html(source)
    if tree is None:
        return "", _Metadata()
    latest = context.today.isoformat() if context.today else "2199-12-31"
    try:
        found = extract_metadata(
            tree,
            date_config={
                "extensive_search": False,
                "original_date": True,
                "max_date": latest,
                "outputformat": "%Y-%m-%d",
            },
        )
        content = bare_extraction(tree, favor_precision=True, include_comments=False, deduplicate=False)
    except (ParserError, ValueError, RecursionError):
        return "", _Metadata()
    text = getattr(content, "text", None) or ""
    return text, _metadata(found)


def _metadata(found: Any) -> _Metadata:
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return _Metadata(found.title, found.date, authors, found.sitename)


def _norm(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def _article(page: Page, content: str) -> list[bool]:
    """Which blocks are the article's: those whose words trafilatura kept, or, without it, prose outside of menus."""
    if not content.strip():
        return [_looks_like_prose(block) for block in page.blocks]
    lines = {_norm(line.lstrip("-•| ")) for line in content.splitlines()}
    rows = {_norm(cell) for line in content.splitlines() if line.startswith("|") for cell in line.split("|")}
    whole = _norm(content)
    main = []
    kept: dict[int, bool] = {}
    for block in page.blocks:
        bare = _norm(block.text)
        main.append(bare in lines or (len(bare) >= _WITHIN and bare in whole))
        if block.cuts:
            cells = [_norm(block.text[cut.start : cut.end]) for cut in block.cuts]
            main[-1] = kept[block.table] = kept.get(block.table) or all(map(rows.__contains__, cells))
    # A table is the article's with its caption and all its rows, or not at all.
    return [kept.get(block.table, found) for block, found in zip(page.blocks, main, strict=True)]


def _looks_like_prose(block: Block) -> bool:
    if block.places & _FURNITURE or block.linked * 2 > len(block.text):
        return False
    return bool(block.places & _PROSE) or len(block.text) > 80


def _read(blocks: list[Block], main: list[bool]) -> str:
    kept = "\n".join(block.text for block, is_main in zip(blocks, main, strict=True) if is_main)
    return kept or "\n".join(block.text for block in blocks)


def _mark(lines: list[Line], page: Page, main: list[bool], words: PageWords, metadata: _Metadata) -> None:
    """The kinds that the markup tells; what it leaves open is told by the words."""
    title = _norm(metadata.title or page.title or "")
    titled = False
    for line, block, is_main in zip(lines, page.blocks, main, strict=True):
        heading = "h1" in block.places or (bool(title) and _norm(block.text) == title)
        if heading and not titled and not block.places & _FURNITURE:
            line.kind, titled = SegmentKind.TITLE, True
        elif "figcaption" in block.places:
            line.kind = SegmentKind.CAPTION
        elif not is_main:
            line.kind = words.label(line.text) or _outside(block)
        else:
            line.kind = words.label(line.text) if len(line.text) <= 160 else None
            line.kind = line.kind or (None if "figcaption" in block.places else SegmentKind.BODY)


def _outside(block: Block) -> SegmentKind:
    """What stands beside the article: teasers of other articles are long links, the rest is menu."""
    teaser = "aside" in block.places or (block.linked * 2 > len(block.text) and len(block.text) > 40)
    return SegmentKind.RELATED if teaser and not block.places & {"nav", "footer"} else SegmentKind.MENU


def _published(context: Context, metadata: _Metadata, told: Declared) -> Found | None:
    """The day given, else the first of: JSON-LD, meta elements, what htmldate finds, the canonical address.

    What a machine wrote for machines is believed before what is searched for; a day after today is none.
    """
    if context.published:
        return Found(context.published.isoformat(), "given")
    latest = context.today.isoformat() if context.today else "9999"
    found = next((day for day in told.days if day.value <= latest), None)
    if found is not None:
        return Found(found.value, f"metadata: {found.how}")
    if metadata.date:
        return Found(metadata.date, "metadata: htmldate")
    address = told.canonical.value if told.canonical else ""
    return next((Found(day.value, f"metadata: {day.how}") for day in address_day(address)), None)


def _outlet(context: Context, metadata: _Metadata, told: Declared) -> Found | None:
    if context.outlet:
        return Found(context.outlet, "given")
    if metadata.sitename:
        return Found(metadata.sitename, "metadata")
    return Found(told.publisher.value, f"metadata: {told.publisher.how}") if told.publisher else None


def _title(lines: list[Line], metadata: _Metadata, page: Page) -> Found | None:
    for line in lines:
        if line.kind is SegmentKind.TITLE:
            return Found(line.text, "the heading", Span(line.start, line.end))
    title = metadata.title or page.title
    return Found(title, "metadata") if title else None
