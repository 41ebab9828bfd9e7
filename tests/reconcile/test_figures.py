"""When two figures speak of the same number, and whether they agree."""

from __future__ import annotations

from typing import Any

import pytest

from khorgos.reconcile.causes import causes
from khorgos.reconcile.compare import Bond
from khorgos.reconcile.figures import compare

KIN = Bond(kin=True, sole=True)
SAME = [
    ("rounded", {"value": 70e9}, {"value": 70.2e9}, "agree"),
    ("over", {"value": 31e9, "bound": ">"}, {"value": 31.2e9}, "agree"),
    ("edition", {"value": 338.2e6}, {"value": 338.6e6}, "close"),
    ("points", {"value": 10.1, "unit": "percent", "measure": "change"},
     {"value": 10.2, "unit": "percent", "measure": "change"}, "close"),
    ("other value", {"value": 25.25e9}, {"value": 18.2e9}, "conflict"),
    ("other sign", {"value": 26.3, "unit": "percent", "measure": "change"},
     {"value": -26.3, "unit": "percent", "measure": "change"}, "conflict"),
    ("drift", {"value": 22.4, "unit": "percent", "measure": "change", "period": "2023-01/2023-02"},
     {"value": 22.4, "unit": "percent", "measure": "change", "period": "2023-Q1"}, "drift"),
    ("part of the year", {"value": 427e9, "period": "2024-01/2024-09"}, {"value": 500e9, "period": "2024"},
     "differs-by-period"),
    ("years apart", {"value": 70e9}, {"value": 89e9, "period": "2023"}, None),
    ("misdated", {"value": 16145, "unit": "count"}, {"value": 16145, "unit": "count", "period": "2023"}, "drift"),
    ("other unit", {"value": 70e9}, {"value": 70e9, "unit": "CNY"}, None),
    ("other indicator", {"value": 70e9}, {"value": 70e9, "indicator": "aid"}, None),
    ("other parties", {"value": 70e9}, {"value": 70e9, "parties": ["CHN", "UZB"]}, None),
    ("mirror", {"value": 14.0e9, "indicator": "exports"},
     {"value": 8.2e9, "indicator": "imports", "parties": ["KAZ", "CHN"]}, "differs-by-scope"),
    ("exports the other way", {"value": 14.0e9, "indicator": "exports"},
     {"value": 14.0e9, "indicator": "exports", "parties": ["KAZ", "CHN"]}, None),
    ("other status", {"value": 20, "unit": "count", "indicator": "projects", "status": "completed"},
     {"value": 15, "unit": "count", "indicator": "projects", "status": "under implementation"}, None),
    ("history of a list", {"value": 51, "unit": "count", "indicator": "projects", "period": "2017-09"},
     {"value": 55, "unit": "count", "indicator": "projects", "period": "2019-03"}, "superseded"),
    ("fewer completed than before", {"value": 5, "unit": "count", "indicator": "projects", "period": "2017-09",
      "status": "completed"}, {"value": 4, "unit": "count", "indicator": "projects", "period": "2018-06",
      "status": "completed"}, "conflict"),
    ("the whole and a part", {"value": 52, "unit": "count", "indicator": "projects", "period": "2023"},
     {"value": 20, "unit": "count", "indicator": "projects", "period": "2022", "status": "completed"}, None),
    ("approved, then signed", {"value": 175e6, "indicator": "loans", "status": "approved"},
     {"value": 175e6, "indicator": "loans", "status": "signed"}, "agree"),
    ("month and its last day", {"value": 41.3, "unit": "percent", "indicator": "loans", "measure": "share",
      "period": "2018-01"}, {"value": 41.4, "unit": "percent", "indicator": "loans", "measure": "share",
      "period": "2018-01-31"}, "close"),
    ("in two currencies", {"value": 295.6e9, "period": "2024"}, {"value": 2.1e12, "unit": "CNY", "period": "2024"},
     "agree"),
    ("another sum in another currency", {"value": 295.6e9, "period": "2024"},
     {"value": 3.1e12, "unit": "CNY", "period": "2024"}, None),
    ("a plant planned and built", {"value": 1860, "unit": "MW", "indicator": "capacity", "status": "planned"},
     {"value": 1860, "unit": "MW", "indicator": "capacity"}, "agree"),
    ("one digit says no less", {"value": 1e9}, {"value": 664e6}, "conflict"),
    ("about one digit", {"value": 1e9, "bound": "~", "period": None}, {"value": 943991500, "period": None}, "agree"),
    ("a debt printed a thousandfold", {"value": 4.1e12, "indicator": "loans", "period": "2018-01-31"},
     {"value": 4.1e9, "indicator": "loans", "period": "2017"}, "conflict"),
    ("a turnover a year later", {"value": 4.1e12, "period": "2018"}, {"value": 4.1e9, "period": "2017"}, None),
    ("the same group by two names", {"value": 5e9, "parties": ["CHN", "Central Asia"]},
     {"value": 5e9, "parties": ["CHN", "KAZ", "KGZ", "TJK", "TKM", "UZB"]}, "agree"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "relation"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_relations(figure: Any, one: dict[str, Any], other: dict[str, Any], relation: str | None) -> None:
    """Two figures of two reports that share nothing else: the relation, the same whoever comes first."""
    first, second = figure("a", **one), figure("b", document="d2", **other)

    found = compare(first, second, Bond())
    turned = compare(second, first, Bond())

    assert (found and found.relation.value) == relation
    assert (turned and turned.relation.value) == relation


def test_a_report_does_not_contradict_itself(figure: Any) -> None:
    """Two numbers of one key in one report are two things that its words tell apart."""
    assert compare(figure("a", 5e9), figure("b", 9e9), Bond(kin=True, one=True)) is None


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"indicator": "loans"}, {"indicator": "investment"}, "agree"),
        ({"indicator": "imports"}, {"indicator": "trade"}, "drift"),
        ({"period": "2022"}, {"period": "2023"}, "drift"),
    ],
)
def test_one_story_names_a_number_twice(figure: Any, one: dict[str, Any], other: dict[str, Any], relation: str) -> None:
    """Reports of one story that print one number mean one thing, whatever they call it or when they put it."""
    first, second = figure("a", 85e6, **one), figure("b", 85e6, document="d2", **other)

    found = compare(first, second, KIN)
    assert found is not None
    assert found.relation.value == relation
    assert compare(first, second, Bond()) is None


