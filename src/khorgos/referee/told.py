"""Claims that an imported file tells, each held to the file's own words.

Such a file gives values in the written form of this project, so that they are read again by the parsers of that form;
what it tells wrongly is rejected with the reason, as in any report.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from khorgos.claims import KINDS, Attribution, Claim, Evidence, Ground, Rejected
from khorgos.documents import Document
from khorgos.documents.told import Block, blocks
from khorgos.errors import KhorgosError
from khorgos.referee.row import Row, row_of
from khorgos.values import Period, Quantity, Span

READER = "table"
_LISTS = frozenset({"parties", "participants", "members", "partners", "recipients", "financiers", "implementers"})
_MANY = _LISTS | {"aliases"}
# The field of a quantity, by kind; others have none.
_NUMBERS = {"figure": ("value", "value_high", "unit"), "project": ("amount", "", "currency")}
_SAYS = "says "


class Written:
    """Reads numbers and periods in this project's own written form: `~4450000000 USD`, `2015/2022`."""

    def quantities(self, text: str) -> Collection[Quantity]:
        """The one quantity that is written."""
        return (Quantity.parse(text),)

    def cell(self, _value: str, _unit: str) -> Collection[Quantity]:
        """None: a written quantity has its unit beside it."""
        return ()

    def periods(self, text: str, _anchor: Period | None) -> Collection[Period]:
        """The one period that is written."""
        return (Period.parse(text),)


def told_claims(document: Document) -> tuple[list[Claim], list[Rejected]]:
    """Every claim that the file tells, in its order, and what is none."""
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    for block in blocks(document.text):
        kind = _first(document.text, block, "kind")
        if kind is None:
            continue  # a passage alone: of a project record
        try:
            claims.append(_claim(document, block))
        except KhorgosError as fault:
            whole = block.whole
            rejected.append(Rejected(kind, whole, whole.of(document.text), "told", fault.sentence()))
    return claims, rejected


def _claim(document: Document, block: Block) -> Claim:
    text = document.text
    said = _said(text, block)
    row = row_of(said, "en")
    passage = block.passage or block.whole
    quoted = passage.of(text).find(str(said["evidence"]))
    begin = passage.start + max(quoted, 0)
    span = Span(begin, begin + len(str(said["evidence"]))) if quoted >= 0 else passage
    grounds = tuple(Ground(name, place, place.of(text)) for name, place in block.fields if name in said)
    fields: dict[str, Any] = row.fields | row.periods | _quantity(text, block, row)
    links: dict[str, Any] = dict(row.attribution)
    return KINDS[row.kind](
        evidence=Evidence(document.id, span, span.of(text), passage, passage.of(text), grounds),
        attribution=Attribution(**links),
        rule="told",
        readers=(READER,),
        reread=Written(),
        **fields,
    )


def _quantity(text: str, block: Block, row: Row) -> dict[str, Any]:
    """The quantity with the bound that its line gives; a unit that only the text knows stays as worded."""
    written = _first(text, block, "value")
    if row.kind not in _NUMBERS or written is None:
        return {}
    return {"quantity" if row.kind == "figure" else "money": Quantity.parse(written)}


def _said(text: str, block: Block) -> dict[str, Any]:
    """The fields as `row_of` takes them."""
    said: dict[str, Any] = {"attribution": {}}
    for name, place in block.fields:
        told = place.of(text)
        if name.startswith(_SAYS):
            said["attribution"][name.removeprefix(_SAYS)] = told
        elif name in _MANY:
            said.setdefault(name, []).append(told)
        else:
            said[name] = told
    said.setdefault("evidence", (block.passage or block.whole).of(text))
    return _numbers(said)


def _numbers(said: dict[str, Any]) -> dict[str, Any]:
    """A written quantity as the fields that rows have for it."""
    names = _NUMBERS.get(str(said.get("kind")))
    if names and "value" in said:
        found = Quantity.parse(str(said["value"]))
        low, high, unit = names
        said |= {low: found.low, unit: found.unit.code, "bound": found.bound.value}
        said |= {high: found.high} if high and found.is_range else {}
    return said


def _first(text: str, block: Block, name: str) -> str | None:
    return next((place.of(text) for field, place in block.fields if field == name), None)


def fields_of(said: dict[str, Any], number: str) -> list[tuple[str, str]]:
    """A claim in its plain form (`Claim.as_dict`) as the lines of such a file; `number` is its quantity, written."""
    kind = str(said["kind"])
    skipped = {"bound", *_NUMBERS.get(kind, ())}
    lines = [("kind", kind), *([("value", number)] if number.strip() else [])]
    for name in KINDS[kind].SAYS:
        if name not in skipped and said.get(name) not in (None, "", []):
            values = said[name] if name in _MANY else [said[name]]
            lines += [(name, str(value)) for value in values]
    lines += [(f"{_SAYS}{name}", str(said.get("attribution", {}).get(name) or "")) for name in ("speaker", "agency")]
    lines += [(f"{_SAYS}outlet", str(said.get("attribution", {}).get("outlet") or ""))]
    return [*lines, ("evidence", str(said.get("evidence") or ""))]
