"""Lines of text to segments: which are title and body, which belong to the page around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khorgos.documents.document import Segment, SegmentKind
from khorgos.documents.page import BULLETS, LONGEST_LINE, PageWords, ends_sentence, is_headline
from khorgos.documents.stated import Dates
from khorgos.values import Span

# Every character that ends a line somewhere.
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# Longer lines than these are no items of a menu, and no teasers of other articles (counted on pages of news sites).
_MENU_ITEM = 40
_TEASER = 160
# This many items in a row before the first paragraph are a menu even if none of its words is known.
_MENU_RUN = 4


@dataclass(slots=True)
class Line:
    """A line without the space around it; `kind` is None until it is known."""

    start: int
    end: int
    text: str
    kind: SegmentKind | None = None


def cut(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines = []
    for found in _LINE.finditer(text):
        line = found.group()
        bare = line.strip()
        if bare:
            start = found.start() + line.index(bare[0])
            lines.append(Line(start, start + len(bare), bare))
    return lines


def mark(lines: list[Line], words: PageWords, dates: Dates) -> None:
    """Give every line its kind.

    1. by its words, 2. the menu before the first paragraph, 3. the title, 4. what follows a heading such as
    "Related News", 5. the rest is body.
    """
    for line in lines:  # 1
        if line.kind is None and line.end - line.start <= LONGEST_LINE:
            line.kind = words.label(line.text) or (SegmentKind.BYLINE if dates.is_date_line(line.text) else None)
    _mark_menu(lines)  # 2
    _mark_title(lines)  # 3
    _mark_related(lines)  # 4
    for line in lines:  # 5
        line.kind = line.kind or SegmentKind.BODY


def segments(lines: list[Line]) -> tuple[Segment, ...]:
    """The lines as segments."""
    return tuple(Segment(line.kind or SegmentKind.BODY, Span(line.start, line.end)) for line in lines)


def _is_item(line: Line) -> bool:
    short = line.end - line.start <= _MENU_ITEM and not ends_sentence(line.text)
    return line.kind is SegmentKind.MENU or (line.kind is None and short and line.text[0] in BULLETS)


def _mark_menu(lines: list[Line]) -> None:
    """Bulleted items before the first paragraph: a menu if some are known as such or there are many."""
    head = []
    for line in lines:
        if not _is_item(line):
            break
        head.append(line)
    if len(head) >= _MENU_RUN or any(line.kind is SegmentKind.MENU for line in head):
        for line in head:
            line.kind = SegmentKind.MENU


def _mark_title(lines: list[Line]) -> None:
    """The first line that is no furniture, if it is shaped as a headline and prose follows."""
    rest = [line for line in lines[:12] if line.kind is None]
    if len(rest) < 2 or not is_headline(rest[0].text):
        return
    prose = any(ends_sentence(line.text) and line.end - line.start > _MENU_ITEM for line in rest[1:4])
    if prose:
        rest[0].kind = SegmentKind.TITLE


def _mark_related(lines: list[Line]) -> None:
    """Teasers after a heading of related articles; a paragraph of prose ends them."""
    after = False
    for line in lines:
        if line.kind is SegmentKind.RELATED:
            after = not line.text.startswith("#")
        elif after and line.kind is None:
            if ends_sentence(line.text) or line.end - line.start > _TEASER:
                after = False
            else:
                line.kind = SegmentKind.RELATED
