"""Bytes to a document: what they are is told by their content, never by a name."""

from __future__ import annotations

import codecs
import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

from khorgos.documents.describing import described
from khorgos.documents.document import Document
from khorgos.documents.html import from_html
from khorgos.documents.shape import SAMPLE, is_html
from khorgos.documents.text import from_text
from khorgos.documents.told import from_told, is_told
from khorgos.errors import DocumentFault, KhorgosError
from khorgos.values import Context

Opener = Callable[[bytes, Context | None, str], Document]
_ZIP = b"PK\x03\x04"
LARGEST = 64 * 2**20
LARGEST_HTML = 16 * 2**20
_READS = "Plain text, HTML, PDF, DOCX, ODT, mails (EML), feeds (RSS, Atom), WARC, JSON and ZIP are read."
# Signatures of formats that are not read: what they are, and what to do.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Save it as HTML or text."),
    (b"{\\rtf", "an RTF file", "Save it as HTML or text."),
    (b"\x1f\x8b", "a gzip archive", "`khorgos add` and `khorgos read` unpack it."),
    (b"BZh", "a bzip2 archive", "Unpack it first."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"\x89PNG", "a PNG picture", "Give its words as text."),
    (b"\xff\xd8\xff", "a JPEG picture", "Give its words as text."),
    (b"GIF8", "a GIF picture", "Give its words as text."),
    (b"SQLite format 3", "an SQLite database", "Export its texts."),
    (b"\x7fELF", "a program", ""),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def open_bytes(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of the bytes of a report: text or HTML in whatever encoding, PDF, DOCX, ODT, a mail.

    A feed with one entry, a WARC file with one page and a JSON object with a text are reports too; `sources` takes
    files apart that hold many.
    `name` (a path or address) stands in errors only.  Raises DocumentFault for what is empty, larger than 64 MiB
    (HTML: 16 MiB), binary, undecodable, or given a language without a pack.
    """
    _check(data, name)
    identity = hashlib.sha256(data).hexdigest()[:32]
    if is_told(data):
        return from_told(data, context)
    packed = _packed(data)
    if packed is not None:
        document = _by(packed, data, context, name)
        return described(replace(document, id=identity, address=document.address or name or None))
    text, encoding = _decoded(data, name)
    if not text.strip():
        raise DocumentFault("the file holds nothing but white space.", place=name, mend="Give a file with text.")
    if is_html(text):
        if len(data) > LARGEST_HTML:
            raise _too_large(data, LARGEST_HTML, name)
        document = from_html(text, context, name, identity)
        return described(replace(document, encoding=encoding, address=name or None))
    return described(replace(from_text(text, context, name), id=identity, encoding=encoding, address=name or None))


def _by(opener: Opener, data: bytes, context: Context | None, name: str) -> Document:
    """A document by the reader of its format; libraries meet damage that they do not know in many ways."""
    try:
        return opener(data, context, name)
    except KhorgosError:
        raise
    except _broken() as fault:
        raise DocumentFault(
            f"the file is damaged ({type(fault).__name__}: {fault}).", place=name, mend="Fetch or save it again."
        ) from fault


def _broken() -> tuple[type[Exception], ...]:
    from lxml.etree import LxmlError

    own = (ValueError, LookupError, ArithmeticError, AttributeError, TypeError, EOFError, OSError, RuntimeError)
    return (*own, LxmlError, zipfile.BadZipFile, zlib.error)


def _check(data: bytes, name: str) -> None:
    if not data:
        raise DocumentFault("the file is empty.", place=name, mend="Give a file with text.")
    if len(data) > LARGEST:
        raise _too_large(data, LARGEST, name)
    for signature, what, mend in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentFault(f"this is {what}. {_READS}", place=name, value=data[:8], mend=mend)
    if data.startswith(_ZIP) and _packed(data) is None:
        raise _zipped(data, name)


def _packed(data: bytes) -> Opener | None:
    """Who opens bytes that are no plain text, told by what they begin with and hold."""
    # A PDF may have some bytes before its sign (ISO 32000-1, Annex H.3.4.1).
    if b"%PDF-" in data[:1024]:
        from khorgos.documents.pdf import from_pdf

        return from_pdf
    if data.startswith(_ZIP):
        return _office(data)
    return _single(data)


def _single(data: bytes) -> Opener | None:
    """Who opens what mostly holds many reports, and here one."""
    from khorgos.documents.crawled import from_record, is_record
    from khorgos.documents.entry import from_entry, is_feed
    from khorgos.documents.row import from_row, is_row

    for told, opened in ((is_record, from_record), (is_feed, from_entry), (is_row, from_row)):
        if told(data):
            return opened
    from khorgos.documents.mail import from_mail, is_mail
    from khorgos.documents.sheets import from_csv, is_figures

    return from_mail if is_mail(data) else from_csv if is_figures(data) else None


def _office(data: bytes) -> Opener | None:
    from khorgos.documents.office import from_docx, from_odt

    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return from_odt
    if b"xl/workbook.xml" in data[-SAMPLE:]:
        from khorgos.documents.sheets import from_xlsx

        return from_xlsx
    return from_docx if b"word/" in data[-SAMPLE:] else None


def _zipped(data: bytes, name: str) -> DocumentFault:
    head = data[:4096] + data[-4096:]
    kinds = ((b"xl/", "a spreadsheet (XLSX)"), (b"ppt/", "a presentation (PPTX)"))
    what = next((label for mark, label in kinds if mark in head), "a ZIP archive")
    mend = "`khorgos add` and `khorgos read` take it apart." if what.endswith("archive") else "Save it as HTML or text."
    return DocumentFault(f"this is {what}. {_READS}", place=name, value=data[:4], mend=mend)


def _too_large(data: bytes, limit: int, name: str) -> DocumentFault:
    return DocumentFault(
        f"{len(data):,} bytes are more than the {limit // 2**20} MiB that a report may have.",
        place=name,
        mend="Split it into its reports.",
    )


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding: by byte order mark, UTF-8, what the page declares, what the bytes look like."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data, encoding, name), encoding
    if len(_CONTROL.findall(data[:SAMPLE])) * 100 > min(len(data), SAMPLE):
        raise DocumentFault(f"the file is binary, no text. {_READS}", place=name, value=data[:8])
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _foreign(data, name)


def _foreign(data: bytes, name: str) -> tuple[str, str]:
    declared = _CHARSET.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii")
        try:
            codecs.lookup(encoding)
        except LookupError as fault:
            raise DocumentFault(
                "the page declares an encoding that nobody knows.",
                place=name,
                value=encoding,
                mend="Save it as UTF-8.",
            ) from fault
        return _decode(data, encoding, name), encoding.lower()
    # Imported here: most reports are UTF-8 and never need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * SAMPLE]).best()
    if best is None:
        raise DocumentFault(
            f"the encoding cannot be told. {_READS}", place=name, value=data[:8], mend="Save it as UTF-8."
        )
    return _decode(data, best.encoding, name), best.encoding


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as fault:
        # One broken character in a long report is no reason to lose it.
        text = _replaced(data, encoding)
        if text.count("\ufffd") * 200 > len(text):
            raise DocumentFault(
                f"the bytes are not in the encoding {encoding} ({fault}).", place=name, mend="Save the file as UTF-8."
            ) from fault
        return text


def _replaced(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return "\ufffd"
