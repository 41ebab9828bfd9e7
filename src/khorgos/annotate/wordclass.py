"""Classes of pieces that are told by shape, and the expression of a slot."""

from __future__ import annotations

import re

# y: a year 1000-2199   d: a number 1-31   n: another whole number   f: a fraction   D: dd.mm.yyyy
SHAPES = "ydnfD"
_YEAR = re.compile(r"1\d\d\d|20\d\d|21\d\d")
_DOTTED = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:1[89]|20)\d\d")


def shape(piece: str) -> str:
    """The character for a number."""
    if piece.isdecimal():
        if len(piece) == 4 and _YEAR.fullmatch(piece):
            return "y"
        return "d" if len(piece) <= 2 and 0 < int(piece) < 32 else "n"
    return "D" if _DOTTED.fullmatch(piece) else "f"


def slot_expression(name: str, classes: dict[str, dict[str, object]]) -> str:
    """The expression for a slot; raises KeyError for an unknown class."""
    suffix = _any(classes.get("suffix", {}))
    numbers = _any(classes.get("number", {}))
    if name == "year":
        return "y"
    if name == "dotted":
        return "D"
    if name in ("day", "two"):
        return f"d{suffix}?" if suffix and name == "day" else "d"
    if name in ("digits", "minute"):
        return "[dn]"
    if name == "hour":
        return "d"
    if name == "count":
        return f"[dnf]|{numbers}(?:[ ]?{numbers}){{0,2}}" if numbers else "[dnf]"
    if name == "ordinal":
        dots = f"|d{suffix}" if suffix else ""
        return f"{_any(classes['ordinal'])}{dots}"
    if name in ("month", "monthname", "weekday", "yearword"):
        short = _any(classes.get("abbreviated", {}))
        return _any(classes[name]) + (f"(?:(?<={short}){_any(classes['stop'])})?" if short else "")
    return _any(classes[name])


def _any(words: dict[str, object]) -> str:
    return "[" + "".join(map(re.escape, words)) + "]" if words else ""
