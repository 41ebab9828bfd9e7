"""Checks of project records: terms, instruments, frameworks, courses, records of one project."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from khorgos.check import check_records
from khorgos.claims import Agency, Record, Relation
from khorgos.claims.finding import Finding
from khorgos.values import Party, Period, Quantity

EXIM = (Agency("Export-Import Bank of China"),)


def record(number: str = "1", /, **said: Any) -> Record:
    """A record of a table; dates, sums and terms may be given as text."""
    for name in Record.PERIODS:
        if name in said:
            said[name] = Period.parse(said[name])
    for name in (*Record.PERCENTS, *Record.YEARS):
        if name in said:
            said[name] = Decimal(str(said[name]))
    if "money" in said:
        said["money"] = Quantity.parse(said["money"])
    usual: dict[str, Any] = {"document": "table", "source": "table", "number": number, "name": f"Project {number}"}
    return Record(**(usual | said))


def found(code: str, *records: Record) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in check_records(records) if finding.check == code]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"rate": 22}, "rate outside"),
        ({"maturity": 60}, "maturity outside"),
        ({"maturity": 10, "grace": 10}, "grace outside"),
        ({"commitment_fee": 9}, "commitment fee outside"),
        ({"rate": 2, "maturity": 20, "grace": 5}, None),
        ({"rate": 0, "maturity": 20, "grace": 10}, None),
        ({}, None),
    ],
)
def test_terms_that_no_loan_has(said: dict[str, Any], told: str | None) -> None:
    """Terms outside what loans have are told by name; those of usual loans are not."""
    findings = found("loan-terms", record(flow_type="Loan", **said))

    assert [told in finding.told for finding in findings if told] == ([True] if told else [])
    assert len(findings) == (1 if told else 0)


@pytest.mark.parametrize(
    ("instruments", "rate", "expected"),
    [
        (("interest_free_loan",), 2, 1),
        (("interest_free_loan",), 0, 0),
        (("gcl",), 0, 1),
        (("gcl",), 2, 0),
        ((), 0, 0),
    ],
)
def test_interest_free(instruments: tuple[str, ...], rate: int, expected: int) -> None:
    """Interest-free loans have no interest, and what has none is told as such (where instruments are told at all)."""
    loan = record(flow_type="Loan", instruments=instruments, rate=rate)

    assert len(found("interest-free", loan)) == expected


@pytest.mark.parametrize(("given", "expected"), [("53.9", "ok"), ("54.5", "ok"), ("26.8", "warn")])
def test_the_grant_element_follows_from_the_terms(given: str, expected: str) -> None:
    """2 percent over 20 years with 5 of grace give 53.9 at a discount of 10 (26.8 is that of the IMF's 5)."""
    details = (("Grant Element (OECD Cash-Flow)", given),)
    (finding,) = found("grant-element", record(flow_type="Loan", rate=2, maturity=20, grace=5, details=details))

    assert finding.severity.value == expected


@pytest.mark.parametrize(("given", "expected"), [("ODA-like", 0), ("OOF-like", 1)])
def test_the_flow_class_follows_from_the_terms(given: str, expected: int) -> None:
    """A soft loan for development to a country with an income group is ODA-like."""
    details = (("Flow Class", given), ("OECD ODA Income Group", "Lower middle income"))
    loan = record(flow_type="Loan", rate=2, maturity=20, grace=5, commitment="2015", intent="Development",
                  details=details)  # fmt: skip

    assert len(found("flow-class", loan)) == expected


@pytest.mark.parametrize(
    ("instrument", "money", "funders", "codes"),
    [
        ("gcl", "100 CNY", EXIM, []),
        ("gcl", "100 USD", EXIM, ["instrument-currency"]),
        ("pbc", "100 USD", EXIM, []),
        ("pbc", "100 EUR", (Agency("China Eximbank"),), []),
        ("pbc", "100 CNY", (Agency("China Development Bank"),), ["instrument-currency", "instrument-funder"]),
        ("swap", "100 CNY", (Agency("People's Bank of China (PBOC)"),), []),
        ("gcl", "100 CNY", (Agency("China"),), []),
        ("lease", "100 KES", (Agency("China Development Bank"),), []),
        ("etca", "100 CNY", (Agency("Ministry of Commerce"),), []),
        ("etca", "100 CNY", (Agency("MOFCOM"),), []),
        ("etca", "100 CNY", EXIM, ["instrument-funder"]),
    ],
)
def test_instruments(instrument: str, money: str, funders: tuple[Agency, ...], codes: list[str]) -> None:
    """Instruments with a currency or a giver of their own; other names of the giver count."""
    told = check_records([record(instruments=(instrument,), money=money, financiers=funders)])

    assert [finding.check for finding in told if finding.check.startswith("instrument")] == codes


@pytest.mark.parametrize(
    ("said", "code", "severity"),
    [
        ({"start": "2020", "end": "2018"}, "record-dates", "error"),
        ({"start": "2019", "end": "2019-05"}, "record-dates", None),
        ({"commitment": "2020", "end": "2018"}, "record-dates", "warn"),
        ({"commitment": "2018-05", "start": "2018-02"}, "record-dates", "info"),
        ({"commitment": "2020", "start": "2018"}, "record-dates", "warn"),
        ({"status": "Completion"}, "record-status", "info"),
        ({"status": "Completion", "end": "2018"}, "record-status", None),
        ({"status": "Implementation", "end": "2018"}, "record-status", "warn"),
        ({"status": "Pipeline: Commitment", "start": "2018"}, "record-status", "warn"),
        ({"status": "Pipeline: Pledge", "start": "2018"}, "record-status", "warn"),
        ({"status": "Pipeline: Pledge", "commitment": "2018"}, "record-status", None),
        ({"status": "Cancelled"}, "record-status", "error"),
        ({"status": "Cancelled", "commitment": "2018"}, "record-status", None),
    ],
)
def test_courses(said: dict[str, str], code: str, severity: str | None) -> None:
    """Dates out of order, and a status that they do not allow; partial dates are compared as stretches."""
    assert [finding.severity.value for finding in found(code, record(**said))] == ([severity] if severity else [])


def test_what_a_report_leaves_out_is_not_missed() -> None:
    """A report that tells of a stopped or finished project need not tell when it was signed or ended."""
    stopped, done = (record(status=status, source="text") for status in ("Cancelled", "Completion"))

    assert check_records([stopped, done]) == []


def under(number: str, money: str) -> Record:
    """A record under framework 9."""
    return record(number, money=money, relations=(Relation("parent", "9"),))


@pytest.mark.parametrize(
    ("sums", "expected"),
    [(["60 CNY", "41 CNY"], ["ok"]), (["60 CNY", "50 CNY"], ["warn"]), (["60 USD"], []), ([], [])],
    ids=["fit", "more than the whole", "another currency", "none"],
)
def test_frameworks_against_what_stands_under_them(sums: list[str], expected: list[str]) -> None:
    """The records under a framework may make 2 percent more than it."""
    children = [under(str(number), money) for number, money in enumerate(sums)]
    findings = found("umbrella-sum", record("9", umbrella=True, money="100 CNY"), *children)

    assert [finding.severity.value for finding in findings] == expected


@pytest.mark.parametrize(("counted", "expected"), [("Yes", 1), ("No", 0)])
def test_frameworks_are_not_counted(counted: str, expected: int) -> None:
    """A framework that its table recommends for totals is an error."""
    framework = record(umbrella=True, details=(("Recommended For Aggregates", counted),))

    assert len(found("umbrella-counted", framework)) == expected


KGZ = (Party.country("KGZ"),)
LINE = "Datka-Kemin power line"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"name": LINE}, {"name": "Power line Datka - Kemin"}, 1),
        ({"name": LINE, "money": "389 USD"}, {"name": LINE, "money": "390 USD"}, 1),
        ({"name": LINE, "money": "389 USD"}, {"name": LINE, "money": "208 USD"}, 0),
        ({"name": LINE}, {"name": LINE, "commitment": "2019"}, 0),
        ({"name": LINE}, {"name": "Osh-Batken-Isfana road"}, 0),
        ({"name": LINE}, {"name": LINE, "relations": (Relation("linked", "a"),)}, 0),
        ({"name": LINE}, {"name": LINE, "recipients": (Party.country("TJK"),)}, 0),
    ],
    ids=["order of words", "sums meet", "two sums", "years apart", "another name", "linked", "another country"],
)  # fmt: skip
def test_records_of_one_project(one: dict[str, Any], other: dict[str, Any], expected: int) -> None:
    """Like names in one country, with a sum or a year that meets, are a pair to be looked at."""
    usual = {"recipients": KGZ, "commitment": "2011"}
    pair = record("a", **(usual | one)), record("b", **(usual | other))

    assert len(found("duplicate-records", *pair)) == expected
