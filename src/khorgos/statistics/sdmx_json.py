"""Data messages of SDMX-JSON: 1.0 (SDMX 2.1) and 2.0 (SDMX 3.0).

Keys are places in the lists of values that the structure gives: "0:3:1".  In 1.0 there is one structure, in 2.0 every
data set names its own; series keys, flat keys and constant dimensions of the data set occur in both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from khorgos.errors import StatisticsFault
from khorgos.statistics.sdmx_xml import PREPARED

_LEVELS = ("dataSet", "series", "observation")


def rows(body: bytes, place: str) -> Iterator[dict[str, str]]:
    """The observations as rows of component -> value.  StatisticsFault for errors, and for what is no such message."""
    try:
        told = json.loads(body, parse_float=Decimal)
    except ValueError as fault:
        raise StatisticsFault(f"the answer is broken JSON ({fault}).", place=place) from fault
    errors = told.get("errors") or []
    data = told.get("data") or told
    if errors and not data.get("dataSets"):
        words = "; ".join(str(each.get("title") or each.get("detail") or each) for each in errors)
        raise StatisticsFault(f"the source says: {words}", place=place, mend="Look at the key and the periods.")
    structures = data.get("structures") or [data.get("structure")]
    if not isinstance(data.get("dataSets"), list) or not structures or structures[0] is None:
        raise StatisticsFault("not a data message of SDMX-JSON.", place=place)
    prepared = str((told.get("meta") or told.get("header") or {}).get("prepared") or "")
    for part in data["dataSets"]:
        try:
            yield from _data_set(part, structures[int(part.get("structure") or 0)], {PREPARED: prepared})
        except (KeyError, IndexError, TypeError, ValueError) as fault:
            raise StatisticsFault(f"a data set that does not fit its structure ({fault!r}).", place=place) from fault


def _data_set(part: dict[str, Any], structure: dict[str, Any], constant: dict[str, str]) -> Iterator[dict[str, str]]:
    dimensions = {level: _parts(structure, "dimensions", level) for level in _LEVELS}
    attributes = {level: _parts(structure, "attributes", level) for level in _LEVELS}
    # Dimensions that are the same for all, and those of one value, may stand with the data set.
    constant |= {each["id"]: _code(each["values"][0]) for each in dimensions["dataSet"] if each.get("values")}
    constant |= _given(part.get("attributes") or [], attributes["dataSet"])
    measures = _measures(structure)
    for key, values in (part.get("observations") or {}).items():
        yield constant | _at(key, dimensions["observation"]) | _observed(values, measures, attributes["observation"])
    for key, series in (part.get("series") or {}).items():
        own = constant | _at(key, dimensions["series"]) | _given(series.get("attributes") or [], attributes["series"])
        for place, values in (series.get("observations") or {}).items():
            row = own | _at(place, dimensions["observation"])
            yield row | _observed(values, measures, attributes["observation"])


def _parts(structure: dict[str, Any], kind: str, level: str) -> list[dict[str, Any]]:
    """Dimensions or attributes of a level, in the order of their places in keys."""
    found = (structure.get(kind) or {}).get(level) or []
    ordered = all("keyPosition" in each for each in found) and kind == "dimensions"
    return sorted(found, key=lambda each: int(each["keyPosition"])) if ordered else list(found)


def _measures(structure: dict[str, Any]) -> list[str]:
    """The names of the measures; one, OBS_VALUE, where the structure names none (always in 1.0)."""
    named = [str(each["id"]) for each in (structure.get("measures") or {}).get("observation") or []]
    return ["OBS_VALUE"] if len(named) <= 1 else named


def _at(key: str, dimensions: list[dict[str, Any]]) -> dict[str, str]:
    """The codes of a key of places."""
    places = key.split(":")
    return {each["id"]: _code(each["values"][int(place)]) for each, place in zip(dimensions, places, strict=True)}


def _observed(values: list[Any], measures: list[str], attributes: list[dict[str, Any]]) -> dict[str, str]:
    count = len(measures)
    row = {name: _text(value) for name, value in zip(measures, values, strict=False)}
    return row | _given(values[count:], attributes)


def _given(told: list[Any], attributes: list[dict[str, Any]]) -> dict[str, str]:
    """Attributes: a place in the list of values, or (in 2.0) the value itself where there is no list."""
    row: dict[str, str] = {}
    for each, value in zip(attributes, told, strict=False):
        if value is None:
            continue
        known = each.get("values") or []
        coded = isinstance(value, int) and known
        row[each["id"]] = _code(known[value]) if coded else _text(value)
    return row


def _code(value: dict[str, Any]) -> str:
    return _text(value.get("id", value.get("value", value.get("name"))))


def _text(value: Any) -> str:
    return "" if value is None else str(value)
