"""A figure over time: every claim stands at the period it speaks of; official series run behind as steps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from khorgos.charts.chart import Chart, Passport, Spec
from khorgos.charts.dots import value_axis
from khorgos.charts.points import SHAPES, Point, axis_unit, in_unit, notes, points_of, scale_of, year
from khorgos.charts.words import say
from khorgos.claims.official import Observation
from khorgos.claims.printing import Printing

_HEIGHT = 240
# So many periods carry their value as text.
_LABELLED = 14


def over_time(
    title: str, printings: Iterable[Printing], passport: Passport, language: str = "en",
    official: Sequence[Observation] = (),
) -> Chart | None:  # fmt: skip
    """The claims on a figure (its levels) by the periods they speak of; None where fewer than two have a period.

    A bar is as long as its period, its dot filled for a printing of its own and a ring for a copy; bounds as in
    `dots.fact`.  Claims in other units than most are left out and counted.
    """
    levels = [each for each in printings if each.said.get("measure", "level") == "level"]
    points, left = points_of(levels)
    placed = [point for point in points if year(point.period) is not None or year(point.period, end=True) is not None]
    if len(placed) < 2:
        return None
    placed.sort(key=lambda point: (year(point.period) or 0, point.low, point.claim))
    counted = in_unit(official, placed[0].unit)
    listed = "; ".join(f"{point.period}: {point.chip} ({point.outlet or point.voice})" for point in placed)
    told = say("time told", language, title=title, n=len(placed), list=listed)
    without = (say("no period", language, n=len(points) - len(placed)),) if len(points) > len(placed) else ()
    return Chart(
        "figure", title, told, passport.told(language), lambda width: _drawn(placed, counted, width),
        notes=(say("time marks", language), *notes(left, language), *without),
    )  # fmt: skip


def _drawn(points: list[Point], official: list[Observation], width: float | None) -> Spec:
    size, scale = scale_of(max(abs(point.high) for point in points))
    rows = [_row(point, size) for point in points]
    unit = " ".join(part for part in (scale, axis_unit(points[0].unit)) if part)
    y = {"type": "quantitative", "title": unit, "scale": {"zero": True, "nice": True}, "axis": value_axis()}
    first, last = min(row["from"] for row in rows), max(row["to"] for row in rows)
    ends = int(first), max(math.ceil(last), int(first) + 1)
    axis = {"format": "d", "values": list(range(ends[0], ends[1] + 1)), "labelOverlap": "greedy"}
    scale_x = {"domain": list(ends), "nice": False, "zero": False}
    x = {"type": "quantitative", "title": None, "axis": axis, "scale": scale_x}
    return {
        "width": width or "container",
        "height": _HEIGHT,
        "layer": [*_steps(official, size, x, y, (first, last)), *_claims(rows, x, y), _values(rows, x, y)],
    }


def _row(point: Point, size: float) -> dict[str, Any]:
    begins, ends = year(point.period), year(point.period, end=True)
    start = begins if begins is not None else (ends or 0) - 1
    end = ends if ends is not None else start + 1
    return {
        "from": start, "to": end, "at": (start + end) / 2, "low": point.low / size, "high": point.high / size,
        "value": point.chip, "said": point.voice, "printed": point.printed, "period": point.period,
        "copy": point.copy, "shape": SHAPES.get(point.bound, "circle"),
    }  # fmt: skip


def _claims(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> list[Spec]:
    told = [{"field": name, "type": "nominal"} for name in ("value", "said", "printed", "period")]
    spans: Spec = {
        "data": {"values": rows},
        "mark": {"type": "rule", "strokeWidth": 2, "color": "token:figure", "opacity": 0.5},
        "encoding": {"x": x | {"field": "from"}, "x2": {"field": "to"}, "y": y | {"field": "low"}},
    }
    ranges: Spec = {
        "data": {"values": [row for row in rows if row["high"] != row["low"]]},
        "mark": {"type": "rule", "strokeWidth": 3, "color": "token:figure"},
        "encoding": {"x": x | {"field": "at"}, "y": y | {"field": "low"}, "y2": {"field": "high"}},
    }
    dots: Spec = {
        "data": {"values": rows},
        "mark": {"type": "point", "size": 70, "strokeWidth": 2, "color": "token:figure", "filled": True, "opacity": 1},
        "encoding": {
            "x": x | {"field": "at"},
            "y": y | {"field": "low"},
            "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
            "fillOpacity": {"condition": {"test": "datum.copy", "value": 0}, "value": 1},
            "stroke": {"value": "token:figure"},
            "tooltip": told,
        },
    }
    return [spans, *([ranges] if ranges["data"]["values"] else []), dots]


def _values(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> Spec:
    """The value of each period once, over its dot: the highest of those that lie together."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        kept = found.get(row["period"])
        if kept is None or row["high"] > kept["high"]:
            found[row["period"]] = row
    shown = list(found.values())[-_LABELLED:]
    mark = {"type": "text", "dy": -14, "fontSize": 11, "color": "token:ink", "tooltip": None}
    place = {"x": x | {"field": "at"}, "y": y | {"field": "high"}}
    values = [{name: row[name] for name in ("at", "high", "value")} for row in shown]
    return {
        "data": {"values": values},
        "mark": mark,
        "encoding": place | {"text": {"field": "value", "type": "nominal"}},
    }


def _steps(
    official: list[Observation], size: float, x: dict[str, Any], y: dict[str, Any], shown: tuple[float, float]
) -> list[Spec]:
    """Official series as steps, each with its name at its end."""
    series: dict[str, list[dict[str, Any]]] = {}
    for each in sorted(official, key=lambda one: str(one.period)):
        start, end = year(str(each.period)), year(str(each.period), end=True)
        if start is None or end is None or start < int(shown[0]) or end > shown[1] + 1:
            continue
        name = f"{each.reporter} · {each.source}"
        for at in (start, end):
            series.setdefault(name, []).append({"named": name, "x": at, "y": float(each.value) / size})
    if not series:
        return []
    place = {"x": x | {"field": "x"}, "y": y | {"field": "y"}}
    named = {"detail": {"field": "named", "type": "nominal"}}
    ends = [rows[-1] for rows in series.values()]
    line = {"type": "line", "strokeDash": [4, 3], "strokeWidth": 1.5, "color": "token:soft"}
    text = {"type": "text", "align": "right", "dy": 12, "color": "token:soft", "fontSize": 11, "tooltip": None}
    rows = [row for each in series.values() for row in each]
    return [
        {"data": {"values": rows}, "mark": line, "encoding": place | named},
        {"data": {"values": ends}, "mark": text, "encoding": place | {"text": {"field": "named", "type": "nominal"}}},
    ]
