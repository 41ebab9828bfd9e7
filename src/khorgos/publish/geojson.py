"""Project records as GeoJSON (RFC 7946): a point for every country where work happens, and how exact it is.

The point is the city that the record names where the table of cities has it, else the country's capital, which says no
more than the country: `exactness` is "city" or "country" (IATI's two grades, near and area).  A record without any
known place goes in without a point.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from khorgos.publish.columns import Cell, project_row
from khorgos.publish.edition import Edition, LeftOut, Recorded
from khorgos.records.places import places
from khorgos.reference.cities import Point


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """A collection of features, one after another."""
    out.write(b'{"type": "FeatureCollection", "features": [')
    first = True
    for recorded in edition.records():
        points = list(places(recorded.record))
        if not points:
            yield LeftOut(recorded.record.id, "geometry", "no recipient that the table of cities has a capital of.")
        for feature in _features(edition, recorded, points):
            out.write(b"\n" if first else b",\n")
            out.write(json.dumps(feature, ensure_ascii=False).encode())
            first = False
    out.write(b"\n]}\n")


def _features(edition: Edition, recorded: Recorded, points: list[tuple[str, Point, str]]) -> Iterable[dict[str, Any]]:
    told = {name: _value(cell) for name, cell in project_row(edition, recorded).items() if cell not in (None, "")}
    for country, point, exactness in points:
        yield {
            "type": "Feature",
            "id": f"{recorded.record.id}-{country}",
            "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]},
            "properties": told | {"country": country, "exactness": exactness, "point": point.name},
        }
    if not points:
        yield {"type": "Feature", "id": recorded.record.id, "geometry": None, "properties": told}


def _value(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell if isinstance(cell, str | int | bool) or cell is None else cell.isoformat()
