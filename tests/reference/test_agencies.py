"""Agencies, sectors and instruments: the tables hold together."""

from __future__ import annotations

import pytest

from khorgos.language import load
from khorgos.reference.agencies import agency_type, instruments, sector_name, sectors
from khorgos.reference.tables import mapping, names

TYPES = (
    "Government Agency", "State-owned Bank", "State-owned Policy Bank", "State-owned Commercial Bank",
    "State-owned Company", "State-owned Fund", "Intergovernmental Organization",
    "Special Purpose Vehicle/Joint Venture", "Private Sector", "NGO/CSO/Foundation", "Other",
    "No Organization Type Specified",
)  # fmt: skip


def test_every_typed_agency_is_in_the_register() -> None:
    """A name in the table of types is the canonical name of a registered body, and the type one of the twelve."""
    registered = {name.code for name in names("en") if name.kind == "organisation"}
    for kind, listed in mapping("agencies.yaml").items():
        if kind != "defaults":
            assert kind in TYPES
            assert not set(map(str, listed)) - registered


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Export-Import Bank of China", "bank", "State-owned Policy Bank"),
        ("Bank of China", "bank", "State-owned Commercial Bank"),
        ("World Bank", "bank", "Intergovernmental Organization"),
        ("Ministry of Roads", "ministry", "Government Agency"),
        ("Nobody Ltd.", "company", "No Organization Type Specified"),
    ],
)
def test_agency_types(name: str, kind: str, expected: str) -> None:
    """The table decides, else the kind in the register."""
    assert agency_type(name, kind) == expected


def test_the_24_sectors_are_named_in_three_languages() -> None:
    """There are 24, each with its name in English, Russian and Chinese, and every word points to one of them."""
    assert len(sectors()) == 24
    assert all(sector_name(code, language) for code in sectors() for language in ("en", "ru", "zh"))
    assert {code[:3] for code in load("en").room("sectors")} <= set(sectors())


def test_instruments_have_words() -> None:
    """Every instrument has names in three languages; the words of a language are of known ones, papers among them."""
    table = instruments()

    assert all(row[language] for row in table.values() for language in ("en", "ru", "zh"))
    flows = {code for code, concept in load("en").room("instruments").items() if concept.get("flow")}
    papers = {code for code in load("en").room("deeds") if code in table}
    assert (set(load("en").room("instruments")) - flows) | papers == set(table)
