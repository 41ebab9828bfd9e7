"""Where a passage that somebody quotes stands in a document: as quoted, as typography has it, or shortened.

verbatim     the words stand so
typography   they stand so but for quotation marks, spaces, hyphens and full-width forms
shortened    words of the passage were left out; what is left stands in this order, close together
extended     words were added at an end; the rest stands so
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate.typography import fold

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:[.,'’][^\W_\u3400-\u9fff]+)*|[%$€£¥₽+]")
_SPACES = re.compile(r"\s+")
# A passage is so many words at least before it may be looked for with words left out.
_FEWEST = 3
# What is found for a shortened passage has no more than so many words to each that is left (every other: two).
_SPARSE = 2.6
# So many of the words of an extended passage stand in the document; the rest was added.
_KEPT = 0.6


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the document and how it was found."""

    start: int
    end: int
    how: str

    @property
    def repaired(self) -> bool:
        """Whether the quoted words are not the document's own."""
        return self.how != "verbatim"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a document, folded, with their places."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def find(text: str, quoted: str) -> list[Passage]:
    """Every place of a quoted passage, by the strictest of the four ways that finds one; empty where none does."""
    quoted = quoted.strip()
    if not quoted:
        return []
    verbatim = [Passage(at, at + len(quoted), "verbatim") for at in _all(text, quoted)]
    return verbatim or _typographic(text, quoted) or _by_words(text, quoted)


def _all(text: str, part: str) -> list[int]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def _typographic(text: str, quoted: str) -> list[Passage]:
    """The passage with typography folded, spaces and hyphens where they may be; letters and digits stay as they are."""
    pieces = [re.escape(piece) for piece in re.split(r"[\s-]+", fold(quoted).strip("\"' .…")) if piece]
    if not pieces:
        return []
    pattern = r"[\s-]*".join(pieces) if len(pieces) > 1 else pieces[0]
    pattern = pattern.replace("'", "['\"]?").replace('"', "['\"]?")
    edges = (r"(?<!\w)" if pieces[0][0].isalnum() else "", r"(?!\w)" if pieces[-1][-1].isalnum() else "")
    if not text.isascii() and re.search(r"[\u3400-\u9fff]", quoted):
        edges = ("", "")
    return [
        Passage(found.start(), found.end(), "typography")
        for found in re.finditer(edges[0] + pattern + edges[1], fold(text))
    ]


def _by_words(text: str, quoted: str) -> list[Passage]:
    document, wanted = _words(text), _words(quoted).words
    if len(wanted) < _FEWEST:
        return []
    found = _in_order(document, wanted, "shortened")
    return found or _extended(document, wanted)


def _in_order(document: _Words, wanted: tuple[str, ...], how: str) -> list[Passage]:
    """The narrowest stretches that hold the words in order, none too sparse."""
    found: list[Passage] = []
    for at, word in enumerate(document.words):
        if word != wanted[0]:
            continue
        last = _follow(document.words, wanted, at)
        if last is not None and last - at + 1 <= _SPARSE * len(wanted):
            found.append(Passage(document.places[at][0], document.places[last][1], how))
    shortest = min((one.end - one.start for one in found), default=0)
    return [one for one in found if one.end - one.start == shortest]


def _follow(words: tuple[str, ...], wanted: tuple[str, ...], at: int) -> int | None:
    limit = at + int(_SPARSE * len(wanted))
    for word in wanted[1:]:
        at += 1
        while at < len(words) and at <= limit and words[at] != word:
            at += 1
        if at >= len(words) or at > limit:
            return None
    return at


def _extended(document: _Words, wanted: tuple[str, ...]) -> list[Passage]:
    """The longest run of the words that stands as it is, where it is most of the passage."""
    fewest = max(_FEWEST, round(_KEPT * len(wanted)))
    for size in range(len(wanted) - 1, fewest - 1, -1):
        for begin in (0, len(wanted) - size):
            part = wanted[begin : begin + size]
            found = [
                Passage(document.places[at][0], document.places[at + size - 1][1], "extended")
                for at, word in enumerate(document.words)
                if word == part[0] and document.words[at : at + size] == part
            ]
            if found:
                return found
    return []


@lru_cache(maxsize=8)
def _words(text: str) -> _Words:
    found = list(_WORD.finditer(fold(text)))
    return _Words(tuple(one.group().lower() for one in found), tuple((one.start(), one.end()) for one in found))
