"""The numbers of a document's tables as figures, each grounded in its cell, its headings and its caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khorgos.annotate.cells import cell_readings
from khorgos.claims import Figure, Ground
from khorgos.claims.evidence import CellPlace, Evidence
from khorgos.documents.document import Document
from khorgos.documents.table import Cell, Table
from khorgos.extract.scene import Scene
from khorgos.extract.table.around import captions, title
from khorgos.extract.table.grid import Grid, grid_of
from khorgos.extract.table.head import Head, head_of, heads_of
from khorgos.extract.table.measure import measure_of
from khorgos.extract.table.sides import sides
from khorgos.extract.table.topic import detail_of, topic_of
from khorgos.extract.table.when import NotClearError, When, when
from khorgos.values import Quantity, Span

# Words of a label from which on it is prose, whose numbers are read as such.
_PROSE = 8
_WHOLE = 100


@dataclass(slots=True)
class _Reading:
    """A table with everything that governs all of its numbers."""

    scene: Scene
    grid: Grid
    number: int
    above: list[Head]
    title: Head | None
    roles: list[Head]


def extract(scene: Scene) -> None:
    """Add the figures of every table to the scene, and tell it where numbers of tables stand."""
    document = scene.view.document
    shown = title(document) if document.tables else None
    for number, table in enumerate(document.tables, 1):
        grid = grid_of(table, document) if _is_read(scene, table) else None
        if grid is None:
            continue
        above = [*heads_of(document, reversed(grid.top)), *captions(document, table)]
        scene.tabled += _spans(table, document)
        scene.tabled += [unit for head in above if head.cell is None and (unit := head.unit())]
        labels = {cell.column for _, beside, _ in grid.numbers for cell in beside}
        roles = heads_of(document, [cell for cell in grid.heads if cell.column in labels])
        reading = _Reading(scene, grid, number, above, shown, list(roles))
        for cell, beside, section in grid.numbers:
            _read(reading, cell, beside, section)
    scene.tabled.sort()


def _is_read(scene: Scene, table: Table) -> bool:
    """Whether a table stands in what is read in this language."""
    return scene.view.sentence_at(table.cells[0].span.start) is not None


def _spans(table: Table, document: Document) -> list[Span]:
    """The cells whose numbers are not read as prose."""
    return [cell.span for cell in table.cells if cell.span.of(document.text).count(" ") < _PROSE]


def _read(reading: _Reading, cell: Cell, beside: Sequence[Cell], section: Cell | None) -> None:
    document = reading.scene.view.document
    rows = list(heads_of(document, beside))
    over = list(heads_of(document, reading.grid.over(cell)))
    above = [*([head_of(document, section.span, section)] if section else []), *reading.above]
    try:
        fault = _figure(reading, cell, rows, over, above)
    except NotClearError as unclear:
        fault = "period", str(unclear)
    if fault is not None:
        reading.scene.reject("figure", cell.span.start, cell.span.end, *fault)


def _figure(
    reading: _Reading, cell: Cell, rows: list[Head], over: list[Head], above: list[Head]
) -> tuple[str, str] | None:
    heads = [*rows, *over]
    if any(head.has("rank") for head in over):
        return "rank", "a column that only numbers or ranks the rows"
    if any(head.has("other_number", "price") for head in heads):
        return "other-number", "prices, scores, times and rates are no figures of cooperation"
    if any(head.has("others") for head in heads):
        return "others", "the rest of a list has no name"
    if not all(head.is_clear() for head in heads):
        return "heading", "a heading with digits that are no period and no unit"
    quantity, unit = _quantity(reading.scene.view.document, cell, [*over, *rows, *above])
    if quantity is None:
        return "no-value", "the cell and its headings give no quantity"
    context = [*above, *([reading.title] if reading.title else [])]
    measure = measure_of(cell.span.of(reading.scene.view.document.text), quantity, [*over, *rows], context)
    if measure is None:
        return "no-measure", "nothing says whether this ratio is a change or a share"
    topic, grounded = topic_of(quantity, unit is not None, heads, context)
    if topic is None:
        return "no-indicator", "nothing says what the number is about"
    detail, told = detail_of(rows, over, above)
    if not told:
        return "heading", "row and column say what nobody knows"
    found, reason = sides(heads, context, reading.roles)
    if not found:
        return "no-parties", reason
    if measure == "share" and quantity.low == _WHOLE:
        return "trivial", "the whole of something"
    aside = measure in ("change", "share")
    period = _beside(reading, cell, heads, context) if aside else when(heads, context, later=False)
    grounds = [_ground(reading, "value", cell.span, cell)]
    grounds += [] if unit is None else [_ground(reading, "unit", unit)]
    grounds += [_ground(reading, "indicator", grounded)] if grounded else []
    grounds += [_ground(reading, "parties", span) for _, span in found]
    grounds += [] if period is None else [_period(reading, period)]
    scene = reading.scene
    scene.claim(
        Figure,
        cell.span.start,
        cell.span.end,
        evidence=_evidence(reading, cell, grounds),
        rule=f"table.{measure}",
        indicator=str(topic.get("indicator", topic.code)),
        measure=measure,
        quantity=quantity,
        parties=tuple(party for party, _ in found),
        period=period.period if period else None,
        status=next((c.code for head in heads for c, _ in head.concepts("statuses")), None),
        detail=topic.get("detail") or detail,
    )
    return None


def _quantity(document: Document, cell: Cell, heads: list[Head]) -> tuple[Quantity | None, Span | None]:
    """The cell's own quantity where it has a unit, else the number in the unit of the nearest head that has one."""
    text, code = cell.span.of(document.text), document.language.value
    own = next(iter(cell_readings(text, "", code)), None)
    if own is not None and own.unit.code != "count":
        return own, None
    for head in heads:
        unit = head.unit()
        if unit is not None:
            found = cell_readings(text, unit.of(document.text), code)
            return (found[0], unit) if found else (None, None)
    return own, None


def _beside(reading: _Reading, cell: Cell, heads: list[Head], context: list[Head]) -> When | None:
    """The period of a change or share: its own, else that of the nearest column before it, else the table's."""
    if not any(head.is_dated() for head in heads):
        for before in heads_of(reading.scene.view.document, reading.grid.before(cell)):
            if before.is_dated():
                return when([*heads, before], context, later=True)
    return when(heads, context, later=True)


def _ground(reading: _Reading, name: str, span: Span, cell: Cell | None = None) -> Ground:
    document = reading.scene.view.document
    inside = cell or next((each for each in reading.grid.table.cells if each.span.contains(span)), None)
    return Ground(name, span, span.of(document.text), None, document.page_of(span), _place(reading, inside))


def _period(reading: _Reading, found: When) -> Ground:
    document, span = reading.scene.view.document, found.head.place(found.start, found.end)
    page, place = document.page_of(span), _place(reading, found.head.cell)
    return Ground("period", span, span.of(document.text), found.anchor, page, place)


def _place(reading: _Reading, cell: Cell | None) -> CellPlace | None:
    return CellPlace(reading.number, cell.row + 1, cell.column + 1) if cell is not None else None


def _evidence(reading: _Reading, cell: Cell, grounds: list[Ground]) -> Evidence:
    """The cell as the passage, its row as the sentence."""
    document = reading.scene.view.document
    row = [each.span for each in reading.grid.table.cells if each.row == cell.row]
    line = row[0].cover(row[-1])
    return Evidence(
        document.id,
        cell.span,
        cell.span.of(document.text),
        line,
        line.of(document.text),
        tuple(grounds),
        document.page_of(cell.span),
        _place(reading, cell),
        document.recognised,
    )
