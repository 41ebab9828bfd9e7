"""Where the work happens: countries shaded by how many records each has, cities dotted, no tiles, equal areas."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

from khorgos.charts.chart import Chart, Passport, Spec
from khorgos.charts.words import say
from khorgos.claims import Record
from khorgos.records.places import places
from khorgos.reference.areas import numeric_of
from khorgos.reference.cities import Point, capital_of
from khorgos.telling import party_name

# Where the desk serves the shapes of the world from (world-atlas, Natural Earth 1:110m); `render` puts them in.
WORLD = "/static/vendor/world-atlas/countries-110m.json"
_LAND = {"type": "geoshape", "stroke": "token:paper", "strokeWidth": 0.5, "clip": True}
_INHABITED = {"filter": "datum.id != '010'"}  # Antarctica would take a third of the height
# Degrees around the capitals, so that a country lies in the picture as a whole.
_AROUND = 13
# A picture that spans more than this is one of the world; from Ashgabat to Beijing it spans 84.
_REGION = 100
_LABELLED = 12


def recipients(title: str, records: Iterable[Record], passport: Passport, language: str = "en") -> Chart | None:
    """How many records each country has, and the cities that they name; None where none has a place on the map."""
    points, counted = [], Counter[str]()
    for record in records:
        where = list(places(record))
        counted.update({country for country, _, _ in where})
        points += [point for _, point, exactness in where if exactness == "city"]
    return shaded(title, dict(counted), passport, language, Counter(points))


def shaded(
    title: str, counts: dict[str, int], passport: Passport, language: str = "en", cities: Counter[Point] | None = None,
    marks: str = "",
) -> Chart | None:  # fmt: skip
    """Countries (ISO 3166-1 alpha-3) shaded by a count; what is no country is on no map and is left out.

    `marks` says what the shading counts, where that is no records.
    """
    found = {code: number for code, number in counts.items() if numeric_of(code)}
    if not found:
        return None
    listed = ", ".join(
        f"{party_name(code, language)} {number}" for code, number in sorted(found.items(), key=lambda c: (-c[1], c[0]))
    )
    told = say("map told", language, title=title, list=listed)
    return Chart(
        "map", title, told, passport.told(language), lambda width: _drawn(found, cities or Counter(), width, language),
        below=6, notes=(marks or say("map marks", language),),
    )  # fmt: skip


def _drawn(counts: dict[str, int], cities: Counter[Point], width: float | None, language: str) -> Spec:
    rows = [
        {"id": numeric_of(code), "name": party_name(code, language), "count": number} for code, number in counts.items()
    ]
    shapes = {"url": WORLD, "format": {"type": "topojson", "feature": "countries"}}
    looked = {"lookup": "id", "from": {"data": {"values": rows}, "key": "id", "fields": ["name", "count"]}}
    told = [{"field": "name", "type": "nominal"}, {"field": "count", "type": "quantitative"}]
    opacity = {
        "field": "count", "type": "quantitative", "legend": None,
        "scale": {"type": "sqrt", "range": [0.35, 1], "domain": [1, max(2, *counts.values())]},
    }  # fmt: skip
    shade: Spec = {
        "data": shapes,
        "transform": [looked, {"filter": "isValid(datum.count)"}],
        "mark": _LAND | {"color": "token:project"},
        "encoding": {"opacity": opacity, "tooltip": told},
    }
    land: Spec = {"data": shapes, "transform": [_INHABITED], "mark": _LAND | {"color": "token:rule"}}
    spots = [{"name": p.name, "x": p.longitude, "y": p.latitude, "count": number} for p, number in cities.items()]
    projection, height = _projection(list(counts), width)
    return {
        "width": width or "container",
        "height": height,
        "projection": projection,
        "layer": [land, shade, *([_dotted(spots, told)] if spots else []), *_labels(rows, counts)],
    }


def _projection(codes: list[str], width: float | None) -> tuple[dict[str, Any], float]:
    """Of a region where all capitals lie in one, else of the world; both keep areas."""
    points = [point for code in codes if (point := capital_of(code))]
    longs, lats = [p.longitude for p in points] or [-180, 180], [p.latitude for p in points] or [0]
    across = max(longs) - min(longs) + 2 * _AROUND
    if across > _REGION or len(points) < len(codes):
        return {"type": "equalEarth", "rotate": [-60, 0, 0]}, (width or 620) * 0.48
    middle = (max(lats) + min(lats)) / 2
    up = max(max(lats) - min(lats) + 1.6 * _AROUND, 20)
    wide = math.radians(across) * math.cos(math.radians(middle))
    height = min(420.0, max(220.0, (width or 620) * math.radians(up) / wide))
    centre = [-(max(longs) + min(longs)) / 2, -middle]
    scale = {"expr": f"min(width / {wide:.4f}, height / {math.radians(up):.4f})"}
    return {
        "type": "azimuthalEqualArea", "rotate": centre, "scale": scale,
        "translate": {"expr": "[width / 2, height / 2]"},
    }, round(height)  # fmt: skip


def _dotted(spots: list[dict[str, Any]], told: list[dict[str, str]]) -> Spec:
    mark = {"type": "circle", "size": 40, "color": "token:ink", "opacity": 1, "clip": True}
    return {"data": {"values": spots}, "mark": mark, "encoding": _AT | {"tooltip": told}}


_AT = {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}


def _labels(rows: list[dict[str, Any]], counts: dict[str, int]) -> list[Spec]:
    """Names and numbers at the capitals of those that have most."""
    most = sorted(counts, key=lambda code: (-counts[code], code))[:_LABELLED]
    named = {numeric_of(code): capital_of(code) for code in most}
    spots = [
        {"name": f"{row['name']} {row['count']}", "x": point.longitude, "y": point.latitude}
        for row in rows
        if (point := named.get(row["id"]))
    ]
    text = {"text": {"field": "name", "type": "nominal"}}
    halo = {"type": "text", "fontSize": 12, "dy": -9, "tooltip": None}
    under = halo | {"stroke": "token:paper", "strokeWidth": 3, "strokeJoin": "round", "color": "token:paper"}
    return [
        {"data": {"values": spots}, "mark": mark, "encoding": _AT | text}
        for mark in (under, halo | {"color": "token:ink"})
    ]
