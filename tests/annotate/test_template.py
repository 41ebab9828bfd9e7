"""Patterns over word classes."""

from __future__ import annotations

import re

import pytest

from khorgos.annotate.template import Compiler, literals
from khorgos.annotate.wordclass import shape

# One character for each word here: classes M and U, literals as they stand.
CLASSES = {
    "month": {"M": 5, "N": 6},
    "unit": {"U": "Y"},
    "abbreviated": {"N": 6},
    "stop": {".": "."},
    "suffix": {"s": "th"},
}


def matches(template: str, codes: str) -> bool:
    """Whether a pattern takes the whole of a text of characters."""
    return re.fullmatch(Compiler(CLASSES, str, "-").compile(template).source, codes) is not None


@pytest.mark.parametrize(
    ("template", "codes", "taken"),
    [
        ("{month} {year}", "M y", True),
        ("{month} {year}", "M-y", True),
        ("{month} {year}", "My", True),
        ("{month}_{year}", "M-y", False),
        ("{month}[,] {year}", "M, y", True),
        ("{month}[,] {year}", "M; y", False),
        ("(a|b) {unit}", "b U", True),
        ("{count} {unit}", "n U", True),
        ("{day} {month}", "ds M", True),
        ("{month} {year}", "N. y", True),
        ("{month} {year}", "M. y", False),
    ],
)
def test_patterns(template: str, codes: str, taken: bool) -> None:
    """Optional parts, alternatives, blanks, numbers by shape, and stops that only abbreviations take."""
    assert matches(template, codes) is taken


def test_what_stands_before_is_no_part() -> None:
    """A word asked for in front is looked at and left out of the match."""
    found = re.compile(Compiler(CLASSES, str, "-").compile("<f|i> {unit}").source.replace("[ -]?", "", 1)).search("f U")
    assert found is not None
    assert found.span() == (2, 3)


def test_firsts_and_slots() -> None:
    """A compiled pattern knows with what it can begin, and its slots in order."""
    compiled = Compiler(CLASSES, str, "-").compile("[t_]{month} {year}(-|o){year2}")
    assert compiled.firsts == set("tMN")
    assert compiled.slots == (("month", "month"), ("year", "year"), ("year2", "year"))


def test_unknown_class() -> None:
    """A class that is neither listed nor a number's is refused."""
    with pytest.raises(KeyError):
        Compiler(CLASSES, str, "-").compile("{planet}")


def test_literals() -> None:
    """What stands as written is told, marks and slots aside."""
    assert list(literals("[the] {part} of<in|for>x")) == ["the", "of", "in", "for", "x"]


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        ("2023", "y"),
        ("0999", "n"),
        ("2200", "n"),
        ("18", "d"),
        ("31", "d"),
        ("32", "n"),
        ("1,500", "f"),
        ("18.05.2023", "D"),
        ("1.5", "f"),
    ],
)
def test_shapes(piece: str, code: str) -> None:
    """Numbers are told by their shape: years, days, other whole numbers, fractions, dotted dates."""
    assert shape(piece) == code
