"""Data messages of SDMX-ML: generic 2.1, structure-specific 2.1 and 3.0, by their elements, whatever their prefixes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khorgos.errors import StatisticsFault

# The name under which a row carries the day that its message was prepared.
PREPARED = "@prepared"


def rows(body: bytes, place: str) -> Iterator[dict[str, str]]:
    """The observations as rows of component -> value.  Raises StatisticsFault for an error message or broken XML."""
    root = _root(body, place)
    if _name(root) == "Error":
        words = " ".join(text.strip() for text in root.itertext() if text.strip())
        raise StatisticsFault(f"the source says: {words}", place=place, mend="Look at the key and the periods.")
    prepared = next((each.text or "" for each in root.iter("{*}Prepared")), "")
    found = False
    for data in root.iter("{*}DataSet"):
        found = True
        constant = _attributes(data) | {PREPARED: prepared}
        for series in [*data.iter("{*}Series")]:
            yield from _series(series, constant | _groups(data, series))
        for each in data:
            if _name(each) == "Obs":
                yield constant | _observed(each)
    if not found:
        raise StatisticsFault("a message of SDMX without a data set.", place=place, value=_name(root))


def _root(body: bytes, place: str) -> Any:
    from lxml import etree

    # No entities, no network: a data message needs neither.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as fault:
        raise StatisticsFault(f"the answer is broken XML ({fault.msg}).", place=place) from fault


def _series(series: Any, constant: dict[str, str]) -> Iterator[dict[str, str]]:
    own = constant | _attributes(series)
    own |= _values(series, "SeriesKey") | _values(series, "Attributes")
    for each in series:
        if _name(each) == "Obs":
            yield own | _observed(each)


def _observed(obs: Any) -> dict[str, str]:
    """An observation: attributes of its element (structure-specific), or elements of its own (generic)."""
    row = _attributes(obs)
    for each in obs:
        name = _name(each)
        if name == "ObsDimension":
            row[each.get("id", "TIME_PERIOD")] = each.get("value", "")
        elif name == "ObsValue":
            row["OBS_VALUE"] = each.get("value", "")
    return row | _values(obs, "ObsKey") | _values(obs, "Attributes")


def _values(parent: Any, name: str) -> dict[str, str]:
    """The id-value pairs of a generic message's part."""
    return {
        value.get("id", ""): value.get("value", "")
        for part in parent
        if _name(part) == name
        for value in part
        if _name(value) == "Value"
    }


def _groups(data: Any, series: Any) -> dict[str, str]:
    """The attributes that a group gives to its series: those of groups all of whose dimensions the series shares."""
    found: dict[str, str] = {}
    own = _attributes(series) | _values(series, "SeriesKey")
    for group in data:
        if _name(group) == "Group":
            key = _values(group, "GroupKey")
            told = _attributes(group) | _values(group, "Attributes")
            shared = key or {name: value for name, value in told.items() if name in own}
            if shared and all(own.get(name) == value for name, value in shared.items()):
                found |= {name: value for name, value in told.items() if name not in own}
    return found


def _attributes(element: Any) -> dict[str, str]:
    """Attributes without a namespace: components, in structure-specific messages."""
    return {str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith("{")}


def _name(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
