"""Extractions that others made, from files: LangExtract's JSON lines, or rows of JSON, JSON lines or CSV.

A row names its text ("text", or "file": a path from the row's own file), the quoted words ("quote", "evidence" or
"extraction_text") or their place ("span": [start, end], or "start" and "end"), and what was taken from them: "value"
(a number, or as printed), "unit" or "currency", "bound", "period" or "date".
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khorgos.errors import InputFault, KhorgosError
from khorgos.fetch.local import document_of, take
from khorgos.referee.row import number, unit_of
from khorgos.referee.verifying import Extraction, quantity_in
from khorgos.values import Bound, Context, Period, Quantity, Span, Unit

_VALUES = ("value", "amount", "number")
_UNITS = ("unit", "currency")
_PERIODS = ("period", "date", "year")
_QUOTES = ("quote", "evidence", "extraction_text")


@dataclass(frozen=True, slots=True)
class Given:
    """A row as given, its place for messages, the text it speaks of, and its fields by name."""

    place: str
    text: str
    fields: dict[str, Any]


def read(path: Path, text: str | None = None) -> list[Given]:
    """The rows of a file; `text` is that of rows that name none.  Raises InputFault for what is no such file."""
    data = take(path).decode("utf-8-sig", errors="replace")
    rows = list(_csv(data)) if path.suffix.lower() in (".csv", ".tsv") else list(_json(data, path))
    return [given for n, row in enumerate(rows, start=1) for given in _given(row, f"{path}, row {n}", path, text)]


def extraction(given: Given, language: str) -> Extraction:
    """A row's values; raises InputFault for one that cannot be read, with its place."""
    fields = given.fields
    value, unit = _first(fields, _VALUES), _first(fields, _UNITS)
    quote, period = _first(fields, _QUOTES), _first(fields, _PERIODS)
    try:
        quantity, unit_given, bound = _quantity(value, unit, quote, fields, language)
        return Extraction(
            None if quote is None else str(quote),
            _span(fields),
            quantity,
            unit_given,
            Bound(fields["bound"]) if fields.get("bound") else bound,
            None if period is None else Period.parse(str(period)),
        )
    except (KhorgosError, ValueError) as fault:
        reason = fault.reason if isinstance(fault, KhorgosError) else str(fault)
        raise InputFault(f"the row cannot be read: {reason}", place=given.place) from fault


def _quantity(
    value: Any, unit: Any, quote: Any, fields: dict[str, Any], language: str
) -> tuple[Quantity | None, bool, Bound | None]:
    """The value as a quantity; a printed one gives unit and bound itself, the quoted words where there is no value."""
    if value is None:
        printed = quantity_in(str(quote), language) if quote is not None and fields.get("langextract") else None
        return printed, True, printed.bound if printed else None
    try:
        found = number(value)
    except KhorgosError:
        printed = quantity_in(str(value), language)
        if printed is None:
            raise
        return printed, True, None
    of = Unit.of("count") if unit is None else unit_of(unit)
    return Quantity(found, found, of), unit is not None, None


def _span(fields: dict[str, Any]) -> Span | None:
    interval = fields.get("char_interval") or {}
    ends = [fields.get("start", interval.get("start_pos")), fields.get("end", interval.get("end_pos"))]
    pair = fields.get("span") or ends
    if not isinstance(pair, list) or len(pair) != 2 or any(end in (None, "") for end in pair):
        return None
    return Span(int(pair[0]), int(pair[1]))


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((fields[name] for name in names if fields.get(name) not in (None, "")), None)


def _given(row: Any, place: str, path: Path, text: str | None) -> Iterator[Given]:
    if not isinstance(row, dict):
        raise InputFault("a row is an object with names.", place=place, value=row)
    if isinstance(row.get("extractions"), list):
        own = str(row.get("text") or text or "")
        for n, each in enumerate(row["extractions"], start=1):
            attributes = each.get("attributes") or {}
            yield Given(f"{place}, extraction {n}", own, {**attributes, **each, "langextract": True})
        return
    named = row.get("text") or (_text(path.parent / str(row["file"])) if row.get("file") else text)
    if not named:
        raise InputFault("the row names no text.", place=place, mend='Give "text" or "file" in it, or --text.')
    yield Given(place, str(named), row)


def _text(path: Path) -> str:
    return document_of(take(path), Context(), str(path)).text


def _json(data: str, path: Path) -> Iterator[Any]:
    try:
        whole = json.loads(data)
    except ValueError:
        yield from _lines(data, path)
        return
    if isinstance(whole, dict):
        whole = whole.get("claims") or whole.get("rows") or [whole]
    yield from whole


def _lines(data: str, path: Path) -> Iterator[Any]:
    for n, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as fault:
                raise InputFault("neither JSON nor JSON lines.", place=f"{path}, line {n}", value=line[:60]) from fault


def _csv(data: str) -> Iterator[dict[str, Any]]:
    first = data.split("\n", 1)[0]
    yield from csv.DictReader(io.StringIO(data), delimiter="\t" if "\t" in first else ",")
