"""The list of Kazakhstan-China projects, 2016 to 2024, as eight reports tell it.

The reports and their outlets are made up; their numbers are on record (Kazakh government, China's planners, Kazinform,
Xinhua, the Astana Times), with the misprint of September 2017 and the shrinking count of finished works of 2018.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding
from khorgos.fetch.local import read
from khorgos.pipeline import Reading, check, printings, reconcile, replay

REPORTS = sorted((Path(__file__).parent / "list_reports").glob("*.txt"))


@lru_cache(maxsize=1)
def readings() -> tuple[Reading, ...]:
    """The eight reports, read."""
    return tuple(read(path) for path in REPORTS)


@lru_cache(maxsize=1)
def facts() -> tuple[Fact, ...]:
    """The facts that they speak of."""
    return tuple(reconcile(readings()))


def fact(unit: str, status: str | None = None) -> Fact:
    """The one fact about the projects of both countries in a unit and status."""
    (found,) = [
        fact
        for fact in facts()
        if dict(fact.key).get("unit") == unit
        and dict(fact.key).get("status") == status
        and set(dict(fact.key).get("parties", ())) == {"KAZ", "CHN"}
    ]
    return found


def findings(check_name: str) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in check(readings()) if finding.check == check_name]


def test_the_list_is_one_fact_with_a_history() -> None:
    """51, 55, 52 and 45 projects are one list at four times, not four lists, and no conflict."""
    history = [(cluster.value, cluster.at[:4]) for cluster in fact("count").values]

    assert [row for row in history if row[0] in ("51 count", "55 count", "52 count", "45 count")] == [
        ("51 count", "2016"),
        ("55 count", "2019"),
        ("52 count", "2023"),
        ("45 count", "2024"),
    ]
    assert fact("count").has_history
    assert not fact("count").disputed


def test_the_misprint_is_named() -> None:
    """27-28 million beside 27 billion is a conflict with a thousandfold slip as its likely cause."""
    money = fact("USD")

    assert money.disputed
    assert any("thousandfold" in reason for link in money.links for reason in link.reasons)
    assert any("thousandfold" in finding.told for finding in findings("other-value"))


def test_what_is_built_stays_built() -> None:
    """Five finished in 2017, four in 2018: a conflict, since a list of finished works does not shrink."""
    built = fact("count", "completed")

    assert built.disputed
    assert any("fewer completed than before" in reason for link in built.links for reason in link.reasons)
    assert {"5 count", "4 count", "12 count", "20 count"} <= {cluster.value for cluster in built.values}


def test_quoted_reports_are_no_sources_of_their_own() -> None:
    """55 projects are told by the wire and by a paper that quotes it: one source."""
    (cluster,) = [cluster for cluster in fact("count").values if cluster.value == "55 count"]
    documents = {
        claim.evidence.document for reading in readings() for claim in reading.claims if claim.id in cluster.claims
    }

    assert len(documents) == 2


HISTORIES = {
    ("count", None): [("51", 2016), ("55", 2019), ("52", 2023), ("45", 2024)],
    ("count", "completed"): [("34", 2017), ("5", 2017), ("4", 2018), ("12", 2019), ("20", 2022)],
    ("count", "under implementation"): [("43", 2017), ("13", 2017), ("11", 2019), ("15", 2022)],
    ("USD", None): [("26000000000", 2016), ("27000000..28000000", 2017), ("27000000000", 2018), (">14500000000", 2024)],
    ("USD", "completed"): [("3800000000", 2019), ("~4450000000", 2022)],
    ("USD", "under implementation"): [("5500000000", 2019), (">5000000000", 2023)],
}


@pytest.mark.parametrize(("unit", "status"), HISTORIES)
def test_every_number_has_its_place(unit: str, status: str | None) -> None:
    """Each status and each sum is one fact, whose values stand in the order of their years."""
    history = [(cluster.value.removesuffix(f" {unit}"), int(cluster.at[:4])) for cluster in fact(unit, status).values]

    assert history == HISTORIES[unit, status]


def test_seven_that_left_are_no_list() -> None:
    """The seven projects taken off the list in 2017 are a number of their own."""
    assert all(cluster.value != "7 count" for cluster in fact("count").values)


def test_the_remainders_are_told() -> None:
    """52 projects of 2023 leave 17 silent; the 55 of 2019 are all told, those due that year among them."""
    told = [finding.told for finding in findings("portfolio-count")]

    assert any("17 not accounted for" in each for each in told)
    assert any("of 55: the parts make the whole" in each for each in told)


def test_the_sums_of_2019_are_more_than_their_whole() -> None:
    """3.8 + 0.31 + 5.5 + 18.1 are 27.71 of 27 billion: 2.6 percent more, worth knowing and no more."""
    (finding,) = [finding for finding in findings("portfolio-value") if "27.71" in finding.sum]

    assert (finding.severity.value, "2.63 %" in finding.told) == ("info", True)


def test_every_finding_is_made_again() -> None:
    """Each finding of the list follows from nothing but the claims that it names."""
    told = [printing for reading in readings() for printing in printings(reading)]
    made = [finding for finding in check(readings()) if finding.check != "near-copy"]

    assert [replay(finding, told) for finding in made] == made
