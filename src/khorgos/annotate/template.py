"""Patterns over word classes, as `times.yaml` writes them, made into regular expressions over pieces' characters.

{class}    a word of a class or a number; a digit after the name tells a second one: {year} {year2}
[x]        may be missing             (x|y)    either             <x|y>    x or y and a blank stand before it
a blank    a blank, a hyphen or nothing        _    a blank       anything else stands as written
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from khorgos.annotate.wordclass import Classes, sides

_TOKEN = re.compile(
    r"\{(?P<slot>[a-z]+)(?P<number>\d*)\}|(?P<mark>[\[\]()|])|(?P<space> +)|(?P<gap>_)"
    r"|<(?P<behind>[^>]+)>|(?P<other>[^\[\]()|{} _<>]+)"
)


class Template(NamedTuple):
    """A compiled pattern: its expression, slots (name, class), the characters that a match can begin with."""

    source: str
    slots: tuple[tuple[str, str], ...]
    firsts: frozenset[str]


class _Node(NamedTuple):
    source: str
    firsts: frozenset[str] = frozenset()
    empty: bool = False


def literals(template: str) -> Iterator[str]:
    """What stands in a pattern as written."""
    for token in _TOKEN.finditer(template):
        if token["other"]:
            yield token["other"]
        elif token["behind"]:
            yield from token["behind"].split("|")


class Compiler:
    """Compiles the patterns of one language.

    `codes_of` gives the characters of a literal, `hyphen` is the hyphen's.  Raises KeyError for an unknown class.
    """

    def __init__(self, classes: Classes, codes_of: Callable[[str], str], hyphen: str) -> None:
        self._classes = classes
        self._codes_of = codes_of
        self._hyphen = hyphen

    def compile(self, template: str) -> Template:
        """One pattern compiled."""
        slots: list[tuple[str, str]] = []
        node = self._either(_TOKEN.finditer(template), "", slots)
        # A match begins with a word, never with what joins words.
        return Template(node.source, tuple(slots), node.firsts - {self._hyphen})

    def _either(self, tokens: Iterator[re.Match[str]], close: str, slots: list[tuple[str, str]]) -> _Node:
        branches: list[list[_Node]] = [[]]
        for token in tokens:
            mark = token["mark"]
            if mark and mark == close:
                break
            if mark == "|":
                branches.append([])
            elif mark == "[":
                inner = self._either(tokens, "]", slots)
                branches[-1].append(_Node(f"(?:{inner.source})?", inner.firsts, empty=True))
            elif mark == "(":
                inner = self._either(tokens, ")", slots)
                branches[-1].append(inner._replace(source=f"(?:{inner.source})"))
            else:
                branches[-1].append(self._single(token, slots))
        rows = [_row(branch) for branch in branches]
        firsts = frozenset[str]().union(*(row.firsts for row in rows))
        return _Node("|".join(row.source for row in rows), firsts, any(row.empty for row in rows))

    def _single(self, token: re.Match[str], slots: list[tuple[str, str]]) -> _Node:
        if token["slot"]:
            slots.append((token["slot"] + token["number"], token["slot"]))
            ways = sides(token["slot"], self._classes)
            source = "|".join(f"[{re.escape(way.heads)}]{way.tail}" for way in ways)
            return _Node(f"({source})", frozenset("".join(way.heads for way in ways)))
        if token["behind"]:
            words = "".join(re.escape(self._codes_of(word)) for word in token["behind"].split("|"))
            return _Node(f"(?<=[{words}] )", empty=True)
        if token["gap"]:
            return _Node(" ")
        if token["space"]:
            return _Node(f"[ {self._hyphen}]?", empty=True)
        codes = self._codes_of(token["other"])
        return _Node(re.escape(codes), frozenset(codes[:1]))


def _row(nodes: list[_Node]) -> _Node:
    """Nodes one after the other."""
    firsts: set[str] = set()
    for node in nodes:
        firsts |= node.firsts
        if not node.empty:
            break
    return _Node("".join(node.source for node in nodes), frozenset(firsts), all(node.empty for node in nodes))
