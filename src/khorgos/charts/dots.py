"""One fact: every claim a dot, value up, day of printing across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from khorgos.charts.chart import Chart, Passport, Spec
from khorgos.charts.points import SHAPES, Point, axis_unit, in_unit, notes, points_of, scale_of
from khorgos.charts.words import say
from khorgos.claims.official import Observation
from khorgos.claims.printing import Printing

_HEIGHT = 200


def fact(
    title: str, printings: Iterable[Printing], passport: Passport, language: str = "en",
    official: Sequence[Observation] = (),
) -> Chart | None:  # fmt: skip
    """A fact's claims; None where no two can be compared.

    The shape is the bound (a triangle points where the value may lie), a bar a range, a ring a copy of another's
    printing, a line what an office counts for the same period.
    """
    points, left = points_of(printings)
    if len(points) < 2:
        return None
    counted = in_unit(official, points[0].unit)
    told = say("dots told", language, title=title, n=len(points), list="; ".join(_told(p, language) for p in points))
    if counted:
        told += " " + "; ".join(f"{each.reporter} · {each.source}: {each.value}" for each in counted)
    zero = () if _shows_zero(points, counted) else (say("no zero", language),)
    return Chart(
        "fact", title, told, passport.told(language), lambda width: _drawn(points, counted, width, language),
        notes=(say("marks", language), *zero, *notes(left, language)),
    )  # fmt: skip


def _shows_zero(points: list[Point], official: Sequence[Observation]) -> bool:
    """Whether the axis reaches zero: values of both signs, or zero among them."""
    ends = [end for point in points for end in (point.low, point.high)] + [float(each.value) for each in official]
    return min(ends) <= 0 <= max(ends)


def _told(point: Point, language: str) -> str:
    parts = (point.chip, point.voice, point.printed or say("no date", language))
    return ", ".join((*parts, say("copy", language)) if point.copy else parts)


def _drawn(points: list[Point], official: Sequence[Observation], width: float | None, language: str) -> Spec:
    size, scale = scale_of(max(abs(point.high) for point in points))
    none = say("no date", language)
    rows = [_row(point, size, none) for point in points]
    unit = " ".join(part for part in (scale, axis_unit(points[0].unit)) if part)
    y = {
        "type": "quantitative",
        "title": unit,
        "scale": {"zero": False, "nice": True, "padding": 16},
        "axis": value_axis(),
    }
    days = sorted({row["at"] for row in rows})
    across = {"labelAngle": 0, "labelOverlap": "greedy"}
    x = {"field": "at", "type": "ordinal", "title": None, "sort": days, "axis": across, "scale": {"padding": 0.6}}
    lines = [
        {"at": float(each.value) / size, "named": f"{each.reporter} · {each.source}", "low": None} for each in official
    ]
    room = (width or 480) / max(1, len(days)) - 8
    return {
        "width": width or "container",
        "height": _HEIGHT,
        "layer": [*_counted(lines, y), *_claims(rows, x, y), _named(rows, x, y, room)],
    }


def value_axis() -> dict[str, Any]:
    """An axis of values: its unit stands above it."""
    return {"format": ",.6~r", "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -12, "titleX": 0}


def _row(point: Point, size: float, none: str) -> dict[str, Any]:
    return {
        "at": point.printed or none, "low": point.low / size, "high": point.high / size, "value": point.chip,
        "said": point.voice, "printed": point.printed, "period": point.period, "outlet": point.outlet,
        "copy": point.copy, "shape": SHAPES.get(point.bound, "circle"),
    }  # fmt: skip


def _claims(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> list[Spec]:
    """Ranges as bars, values as dots."""
    told = [{"field": name, "type": "nominal"} for name in ("value", "said", "printed", "period")]
    ranges = [row for row in rows if row["high"] != row["low"]]
    bars: Spec = {
        "data": {"values": ranges},
        "mark": {"type": "rule", "strokeWidth": 3, "color": "token:figure"},
        "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}},
    }
    dots: Spec = {
        "data": {"values": rows},
        "mark": {"type": "point", "size": 90, "strokeWidth": 2, "color": "token:figure", "filled": True, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y | {"field": "low"},
            "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
            "fillOpacity": {"condition": {"test": "datum.copy", "value": 0}, "value": 1},
            "stroke": {"value": "token:figure"},
            "tooltip": told,
        },
    }
    return [*([bars] if ranges else []), dots]


def _named(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], room: float) -> Spec:
    """Who printed a value, over its dot; who printed the same on one day stand together."""
    found: dict[tuple[str, float], list[str]] = {}
    for row in rows:
        found.setdefault((row["at"], row["high"]), []).append(row["outlet"])
    names = []
    for (at, high), outlets in found.items():
        first = next((name for name in outlets if name), "")
        more = f" +{len(outlets) - 1}" if len(outlets) > 1 else ""
        names.append({"at": at, "low": high, "named": first + more})
    mark = {"type": "text", "dy": -13, "fontSize": 11, "limit": room, "color": "token:soft", "tooltip": None}
    return {
        "data": {"values": names},
        "mark": mark,
        "encoding": {"x": x, "y": y | {"field": "low"}, "text": {"field": "named", "type": "nominal"}},
    }


def _counted(lines: list[dict[str, Any]], y: dict[str, Any]) -> list[Spec]:
    """What offices count, as lines across with their names at the end."""
    if not lines:
        return []
    across: Spec = {"data": {"values": lines}, "encoding": {"y": y | {"field": "at"}}}
    name = {"type": "text", "align": "right", "dy": -6, "x": {"expr": "width"}, "color": "token:soft", "tooltip": None}
    return [
        across | {"mark": {"type": "rule", "strokeDash": [4, 3], "opacity": 0.8, "color": "token:soft"}},
        across | {"mark": name, "encoding": across["encoding"] | {"text": {"field": "named", "type": "nominal"}}},
    ]
