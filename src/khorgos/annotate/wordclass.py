"""Classes of pieces: those that a pack lists by word and those that are told by a number's shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

Classes = Mapping[str, Mapping[str, Any]]

# y: a year 1000-2199   d: a number 1-31   n: another whole number   f: a fraction   D: dd.mm.yyyy
SHAPES = "ydnfD"
_YEAR = re.compile(r"1\d\d\d|20\d\d|21\d\d")
_DOTTED = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:1[89]|20)\d\d")
# Slots for numbers by the shapes that fill them.
_SHAPED = {
    "year": "y",
    "dotted": "D",
    "two": "d",
    "hour": "d",
    "day": "d",
    "digits": "dn",
    "minute": "dn",
    "count": "dnf",
}


class Side(NamedTuple):
    """One way to fill a slot: the characters with which it begins, the expression of what may follow."""

    heads: str
    tail: str = ""


def shape(piece: str) -> str:
    """The character for a number."""
    if piece.isdecimal():
        if len(piece) == 4 and _YEAR.fullmatch(piece):
            return "y"
        return "d" if len(piece) <= 2 and 0 < int(piece) < 32 else "n"
    return "D" if _DOTTED.fullmatch(piece) else "f"


def sides(name: str, classes: Classes) -> list[Side]:
    """The ways to fill a slot; raises KeyError for one that is neither a number's nor a class's."""
    # 1st, 1-й: the letters that make a number an ordinal, joined or not.
    suffix = _any(classes["suffix"]) if "suffix" in classes else ""
    if suffix and "joint" in classes:
        suffix = f"(?:{_any(classes['joint'])}?{suffix})"
    if name == "ordinal":
        return [Side("".join(classes[name])), *([Side("d", suffix)] if suffix else [])]
    if name in _SHAPED:
        tail = f"{suffix}?" if suffix and name == "day" else ""
        return [Side(_SHAPED[name], tail), *(_counted(classes) if name == "count" else [])]
    return [Side("".join(classes[name]), _stop(name, classes))]


def _counted(classes: Classes) -> list[Side]:
    """Number words: up to three, as in twenty-one hundred."""
    numbers = classes.get("number", {})
    return [Side("".join(numbers), f"(?:[ ]?{_any(numbers)}){{0,2}}")] if numbers else []


def _stop(name: str, classes: Classes) -> str:
    """A stop after the class's abbreviations."""
    short = classes.get("abbreviated", {}).keys() & classes[name].keys()
    return f"(?:(?<={_any(dict.fromkeys(sorted(short)))}){_any(classes['stop'])})?" if short else ""


def _any(words: Mapping[str, Any]) -> str:
    return "[" + "".join(map(re.escape, words)) + "]"
