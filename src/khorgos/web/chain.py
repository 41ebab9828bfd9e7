"""Who quotes whom about a fact, as a picture: speakers, agencies, outlets that are cited, and who printed it.

Columns from left to right; a line for every link that a report gives.  Drawn on the server as SVG, without scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# Pixels: a column's width, a row's height, the letters that fit into a column.
_WIDE, _HIGH, _LETTERS = 190, 30, 23
# Signs from here on are as wide as two letters (Chinese and its neighbours).
_WIDER = "\u2e80"
_PAD = 8
COLUMNS = ("speaker", "agency", "outlet", "printed")


@dataclass(frozen=True, slots=True)
class Node:
    """A name in its column, with the place of its left edge and middle; `copy`: it printed what another printed."""

    name: str
    column: str
    x: int
    y: int
    copy: bool = False

    @property
    def shown(self) -> str:
        """The name as it fits."""
        room, kept = _LETTERS, ""
        for sign in self.name:
            room -= 1 + (sign >= _WIDER)
            if room < 1 and len(kept) + 1 < len(self.name):
                return kept + "…"
            kept += sign
        return kept


@dataclass(frozen=True, slots=True)
class Line:
    """A link from a name to who cites it, and how many claims give it."""

    path: str
    left: str
    right: str
    claims: int


@dataclass(frozen=True, slots=True)
class Chain:
    """The picture: its size, its names, its lines."""

    width: int
    height: int
    nodes: Sequence[Node]
    lines: Sequence[Line]

    @property
    def told(self) -> str:
        """The same in words, for who cannot see it."""
        return "; ".join(f"{line.left} → {line.right}" for line in self.lines)


def chain(rows: Iterable[Mapping[str, Any]], nobody: str) -> Chain | None:
    """The picture of a fact's claims (rows of the ledger); None where no report cites anybody.

    `nobody` stands for an outlet that is not known.
    """
    links: dict[tuple[tuple[str, str], tuple[str, str]], int] = {}
    names: dict[tuple[str, str], bool] = {}
    for row in rows:
        steps = list(_steps(row, nobody))
        copied = bool(row.get("document_family")) and row["document_family"] != row["document"]
        for step in steps:
            names[step] = names.get(step, True) and copied and step[0] == "printed"
        for pair in pairwise(steps):
            links[pair] = links.get(pair, 0) + 1
    if not links:
        return None
    nodes = _placed(names)
    lines = [
        Line(_curve(nodes[left], nodes[right]), left[1], right[1], number) for (left, right), number in links.items()
    ]
    height = max(node.y for node in nodes.values()) + _HIGH // 2 + _PAD
    return Chain(max(node.x for node in nodes.values()) + _WIDE, height, list(nodes.values()), lines)


def _steps(row: Mapping[str, Any], nobody: str) -> Iterator[tuple[str, str]]:
    """The links of one claim, the first who said it first."""
    for column in ("speaker", "agency", "outlet"):
        if row[column] and row[column] != row["document_outlet"]:
            yield column, str(row[column])
    yield "printed", str(row["document_outlet"] or nobody)


def _placed(names: Mapping[tuple[str, str], bool]) -> dict[tuple[str, str], Node]:
    used = [column for column in COLUMNS if any(step[0] == column for step in names)]
    nodes = {}
    for at, column in enumerate(used):
        inside = [step for step in names if step[0] == column]
        for row, step in enumerate(inside):
            nodes[step] = Node(step[1], column, at * (_WIDE + 50), _PAD + _HIGH * row + _HIGH // 2, names[step])
    return nodes


def _curve(left: Node, right: Node) -> str:
    start, end = left.x + _WIDE, right.x
    middle = (start + end) // 2
    return f"M{start} {left.y}C{middle} {left.y} {middle} {right.y} {end} {right.y}"
