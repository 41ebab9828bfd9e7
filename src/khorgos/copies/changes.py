"""What a copy made of the figures of its original: a lost "about", a rounded value, another period, left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khorgos.claims.printing import Printing

# Values so near to one another are one value, rounded; beyond it is another figure.
_ROUNDED = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: `what` ("bound", "value", "period", "speaker", "left out"), and the figure before and after."""

    what: str
    before: str
    after: str
    claim: str
    in_copy: str | None = None


def changes(original: Sequence[Printing], copy: Sequence[Printing]) -> list[Changed]:
    """The changes of a copy, in the order of the original's claims; claims of the same figure are held together."""
    free = [claim for claim in copy if claim.kind == "figure"]
    found: list[Changed] = []
    for claim in original:
        if claim.kind != "figure":
            continue
        match = min((each for each in free if _same(claim, each)), key=lambda each: _far(claim, each), default=None)
        if match is None:
            found.append(Changed("left out", claim.number, "", claim.id))
            continue
        free.remove(match)
        found += _between(claim, match)
    return found


def _same(one: Printing, other: Printing) -> bool:
    """Whether two claims may be one figure, one of them changed."""
    if one.measured != other.measured or one.all_sides != other.all_sides:
        return False
    before, after = _value(one), _value(other)
    if before is None or after is None:
        return before == after
    return abs(before - after) <= abs(before) * _ROUNDED


def _far(one: Printing, other: Printing) -> tuple[bool, Decimal, bool]:
    before, after = _value(one) or Decimal(0), _value(other) or Decimal(0)
    return (one.word("detail") != other.word("detail"), abs(before - after), one.word("period") != other.word("period"))


def _between(one: Printing, other: Printing) -> Iterator[Changed]:
    pairs: list[tuple[str, Any, Any]] = [
        ("value", _value(one), _value(other)),
        ("bound", one.word("bound"), other.word("bound")),
        ("period", one.word("period"), other.word("period")),
        ("speaker", _speaker(one), _speaker(other)),
    ]
    for what, before, after in pairs:
        if before != after:
            shown = (one.number, other.number) if what in ("value", "bound") else (str(before), str(after))
            yield Changed(what, *shown, one.id, other.id)


def _value(claim: Printing) -> Decimal | None:
    value = claim.said.get("value")
    return None if value is None else Decimal(str(value))


def _speaker(claim: Printing) -> str:
    said = claim.said.get("attribution") or {}
    return str(said.get("speaker") or "")
