"""Charts as Vega-Lite definitions: data and marks; colours and fonts come from the page (static/charts.js)."""

from __future__ import annotations

from typing import Any

from khorgos.telling import chip, voice

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# The shape of a bound: which way the true value may lie.
_SHAPES = {">": "triangle-up", ">=": "triangle-up", "<": "triangle-down", "<=": "triangle-down", "~": "diamond"}

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "mn"))


def dots(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Every claim of a figure as a dot: value up, day of printing across; None where no two can be compared.

    The shape is the bound (a triangle points where the value may lie), a bar a range.
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
    told = [{"field": name, "type": "nominal", "title": name} for name in ("value", "said", "printed", "period")]
    return {
        "$schema": _SCHEMA,
        "description": f"{len(points)} claims: " + "; ".join(f"{p['value']}, {p['said']}, {p['at']}" for p in points),
        "data": {"values": points},
        "width": "container",
        "height": 220,
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": base | {"y": y | {"field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90},
                "encoding": base
                | {
                    "y": y | {"field": "low"},
                    "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
                    "tooltip": told,
                },
            },
        ],
    }


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
