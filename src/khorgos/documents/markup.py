"""HTML to blocks of visible text, each character with its place in the source.

A scanner, not a parser: it builds no tree, so no depth of nesting can hurt it, and every step moves forward.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from khorgos.documents.grid import TABLES, Grids, merged
from khorgos.documents.table import Cut, Entry

# Elements that begin a block of their own.
_BLOCKS = frozenset(
    """
    address article aside blockquote body br button caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol
    optgroup option p pre section select summary table tbody td tfoot th thead title tr ul
    """.split()
)
_VOID = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
    """.split()
)
# Elements whose content is no text of the page.
_HIDDEN = frozenset("script style noscript template svg math iframe object head title textarea".split())
_RAW = frozenset("script style noscript template iframe textarea".split())
# Places that say what stands in them.
_PLACES = frozenset(
    """
    nav aside footer header figcaption caption h1 h2 h3 h4 h5 h6 p li a article main td th blockquote menu button form
    time
    """.split()
)
_NAME = re.compile(r"/?([A-Za-z][^\s/>]{0,60})")
# Attributes, quoted or not, up to the end of the tag.
_REST = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_LONGEST_TAG = 16_384
_TEXT = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z]\w{1,30};?)|[ \t\r\n\f]+|[^& \t\r\n\f]+|&")


@dataclass(slots=True)
class Block:
    """A block of text: its characters, the map (offset in the block, offset in the source, length), where it stands.

    Within a table (numbered from 1) it has its row and, unless it is the caption, its cell; a block that is a whole
    row has the places of its cells.
    """

    text: str
    pieces: list[tuple[int, int, int]]
    places: frozenset[str]
    linked: int
    table: int = 0
    row: int = 0
    cell: Entry | None = None
    cuts: tuple[Cut, ...] = ()


@dataclass(slots=True)
class Page:
    """The blocks of a page, how deep it nests, how many tags it has, its language as declared, its title."""

    blocks: list[Block]
    depth: int
    tags: int
    language: str | None
    title: str | None


@dataclass(slots=True)
class _Gathering:
    """The block being gathered."""

    parts: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    size: int = 0
    space: bool = False
    linked: int = 0

    def add(self, source: str, start: int, end: int, link: bool) -> None:
        """Take the text of a node, white space drawn together."""
        for token in _TEXT.finditer(source, start, end):
            text = token.group()
            if text[0] in " \t\r\n\f":
                self.space = self.size > 0
                continue
            if text[0] == "&" and len(text) > 1:
                text = html.unescape(text)
                if text.isspace():
                    text = " " if text != "\u3000" else text
            if self.space:
                self._put(" ", token.start() - 1)
                self.space = False
            self._put(text, token.start())
            self.linked += len(text) if link else 0

    def _put(self, text: str, at: int) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last and last[0] + last[2] == self.size and last[1] + last[2] == at:
            self.pieces[-1] = (last[0], last[1], last[2] + len(text))
        else:
            self.pieces.append((self.size, at, len(text)))
        self.parts.append(text)
        self.size += len(text)


def scan(source: str) -> Page:
    """The blocks of visible text of an HTML page, in order."""
    return _Scanner(source).run()


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.low = source.lower() if source.isascii() else "".join(c.lower() if c.isascii() else c for c in source)
        self.blocks: list[Block] = []
        self.gathering = _Gathering()
        self.open: dict[str, int] = {}
        self.depth = self.deepest = self.tags = 0
        self.language: str | None = None
        self.title: str | None = None
        self.grids = Grids()

    def run(self) -> Page:
        source, at, size = self.source, 0, len(self.source)
        while at < size:
            tag = source.find("<", at)
            end = size if tag < 0 else tag
            if end > at:
                self.gathering.add(source, at, end, bool(self.open.get("a")))
            at = size if tag < 0 else self._tag(tag)
        self._close_block()
        return Page(merged(self.blocks, self.grids.nested), self.deepest, self.tags, self.language, self.title)

    def _tag(self, at: int) -> int:
        """Read what begins with "<" at `at`; where reading goes on."""
        source = self.source
        if source.startswith("<!--", at):
            end = source.find("-->", at + 4)
            return len(source) if end < 0 else end + 3
        named = _NAME.match(source, at + 1)
        if not named:
            if source[at + 1 : at + 2] in ("!", "?", "/"):
                return self._past(at)
            self.gathering.add(source, at, at + 1, False)
            return at + 1
        closing, name = source[at + 1] == "/", named[1].lower()
        rest = _REST.match(source, named.end(), named.end() + _LONGEST_TAG)
        end = rest.end() if rest else self._past(named.end())
        self.tags += 1
        if name in _BLOCKS:
            self._close_block()
        if name in TABLES:
            self.grids.turn(name, closing, source[named.end() : end])
        if closing:
            self._leave(name)
            return end
        if name == "html":
            self._declare(source[at:end])
        if name in _RAW or name == "title":
            return self._skip(name, end)
        if name not in _VOID and source[end - 2 : end] != "/>":
            self._enter(name)
        return end

    def _past(self, at: int) -> int:
        end = self.source.find(">", at)
        return len(self.source) if end < 0 else end + 1

    def _skip(self, name: str, at: int) -> int:
        """Pass over the content of a script, a style and their like; keep the words of the title."""
        end = self.low.find(f"</{name}", at)
        end = len(self.source) if end < 0 else end
        if name == "title" and self.title is None:
            self.title = html.unescape(" ".join(self.source[at : min(end, at + 1000)].split())) or None
        return self._past(end) if end < len(self.source) else end

    def _enter(self, name: str) -> None:
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        if name in _PLACES:
            self.open[name] = self.open.get(name, 0) + 1

    def _leave(self, name: str) -> None:
        self.depth = max(0, self.depth - 1)
        if self.open.get(name):
            self.open[name] -= 1

    def _declare(self, tag: str) -> None:
        found = re.search(r"""\blang\s*=\s*["']?([A-Za-z]{2,3})\b""", tag)
        if found and self.language is None:
            self.language = found[1].lower()

    def _close_block(self) -> None:
        gathered = self.gathering
        if gathered.size:
            places = frozenset(name for name, count in self.open.items() if count)
            block = Block("".join(gathered.parts), gathered.pieces, places, gathered.linked)
            block.table, block.row, block.cell = self.grids.place()
            self.blocks.append(block)
        if gathered.size or gathered.space:
            self.gathering = _Gathering()
