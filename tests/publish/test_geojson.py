"""GeoJSON: a point for every country where work happens, and how exact it is."""

import json

import pytest

from khorgos.reference.cities import capital_of, city
from khorgos.values import Party


def features(told: bytes) -> list[dict]:
    """Of a collection."""
    return json.loads(told)["features"]


@pytest.mark.parametrize(
    ("location", "exactness", "point"),
    [("Osh", "city", "Osh"), ("a valley", "country", "Bishkek"), (None, "country", "Bishkek")],
)
def test_a_point_says_how_exact_it_is(location, exactness, point, of_records, make_loan, write) -> None:
    """The named city, else the capital for the country."""
    (feature,) = features(write(of_records(make_loan(location=location)), "geojson")[0])

    assert (feature["properties"]["exactness"], feature["properties"]["point"]) == (exactness, point)
    longitude, latitude = feature["geometry"]["coordinates"]
    assert 70 < longitude < 81
    assert 39 < latitude < 44


def test_groups_are_their_members(of_records, make_loan, write) -> None:
    """One feature a country."""
    found = features(
        write(of_records(make_loan(recipients=(Party.region("Central Asia"),), location=None)), "geojson")[0]
    )

    assert [each["properties"]["country"] for each in found] == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]


def test_a_place_that_is_not_known_is_told(of_records, make_loan, write) -> None:
    """The record goes in without a point."""
    told, left = write(of_records(make_loan(recipients=())), "geojson")

    assert [each["geometry"] for each in features(told)] == [None]
    assert [each.element for each in left] == ["geometry"]


def test_cities() -> None:
    """By name whatever the accents; every capital of the region is there."""
    assert city("kulob", "TJK") == city("Kŭlob", "TJK") is not None
    assert all(capital_of(code) for code in ("KAZ", "KGZ", "TJK", "TKM", "UZB", "CHN", "RUS"))
    assert city("Atlantis", "KAZ") is None
