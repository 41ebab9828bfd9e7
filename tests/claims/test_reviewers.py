"""What counts of several verdicts on one claim, and how far their authors agree."""

from __future__ import annotations

import pytest

from khorgos.claims.judgement import Judgement, Ruling, rejected, settled
from khorgos.claims.reviewers import agreements, differences, kappa

A, R, E, U = Ruling.ACCEPT, Ruling.REJECT, Ruling.EDIT, Ruling.UNSURE


def said(*each: tuple[Ruling, str, str]) -> list[Judgement]:
    """Verdicts on claim "c", in order: ruling, by, and what it was put right with."""
    return [
        Judgement(ruling, "c", other or None, by, f"2026-01-{at + 1:02}", final=by == "editor")
        for at, (ruling, by, other) in enumerate(each)
    ]


@pytest.mark.parametrize(
    ("verdicts", "counts", "out"),
    [
        ([(R, "a", "")], R, {"c"}),
        ([(R, "a", ""), (A, "a", "")], A, set()),  # the same person's newest
        ([(R, "a", ""), (R, "b", "")], R, {"c"}),
        ([(R, "a", ""), (A, "b", "")], None, set()),  # they differ: it stands as it was read
        ([(R, "a", ""), (A, "b", ""), (R, "editor", "")], R, {"c"}),
        ([(A, "editor", ""), (R, "a", "")], A, set()),  # what is settled stays settled
        ([(E, "a", "p")], E, {"c"}),
        ([(E, "a", "p"), (E, "b", "p")], E, {"c"}),
        ([(E, "a", "p"), (E, "b", "q")], None, {"p", "q"}),  # two corrections: neither stands yet
        ([(E, "a", "p"), (E, "b", "q"), (E, "editor", "q")], E, {"c", "p"}),
        ([(U, "a", "")], U, set()),
    ],
)
def test_what_counts(verdicts: list[tuple[Ruling, str, str]], counts: Ruling | None, out: set[str]) -> None:
    """The verdict that counts, and the claims that stand in no fact."""
    judgements = said(*verdicts)
    found = settled(judgements).get("c")
    assert (found.ruling if found else None) == counts
    assert rejected(judgements) == out
    assert ("c" in differences(judgements)) == (counts is None)


def test_kappa() -> None:
    """Cohen's own kind of table: 45 of 100 yes-yes, 15 yes-no, 25 no-yes, 15 no-no gives .13."""
    pairs = [("y", "y")] * 45 + [("y", "n")] * 15 + [("n", "y")] * 25 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.1304, abs=1e-4)
    assert kappa([("y", "y"), ("n", "n")]) == 1
    assert kappa([("y", "y")] * 3) is None


def test_every_two_reviewers() -> None:
    """Counted on the claims that both judged; what settles is nobody's side."""
    judgements = [Judgement(A, c, by=by) for c in "xyz" for by in ("a", "b")]
    judgements += [Judgement(R, "z", by="b"), Judgement(A, "z", by="editor", final=True), Judgement(A, "v", by="c")]
    (found,) = agreements(judgements)
    assert (found.one, found.other, found.shared) == ("a", "b", 3)
    assert found.raw == pytest.approx(2 / 3)
