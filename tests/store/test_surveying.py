"""A ledger as a whole: what the database counts and orders is what counting its rows gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.documents import open_bytes
from khorgos.pipeline import read
from khorgos.store import Filters, Ledger, counting, surveying
from khorgos.values import Context

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The example reports; nobody writes into it."""
    with Ledger(tmp_path_factory.mktemp("whole") / "khorgos.db") as made:
        data = [(path.read_bytes(), path.name) for path in EXAMPLES]
        made.add_all([(read(open_bytes(each, Context(), name)), each, name) for each, name in data])
        yield made


def test_counts_are_those_of_the_rows(ledger: Ledger) -> None:
    """Of claims, facts and documents, whatever is filtered."""
    rows = ledger.claims()
    assert ledger.claim_counts().by["kind"] == dict(Counter(row["kind"] for row in rows).most_common())
    assert ledger.claim_counts(Filters(party="KAZ")).total == len(ledger.claims(Filters(party="KAZ")))
    facts = ledger.facts(parties=["KAZ"])
    counts = ledger.fact_counts(parties=["KAZ"])
    assert (counts.total, counts.by["party"]["KAZ"]) == (len(facts), len(facts))
    assert ledger.document_counts(language="ru").total == len(ledger.documents(language="ru"))


def test_many_are_counted_up_to_a_bound(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than so many it is said that there are more; without a filter all are counted."""
    monkeypatch.setattr("khorgos.store.browsing.MOST", 5)
    some = ledger.claim_counts(Filters(kind="figure"))
    assert (some.total, some.more, sum(some.by["kind"].values())) == (5, True, 5)
    assert ledger.claim_counts().total == len(ledger.claims())


@pytest.mark.parametrize(
    "filters", [Filters(limit=7, offset=3), Filters(kind="figure", limit=5), Filters(text="trade", limit=4)]
)
def test_walking_changes_no_order(ledger: Ledger, filters: Filters) -> None:
    """A page is the same however it is found."""
    assert ledger.claims(filters, walk=True) == ledger.claims(filters)


def test_a_list_one_by_one_is_the_list(ledger: Ledger) -> None:
    """Whole lists are given row by row, in the same order."""
    assert list(ledger.each_claim(Filters(kind="figure"))) == ledger.claims(Filters(kind="figure"))


def test_claims_of_a_party_by_a_group_that_holds_it(ledger: Ledger) -> None:
    """A country's claims are also those of its groups and its bodies; names are found in capitals or not."""
    rows = ledger.claims()
    wanted = {row["id"] for row in rows if {"UZB", "Central Asia"} & set(row["parties"])}
    assert wanted <= {row["id"] for row in ledger.claims(Filters(party="UZB"))}
    assert ledger.claims(Filters(party="central asia")) == ledger.claims(Filters(party="Central Asia"))


def test_what_waits_is_weighed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims of which a finding speaks come before those of which nothing speaks, in a large ledger as well."""
    worth = ledger.worth()
    assert set(worth) == {row["id"] for row in ledger.claims() if not row["accepted"]}
    assert list(worth.values()) == sorted(worth.values(), reverse=True)
    first = next(iter(worth))
    assert ledger.worth([first]) == {first: worth[first]}
    monkeypatch.setattr(surveying, "MOST", 5)
    assert next(iter(ledger.worth())) == first


def test_speakers_and_citations(ledger: Ledger) -> None:
    """Each speaker with the number of claims, each citation once."""
    said = Counter(row["speaker"] for row in ledger.claims() if row["speaker"])
    assert {row["name"]: row["claims"] for row in ledger.speakers()} == dict(said)
    assert ledger.count_speakers() == len(said)
    assert all(len(ledger.said_by(name)) == number for name, number in said.items())
    pairs = Counter(
        (name, row["document_outlet"])
        for row in ledger.claims()
        for name in {row["agency"], row["outlet"]} - {None, row["document_outlet"]}
    )
    assert {(name, outlet): number for name, outlet, number in ledger.cited()} == dict(pairs)


def test_facts_in_time_and_by_weight(ledger: Ledger) -> None:
    """Dated facts are in order; those in dispute come first; open pairs are counted as facts have them."""
    days = ledger.dated_facts()
    assert days == sorted(days)
    years, without = ledger.dated_years()
    dated = [fact for fact in ledger.facts() if fact.kind in surveying.DATED]
    assert sum(years.values()) + without == len(dated)
    first = ledger.weightiest_facts(10)
    named = ledger.facts_named(first)
    weights = [(named[key].disputed, named[key].sources) for key in first]
    assert weights == sorted(weights, reverse=True)
    assert ledger.count_open_links() == sum(
        link.relation in ("conflict", "close", "drift") for fact in ledger.facts() for link in fact.links
    )
    assert counting.MOST > 0


def test_rulings_are_found_by_their_claims(tmp_path: Path) -> None:
    """Those on a claim, in parts, and how many there are."""
    with Ledger(tmp_path / "khorgos.db") as ledger:
        data = EXAMPLES[0].read_bytes()
        ledger.add(read(open_bytes(data, Context(), "a.html")), data, "a.html")
        one, other = (row["id"] for row in ledger.claims()[:2])
        ledger.judge(Judgement(Ruling.ACCEPT, one, by="A. Reviewer"))
        ledger.judge(Judgement(Ruling.SAME, one, other, by="A. Reviewer"))
        assert [row["verdict"] for row in ledger.rulings_on([other])] == ["same"]
        assert [row["verdict"] for row in ledger.every_ruling(1)] == ["same"]
        assert ledger.count_rulings() == 2
