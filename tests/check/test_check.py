"""Checks of one report: the sums that its own claims allow."""

from __future__ import annotations

from typing import Any

import pytest

from khorgos.check import check
from khorgos.claims.finding import Finding

PROJECTS = {"indicator": "projects", "unit": "count", "period": None}


def found(printings: list[Any], code: str) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in check(printings) if finding.check == code]


@pytest.mark.parametrize(
    ("whole", "parts", "severity", "told"),
    [
        (52, {"completed": 20, "under implementation": 15}, "info", "17 not accounted for"),
        (35, {"completed": 20, "under implementation": 15}, "ok", "the parts make the whole"),
        (51, {"completed": 48, "planned": 5}, "error", "2 more than the whole"),
    ],
)
def test_parts_of_a_list(figure: Any, whole: int, parts: dict[str, int], severity: str, told: str) -> None:
    """Projects by status against their number: the rest is told, too many is an error."""
    told_parts = [figure(status, value, status=status, **PROJECTS) for status, value in parts.items()]

    (finding,) = found([figure("all", whole, **PROJECTS), *told_parts], "portfolio-count")
    assert (finding.severity.value, told in finding.told) == (severity, True)
    assert finding.claims == ("all", *parts)


def test_the_remainder_is_written_out(figure: Any) -> None:
    """A finding shows its sum with the numbers in it."""
    printings = [figure("a", 52, **PROJECTS), figure("b", 20, status="completed", **PROJECTS)]

    (finding,) = found(printings, "portfolio-count")
    assert finding.sum == "52 − 20 = 32"


def test_a_status_told_twice_is_no_list(figure: Any) -> None:
    """Where a status has two numbers, the list is told by more than status: nothing is added up."""
    printings = [
        figure("a", 52, **PROJECTS),
        figure("b", 20, status="completed", **PROJECTS),
        figure("c", 12, status="completed", **PROJECTS),
    ]
    assert not found(printings, "portfolio-count")


def test_sums_of_money_by_status(figure: Any) -> None:
    """12 built (3.8), 5 due (0.31), 11 running (5.5), 27 in preparation (18.1) make 27.71 of 27 billion: 2.6 % more."""
    money = {"indicator": "projects", "period": None}
    parts = {"completed": 3.8e9, "expected": 0.31e9, "under implementation": 5.5e9, "planned": 18.1e9}
    printings = [figure("all", 27e9, **money), *(figure(s, v, status=s, **money) for s, v in parts.items())]

    (finding,) = found(printings, "portfolio-value")
    assert finding.severity.value == "info"
    assert "27.71 bn USD, of 27 bn USD" in finding.sum


@pytest.mark.parametrize(
    ("turnover", "out", "back", "severity"),
    [(282e9, 173e9, 109e9, "ok"), (282.1e9, 172.8e9, 109.3e9, "ok"), (300e9, 173e9, 109e9, "warn")],
)
def test_halves_of_trade(figure: Any, turnover: float, out: float, back: float, severity: str) -> None:
    """Exports and imports of one reporter make the turnover within a percent."""
    printings = [figure("t", turnover), figure("x", out, indicator="exports"), figure("m", back, indicator="imports")]

    (finding,) = found(printings, "halves-of-trade")
    assert finding.severity.value == severity


def test_halves_of_two_customs_are_not_added(figure: Any) -> None:
    """China's exports and Kazakhstan's imports are one flow seen from its two ends."""
    printings = [
        figure("t", 25.25e9),
        figure("x", 14.0e9, indicator="exports"),
        figure("m", 8.2e9, indicator="imports", parties=["KAZ", "CHN"]),
    ]
    assert not found(printings, "halves-of-trade")


@pytest.mark.parametrize(
    ("now", "before", "grown", "severity"),
    [(89.4e9, 70.2e9, 27, "ok"), (89.4e9, 70.2e9, 25, "info"), (94.8e9, 70.2e9, 22, "warn"), (50e9, 100e9, -50, "ok")],
)
def test_growth_against_levels(figure: Any, now: float, before: float, grown: float, severity: str) -> None:
    """A change follows from the levels of both years; up to 3 points off may be a revision."""
    printings = [
        figure("now", now, period="2023"),
        figure("before", before, period="2022"),
        figure("change", grown, measure="change", unit="percent", period="2023"),
    ]
    (finding,) = found(printings, "growth-levels")
    assert finding.severity.value == severity


def test_a_fold_implies_its_base(figure: Any) -> None:
    """More than a hundredfold since 1992 to 70 billion implies at most 700 million then."""
    printings = [
        figure("now", 70e9),
        figure("fold", 100, measure="fold", unit="times", bound=">", period="1992/2023"),
    ]
    (finding,) = found(printings, "fold-base")
    assert finding.told == "implies at most 700 mn USD in 1992"


@pytest.mark.parametrize(("base", "severity"), [(0.7e9, "ok"), (2e9, "warn")])
def test_a_fold_against_levels(figure: Any, base: float, severity: str) -> None:
    """A fold is met by the ratio of the levels, as N or as N + 1 times."""
    printings = [
        figure("now", 70e9),
        figure("then", base, period="1992"),
        figure("fold", 100, measure="fold", unit="times", period="1992/2022"),
    ]
    (finding,) = found(printings, "fold-levels")
    assert finding.severity.value == severity


def test_shares_of_one_whole(figure: Any) -> None:
    """Shares that make a hundred are told; a share alone says nothing."""
    share = {"measure": "share", "unit": "percent", "indicator": "loans"}
    printings = [figure("a", 85, parties=["HUN", "CHN"], **share), figure("b", 15, parties=["HUN"], **share)]

    (finding,) = found(printings, "shares")
    assert finding.severity.value == "ok"
    assert not found(printings[:1], "shares")


@pytest.mark.parametrize(
    ("said", "code", "severity"),
    [
        ({"start": "2024", "end": "2022"}, "date-order", "error"),
        ({"status": "completed", "end": "2030"}, "status-dates", "warn"),
        ({"status": "completed"}, "status-dates", "info"),
        ({"status": "planned", "start": "2020"}, "status-dates", "warn"),
    ],
)
def test_dates_of_projects(claim: Any, said: dict[str, str], code: str, severity: str) -> None:
    """Dates out of order, and a status that its dates do not allow on the day of printing."""
    (finding,) = found([claim("project", "p", name="A bridge", published="2023-05-18", **said)], code)
    assert finding.severity.value == severity
