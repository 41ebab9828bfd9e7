"""Who stands behind numbers: backing, circles, revisions, copies, evidence."""

from __future__ import annotations

from typing import Any

import pytest

from khorgos.check import check_facts, check_texts
from khorgos.check.copies import alike, runs_of
from khorgos.check.sources import backed_by
from khorgos.claims.finding import Finding
from khorgos.pipeline import replay
from khorgos.reconcile import reconcile
from khorgos.reference.official import is_official
from khorgos.reference.tables import mapping


def found(code: str, told: list[Any]) -> list[Finding]:
    """The findings of one check across reports."""
    return [finding for finding in check_facts(reconcile(told), told) if finding.check == code]


def test_words_of_official_bodies() -> None:
    """The examples of the table are run."""
    table = mapping("official.yaml")

    assert [name for name in table["means"] if not is_official(name)] == []
    assert [name for name in table["not"] if is_official(name)] == []


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        ({"outlet": "Example Wire"}, 1),
        ({"agency": "General Administration of Customs"}, 0),
        ({}, 0),
    ],
    ids=["one outlet quoted by two", "an official body", "two outlets of their own"],
)
def test_backing(figure: Any, attribution: dict[str, str], expected: int) -> None:
    """What two reports tell from one source that is not official is a single source."""
    told = [
        figure("a", printed_by="Steppe Courier", attribution=attribution),
        figure("b", document="d2", printed_by="Harbour Gazette", attribution=attribution),
    ]
    assert len(found("backing", told)) == expected


def test_what_backs_a_fact(figure: Any) -> None:
    """An official source, several independent ones, or neither."""
    several = [figure("a", printed_by="Steppe Courier"), figure("b", document="d2", printed_by="Harbour Gazette")]
    official = [figure("a", attribution={"agency": "Chinese customs"})]
    (fact,), (own,), (alone,) = reconcile(several), reconcile(official), reconcile(several[:1])

    assert (backed_by(fact, several), backed_by(own, official), backed_by(alone, several[:1])) == (
        "several",
        "official",
        None,
    )


def test_reports_that_quote_each_other(figure: Any) -> None:
    """A quotes B, and B quotes A: a circle; A quotes B alone is none."""
    told = [
        figure("a", printed_by="Steppe Courier", attribution={"outlet": "Harbour Gazette"}),
        figure("b", document="d2", printed_by="Harbour Gazette", attribution={"outlet": "Steppe Courier"}),
    ]
    (finding,) = found("circular-source", told)

    assert "Harbour Gazette → Steppe Courier → Harbour Gazette" in finding.told
    assert found("circular-source", [told[0], figure("b", document="d2", printed_by="Harbour Gazette")]) == []


@pytest.mark.parametrize(("later", "expected"), [(70.9e9, ["ok"]), (80e9, ["info"]), (70.2e9, [])])
def test_revisions(figure: Any, later: float, expected: list[str]) -> None:
    """One body that later gives another value has revised it; more than a tenth is worth knowing."""
    said = {"attribution": {"agency": "Chinese customs"}}
    told = [
        figure("a", 70.2e9, published="2023-01-20", **said),
        figure("b", later, document="d2", published="2023-07-20", **said),
    ]
    assert [finding.severity.value for finding in found("revision", told)] == expected


REPORT = "Trade of the two neighbours rose by a fifth last year as new border gates opened to lorries and trains alike."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REPORT, 1),
        (f"{REPORT} The outlet adds a line of its own at the end, and then another one for good measure.", 1),
        ("Prices of apples fell this autumn, and the growers of the valley look for new markets in the south.", 0),
        (REPORT.replace("last year", "in the past year, customs say,").replace("lorries and trains", "goods"), 0),
    ],
    ids=["the same", "contained", "another", "reworded"],
)
def test_copies(figure: Any, text: str, expected: int) -> None:
    """Reports that share their wording are copies; those that tell the same in other words are not."""
    told = [figure("a"), figure("b", document="d2")]
    texts = {"d1": REPORT, "d2": text}

    assert len([f for f in check_texts(texts, {}, told) if f.check == "near-copy"]) == expected


def test_runs_of_chinese() -> None:
    """Where words have no edges, characters are counted."""
    one, other = (
        runs_of("中国与哈萨克斯坦的贸易额去年增长百分之二十"),
        runs_of("中国与哈萨克斯坦的贸易额去年增长百分之三十"),
    )

    assert 0.5 < alike(one, other)[0] < 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, None),
        ({"span": [1, 22]}, "does not stand"),
        ({"value": 71e9}, "does not bear the number"),
        ({"attribution": {"speaker": "Asel Nurlanova"}}, "speaker is not named"),
        ({"attribution": {"speaker": "Ivan Petrov"}}, None),
    ],
)
def test_evidence(figure: Any, changed: dict[str, Any], told: str | None) -> None:
    """The passage stands where it is said to, bears its number, and the speaker is named in the text."""
    text = "Trade was 70 billion dollars, Ivan Petrov said."
    ground = {"field": "value", "span": [10, 28], "text": "70 billion dollars"}
    said = {"evidence": "Trade was 70 billion dollars", "span": [0, 28], "grounds": [ground]}
    findings = check_texts({"d1": text}, {"d1": "en"}, [figure("a", **(said | changed))])

    assert [told in finding.told for finding in findings if told] == ([True] if told else [])
    assert len(findings) == (1 if told else 0)


def test_every_finding_can_be_made_again(figure: Any) -> None:
    """From nothing but the claims that it names, a check gives the same finding."""
    told = [
        figure("t", 300e9),
        figure("x", 173e9, indicator="exports"),
        figure("m", 109e9, indicator="imports"),
        figure("other", 4.7e12, document="d2"),
        figure("same", 300e9, document="d3", period="2022-01/2022-11"),
        figure("n", 52, indicator="projects", unit="count", period=None),
        figure("done", 20, indicator="projects", unit="count", period=None, status="completed"),
    ]
    from khorgos.pipeline import check_printings

    findings = check_printings(told)

    assert {"halves-of-trade", "portfolio-count", "other-value"} <= {finding.check for finding in findings}
    assert [replay(finding, told) for finding in findings] == findings
