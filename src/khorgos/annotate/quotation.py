"""Find quotations: stretches between quotation marks, with directions taken from the marks as printed.

A quotation of several paragraphs has a mention for each of them: every paragraph but the last is not `closed`, every
one but the first is `continued`.  Nested quotations belong to the outer one.  Names of papers and scare quotes are
mentions too: their users look at the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import QuotationMention
from khorgos.documents.document import READ

_MARK = re.compile(r"[\"“”«»„‟″「」『』]")
_OPENING, _CLOSING = frozenset("“«„「『"), frozenset("”»」』")
_BEFORE_OPEN, _AFTER_CLOSE = frozenset("([{-–—/:«“"), frozenset(".,;:!?)]}-–—…'’»”")
# How far a quotation may run on without a mark at the head of its next paragraph.
_CARRIED_PARAGRAPHS = 4


class _Open:
    """The quotation being read: where it began, how deep its nesting is, how many paragraphs it has run."""

    def __init__(self) -> None:
        self.start = -1
        self.depth = 0
        self.low = False
        self.carried = 0

    def close(self) -> None:
        self.start, self.depth, self.low, self.carried = -1, 0, False, 0


def find(view: Annotated) -> list[QuotationMention]:
    """Every quotation of what is read, in order, without overlaps."""
    text = view.document.text
    spans = [(s.span.start, s.span.end) for s in view.document.segments if s.kind in READ]
    state = _Open()
    found: list[QuotationMention] = []
    for index, (start, end) in enumerate(spans):
        if state.start >= 0:
            state.start = start
        found += _paragraph(text, start, end, state)
        if state.start >= 0:
            found.append(_mention(state.start, end, closed=False, carried=state.carried))
            if _goes_on(text, spans, index):
                state.carried += 1
            else:
                state.close()
    return found


def _paragraph(text: str, start: int, end: int, state: _Open) -> Iterator[QuotationMention]:
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        if _opens(text, at, start, end, state):
            if state.start < 0 or (state.carried and not text[start:at].strip()):
                # A mark at the head of a paragraph goes on with the quotation, it does not nest.
                state.start, state.depth, state.low = at, 1, text[at] == "„"
            else:
                state.depth += 1
        elif state.start >= 0:
            state.depth -= 1
            if state.depth <= 0:
                yield _mention(state.start, at + 1, closed=True, carried=state.carried)
                state.close()


def _opens(text: str, at: int, start: int, end: int, state: _Open) -> bool:
    mark = text[at]
    if mark == "“" and state.low:
        return False
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        # Some write ”…”: a closing mark at the head of a word opens where nothing is open.
        return state.start < 0 and _headed(text, at, start) and at + 1 < end and text[at + 1].isalnum()
    headed = _headed(text, at, start)
    tailed = at + 1 >= end or text[at + 1].isspace() or text[at + 1] in _AFTER_CLOSE
    if headed != tailed:
        # An opening straight mark inside a straight quotation is a slip, unless the paragraph begins with it.
        return headed
    return state.start < 0


def _headed(text: str, at: int, start: int) -> bool:
    return at <= start or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPEN


def _goes_on(text: str, spans: list[tuple[int, int]], index: int) -> bool:
    """Whether an open quotation goes on: the next paragraph begins with a mark, or one of the next closes it."""
    for start, end in spans[index + 1 : index + 1 + _CARRIED_PARAGRAPHS]:
        first = _MARK.search(text, start, end)
        if first is None:
            continue
        if not text[start : first.start()].strip():
            return start == spans[index + 1][0]
        mark = text[first.start()]
        return mark in _CLOSING or (mark not in _OPENING and not _headed(text, first.start(), start))
    return False


def _mention(start: int, end: int, *, closed: bool, carried: int) -> QuotationMention:
    return QuotationMention(start, end, "marks", closed=closed, continued=carried > 0)
