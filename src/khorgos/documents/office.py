"""Word and OpenDocument files to documents: paragraphs and table rows in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from khorgos.documents.blocks import Block, Described, document_of, row
from khorgos.documents.document import Document
from khorgos.documents.table import Entry
from khorgos.errors import DocumentFault
from khorgos.values import Context

# Unpacked, an office file of a report has some megabytes; one that has more than this was made to fill a memory.
_LARGEST = 200 * 2**20
# No table of a report has more columns than the widest sheet of a spreadsheet program had for twenty years.
_WIDEST = 256
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_DC = "http://purl.org/dc/elements/1.1/"
_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"


def from_docx(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of a Word file (DOCX); raises DocumentFault where it is damaged, too large, or without text."""
    _check(data, name)
    # Imported here: a reader of text needs no Word library.
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        word = docx.Document(io.BytesIO(data))
        blocks = [
            block
            for number, item in enumerate(word.iter_inner_content(), 1)
            for block in (_rows(item, number) if isinstance(item, Table) else [Block(item.text)])
        ]
        said = word.core_properties
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as fault:
        raise _damaged("Word", fault, name) from fault
    made = said.modified or said.created
    about = Described(
        title=(said.title or "").strip() or None,
        authors=(said.author,) if said.author and said.author != "python-docx" else (),
        created=made.date().isoformat() if made else None,
        created_how="metadata: the day the file was saved",
    )
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return document_of(blocks, about, media, context, name)


def _rows(table: Any, number: int) -> list[Block]:
    """The rows of a table of Word; a cell merged downwards fills the rows that it goes on in."""
    from docx.table import _Cell

    rows: list[list[Entry]] = []
    begun: dict[int, tuple[int, int]] = {}
    for line in table._tbl.tr_lst:  # noqa: SLF001 - `row.cells` gives merged cells again and again
        column = line.grid_before
        entries: list[Entry] = []
        for cell in line.tc_lst:
            if cell.vMerge == "continue":
                entry = Entry("", column, cell.grid_span)
                if column in begun:
                    first, at = begun[column]
                    rows[first][at] = rows[first][at]._replace(rows=len(rows) - first + 1)
            else:
                entry = Entry(_Cell(cell, table).text, column, cell.grid_span)
                begun[column] = len(rows), len(entries)
            entries.append(entry)
            column += cell.grid_span
        rows.append(entries)
    return [row(entries, number) for entries in rows]


def from_odt(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of an OpenDocument text; raises DocumentFault where it is damaged, too large, or without text."""
    from lxml import etree

    _check(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            content = etree.fromstring(file.read("content.xml"), parser)
            meta = etree.fromstring(file.read("meta.xml"), parser) if "meta.xml" in file.namelist() else None
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as fault:
        raise _damaged("OpenDocument", fault, name) from fault
    return document_of(
        list(_odt_blocks(content)), _odt_about(meta), "application/vnd.oasis.opendocument.text", context, name
    )


def _odt_blocks(content: Any) -> Iterator[Block]:
    tables: dict[Any, int] = {}
    for element in content.iter(f"{{{_TEXT}}}p", f"{{{_TEXT}}}h", f"{{{_TABLE}}}table-row"):
        in_table = next(element.iterancestors(f"{{{_TABLE}}}table-row"), None) is not None
        if element.tag == f"{{{_TABLE}}}table-row":
            table = next(element.iterancestors(f"{{{_TABLE}}}table"), None)
            yield row(_odt_row(element), tables.setdefault(table, len(tables) + 1))
        elif not in_table:
            yield Block("".join(element.itertext()))


def _odt_row(element: Any) -> Iterator[Entry]:
    column = 0
    for cell in element:
        if cell.tag not in (f"{{{_TABLE}}}table-cell", f"{{{_TABLE}}}covered-table-cell"):
            continue
        wide, high = _times(cell, "number-columns-spanned"), _times(cell, "number-rows-spanned")
        if cell.tag.endswith("}table-cell"):
            yield Entry("".join(cell.itertext()), column, wide, high)
        column += _times(cell, "number-columns-repeated")


def _times(cell: Any, name: str) -> int:
    said = cell.get(f"{{{_TABLE}}}{name}", "1")
    return min(int(said), _WIDEST) if said.isdecimal() else 1


def _odt_about(meta: Any) -> Described:
    if meta is None:
        return Described()

    def said(space: str, tag: str) -> str:
        found = meta.find(f".//{{{space}}}{tag}")
        return (found.text or "").strip() if found is not None else ""

    author, day = said(_DC, "creator"), said(_DC, "date") or said(_META, "creation-date")
    return Described(
        title=said(_DC, "title") or None,
        authors=(author,) if author else (),
        created=day[:10] or None,
        created_how="metadata: the day the file was saved",
    )


def _check(data: bytes, name: str) -> None:
    """Refuse what unpacks to more than a report can have, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            size = sum(entry.file_size for entry in file.infolist())
    except zipfile.BadZipFile as fault:
        raise _damaged("zipped", fault, name) from fault
    if size > _LARGEST:
        raise DocumentFault(
            f"unpacked it has {size:,} bytes, more than the {_LARGEST // 2**20} MiB that a report may have.",
            place=name,
            mend="Save its text alone.",
        )


def _damaged(what: str, fault: Exception, name: str) -> DocumentFault:
    return DocumentFault(f"this {what} file is damaged ({fault}).", place=name, mend="Save it again.")
