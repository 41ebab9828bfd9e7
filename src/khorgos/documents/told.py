"""A report of which others tell the passages and the claims: what an imported file makes of each report behind it.

It is plain text that people can read: a head of what is known of the report, then every passage on a line of its own
with the fields of its claim below, each on a line that begins with a tab.

    %KHORGOS-CLAIMS 1
    title: Example Wire: trade grows
    published: 2023-05-18

    Trade reached 70.2 billion dollars in 2022.
    <tab>kind: figure
    <tab>value: 70200000000 USD
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from khorgos.documents.about import NOTHING, About, Credit, Said
from khorgos.documents.document import Document, Found, Segment, SegmentKind
from khorgos.values import Context, Span

MEDIA_TYPE = "text/vnd.khorgos.claims"
_SIGN = "%KHORGOS-CLAIMS 1"
_HOW = "the imported file"
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Block:
    """A passage with the fields told of it: each a name and the span of its text; `whole` is all of the block."""

    passage: Span | None
    fields: tuple[tuple[str, Span], ...]
    whole: Span


def told_bytes(head: Mapping[str, str], blocks: Iterable[tuple[str, Fields]]) -> bytes:
    """The bytes of such a report: what is known of it, then passages ("" for none) with their fields."""
    lines = [_SIGN, *(f"{name}: {_line(text)}" for name, text in head.items() if _line(text)), ""]
    for passage, fields in blocks:
        lines += [_line(passage)] if _line(passage) else []
        lines += [f"\t{name}: {_line(text)}" for name, text in fields if _line(text)] + [""]
    return "\n".join(lines).encode("utf-8", "replace")


def is_told(data: bytes) -> bool:
    """Whether bytes are such a report."""
    return data.startswith(_SIGN.encode() + b"\n")


def from_told(data: bytes, context: Context | None = None, _name: str = "") -> Document:
    """The document; passages are its body, the fields stand beside it."""
    context = context or Context()
    text = data.decode("utf-8", "replace")
    head = dict(_head(text))
    agency = Said(head["agency"], _HOW) if "agency" in head else None
    kind = Said(head["report"], _HOW) if "report" in head else NOTHING
    authors = tuple(part for part in head.get("authors", "").split("; ") if part)
    return Document(
        id=hashlib.sha256(data).hexdigest()[:32],
        text=text,
        segments=tuple(_segments(text)),
        language=Found(context.language or head.get("language", "en"), _HOW),
        authors=authors,
        media_type=MEDIA_TYPE,
        address=head.get("address"),
        about=About(kind, tuple(Credit("author", name, _HOW) for name in authors), agency=agency),
        title=_found(head, "title"),
        published=_found(head, "published"),
        outlet=_found(head, "outlet"),
    )


def blocks(text: str) -> Iterator[Block]:
    """The passages with their fields, in order."""
    begin = text.find("\n\n") + 2
    passage: Span | None = None
    fields: list[tuple[str, Span]] = []
    for line in (*_lines(text, begin), Span(len(text), len(text))):
        told = line.of(text)
        if told.startswith("\t"):
            name, mark, _ = told[1:].partition(": ")
            fields.append((name, Span(line.start + 1 + len(name) + len(mark), line.end)))
        elif told:
            passage = line
        elif fields:
            yield Block(passage, tuple(fields), Span((passage or fields[0][1]).start, fields[-1][1].end))
            passage, fields = None, []


def _head(text: str) -> Iterator[tuple[str, str]]:
    for line in text[: text.find("\n\n")].split("\n")[1:]:
        name, _, told = line.partition(": ")
        if told:
            yield name, told


def _found(head: Mapping[str, str], name: str) -> Found | None:
    return Found(head[name], _HOW) if name in head else None


def _segments(text: str) -> Iterator[Segment]:
    begin = text.find("\n\n") + 2
    yield Segment(SegmentKind.MENU, Span(0, max(begin - 2, 0)))
    for line in _lines(text, begin):
        if len(line):
            kind = SegmentKind.CAPTION if line.of(text).startswith("\t") else SegmentKind.BODY
            yield Segment(kind, line)


def _lines(text: str, begin: int) -> Iterator[Span]:
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        yield Span(begin, end)
        begin = end + 1


def _line(text: str) -> str:
    """A text on one line; what separates lines and fields is a blank."""
    return " ".join(text.split())
