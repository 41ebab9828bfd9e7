"""Charts as Vega-Lite definitions: data and marks; colours and fonts come from the page (static/charts.js)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from khorgos.claims import Record
from khorgos.claims.official import Observation
from khorgos.errors import ValueFault
from khorgos.records.dollars import nominal_dollars
from khorgos.reference.areas import numeric_of
from khorgos.reference.cities import Point
from khorgos.telling import chip, party_name, voice

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# The shape of a bound: which way the true value may lie.
_SHAPES = {">": "triangle-up", ">=": "triangle-up", "<": "triangle-down", "<=": "triangle-down", "~": "diamond"}

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "mn"))


def dots(rows: list[dict[str, Any]], official: Sequence[Observation] = ()) -> dict[str, Any] | None:
    """Every claim of a figure as a dot: value up, day of printing across; None where no two can be compared.

    The shape is the bound (a triangle points where the value may lie), a bar a range, a ring a copy of another's
    printing, a line behind what an office counts for the same period.
    """
    points = [_point(row) for row in rows if row["kind"] == "figure" and row["value_number"] is not None]
    if len(points) < 2 or len({point["unit"] for point in points}) > 1:
        return None
    size, scale = _scale(max(abs(point["high"]) for point in points))
    for point in points:
        point |= {"low": point["low"] / size, "high": point["high"] / size}
    unit = " ".join(part for part in (scale, axis_unit(points[0]["unit"])) if part)
    axis = {"format": ",.6~r", "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -12, "titleX": 0}
    y = {"type": "quantitative", "title": unit, "scale": {"zero": False, "nice": True}, "axis": axis}
    base = {"x": {"field": "at", "type": "nominal", "title": None, "sort": "ascending", "axis": {"labelAngle": 0}}}
    names = ("value", "said", "printed", "period", "reader")
    told = [{"field": name, "type": "nominal", "title": name} for name in names]
    lines = [
        {"at": float(each.value) / size, "named": f"{each.reporter} · {each.source}"}
        for each in official
        if each.unit == points[0]["unit"]
    ]
    return {
        "$schema": _SCHEMA,
        "description": f"{len(points)} claims: " + "; ".join(f"{p['value']}, {p['said']}, {p['at']}" for p in points),
        "data": {"values": points},
        "width": "container",
        "height": 220,
        "layer": [
            *_counted(lines, y),
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": base | {"y": y | {"field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "size": 90, "strokeWidth": 2},
                "encoding": base
                | {
                    "y": y | {"field": "low"},
                    "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
                    "fillOpacity": {"condition": {"test": "datum.copy", "value": 0}, "value": 1},
                    "tooltip": told,
                },
            },
        ],
    }


def _counted(lines: list[dict[str, Any]], y: dict[str, Any]) -> list[dict[str, Any]]:
    """What offices count, as lines across with their names at the end."""
    if not lines:
        return []
    across: dict[str, Any] = {"data": {"values": lines}, "encoding": {"y": y | {"field": "at"}}}
    name = {"type": "text", "align": "right", "dy": -6, "x": {"expr": "width"}}
    return [
        across | {"mark": {"type": "rule", "strokeDash": [4, 3], "opacity": 0.7}},
        across | {"mark": name, "encoding": across["encoding"] | {"text": {"field": "named", "type": "nominal"}}},
    ]


def _scale(top: float) -> tuple[float, str]:
    """The largest scale that leaves at least one digit before the point."""
    return next(((size, name) for size, name in _SCALES if top >= size), (1.0, ""))


def axis_unit(unit: str) -> str:
    """A unit as an axis names it: a count has none."""
    return {"count": "", "percent": "%"}.get(unit, unit)


def _point(row: dict[str, Any]) -> dict[str, Any]:
    low, high = row["value_number"], row["value_high_number"]
    return {
        "at": row["document_published"] or "no date",
        "low": low,
        "high": low if high is None else high,
        "unit": row["unit"],
        "value": chip(row["body"]),
        "said": voice(row["body"], row["document_outlet"]),
        "printed": row["document_published"] or "",
        "period": row["period"] or "",
        "reader": row["readers"],
        "copy": bool(row.get("document_family")) and row["document_family"] != row["document"],
        "shape": _SHAPES.get(row["bound"] or "=", "circle"),
    }


def columns(counts: dict[str, int], title: str) -> dict[str, Any] | None:
    """How many there are a year, gaps shown as gaps; None for fewer than two years."""
    years = sorted(year for year in counts if year.isdigit())
    if len(years) < 2:
        return None
    every = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    return {
        "$schema": _SCHEMA,
        "description": f"{title}: " + ", ".join(f"{year} {counts.get(year, 0)}" for year in every),
        "data": {"values": [{"year": year, "count": counts.get(year, 0)} for year in every]},
        "width": "container",
        "height": 140,
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "labelOverlap": True}},
            "y": {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1}},
            "tooltip": [{"field": "year", "type": "ordinal"}, {"field": "count", "type": "quantitative"}],
        },
    }


# The steps of a project in their order, as money by year shows them: from said to done, then what is off.
STEPS = (
    "Completion", "Implementation", "Pipeline: Commitment", "Pipeline: Pledge", "Suspended", "Cancelled", "no status",
)  # fmt: skip


def money(records: Iterable[Record]) -> tuple[dict[str, Any] | None, dict[str, int]]:
    """Nominal dollars by year of commitment and by status, and how many records are left out, by reason.

    Unlike steps stand apart, never in one sum: a pledge is no completion.
    """
    sums: dict[tuple[str, str], float] = {}
    left: dict[str, int] = {}
    for record in records:
        reason, dollars, year = _dollars(record)
        if reason:
            left[reason] = left.get(reason, 0) + 1
            continue
        step = record.status if record.status in STEPS else "no status"
        sums[year, step] = sums.get((year, step), 0.0) + dollars
    years = sorted({int(year) for year, _ in sums})
    if not years:
        return None, left
    size, scale = _scale(max(sums.values()))
    rows = [
        {"year": year, "status": step.rpartition(": ")[2], "order": STEPS.index(step), "value": value / size}
        for (year, step), value in sums.items()
    ]
    axis = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -12, "titleX": 0}
    every = [str(year) for year in range(years[0], years[-1] + 1)]
    shown = [step.rpartition(": ")[2] for step in STEPS if any(row["order"] == STEPS.index(step) for row in rows)]
    opacity = {"Completion": 1.0, "Implementation": 0.75, "Commitment": 0.5}
    return {
        "$schema": _SCHEMA,
        "description": "; ".join(f"{row['year']}, {row['status']}: {row['value']:.3g} {scale} USD" for row in rows),
        "data": {"values": rows},
        "width": "container",
        "height": 180,
        "mark": {"type": "bar", "color": "token:project", "stroke": "token:project", "strokeWidth": 1},
        "encoding": {
            "x": {
                "field": "year", "type": "ordinal", "title": None, "scale": {"domain": every},
                "axis": {"labelAngle": 0, "labelOverlap": True},
            },
            "y": {"field": "value", "type": "quantitative", "title": f"{scale} USD".strip(), "axis": axis},
            "opacity": {
                "field": "status", "type": "ordinal", "title": None, "sort": shown,
                "scale": {"domain": shown, "range": [opacity.get(step, 0.25) for step in shown]},
                "legend": {"orient": "bottom", "symbolType": "square", "columns": 3},
            },
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": [{"field": name, "type": "nominal"} for name in ("year", "status", "value")],
        },
    }, left  # fmt: skip


def _dollars(record: Record) -> tuple[str, float, str]:
    """Why a record is left out ("" where it is not), its dollars, its year."""
    if record.umbrella:
        return "umbrella: its children carry the amounts", 0.0, ""
    if record.money is None:
        return "no amount", 0.0, ""
    year = str(record.commitment or record.start or "")[:4]
    if not year.isdigit():
        return "no year", 0.0, ""
    try:
        return "", float(nominal_dollars(record) or 0), year
    except ValueFault as fault:
        return fault.reason, 0.0, ""


_LAND = {"type": "geoshape", "stroke": "token:paper", "strokeWidth": 0.5}
_INHABITED = {"filter": "datum.id != '010'"}  # Antarctica would take a third of the height
_WORLD = "/static/vendor/world-atlas/countries-110m.json"


def places(counts: dict[str, int], words: str, points: Iterable[tuple[str, Point, str]] = ()) -> dict[str, Any] | None:
    """Countries shaded by how many records each has, on an equal-area map without tiles; None for none.

    `points` (country, place, "city" or "country") are dotted where they are cities.  Borders are those of the base
    data (Natural Earth, through world-atlas).
    """
    found = {}
    for code, number in counts.items():
        numeric = numeric_of(code)
        if numeric:
            found[numeric] = {"code": code, "name": party_name(code), "count": number}
    if not found:
        return None
    rows = [{"id": key, **each} for key, each in found.items()]
    cities = Counter(point for _, point, exactness in points if exactness == "city")
    dots = [{"name": p.name, "x": p.longitude, "y": p.latitude, "count": number} for p, number in cities.items()]
    shapes = {"url": _WORLD, "format": {"type": "topojson", "feature": "countries"}}
    looked = {"lookup": "id", "from": {"data": {"values": rows}, "key": "id", "fields": ["name", "count"]}}
    told = [{"field": "name", "type": "nominal"}, {"field": "count", "type": "quantitative"}]
    return {
        "$schema": _SCHEMA,
        "description": f"{words}: " + ", ".join(f"{each['name']} {each['count']}" for each in found.values()),
        "width": "container",
        "height": 300,
        "projection": {"type": "equalEarth", "rotate": [-60, 0, 0]},
        "layer": [
            {"data": shapes, "transform": [_INHABITED], "mark": _LAND | {"color": "token:rule"}},
            {
                "data": shapes,
                "transform": [looked, {"filter": "isValid(datum.count)"}],
                "mark": _LAND | {"color": "token:project"},
                "encoding": {
                    "opacity": {
                        "field": "count", "type": "quantitative", "legend": None,
                        "scale": {"type": "sqrt", "range": [0.3, 1]},
                    },
                    "tooltip": told,
                },
            },
            *([_dotted(dots, told)] if dots else []),
        ],
    }  # fmt: skip


def _dotted(dots: list[dict[str, Any]], told: list[dict[str, str]]) -> dict[str, Any]:
    where = {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}
    mark = {"type": "circle", "size": 40, "color": "token:ink", "opacity": 1}
    return {"data": {"values": dots}, "mark": mark, "encoding": where | {"tooltip": told}}
