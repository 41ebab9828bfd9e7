"""A text as hashes of its word groups, and the few of them that it is found by.

Each sentence is known by the smallest hash of its word groups (MinHash, a band of one row a sentence): it stays the
same when the sentence is moved, lifted or changed in a word or two, and a text has as many as it has sentences.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import NamedTuple

# Words of scripts with spaces, single characters of those without.
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]")
_END = re.compile(r"[.!?。！？](?=\s|$|[\"”»’])|\n|[。！？]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Words in a group: five words, or ten characters, rarely stand together twice by chance.
WIDTH, WIDTH_CJK = 5, 10
# Sentences of fewer groups are too common ("He said so on Monday"); those of more get a second hash.
_SHORT, _LONG = 4, 25


def words(text: str) -> list[list[str]]:
    """The words of a text, sentence by sentence, in one form of case."""
    found = (_WORD.findall(sentence) for sentence in _END.split(text.casefold()))
    return [each for each in found if each]


def width_of(text: str) -> int:
    """How many words make a group in this text."""
    head = text[:400]
    return WIDTH_CJK if len(_CJK.findall(head)) * 4 > len(head) else WIDTH


class Sketch(NamedTuple):
    """A text as it is compared: the hashes that it is found by, one or two a sentence, and those of all its groups."""

    marks: list[int]
    groups: set[int]


def sketch(text: str) -> Sketch:
    """The hashes of the word groups within sentences, and the few of them that the text is found by."""
    width, marks, every = width_of(text), [], set()
    for sentence in words(text):
        hashes = groups(sentence, width)
        if len(hashes) >= _SHORT:
            marks.append(min(hashes))
        if len(hashes) >= _LONG:
            marks.append(max(hashes))
        every.update(hashes)
    return Sketch(marks, every)


def groups(sentence: list[str], width: int) -> list[int]:
    """The hashes of the word groups of a sentence, in order.

    Python's hash of a tuple of numbers: 64 bits, the same in every process, and reckoned in C.  `SCHEME` tells
    whether two programs hash alike.
    """
    codes = [_code(word) for word in sentence]
    return list(map(hash, zip(*(codes[at:] for at in range(width)), strict=False)))


SCHEME = f"{hash(tuple(range(WIDTH))) & 0xFFFFFFFF:08x}"


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    # Below 2**61, where numbers are their own hashes.
    return (zlib.crc32(data) << 32 | zlib.adler32(data)) >> 3
