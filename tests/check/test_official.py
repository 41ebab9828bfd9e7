"""Reports beside official series: distance, reasons, the two sides of the mirror; never true or false."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from khorgos.check import check_official
from khorgos.claims.finding import Finding
from khorgos.claims.official import Observation
from khorgos.errors import ValueFault
from khorgos.values import Period


def official(value: float = 70.2e9, /, **said: Any) -> Observation:
    """China's trade with Kazakhstan in 2022 by an office, unless said otherwise."""
    usual: dict[str, Any] = {
        "source": "Customs", "series": "T", "indicator": "trade", "reporter": "CHN", "partner": "KAZ", "period": "2022",
        "unit": "USD", "retrieved": "2023-03-01",
    }  # fmt: skip
    told = usual | said
    return Observation(**told | {"period": Period.parse(told["period"]), "value": Decimal(str(value))})


def found(code: str, told: list[Any], *series: Observation) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in check_official(told, series) if finding.check == code]


@pytest.mark.parametrize(
    ("printed", "bound", "severity"),
    [
        (70e9, "=", "ok"), (70.9e9, "=", "ok"), (73e9, "=", "info"), (90e9, "=", "warn"), (65e9, ">", "ok"),
        (80e9, "~", "warn"),
    ],
    ids=["rounded", "within a percent", "within five", "beyond", "a bound that holds", "about, and beyond"],
)  # fmt: skip
def test_the_same_side(figure: Any, printed: float, bound: str, severity: str) -> None:
    """The reporter's own series: a percent holds, five are worth knowing, more is looked at."""
    (finding,) = found("official-value", [figure("a", printed, bound=bound)], official())

    assert finding.severity.value == severity
    assert "70.2 bn USD" in finding.told


@pytest.mark.parametrize(
    ("given", "severity", "told"),
    [(18.2e9, "info", "known to differ"), (26e9, "ok", "usual"), (25.25e9, "ok", "1.00")],
)
def test_the_other_side_is_never_an_error(figure: Any, given: float, severity: str, told: str) -> None:
    """What the partner counts is told as a ratio, with what is known of the pair."""
    series = official(given, reporter="KAZ", partner="CHN")
    (finding,) = found("official-mirror", [figure("a", 25.25e9)], series)

    assert finding.severity.value == severity
    assert told in finding.told


def test_exports_are_the_partners_imports(figure: Any) -> None:
    """What China exports to Kazakhstan stands beside what Kazakhstan imports from China, not beside its exports."""
    told = [figure("a", 14e9, indicator="exports")]
    imports = official(8.2e9, indicator="imports", reporter="KAZ", partner="CHN", valuation="CIF")
    exports = official(10e9, indicator="exports", reporter="KAZ", partner="CHN", valuation="FOB")

    (finding,) = found("official-mirror", told, imports, exports)
    assert "0.59 of what is printed" in finding.told


def test_a_turnover_of_the_office_that_gives_it(figure: Any) -> None:
    """Trade that Kazakhstan's bureau gives is compared with Kazakhstan's own series, whoever is named first."""
    told = [figure("a", 18.2e9, attribution={"agency": "Kazakhstan's statistics bureau"})]
    (finding,) = found("official-value", told, official(18.2e9, reporter="KAZ", partner="CHN"), official(25.25e9))

    assert finding.severity.value == "ok"


def test_turnover_is_made_of_its_halves(figure: Any) -> None:
    """Where a source gives exports and imports only, their sum is compared."""
    halves = [
        official(14e9, indicator="exports", series="X", valuation="FOB"),
        official(11.25e9, indicator="imports", series="M", valuation="CIF"),
    ]
    (finding,) = found("official-value", [figure("a", 25.25e9)], *halves)

    assert (finding.severity.value, "X + M" in finding.sum) == ("ok", True)


@pytest.mark.parametrize(
    ("printed", "series", "reason"),
    [
        (70.2e6, [official()], "slip of scale"),
        (58e9, [official(), official(58e9, period="2021")], "another period (2021)"),
        (58e9, [official(edition="2023-02-01"), official(58e9, edition="2023-01-18")], "later edition"),
        (58e9, [official(450e9, unit="CNY")], "rate of exchange"),
    ],
    ids=["scale", "period", "edition", "currency"],
)
def test_reasons_that_arithmetic_supports(figure: Any, printed: float, series: list[Observation], reason: str) -> None:
    """What may lie behind a gap is named where the numbers suggest it."""
    (finding,) = found("official-value", [figure("a", printed)], *series)

    assert reason in finding.told


@pytest.mark.parametrize(
    "said",
    [
        {"detail": "cotton"}, {"status": "forecast"}, {"period": "2021"}, {"measure": "change", "unit": "percent"},
        {"parties": ["CHN", "Central Asia"]}, {"unit": "t"}, {"period": None},
    ],
    ids=["a part", "a plan", "another year", "a change", "a group", "tonnes", "no period"],
)  # fmt: skip
def test_unlike_things_are_not_compared(figure: Any, said: dict[str, Any]) -> None:
    """Only a level of the same parties, period and scope is set beside a series."""
    assert found("official-value", [figure("a", 99e9, **said)], official()) == []


@pytest.mark.parametrize(("later", "expected"), [(70.9e9, 0), (90e9, 1)])
def test_editions(later: float, expected: int) -> None:
    """A later edition that changes a value by more than a tenth is worth knowing; the newest is compared."""
    series = official(edition="2023-01-18"), official(later, edition="2023-07-01")

    assert len(found("official-revision", [], *series)) == expected


def test_a_project_beside_its_economy(claim: Any) -> None:
    """The gross domestic product of a snapshot is what a project's sum is held to."""
    project = claim(
        "project", "p", name="A dam", amount=5e9, currency="USD", recipients=["KGZ"], published="2022-06-01"
    )
    gdp = official(12e9, indicator="gdp", reporter="KGZ", partner=None)

    assert len(found("share-of-economy", [project], gdp)) == 1


@pytest.mark.parametrize(
    "said", [{"reporter": "XXX"}, {"partner": "W00"}, {"valuation": "EXW"}, {"status": "Z"}, {"unit": "dollars"}]
)
def test_observations_that_cannot_be(said: dict[str, str]) -> None:
    """Codes that there are not are refused."""
    with pytest.raises(ValueFault):
        official(**said)
