"""The table for people: who is said to say so, and in which order and under which headings reports stand."""

import io
from typing import Any

import pytest
from rich.console import Console

from khorgos.cli.table import Source, show_claims
from khorgos.telling import voice


def figure(document: str, value: str, **more: Any) -> dict[str, Any]:
    """A figure as `as_dict` gives it."""
    return {
        "kind": "figure",
        "document": document,
        "indicator": "trade",
        "measure": "level",
        "parties": ["CHN", "KAZ"],
        "value": value,
        "unit": "USD",
        "bound": "=",
        "period": "2022",
        "sentence": "Trade reached so much.",
        **more,
    }


def printed(
    claims: list[dict[str, Any]], sources: dict[str, Source], width: int = 80, *, evidence: bool = False
) -> str:
    """What the table looks like, without the spaces at the ends of lines."""
    out = Console(file=io.StringIO(), width=width, highlight=False, emoji=False, markup=False)
    show_claims(out, claims, sources, evidence=evidence)
    lines = out.file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    return "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("claim", "outlet", "said"),
    [
        ({}, None, "said · the report"),
        ({}, "Example Wire", "said · Example Wire"),
        ({"attribution": {"agency": "Example Customs"}}, None, "said · Example Customs"),
        ({"attribution": {"agency": "Example Customs"}}, "Example Wire", "said · Example Customs → Example Wire"),
        ({"speaker": "Sample", "said_to": "Example Wire"}, "Example Wire", "said · Sample → Example Wire"),
        ({"attribution": {"outlet": "Steppe Courier"}}, "Example Wire", "said · Steppe Courier → Example Wire"),
    ],
)
def test_who_says_so_ends_with_the_outlet(claim: dict[str, Any], outlet: str | None, said: str) -> None:
    """The chain ends with the outlet; where nobody is known, it is the report."""
    assert voice(claim, outlet) == said


def test_nameless_reports_are_headed_by_their_file_once() -> None:
    """A report without an outlet has its file's name above its claims, and no claim repeats it."""
    claims = [figure("a", "1"), figure("a", "2"), figure("b", "3")]
    shown = printed(claims, {"a": Source(None, "05-railway.txt"), "b": Source("Example Wire", "b.html")})

    assert shown.count("05-railway.txt") == 1
    assert shown.count("said · the report") == 2
    assert shown.index("05-railway.txt") < shown.index("the report") < shown.index("Example Wire")
    assert "b.html" not in shown


def test_reports_with_outlets_need_no_headings() -> None:
    """Where every report says who printed it, its claims say so and nothing stands above them."""
    shown = printed([figure("a", "1")], {"a": Source("Example Wire", "a.html")})

    assert [line.split() for line in shown.split("\n") if line] == [
        ["●", "Figures", "1"],
        ["·", "trade", "2022", "1", "USD"],
        ["CHN", "↔", "KAZ"],
        ["said", "·", "Example", "Wire"],
    ]


@pytest.mark.parametrize("width", [60, 80, 109, 110, 160])
def test_numbers_are_never_broken(width: int) -> None:
    """Whatever the width, the number with its unit and the period stand on one line."""
    claim = figure("a", "31250000000", bound="~", period="2022-01/2022-09", status="completed", basis="cumulative")
    shown = printed([claim], {"a": Source(None, "a-report-with-a-rather-long-name.txt")}, width)

    assert any("≈\u00a031.25\u00a0bn\u00a0USD" in line and "2022-01/2022-09" in line for line in shown.split("\n"))


def test_evidence_stands_below() -> None:
    """With evidence, the sentence is shown in quotation marks."""
    sources = {"a": Source("Example Wire")}

    assert "“Trade reached so much.”" in printed([figure("a", "1")], sources, evidence=True)
    assert "Trade reached" not in printed([figure("a", "1")], sources)
