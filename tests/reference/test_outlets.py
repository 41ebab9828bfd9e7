"""The register of outlets."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from khorgos.errors import InputFault
from khorgos.reference.outlets import STANDINGS, add, outlet_of, press_of
from khorgos.reference.tables import mapping


@pytest.mark.parametrize(
    ("printed", "name", "country", "standing"),
    [
        ("Xinhua", "Xinhua", "CHN", "official"),
        ("新华社", "Xinhua", "CHN", "official"),
        ("ТАСС", "TASS", "RUS", "state"),
        ("astana times", "The Astana Times", "KAZ", "state"),
        ("AZERTAC", "Azertac", "AZE", "state"),
        ("Reuters", "Reuters", "GBR", "private"),
        ("商务部", "Ministry of Commerce of China", "CHN", "official"),
        ("Росстат", "Rosstat", "RUS", "official"),
        ("亚投行", "Asian Infrastructure Investment Bank", "CHN", "official"),
        ("Caixin Global", "Caixin", "CHN", "private"),
    ],
)
def test_names_as_printed(printed: str, name: str, country: str, standing: str) -> None:
    """An outlet is known by its names in every language, in whatever case."""
    found = outlet_of(printed)

    assert found is not None
    assert (found.name, found.country, found.standing) == (name, country, standing)


def test_a_public_body_is_no_press() -> None:
    """A bank that prints its releases is an outlet, and no agency that may stand in a dateline."""
    assert outlet_of("ADB") is not None
    assert press_of("ADB") is None
    assert press_of("TASS") == outlet_of("TASS")


def test_what_is_not_registered_is_none() -> None:
    """An invented outlet is none."""
    assert outlet_of("Example Wire") is None


def test_rows_are_whole() -> None:
    """Every row has a known country and standing, and no name belongs to two outlets."""
    countries = json.loads(resources.files("khorgos.reference").joinpath("countries.json").read_text(encoding="utf-8"))
    rows = mapping("outlets.yaml")

    for name, row in rows.items():
        assert row["country"] in countries
        assert row["standing"] in STANDINGS
        for form in row["names"]:
            found = outlet_of(str(form))
            assert found is not None
            assert found.name == name


OWN = "Example Wire: {names: [EXWIRE], country: KAZ, standing: private, languages: [en], agency: true}"


def test_outlets_of_ones_own(monkeypatch) -> None:
    """A file of the user's adds outlets in the register's form, and stands before it."""
    monkeypatch.setattr("khorgos.reference.outlets._added", {})

    assert add(OWN, "own.yaml") == 1
    found = outlet_of("exwire")
    assert found is not None
    assert (found.name, found.agency) == ("Example Wire", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a, b]", "mapping of names"),
        ("a: [", "no YAML"),
        ("A: {country: XXX, standing: state}", "ISO 3166"),
        ("A: {country: KAZ, standing: loud}", "no such standing"),
        ("A: {country: KAZ, standing: state, names: A}", "names are a list"),
        ("A: state", "mapping of fields"),
    ],
)
def test_faults_in_ones_own_outlets(text: str, said: str) -> None:
    """What is no table of outlets is refused with its place."""
    with pytest.raises(InputFault, match=said) as caught:
        add(text, "own.yaml")
    assert "own.yaml" in str(caught.value)
