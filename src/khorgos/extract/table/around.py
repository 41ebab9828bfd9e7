"""What stands around a table and governs it: its caption, the lines right above it, the title of the report."""

from __future__ import annotations

from bisect import bisect_left

from khorgos.annotate.cells import unit_in
from khorgos.documents.document import READ, Document, SegmentKind
from khorgos.documents.table import Table
from khorgos.extract.table.head import Head, head_of
from khorgos.values import Span

# A caption, its second line, a line with the unit.
_LINES = 3
_LONGEST = 240
_STOPS = (".", "!", "?", "。", "！", "？")
_LEADS = (":", "：")
_KEPT = frozenset({*READ, SegmentKind.CAPTION})


def captions(document: Document, table: Table) -> list[Head]:
    """The heads above a table, the nearest first."""
    found = [] if table.caption is None else [head_of(document, table.caption)]
    first = table.span.start if table.caption is None else min(table.caption.start, table.span.start)
    inside = [other.span for other in document.tables if other is not table]
    index = bisect_left(document.segments, first, key=lambda segment: segment.span.start) - 1
    for segment in reversed(document.segments[max(0, index - _LINES + 1) : index + 1]):
        span = _caption(document, segment.span) if segment.kind in _KEPT else None
        if span is None or any(span.overlaps(other) for other in inside):
            break
        found.append(head_of(document, span))
        if segment.kind is SegmentKind.TITLE or span != segment.span or document.text[span.end - 1] in _LEADS:
            break
    return found


def _caption(document: Document, span: Span) -> Span | None:
    """The line as a caption: whole where it is no sentence, else its last sentence where that leads on to the table."""
    text = span.of(document.text)
    if len(text) <= _LONGEST and (not text.endswith(_STOPS) or _ends_in_unit(text, document.language.value)):
        return span
    if not text.endswith(_LEADS):
        return None
    start = max(text.rfind(stop + " ", 0, -1) for stop in _STOPS) + 2
    return Span(span.start + max(start, 0), span.end) if len(text) - start <= _LONGEST else None


def _ends_in_unit(text: str, code: str) -> bool:
    """Whether a line's last stop is that of a unit: "млрд долл."."""
    unit = unit_in(text, code)
    return unit is not None and unit[1] >= len(text) - 1


def title(document: Document) -> Head | None:
    """The title of the report, where it stands in its text."""
    segment = next((each for each in document.segments if each.kind is SegmentKind.TITLE), None)
    return head_of(document, segment.span) if segment else None
