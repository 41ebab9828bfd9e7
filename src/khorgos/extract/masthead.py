"""Sources that stand outside the sentences: a dateline's agency, an office as heading, a bracket at a sentence's end.

TASHKENT, May 4 (Example Wire) - …      the outlet of the whole report
/Example Wire/                          the same
Steppe Bank, Department of Loans        a heading: the agency of the whole report
Loans of May (Steppe Bank)              the same in a title's bracket
… grew to $4 billion (Steppe Bank).     of its own sentence only
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from khorgos.annotate import Annotated, within
from khorgos.documents import SegmentKind
from khorgos.values import Span

Link = tuple[str, str, Span]
# Reads a stretch as a source: its kind, name and place, or None where the words name no body.
Reader = Callable[[Annotated, int, int], Link | None]

# Datelines and headings stand in the first lines; a report's own text begins within so many characters.
_HEAD = 400
_DATELINE = re.compile(
    r"^[^\n(/]{0,60}?(?:\((?P<round>[^()\n]{2,40})\)\.? ?-|/(?P<slash>[^/\n\d]{2,40})/)", re.MULTILINE
)
_OPENING = re.compile(r"\s*(?:[^\W\d_][\w-]+[.,] )?(?P<who>[^\W\d_][\w.' ]{1,30}?) - (?=\w)")
_WIDE = re.compile(r"^(?P<who>[\u3400-\u9fff]{2,6}[社网报])[^\n]{2,24}电", re.MULTILINE)
_BRACKET = re.compile(r"[(\[](?P<who>[^()\[\]\n]{2,50})[)\]][.。]?\s*$")
_TAIL = re.compile(r"(?P<who>[^\n,;:.(]{2,40}(?:\.\w{2,3})?)(?:[,(][^\n.]{0,60})?\s*")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The outlet and the agency that stand for a whole report, each with its place; None where there is none."""

    outlet: Link | None = None
    agency: Link | None = None


def masthead(view: Annotated, read: Reader) -> Masthead:
    """The sources that the first lines of a report name."""
    return Masthead(_outlet(view, read), _agency(view, read))


def bracketed(view: Annotated, at: int, read: Reader) -> Link | None:
    """The source in brackets that ends the sentence at a place, unless it is the short form of what stands before."""
    sentence = view.sentence_at(max(0, at - 1))
    if sentence is None or not view.text[max(sentence.start, sentence.end - 3) : sentence.end].rstrip(
        " .。\n"
    ).endswith((")", "]")):
        return None
    found = _BRACKET.search(view.text, max(at, sentence.end - 60), sentence.end)
    if found is None or _short_form(view, found.start(), found["who"]):
        return None
    return _registered(view, *found.span("who"), read)


def _outlet(view: Annotated, read: Reader) -> Link | None:
    if not view.pack.boundaries:
        wide = _WIDE.search(view.text, 0, _HEAD)
        if wide:
            return "outlet", view.document.text[wide.start("who") : wide.end("who")], Span(*wide.span("who"))
    opening = _OPENING.match(view.text)
    for found, group in [
        (opening, "who"),
        *((m, m.lastgroup or "round") for m in _DATELINE.finditer(view.text, 0, _HEAD)),
    ]:
        link = read(view, *found.span(group)) if found else None
        if found and group == "slash" and found["slash"][:1].isupper():
            # Only papers and agencies of news stand between strokes, whatever they are called.
            return "outlet", view.document.text[found.start(group) : found.end(group)], Span(*found.span(group))
        if link is not None and link[0] == "outlet":
            return link
    return _signed(view, read)


def _signed(view: Annotated, read: Reader) -> Link | None:
    """The outlet that signs a report in a last line of its own: "Example Wire, Tashkent"."""
    last = view.text.rstrip().rfind("\n") + 1
    line = _TAIL.fullmatch(view.text, last) if last and not _of_the_page(view, last) else None
    link = read(view, *line.span("who")) if line and line["who"][:1].isupper() else None
    return link if link is not None and link[0] == "outlet" else None


def _agency(view: Annotated, read: Reader) -> Link | None:
    """An office that makes a heading of its own, or stands in brackets at the end of the title."""
    for line in _LINE.finditer(view.text, 0, _HEAD):
        if _of_the_page(view, line.start()):
            continue
        if line.group().rstrip().endswith((".", "。")):
            return None
        bodies = within(view.organisations, line.start(), line.start() + 5)
        if bodies and view.text[bodies[0].end : bodies[0].end + 1] in ("", "\n", ","):
            return _agent(read(view, bodies[0].start, bodies[0].end))
        bracket = _BRACKET.search(view.text, line.start(), line.end())
        if bracket and not _short_form(view, bracket.start(), bracket["who"]):
            return _agent(_registered(view, *bracket.span("who"), read))
    return None


def _of_the_page(view: Annotated, at: int) -> bool:
    """Whether a place belongs to the page around the report: a menu, a caption, a list of related reports."""
    around = (SegmentKind.MENU, SegmentKind.CAPTION, SegmentKind.RELATED)
    return any(s.kind in around and s.span.start <= at < s.span.end for s in view.document.segments)


def _agent(link: Link | None) -> Link | None:
    return link if link is not None and link[0] == "agency" else None


def _registered(view: Annotated, start: int, end: int, read: Reader) -> Link | None:
    """A source in brackets: a registered body, or a paper; other brackets hold anything."""
    if within(view.organisations, start, start + 5):
        return read(view, start, end)
    link = read(view, start, end) if view.text[start].isupper() else None
    return link if link is not None and link[0] == "outlet" else None


def _short_form(view: Annotated, bracket: int, short: str) -> bool:
    """Whether a bracket holds the initials of the words before it, or follows a body's name."""
    if any(body.end >= bracket - 1 for body in within(view.organisations, max(0, bracket - 90), bracket)):
        return True
    before = view.text[max(0, bracket - 90) : bracket].split()
    initials = "".join(word[:1] for word in before if word[:1].isupper())
    return " " not in short and initials.endswith("".join(letter for letter in short if letter.isupper()) or " ")
