"""Checks across reports."""

from __future__ import annotations

from typing import Any

from khorgos.check import check_facts
from khorgos.reconcile import reconcile


def test_same_value_other_period(figure: Any) -> None:
    """Twenty-two percent for January-February, printed elsewhere for the first quarter: one finding for the pair."""
    said = {"measure": "change", "unit": "percent"}
    told = [
        figure("a", 22, period="2023-01/2023-02", printed_by="Steppe Courier", **said),
        figure("b", 22, period="2023-Q1", document="d2", printed_by="Example Wire", **said),
    ]
    (finding,) = check_facts(reconcile(told), told)

    assert finding.check == "drift"
    assert finding.told == "22 percent: same value, other period"
    assert "2023-01/2023-02 in Steppe Courier" in finding.sum


def test_a_conflict_shows_its_values_and_a_cause(figure: Any) -> None:
    """A thousandfold slip is one finding that names the values and the slip."""
    told = [figure("a", 4.7e9), figure("b", 4.7e12, document="d2")]
    (finding,) = check_facts(reconcile(told), told)

    assert finding.check == "other-value"
    assert "thousandfold" in finding.told
    assert "4700000000 USD" in finding.sum


def test_many_printings_of_one_source(figure: Any) -> None:
    """Three outlets that quote one agency are told to go back to one source."""
    quoted = {"attribution": {"agency": "General Administration of Customs"}}
    told = [figure(f"a{n}", 70.2e9, document=f"d{n}", printed_by=f"Outlet {n}", **quoted) for n in range(3)]

    (finding,) = check_facts(reconcile(told), told)
    assert finding.check == "one-source"


def test_agreement_is_no_finding(figure: Any) -> None:
    """Two independent reports that agree ask for nobody's attention."""
    told = [
        figure("a", 70e9, printed_by="Example Wire"),
        figure("b", 70.2e9, document="d2", printed_by="Steppe Courier"),
    ]
    assert check_facts(reconcile(told), told) == []
