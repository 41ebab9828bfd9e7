"""Checks of one report's figures, case by case: what must be found, and what must not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from khorgos.check import check
from khorgos.claims.finding import Finding

CHANGE = {"measure": "change", "unit": "percent"}
SHARE = {"measure": "share", "unit": "percent"}


def found(printings: list[Any], code: str) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in check(printings) if finding.check == code]


def severities(printings: list[Any], code: str) -> list[str]:
    """How grave the findings of one check are."""
    return [finding.severity.value for finding in found(printings, code)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([35.2e9, 7.7e9, 27.5e9], ["ok"]),
        ([63e9, 27e9, 36e9, 27e9], ["ok"]),
        ([3.604e9, 2.003584e9, 1.6e9], ["ok"]),
        ([70.2e9, 31.3e9, 22.8e9], []),
        ([3e9, 1e9, 2e9], []),
        ([50e9, 20e9, 30e9, 10e9, 40e9], []),
    ],
    ids=["exact", "a value twice", "rounded", "comes out as nothing", "one digit is chance", "two ways are chance"],
)
def test_sums_that_come_out(figure: Any, values: list[float], expected: list[str]) -> None:
    """A whole that others near it make is told; what comes out by chance or not at all is not."""
    told = [figure(f"f{n}", value, indicator="projects", period=None) for n, value in enumerate(values)]

    assert severities(told, "parts-sum") == expected


def test_a_project_is_made_of_loan_and_capital(figure: Any, claim: Any) -> None:
    """4.7 billion of about 2.3 lent and 2.3 paid in: the halves are rounded, the sum holds."""
    said = {"period": None, "parties": ["CHN", "KGZ"]}
    told = [
        claim("project", "p", name="A line", amount=4.7e9, currency="USD", bound="=", recipients=["KGZ"]),
        figure("loan", 2.3e9, indicator="loans", bound="~", **said),
        figure("capital", 2.3e9, indicator="investment", **said),
    ]
    (finding,) = found(told, "parts-sum")

    assert finding.severity.value == "ok"
    assert finding.tolerance == "rounding of the parts and the whole"


@pytest.mark.parametrize(
    ("given", "expected"),
    [(7.3, ["ok"]), (116, ["ok"]), (8.5, ["info"]), (15, ["warn"])],
    ids=["a year", "over all", "near", "neither"],
)
def test_growth_a_year(figure: Any, given: float, expected: list[str]) -> None:
    """312.04 and 674.15 over eleven years are 7.25 % a year, and 116 % in all."""
    told = [
        figure("now", 674.15e9, period="2021"),
        figure("then", 312.04e9, period="2010"),
        figure("change", given, period="2010/2021", **CHANGE),
    ]
    assert severities(told, "average-growth") == expected


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [([15e9, 17e9, 18e9, 20e9], ["ok"]), ([15e9, 17e9, 18e9, 30e9], ["warn"]), ([15e9, 17e9, 18e9], [])],
    ids=["make it", "do not", "three of four"],
)
def test_quarters_make_the_year(figure: Any, quarters: list[float], expected: list[str]) -> None:
    """Four quarters make the year within a percent; fewer say nothing."""
    told = [figure("year", 70e9), *(figure(f"q{n}", v, period=f"2022-Q{n}") for n, v in enumerate(quarters, 1))]

    assert severities(told, "year-parts") == expected


@pytest.mark.parametrize(
    ("part", "unit", "expected"),
    [(60e9, "USD", []), (80e9, "USD", ["warn"]), (80e9, "count", ["info"])],
)
def test_a_part_of_the_year_is_not_more(figure: Any, part: float, unit: str, expected: list[str]) -> None:
    """Eleven months above the year are looked at; counts may be of two things (trains of a line and of a port)."""
    told = [figure("year", 70e9, unit=unit), figure("part", part, period="2022-01/2022-11", unit=unit)]

    assert severities(told, "year-to-date") == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"KAZ": 31e9, "KGZ": 15.5e9, "TJK": 2.5e9, "TKM": 11.2e9, "UZB": 9.8e9}, ["ok"]),
        ({"KAZ": 31e9, "KGZ": 15.5e9, "TJK": 2.5e9, "TKM": 11.2e9, "UZB": 19.8e9}, ["warn"]),
        ({"KAZ": 31e9, "UZB": 9.8e9}, []),
    ],
    ids=["make it", "do not", "two of five"],
)
def test_members_make_the_group(figure: Any, members: dict[str, float], expected: list[str]) -> None:
    """All five members beside the group are added; two of five say nothing."""
    told = [figure("all", 70e9, parties=["CHN", "Central Asia"])]
    told += [figure(code, value, parties=["CHN", code]) for code, value in members.items()]

    assert severities(told, "group-members") == expected


@pytest.mark.parametrize(("now", "expected"), [(15e9, ["ok"]), (9e9, ["warn"])])
def test_a_stock_does_not_melt(figure: Any, now: float, expected: list[str]) -> None:
    """A stock of 12 billion and a flow of 2 leave at least four fifths of 14."""
    stock = {"indicator": "investment_stock"}
    told = [
        figure("now", now, period="2022", **stock),
        figure("before", 12e9, period="2021", **stock),
        figure("flow", 2e9, indicator="investment"),
    ]
    assert severities(told, "stock-flow") == expected


@pytest.mark.parametrize(("total", "expected"), [(20e9, []), (3e9, ["warn"])])
def test_what_came_together_is_not_less_than_a_year(figure: Any, total: float, expected: list[str]) -> None:
    """What has been invested since 2005 is at least what 2022 alone brought."""
    told = [
        figure("since", total, indicator="investment", period="2005/.."),
        figure("year", 5e9, indicator="investment"),
    ]
    assert severities(told, "cumulative-flow") == expected


@pytest.mark.parametrize(
    ("yuan", "dollars", "expected"),
    [(286.42e9, 41.5e9, ["ok"]), (286.42e9, 45.8e9, ["info"]), (286.42e9, 4.15e9, ["warn"])],
    ids=["the rate", "near it", "ten times off"],
)
def test_two_currencies(figure: Any, yuan: float, dollars: float, expected: list[str]) -> None:
    """Yuan and dollars of one sentence against the average rate of 2022 (6.74)."""
    said = {"sentence": "Trade came to so much in yuan (so much in dollars)."}
    told = [figure("yuan", yuan, unit="CNY", **said), figure("dollars", dollars, unit="USD", **said)]

    assert severities(told, "conversion") == expected


def test_sums_of_two_sentences_are_not_converted(figure: Any) -> None:
    """Yuan here and dollars there may be of two things."""
    told = [figure("yuan", 2e9, unit="CNY", sentence="One."), figure("dollars", 2e9, sentence="Two.")]

    assert found(told, "conversion") == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(4.7e9, 4.7e12, 1), (27e6, 27.4e9, 1), (10.5e9, 1.05e9, 1), (5e9, 50e9, 0), (52, 52_000, 0), (4.7e9, 5.2e9, 0)],
    ids=["thousandfold", "rounded", "tenfold", "tenfold of one digit", "no scale", "no factor"],
)
def test_slips_of_scale(figure: Any, one: float, other: float, expected: int) -> None:
    """Two values of one thing in one report that lie a factor of a misprint apart."""
    assert len(found([figure("a", one), figure("b", other)], "unit-slip")) == expected


def test_the_other_currency_is_no_slip_of_scale(figure: Any) -> None:
    """One sum told in yuan and dollars, seven times apart, is a conversion."""
    assert found([figure("a", 67.4e9, unit="CNY"), figure("b", 10e9)], "unit-slip") == []


def test_yuan_printed_as_dollars(figure: Any) -> None:
    """Two values of one thing, both in dollars, 6.74 times apart in 2022: the yuan were printed as dollars."""
    (finding,) = found([figure("a", 41.55e9), figure("b", 280.1e9)], "unit-slip")

    assert "rate of exchange" in finding.told


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [(4.7e12, "USD", 1), (50, "USD", 1), (4.7e9, "USD", 0), (100e9, "CNY", 0), (1e12, "CNY", 1)],
)
def test_sums_that_no_project_has(claim: Any, amount: float, currency: str, expected: int) -> None:
    """Over 40 billion dollars, or under 100 (in any currency that has a rate): look at it."""
    project = claim("project", "p", name="A line", amount=amount, currency=currency, published="2022-06-01")

    assert len(found([project], "project-size")) == expected


def test_shares_of_one_payment(figure: Any) -> None:
    """Eighty-five percent credit and fifteen percent own money, told in one sentence, make the whole."""
    said = {**SHARE, "sentence": "85 percent is lent and 15 percent paid.", "period": None}
    told = [
        figure("a", 85, indicator="loans", parties=["CHN", "HUN"], **said),
        figure("b", 15, indicator="investment", parties=["HUN"], **said),
    ]
    assert severities(told, "shares") == ["ok"]


@pytest.mark.parametrize(("given", "expected"), [(23, ["ok"]), (30, ["info"])])
def test_a_share_against_part_and_whole(figure: Any, given: float, expected: list[str]) -> None:
    """31 of 134 billion are 23 percent of the country's trade."""
    told = [
        figure("whole", 134e9, parties=["KAZ"]),
        figure("part", 31e9, parties=["KAZ", "CHN"]),
        figure("share", given, parties=["KAZ", "CHN"], **SHARE),
    ]
    assert severities(told, "share-of-whole") == expected


