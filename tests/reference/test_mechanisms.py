"""Mechanisms with the parties they join."""

from __future__ import annotations

import pytest

from khorgos.reference import mechanism
from khorgos.values import Period


@pytest.mark.parametrize(
    ("code", "parties"),
    [
        ("China-Central Asia", ["CHN", "Central Asia"]),
        ("Shanghai Five", ["CHN", "KAZ", "KGZ", "RUS", "TJK"]),
        ("Belt and Road Initiative", []),
        ("no such mechanism", []),
    ],
)
def test_parties(code: str, parties: list[str]) -> None:
    """A mechanism joins its members; the Belt and Road has no membership, and what is unknown has none."""
    assert [party.code for party in mechanism(code)] == parties


@pytest.mark.parametrize(("year", "azerbaijan"), [(2024, False), (2026, True)])
def test_membership_has_dates(year: int, azerbaijan: bool) -> None:
    """Azerbaijan belongs to the Consultative Meeting since 16 November 2025, not before."""
    parties = [party.code for party in mechanism("Consultative Meeting", Period.year(year))]

    assert ("AZE" in parties) == azerbaijan
