"""Plain text to a document."""

from __future__ import annotations

import hashlib

from khorgos.documents.document import Document, Found, Segment, SegmentKind
from khorgos.values import Context, Span


def from_text(text: str, context: Context | None = None) -> Document:
    """A document of plain text, blank lines between paragraphs."""
    context = context or Context()
    segments = []
    at = 0
    for block in text.split("\n"):
        if block.strip():
            segments.append(Segment(SegmentKind.BODY, Span(at, at + len(block))))
        at += len(block) + 1
    published = Found(context.published.isoformat(), "given") if context.published else None
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest()[:32],
        text=text,
        segments=tuple(segments),
        language=Found(context.language or "en", "given"),
        published=published,
    )
