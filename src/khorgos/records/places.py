"""Where a record's work happens, as points on the earth and how exact they are."""

from __future__ import annotations

from collections.abc import Iterator

from khorgos.claims import Record
from khorgos.reference.cities import Point, capital_of, city
from khorgos.reference.groups import members_at


def places(record: Record) -> Iterator[tuple[str, Point, str]]:
    """Country, point and exactness ("city", "country") for every country where a record's work happens.

    The point is the city that the record names where the table of cities has it, else the country's capital, which
    says no more than the country.
    """
    countries = [code for party in record.recipients for code in (members_at(party.code) or (party.code,))]
    for country in dict.fromkeys(countries):
        named = city(record.location, country) if record.location else None
        point = named or capital_of(country)
        if point is not None:
            yield country, point, "city" if named else "country"
