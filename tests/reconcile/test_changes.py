"""What became of facts, told from before and after."""

from __future__ import annotations

from typing import Any

import pytest

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.reconcile import changes, reconcile


def became(figure: Any, before: list[dict[str, Any]], after: list[dict[str, Any]], *ruled: Judgement) -> list[str]:
    """What became of the facts between two states of claims, told as rows of a figure's fields by id."""
    was, now = ([figure(row["id"], row["value"], **_rest(row)) for row in rows] for rows in (before, after))
    return [each.value for change in changes(reconcile(was), reconcile(now, ruled)) for each in change.became]


def _rest(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("id", "value")}


A = {"id": "a", "value": 70e9, "printed_by": "Example Wire"}
B = {"id": "b", "value": 70.2e9, "document": "d2", "printed_by": "Steppe Courier"}
C = {"id": "c", "value": 18.2e9, "document": "d3", "printed_by": "Harbour Gazette"}
OTHER = {"id": "x", "value": 5e9, "parties": ["RUS", "UZB"], "document": "d4"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([A], [A], []),
        ([A], [A, OTHER], ["new"]),
        ([A, OTHER], [A], ["gone"]),
        ([A], [A, B], ["new source", "other value first"]),
        ([A, B], [A, B, C], ["new source", "conflict"]),
        ([A, B, C], [A, B], ["fewer claims", "settled"]),
    ],
)
def test_what_became(figure: Any, before: list[Any], after: list[Any], told: list[str]) -> None:
    """A new source, a conflict, one that is settled, a fact that nobody tells any more."""
    assert became(figure, before, after) == told


def test_a_ruling_splits_and_joins(figure: Any) -> None:
    """Ruled apart, a fact is split; ruled the same, two are merged."""
    apart = Judgement(Ruling.NOT_SAME, "a", "b", by="A reviewer", at="2026-01-01")
    same = Judgement(Ruling.SAME, "a", "x", by="A reviewer", at="2026-01-01")

    assert became(figure, [A, B], [A, B], apart).count("split") == 2
    assert "merged" in became(figure, [A, OTHER], [A, OTHER], same)
