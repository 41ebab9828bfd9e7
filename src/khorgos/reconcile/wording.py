"""How much two wordings share: names and passages as sets of word stems (of pairs of characters in Chinese)."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_\u4e00-\u9fff]{3,}|[\u4e00-\u9fff]+")
# Endings differ by case, number and spelling; what names a thing stands at the beginning of its words.
_STEM = 6


@lru_cache(maxsize=65_536)
def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's words, accents and case aside; numbers say nothing of what is spoken of."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if "\u4e00" <= word[0] <= "\u9fff":
            found |= {word[at : at + 2] for at in range(max(1, len(word) - 1))}
        else:
            found.add(word[:_STEM])
    return frozenset(found)


def alike(one: str, other: str) -> float:
    """The share of the shorter wording's stems that the longer one has too, from 0 to 1; 0 where one is empty."""
    first, second = stems(one), stems(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


_CAPITAL = re.compile(r"[^\W\d_a-zа-яё]\w{2,}|[\u4e00-\u9fff]+")


@lru_cache(maxsize=65_536)
def proper(text: str) -> frozenset[str]:
    """The stems of what a name has of its own: its capitalised words; all of it in Chinese."""
    return stems(" ".join(_CAPITAL.findall(text)))


def named_alike(one: str, other: str) -> float:
    """How alike two names are by their own words, from 0 to 1: "Kulanak power station", "Kulanak hydropower plant"."""
    first, second = proper(one), proper(other)
    if not first or not second:
        return alike(one, other)
    return len(first & second) / max(len(first), len(second))
