"""Reference tables: codes that exist, members at a date."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.reference.groups import group, members_at
from khorgos.reference.tables import LANGUAGES, mapping, names
from khorgos.values.codes import COUNTRIES

MEMBERS = [
    ("SCO", "2016-01-01", "IND", False),
    ("SCO", "2017-06-09", "IND", True),
    ("SCO", "2024-07-04", "BLR", True),
    ("EU", "2020-01-31", "GBR", True),
    ("EU", "2020-02-01", "GBR", False),
    ("BRICS", "2023-12-31", "EGY", False),
    ("C5+1", "2023-09-19", "KAZ", True),
]


@pytest.mark.parametrize(("code", "day", "country", "member"), MEMBERS)
def test_members_at(code: str, day: str, country: str, member: bool) -> None:
    """A country belongs to a group only from the day it joined to the day it left."""
    assert (country in members_at(code, dt.date.fromisoformat(day))) is member


@pytest.mark.parametrize("file", ["groups.yaml", "mechanisms.yaml"])
def test_members_exist(file: str) -> None:
    """Every member is an ISO 3166-1 alpha-3 code."""
    for code in mapping(file):
        assert set(members_at(code)) <= COUNTRIES


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_have_known_countries(language: str) -> None:
    """Every name that belongs to a country belongs to one that exists, and no name is blank."""
    for name in names(language):
        assert name.form.strip("* ")
        assert name.country is None or name.country in COUNTRIES


def test_group_without_members_is_a_region() -> None:
    """What only describes ("developing countries") has no list of members."""
    assert group("developing countries").members == ()
