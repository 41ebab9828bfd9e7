"""What people put right: beside the reading it corrects, grounded or marked, taken back, and kept over readings."""

from __future__ import annotations

import pytest

from khorgos.errors import InputFault, KhorgosError
from khorgos.store import Ledger, writing
from khorgos.store import ledger as ledger_module

BY = "A. Reviewer"


@pytest.fixture
def figure(ledger: Ledger, made, text: str) -> str:
    """The id of a figure: more than 31.25 billion USD in 2022."""
    ledger.add(made(), text.encode(), "a.txt")
    return str(next(row["id"] for row in ledger.claims() if row["kind"] == "figure"))


def figures(ledger: Ledger) -> list[tuple[str, str]]:
    """The value and the rule of every figure that stands in a fact."""
    rows = {row["id"]: row for row in ledger.claims()}
    return [
        (f"{rows[claim]['bound']}{rows[claim]['value']} {rows[claim]['period']}", rows[claim]["rule"])
        for fact in ledger.facts(kind="figure")
        for claim in fact.claims
    ]


def test_a_value_of_the_passage(ledger: Ledger, figure: str) -> None:
    """It stands in the fact instead, with its own id, and says that a person read it."""
    number = ledger.edit(figure, {"number": ">31250000000 USD", "detail": "trade"}, BY)
    assert figures(ledger) == [(">31250000000 2022", "edited")]
    row = next(row for row in ledger.claims() if row["readers"] == "person")
    assert row["detail"] == row["body"]["detail"] == "trade"
    assert row["parties"] == ["CHN", "Central Asia"]
    ledger.withdraw(number, BY)
    assert figures(ledger) == [(">31250000000 2022", "test")]


@pytest.mark.parametrize(
    "given", [{"number": "31.52 billion USD"}, {"number": "31250000000 USD"}, {"period": "2021"}, {"detail": "exports"}]
)
def test_a_value_that_the_passage_does_not_bear(ledger: Ledger, figure: str, given: dict[str, str]) -> None:
    """Other digits, another bound, another year, other words: only with a reason, and marked as the reviewer's own."""
    with pytest.raises(InputFault, match="does not bear"):
        ledger.edit(figure, given, BY, " ")
    assert len(ledger.claims()) == 3
    ledger.edit(figure, given, BY, "the table in the annex")
    ((_, rule),) = figures(ledger)
    assert rule == "reviewer's own"
    assert ledger.verdicts()[figure]["reason"] == "the table in the annex"


@pytest.mark.parametrize(
    "given", [{}, {"detail": ""}, {"number": "many"}, {"period": "the year of the ox"}, {"id": "x"}]
)
def test_odd_corrections_are_refused(ledger: Ledger, figure: str, given: dict[str, str]) -> None:
    """Nothing changed, no number, no period, no such field: nothing is written."""
    with pytest.raises(KhorgosError):
        ledger.edit(figure, given, BY, "because")
    assert len(ledger.claims()) == 3
    assert ledger.rulings() == []


def test_two_who_put_it_right_alike(ledger: Ledger, figure: str) -> None:
    """Are of one mind, and write one claim; two who do so differently leave it as it was read."""
    ledger.edit(figure, {"detail": "trade"}, BY)
    ledger.edit(figure, {"detail": "trade"}, "B. Reviewer")
    assert len(ledger.claims()) == 4
    assert ledger.verdicts()[figure]["verdict"] == "edit"
    ledger.edit(figure, {"detail": "billion"}, "B. Reviewer")
    assert ledger.verdicts()[figure]["verdict"] == "differ"
    assert figures(ledger) == [(">31250000000 2022", "test")]


def test_it_lasts_when_the_report_is_read_again(
    ledger: Ledger, figure: str, made, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By other code, which reads it as before: what the person wrote still stands in its place, with its parties."""
    ledger.edit(figure, {"detail": "trade"}, BY)
    for module in (writing, ledger_module):
        monkeypatch.setattr(module, "code_version", lambda: "0.0.2+other")
    ledger.add(made(), text.encode(), "a.txt")
    assert figures(ledger) == [(">31250000000 2022", "edited")]
    assert next(row for row in ledger.claims() if row["readers"] == "person")["parties"] == ["CHN", "Central Asia"]


def test_nobody_edits_by_naming_any_claim(ledger: Ledger, figure: str) -> None:
    """An edit's other claim is one that a person wrote."""
    from khorgos.claims.judgement import Judgement, Ruling

    other = next(row["id"] for row in ledger.claims() if row["id"] != figure)
    with pytest.raises(InputFault, match="with its correction"):
        ledger.judge(Judgement(Ruling.EDIT, figure, other, by=BY))


def test_parties_and_indicator(ledger: Ledger, figure: str) -> None:
    """Parties that the sentence names are taken as they are, others and an indicator only with a reason; no other."""
    with pytest.raises(InputFault, match="does not bear"):
        ledger.edit(figure, {"parties": "CHN; DEU"}, BY)
    with pytest.raises(InputFault, match="no such indicator"):
        ledger.edit(figure, {"indicator": "luck"}, BY, "so it is")
    ledger.edit(figure, {"parties": "China; DEU", "indicator": "exports"}, BY, "the heading of the table")
    row = next(row for row in ledger.claims() if row["readers"] == "person")
    assert (row["parties"], row["indicator"], row["rule"]) == (["CHN", "DEU"], "exports", "reviewer's own")
    assert (row["body"]["parties"], row["body"]["indicator"]) == (["CHN", "DEU"], "exports")


def test_a_party_that_the_sentence_names(ledger: Ledger, figure: str) -> None:
    """One fewer of those that stand there needs no reason."""
    ledger.edit(figure, {"parties": "CHN"}, BY)
    assert next(row["rule"] for row in ledger.claims() if row["readers"] == "person") == "edited"
