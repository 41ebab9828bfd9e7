"""Bytes to documents: plain text and HTML, with segments, metadata and a map back to the source."""

from khorgos.documents.document import READ, Document, Found, Segment, SegmentKind
from khorgos.documents.html import from_html
from khorgos.documents.opening import open_bytes
from khorgos.documents.parts import parts
from khorgos.documents.text import from_text

__all__ = ["READ", "Document", "Found", "Segment", "SegmentKind", "from_html", "from_text", "open_bytes", "parts"]
