"""A document's text cut into blocks and pieces, so that its evidence can be shown in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the ids of the claims whose evidence covers it, the shortest evidence first."""

    text: str
    claims: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A segment of the document with its pieces, and the claims whose evidence begins in it, in order."""

    kind: str
    pieces: tuple[Piece, ...]
    claims: tuple[dict[str, Any], ...]


def blocks(text: str, segments: Sequence[dict[str, Any]], claims: Sequence[dict[str, Any]]) -> list[Block]:
    """The blocks of a document; `claims` are rows of the ledger in the order of their places."""
    found = []
    for segment in segments:
        start, end = segment["start"], segment["end"]
        here = [row for row in claims if row["evidence_start"] < end and row["evidence_end"] > start]
        begun = tuple(row for row in here if start <= row["evidence_start"])
        found.append(Block(segment["kind"], tuple(_pieces(text, start, end, here)), begun))
    return found


def folded(found: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """Runs of blocks: ("text", …) for what is read, ("aside", …) for menus, captions and credits in a row."""
    runs: list[tuple[str, list[Block]]] = []
    for block in found:
        name = "text" if block.kind in ("title", "body", "foreign") or block.claims else "aside"
        if not runs or runs[-1][0] != name:
            runs.append((name, []))
        runs[-1][1].append(block)
    return runs


def passage(text: str, row: dict[str, Any], around: int = 280) -> tuple[str, str, str]:
    """The evidence of a claim with what stands before and behind it in its paragraph."""
    start, end = row["evidence_start"], row["evidence_end"]
    first = max(text.rfind("\n", 0, start) + 1, start - around)
    stop = text.find("\n", end)
    last = min(len(text) if stop < 0 else stop, end + around)
    before = ("…" if first and text[first - 1] != "\n" else "") + text[first:start]
    behind = text[end:last] + ("…" if last < len(text) and text[last] != "\n" else "")
    return before, text[start:end], behind


def _pieces(text: str, start: int, end: int, claims: Sequence[dict[str, Any]]) -> Iterable[Piece]:
    cuts = {start, end}
    for row in claims:
        cuts |= {max(start, row["evidence_start"]), min(end, row["evidence_end"])}
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        over = [row for row in claims if row["evidence_start"] <= first and row["evidence_end"] >= last]
        over.sort(key=lambda row: row["evidence_end"] - row["evidence_start"])
        yield Piece(text[first:last], tuple(row["id"] for row in over), over[0]["kind"] if over else "")
