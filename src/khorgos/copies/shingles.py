"""A text as hashes of its word groups, and the few of them that it is found by.

Each sentence is known by the smallest hash of its word groups (MinHash, a band of one row a sentence): it stays the
same when the sentence is moved, lifted or changed in a word or two, and a text has as many as it has sentences.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

# Words of scripts with spaces, single characters of those without.
_WORD = re.compile(
    r"[^\W\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]|[.!?。！？](?=\s|$|[\"”»’])|\n|[。！？]"
)
_ENDS = frozenset(".!?。！？\n")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Words in a group: five words, or ten characters, rarely stand together twice by chance.
WIDTH, WIDTH_CJK = 5, 10
# Sentences of fewer groups are too common ("He said so on Monday"); those of more get a second hash.
_SHORT, _LONG = 4, 25
_MASK = (1 << 64) - 1
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xD6E8FEB86659FD93


def words(text: str) -> list[list[str]]:
    """The words of a text, sentence by sentence, in one form of case."""
    found: list[list[str]] = [[]]
    for word in _WORD.findall(text.casefold()):
        if word in _ENDS:
            if found[-1]:
                found.append([])
        else:
            found[-1].append(word)
    return [each for each in found if each]


def width_of(text: str) -> int:
    """How many words make a group in this text."""
    head = text[:400]
    return WIDTH_CJK if len(_CJK.findall(head)) * 4 > len(head) else WIDTH


def sketch(text: str) -> list[int]:
    """The hashes that the text is found by: one or two a sentence."""
    width, found = width_of(text), []
    for sentence in words(text):
        hashes = groups(sentence, width)
        if len(hashes) >= _SHORT:
            found.append(min(hashes))
        if len(hashes) >= _LONG:
            found.append(max(hashes))
    return found


def shingles(text: str) -> set[int]:
    """The hashes of all word groups within sentences."""
    width = width_of(text)
    return {each for sentence in words(text) for each in groups(sentence, width)}


def groups(sentence: list[str], width: int) -> list[int]:
    """The hashes of the word groups of a sentence, in order (64 bits, rolling)."""
    codes = [_code(word) for word in sentence]
    if len(codes) < width:
        return []
    rolled, out = 0, pow(_BASE, width, _MASK + 1)
    found = []
    for at, code in enumerate(codes):
        rolled = (rolled * _BASE + code) & _MASK
        if at >= width:
            rolled = (rolled - codes[at - width] * out) & _MASK
        if at >= width - 1:
            mixed = ((rolled ^ rolled >> 32) * _MIX) & _MASK
            found.append(mixed ^ mixed >> 32)
    return found


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.adler32(data)
