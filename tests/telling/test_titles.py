"""Titles of claims and facts, and periods in words."""

from __future__ import annotations

from typing import Any

import pytest

from khorgos.telling import spoken, title


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2022", "2022"),
        ("2023-Q1", "the first quarter of 2023"),
        ("2023-05", "May 2023"),
        ("2023-05-18", "18 May 2023"),
        ("2015/2022", "2015 to 2022"),
        ("2023-01/2023-02", "January 2023 to February 2023"),
        ("1992/..", "since 1992"),
        ("../2030", "until 2030"),
    ],
)
def test_periods_are_spoken(period: str, said: str) -> None:
    """As a sentence says them."""
    assert spoken(period) == said


@pytest.mark.parametrize(
    ("indicator", "parties", "more", "said"),
    [
        ("trade", "CHN; Central Asia", {"period": "2022"}, "Trade between China and Central Asia in 2022"),
        ("exports", "CHN; KAZ", {"period": "2021"}, "Exports of China to Kazakhstan in 2021"),
        ("loans", "CHN; KGZ", {"status": "signed"}, "Loans from China to Kyrgyzstan (signed)"),
        ("freight", "CHN; KAZ; UZB", {"period": "2023-05"}, "Freight of China, Kazakhstan and Uzbekistan in May 2023"),
        ("trade", "KAZ", {"measure": "change", "period": "2023-05-18"}, "Change of trade of Kazakhstan on 18 May 2023"),
        ("other", "KAZ", {"detail": "wheat", "period": "1992/.."}, "Wheat of Kazakhstan since 1992"),
        ("projects", "", {"period": "2015/2022"}, "Projects from 2015 to 2022"),
    ],
)
def test_figures_have_titles(indicator: str, parties: str, more: dict[str, Any], said: str) -> None:
    """An indicator, who, when, and how far it has come."""
    sides = parties.split("; ") if parties else []
    assert title({"kind": "figure", "measure": "level", "indicator": indicator, "parties": sides, **more}) == said


def test_others_have_names() -> None:
    """Names, titles and words are their own titles."""
    assert title({"kind": "event", "name": "Example Summit"}) == "Example Summit"
    assert title({"kind": "agreement", "title": "Example Declaration"}) == "Example Declaration"
    assert title({"kind": "statement", "quote": "We agree.", "mode": "direct"}) == "“We agree.”"