@pytest.mark.parametrize(("russia", "expected"), [(26e9, []), (40e9, ["warn"])])
def test_ranks_follow_the_values(figure: Any, russia: float, expected: list[str]) -> None:
    """The second of a list does not have more than the first."""
    told = []
    for place, (code, value) in enumerate({"CHN": 31e9, "RUS": russia}.items(), 1):
        told.append(figure(f"rank {code}", place, parties=[code, "KAZ"], measure="rank", unit="rank"))
        told.append(figure(f"value {code}", value, parties=[code, "KAZ"]))

    assert severities(told, "rank-values") == expected


@pytest.mark.parametrize(
    ("participants", "date", "expected"),
    [
        (["CHN", "KAZ"], "2024-07-04", 0),
        (["CHN", "TKM"], "2024-07-04", 1),
        (["CHN", "IRN"], "2019-06-14", 1),
        (["CHN", "IRN"], "2024-07-04", 0),
    ],
    ids=["members", "a guest", "not yet a member", "a member by then"],
)
def test_who_takes_part(claim: Any, participants: list[str], date: str, expected: int) -> None:
    """Participants who were no members on the day are worth knowing."""
    event = claim("event", "e", type="summit", name="SCO summit", mechanism="SCO", date=date, participants=participants)

    assert len(found([event], "membership")) == expected


