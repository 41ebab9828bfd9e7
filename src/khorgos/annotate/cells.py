"""A cell of a table read as a number, with the words of scale and unit that its heading or caption gives.

"13,166.1" under "Exports, US$ million" is 13,166.1 million US dollars: the cell and the unit are read together, as
one would say them, by the same grammar that reads prose; what that grammar does not read to its end is no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khorgos.annotate.glance import measured
from khorgos.annotate.typography import fold
from khorgos.language import load
from khorgos.values import Quantity
from khorgos.values.unit import COUNT, Dimension

# Marks of footnotes behind a number.
_NOTE = re.compile(r"(?:\s*(?:\*+|[¹²³⁴-⁹]+|\[\d{1,2}\]|\([a-z]\)))+$")
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_NUMBER = re.compile(r"[+-]? ?\d[\d.,' ]*")
_LOSS = re.compile(r"\((\d[\d.,' ]*)\)")
# A unit is named in so many words at most: "millions of US dollars", "млн. долларов США".
_WORDS = 5
_TOKEN = re.compile(r"[^\s(),;:（）：，；]+")
_WIDE_END = 8
_TRIAL = "7"
_THOUSANDS = re.compile(r"(?<!\d)'?000s?(?!\d)")
_SIGN = re.compile(r"[^\w\s]+|[A-Z]{1,3}\$")
# Scale and currency stand together in one or two short words: "$m", "EUR m".
_GLUED = 2
_HAN = re.compile(r"[\u4e00-\u9fff]")


def bare(text: str) -> str:
    """The words of a cell without footnote marks and spaces within a number; a loss in brackets is negative."""
    found = _NOTE.sub("", fold(text)).strip()
    loss = _LOSS.fullmatch(found)
    found = f"-{loss[1]}" if loss else found
    return re.sub(r"[ ']", "", found) if _SPACED.fullmatch(found) else found


def is_number(text: str) -> bool:
    """Whether a cell is a number and nothing else."""
    return bool(_NUMBER.fullmatch(bare(text)))


@lru_cache(maxsize=8192)
def cell_readings(value: str, unit: str, code: str) -> tuple[Quantity, ...]:
    """What a cell and the words of a unit give together; a sign before the number stays."""
    found: dict[Quantity, None] = {}
    for text in _said(bare(value), fold(unit).strip(" ,;:()"), code):
        mention = measured(text, code)
        if mention is not None:
            found[_signed(mention.quantity, value)] = None
            break
    return tuple(found)


def _signed(quantity: Quantity, value: str) -> Quantity:
    if bare(value)[:1] == "-" and quantity.low > 0:
        return Quantity(-quantity.high, -quantity.low, quantity.unit, quantity.bound)
    return quantity


def _said(value: str, unit: str, code: str) -> Iterator[str]:
    """Number and unit in the order of speech: "US$ million" is said "million US$", "$m" is "$7m"."""
    value = value.removeprefix("+").strip()
    if not unit:
        yield value
        return
    for words in dict.fromkeys((tuple(unit.split()), _plain_words(unit, code))):
        for at in range(len(words)):
            yield f"{value} {' '.join((*words[at:], *words[:at]))}"
        if 0 < len(words) <= _GLUED:
            first, last = ("", words[0]) if len(words) == 1 else words
            yield f"{value}{last} {first}".rstrip()
            sign = _SIGN.match(last)
            if sign:
                yield f"{sign.group()}{value}{last[sign.end() :]} {first}".rstrip()


def _plain_words(unit: str, code: str) -> tuple[str, ...]:
    """The words of a unit without stops and joints, the sign of thousands written out: "'000 t", "mln. of USD"."""
    written = _THOUSANDS.sub(_scale(code).thousand, unit).replace(".", "")
    return tuple(word for word in written.split() if word.lower() not in _scale(code).joints)


class _Scale(NamedTuple):
    """A language's words of scale, its word for a thousand, and the words that join scale and unit ("millions of")."""

    words: frozenset[str]
    thousand: str
    joints: frozenset[str]


@lru_cache(maxsize=16)
def _scale(code: str) -> _Scale:
    numbers, tables = load(code).room("numbers"), load(code).room("tables")
    by_value = numbers["scale"].get("words", {})
    glued = (
        [word for words in numbers["glued"].get("words", {}).values() for word in words] if "glued" in numbers else []
    )
    words = frozenset(str(word).lower() for words in (*by_value.values(), glued) for word in words)
    thousand = next((str(forms[0]) for value, forms in by_value.items() if int(value) == 1000), "")
    joints = tables["joint"].forms if "joint" in tables else ()
    return _Scale(words, thousand, frozenset(joints))


@lru_cache(maxsize=4096)
def unit_in(text: str, code: str) -> tuple[int, int] | None:
    """Where the words of scale and unit stand in a heading ("Exports, US$ million"), the longest.

    None without one, and where a word of scale or a second unit stands beside that cannot be read together with it
    (`units_clash` tells the two apart).
    """
    found = _units(text, code)
    return found[0][:2] if found and not _clash(text, code, found) else None


def units_clash(text: str, code: str) -> bool:
    """Whether a heading has units or words of scale that do not make one unit."""
    found = _units(text, code)
    return bool(found) and _clash(text, code, found)


def _clash(text: str, code: str, found: _Units) -> bool:
    start, end, unit = found[0]
    apart = any(other.unit != unit.unit for first, last, other in found if last <= start or end <= first)
    return apart or (unit.low == int(_TRIAL) and _scaled(fold(text), code))


_Units = tuple[tuple[int, int, Quantity], ...]


@lru_cache(maxsize=4096)
def _units(text: str, code: str) -> _Units:
    """Every stretch that is a unit, the longest first."""
    folded = fold(text)
    found = [(start, end, unit) for start, end in _stretches(folded) if (unit := _unit(folded[start:end], code))]
    return tuple(sorted(found, key=lambda each: each[0] - each[1]))


def _unit(text: str, code: str) -> Quantity | None:
    if any(map(str.isdigit, _THOUSANDS.sub("", text))):
        return None
    found = next(iter(cell_readings(_TRIAL, text, code)), None)
    if found is None or found.unit.dimension is Dimension.TIME:
        return None  # "year on year"
    return found if found.unit != COUNT or found.low > int(_TRIAL) else None


def _scaled(text: str, code: str) -> bool:
    """Whether a heading has a word of scale."""
    words = _scale(code).words
    if _THOUSANDS.search(text):
        return True
    if _HAN.search(text):
        return any(word in text for word in words)
    return any(part.lower() in words for part in re.findall(r"[^\W\d_]+", text))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    tokens = list(_TOKEN.finditer(text))
    for first, token in enumerate(tokens):
        for last in tokens[first : first + _WORDS]:
            yield token.start(), last.end()
        if _HAN.search(token.group()):
            # Chinese parts no words: the unit ends the heading.
            for start in range(max(token.start() + 1, token.end() - _WIDE_END), token.end()):
                yield start, token.end()
