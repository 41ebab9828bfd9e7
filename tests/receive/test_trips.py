"""What is published comes back: the same publication from an empty ledger that took it, where the format holds it."""

import csv
import io
import json
import zipfile
from collections import Counter

import pytest
from lxml import etree

# What is of the ledger that a row stands in: its ids, and what it counts.
OF_LEDGER = {"id", "address", "fact", "document", "number", "span", "readers", "rule", "body", "sources", "quality"}


def rows(text: str, *without: str) -> list[tuple[str, ...]]:
    """The rows of a table in an order of their own, without columns."""
    found = csv.DictReader(io.StringIO(text))
    return sorted(tuple(f"{name}={cell}" for name, cell in row.items() if name not in without) for row in found)


def table(packed: bytes, name: str) -> str:
    """A table of a package."""
    return zipfile.ZipFile(io.BytesIO(packed)).read(f"{name}.csv").decode()


@pytest.mark.parametrize("name", ["claims", "projects"])
def test_a_package_comes_back_whole(name, trip) -> None:
    """Every claim and record with all its fields, passages, attributions, reports."""
    first, again = trip("datapackage", "datapackage")

    assert rows(table(first, name), *OF_LEDGER - {"document"}) == rows(table(again, name), *OF_LEDGER - {"document"})


def test_bodies_of_a_package_come_back(trip) -> None:
    """What the ledger holds of a claim beside the columns."""
    first, again = (
        Counter(
            json.dumps({k: v for k, v in json.loads(row["body"]).items() if k not in OF_LEDGER}, sort_keys=True)
            for row in csv.DictReader(io.StringIO(table(packed, "claims")))
        )
        for packed in trip("datapackage", "datapackage")
    )

    assert first == again


def test_facts_are_derived_again_from_a_package(trip) -> None:
    """The same facts with the same values, conflicts, sources and sides; equals may stand in another order."""
    kept = ("kind", "indicator", "measure", "parties", "period", "unit", "disputed", "claims", "sources", "verified")
    first, again = (
        Counter(tuple(row[name] for name in kept) for row in csv.DictReader(io.StringIO(table(packed, "facts"))))
        for packed in trip("datapackage", "datapackage")
    )

    assert first == again


def test_reports_of_a_package_come_back(trip) -> None:
    """Those that tell something, with title, outlet, day, language, kind, agency, authors."""
    first, again = trip("datapackage", "datapackage")
    found = set(rows(table(again, "documents"), "id"))

    assert found <= set(rows(table(first, "documents"), "id"))
    assert len(found) == len({row["document"] for row in csv.DictReader(io.StringIO(table(first, "claims")))})


@pytest.mark.parametrize("form", ["sdmx", "sdmx-ml"])
def test_figures_come_back_from_sdmx(form, trip) -> None:
    """Every observation with its whole key, value, bound, range and passage; sources and disputes are counted anew."""
    first, again = trip(form, "sdmx")
    without = ("FACT", "SOURCES", "DISPUTED")

    assert rows(first.decode(), *without) == rows(again.decode(), *without)


def entities(told: bytes) -> Counter:
    """Entities by their properties; those that they lead to by their names."""
    found = {entity["id"]: entity for entity in map(json.loads, told.decode().splitlines())}

    def named(value: str) -> str:
        entity = found.get(value)
        return value if entity is None else str((entity["schema"], entity["properties"].get("name")))

    told_of = (each["schema"] for each in found.values())
    return Counter(
        (schema, json.dumps({name: sorted(map(named, values)) for name, values in each["properties"].items()
                             if name != "projectId"}, sort_keys=True))
        for schema, each in zip(told_of, found.values(), strict=True)
    )  # fmt: skip


@pytest.mark.parametrize("form", ["ftm", "ftm-statements"])
def test_entities_come_back(form, trip) -> None:
    """All but the reports that nothing leads to."""
    first, again = map(entities, trip(form, "ftm"))

    assert again - first == Counter()
    assert {schema for schema, _ in first - again} <= {"Article"}


def test_activities_come_back(trip) -> None:
    """IATI gives the same activity but for identifiers, sentences and what stands in narratives (its description)."""
    first, again = (etree.fromstring(told) for told in trip("iati", "iati"))
    kept = ("title", "activity-status", "recipient-country", "sector", "default-finance-type", "activity-date")

    assert len(first) == len(again) == 1
    for element in kept:
        one, other = ([dict(each.attrib) for each in tree[0].findall(element)] for tree in (first, again))
        assert one == other