BANK = "European Bank for Reconstruction and Development"
ONE_STORY = [
    ("one deal by two names", {"value": 1e10, "indicator": "loans", "parties": [BANK, "KAZ"]},
     {"value": 1e10, "indicator": "investment", "parties": [BANK, "KAZ"]}, "agree"),
    ("deals that round alike", {"value": 18.9e9, "bound": "~", "indicator": "investment"},
     {"value": 19e9, "indicator": "projects"}, "agree"),
    ("a region by two names", {"value": 427e9, "period": "2024-01/2024-09", "parties": ["CHN", "Latin America"]},
     {"value": 500e9, "period": "2024", "parties": ["CHN", "CELAC"]}, "differs-by-period"),
    ("one partner of several", {"value": 347e6, "period": "2024-H1", "parties": ["UZB", "KAZ"]},
     {"value": 11.6e9, "period": "2024-01/2024-09", "parties": ["UZB"]}, None),
    ("up to a day", {"value": 8.5e6, "indicator": "people", "unit": "count", "period": "2022-12-02"},
     {"value": 8.51e6, "indicator": "people", "unit": "count", "period": "2021-12/2022-12"}, "agree"),
    ("the same detail", {"value": 2.5e12, "indicator": "other", "detail": "GDP", "period": None},
     {"value": 2.4e12, "indicator": "other", "detail": "GDP", "period": None}, "conflict"),
    ("two stretches of a line", {"value": 433, "indicator": "other", "unit": "km", "detail": "length", "period": None},
     {"value": 304, "indicator": "other", "unit": "km", "detail": "length", "period": None, "evidence": "a bridge"},
     None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "told"), [row[1:] for row in ONE_STORY], ids=[row[0] for row in ONE_STORY])
def test_relations_within_one_story(figure: Any, one: dict[str, Any], other: dict[str, Any], told: str | None) -> None:
    """What two figures are where their reports tell one story and give more of that sort."""
    first, second = figure("a", **one), figure("b", document="d2", **other)

    for left, right in ((first, second), (second, first)):
        found = compare(left, right, Bond(kin=True))
        assert (found and found.relation.value) == told


def test_a_part_of_the_year_in_one_report(figure: Any) -> None:
    """One report that gives two periods, one within the other, tells two figures that stand side by side."""
    said = {"indicator": "other", "unit": "percent", "measure": "share", "detail": "remittances"}
    one, other = figure("a", 75.3, **said, period="2024-01/2024-09"), figure("b", 77, **said, period="2024-H1")

    found = compare(one, other, Bond(kin=True, one=True))
    assert found is not None
    assert found.relation.value == "differs-by-period"


CAUSES = [
    ({"value": 4.45e9}, {"value": 4.54e9}, "two digits exchanged"),
    ({"value": 4.45e9}, {"value": 4.95e9}, "one digit differs"),
    ({"value": 4.7e9}, {"value": 4.7e12}, "thousandfold"),
    ({"value": 70e9}, {"value": 503e9, "period": "2024"}, None),
    ({"value": 70e9, "period": "2024"}, {"value": 503e9, "period": "2024"}, "CNY to USD"),
    ({"value": 9.5e9, "basis": "flow"}, {"value": 12e9, "basis": "stock"}, "of another basis"),
    ({"value": 9.5e9, "detail": "gas"}, {"value": 12e9}, "counts only: gas"),
    ({"value": 25.25e9, "attribution": {"agency": "General Administration of Customs of China"}},
     {"value": 18.2e9, "published": "2022-02-01"}, None),
    ({"value": 25.25e9, "published": "2022-01-20"}, {"value": 18.2e9, "published": "2022-02-01"}, "perhaps revised"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "cause"), CAUSES)
def test_causes(figure: Any, one: dict[str, Any], other: dict[str, Any], cause: str | None) -> None:
    """What may lie behind a conflict is told with its arithmetic; nothing is told that nothing suggests."""
    told = causes(figure("a", **one), figure("b", document="d2", **other))

    assert any(cause in each for each in told) if cause else not told


def test_undated_figures_need_kin(figure: Any) -> None:
    """Without a period another value contradicts only where both reports tell the same story."""
    one, other = figure("a", 2.4e12, period=None), figure("b", 2.7e12, period=None, document="d2")

    assert compare(one, other, Bond()) is None
    found = compare(one, other, KIN)
    assert found is not None
    assert found.relation.value == "conflict"


def test_a_slip_of_scale_is_named(figure: Any) -> None:
    """A thousandfold difference is suspected to be a slip, in words that name it."""
    found = compare(figure("a", 4.7e9), figure("b", 4.7e12, document="d2"), Bond())

    assert found is not None
    assert any("thousandfold" in reason for reason in found.reasons)


def test_a_plan_against_a_result(figure: Any) -> None:
    """A plan that came out otherwise is a conflict whose cause is named."""
    found = compare(figure("a", 10.2e9, status="planned"), figure("b", 9.5e9, document="d2"), Bond())

    assert found is not None
    assert "a plan against a result" in found.reasons
