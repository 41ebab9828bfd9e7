"""Facts and rulings of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.errors import InputFault
from khorgos.fetch.local import read
from khorgos.store import Ledger
from khorgos.values import Period

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of the three example reports about one year's trade."""
    path = tmp_path_factory.mktemp("facts") / "khorgos.db"
    with Ledger(path) as ledger:
        for name in ("01-trade-first-quarter.html", "02-trade-january-february.txt", "08-trade-ru.txt"):
            ledger.add(read(EXAMPLES / name), (EXAMPLES / name).read_bytes(), name)
    return str(path)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """That ledger, open."""
    with Ledger(place) as opened:
        yield opened


def test_facts_of_several_reports(ledger: Ledger) -> None:
    """The turnover of 2022 is one fact of reports in two languages."""
    (fact,) = ledger.facts(
        indicator="trade", parties=["CHN", "Central Asia"], period=Period.parse("2022"), several=True, kind="figure"
    )
    assert len(fact.claims) >= 2
    assert fact.values[0].value == "70200000000 USD"
    assert ledger.facts(id=fact.id[:8]) == [fact]


def test_a_member_is_found_in_its_group(ledger: Ledger) -> None:
    """Who asks for Kazakhstan gets what is said of Central Asia; who asks for Brazil gets nothing."""
    assert ledger.facts(parties=["KAZ"], several=True)
    assert not ledger.facts(parties=["BRA"])


def test_drift_is_found_across_reports(ledger: Ledger) -> None:
    """Twenty-two percent stands for January-February in one report and for the first quarter in another."""
    assert [finding.told for finding in ledger.findings() if finding.check == "drift"] == [
        "22 percent: same value, other period"
    ]


def test_a_ruling_binds_until_it_is_withdrawn(ledger: Ledger) -> None:
    """Ruled apart, two claims are two facts; when the ruling is taken back they are one again, and all is on record."""
    (fact,) = ledger.facts(indicator="trade", period=Period.parse("2022"), several=True, kind="figure")
    one, other = fact.claims[:2]

    number = ledger.judge(Judgement(Ruling.NOT_SAME, one, other, by="A reviewer", reason="another method"))
    apart = ledger.facts()
    assert not any({one, other} <= set(each.claims) for each in apart)

    ledger.withdraw(number, "A reviewer")
    assert fact in ledger.facts()
    assert ledger.judgements() == []


@pytest.mark.parametrize(
    ("judgement", "reason"),
    [
        (Judgement(Ruling.SAME, "no such claim", "neither", by="A reviewer"), "no such claim"),
        (Judgement(Ruling.SAME, "no such claim", "neither"), "is signed"),
    ],
)
def test_rulings_that_are_refused(ledger: Ledger, judgement: Judgement, reason: str) -> None:
    """Unsigned rulings, and rulings on what is not in the ledger, are refused with the reason."""
    with pytest.raises(InputFault, match=reason):
        ledger.judge(judgement)


def test_a_ruling_on_one_claim_is_no_pair(ledger: Ledger) -> None:
    """A claim cannot be ruled the same as itself; what nobody ruled cannot be taken back."""
    claim = str(ledger.claims()[0]["id"])
    with pytest.raises(InputFault, match="about two claims"):
        ledger.judge(Judgement(Ruling.SAME, claim, claim, by="A reviewer"))
    with pytest.raises(InputFault, match="no ruling of this number"):
        ledger.withdraw(99, "A reviewer")
