"""Where capitals and large cities lie (cities.csv)."""

from __future__ import annotations

import csv
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the earth: degrees east and north (WGS 84), to about a kilometre, with the city's name."""

    longitude: float
    latitude: float
    name: str


def city(name: str, country: str) -> Point | None:
    """A city by its name, whatever its accents, in a country (ISO 3166-1 alpha-3); None where the table has none."""
    return _cities().get((country, _plain(name)))


def capital_of(country: str) -> Point | None:
    """A country's capital; None where the table has none."""
    return _cities().get((country, ""))


@lru_cache(maxsize=1)
def _cities() -> dict[tuple[str, str], Point]:
    """Cities by country and plain name; a country's capital also by no name."""
    text = resources.files(__package__).joinpath("cities.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], Point] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        point = Point(float(row["longitude"]), float(row["latitude"]), row["name"])
        for key in [_plain(row["name"]), *([""] if row["capital"] else [])]:
            found[row["country"], key] = point
    return found


def _plain(name: str) -> str:
    flat = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in flat if sign.isalnum() or sign == " ").strip()