@pytest.mark.parametrize(
    ("value", "evidence", "expected"),
    [
        (10, "unites 10 member states", ["ok"]),
        (8, "unites 8 member states", ["error"]),
        (300, "300 officials from members", []),
    ],
)
def test_how_many_belong(figure: Any, value: int, evidence: str, expected: list[str]) -> None:
    """A number of members against the register of that day; numbers of other things say nothing."""
    ground = {"field": "value", "text": str(value), "span": [0, 1]}
    said = {"indicator": "other", "unit": "count", "parties": ["SCO"], "period": "2024-09-01"}

    assert severities([figure("f", value, evidence=evidence, grounds=[ground], **said)], "member-count") == expected


def test_costs_of_a_kilometre(figure: Any, claim: Any) -> None:
    """Among a hundred lines, one that costs a hundred times as much a kilometre is told; among ten nothing is."""
    from khorgos.check import check_costs

    def lines(count: int, dear: float) -> list[Any]:
        told = []
        for number in range(count):
            said = {"document": f"d{number}", "sentence": "A line of so many kilometres for so much."}
            amount = 1e9 + number * 1e6 if number else dear
            told.append(claim("project", f"p{number}", name=f"Line {number}", amount=amount, currency="USD", **said))
            told.append(figure(f"f{number}", 100, unit="km", indicator="other", **said))
        return told

    assert [f.claims for f in check_costs(lines(150, 38e9)) if f.claims[0] == "p0"] == [("p0", "f0")]
    assert check_costs(lines(10, 38e9)) == []


def test_shares_of_an_economy(claim: Any) -> None:
    """A project of more than 30 percent of the recipient's product is told, where the product is known."""
    from khorgos.check.plausible import check_economy

    project = claim(
        "project", "p", name="A dam", amount=5e9, currency="USD", recipients=["KGZ"], published="2022-06-01"
    )
    (finding,) = check_economy([project], lambda *_: Decimal(12 * 10**9))

    assert "42 %" in finding.told
    assert list(check_economy([project], lambda *_: None)) == []
