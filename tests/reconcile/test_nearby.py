"""The facts of some claims alone are those that everything gives: what is added changes only what it touches."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.claims.printing import Printing
from khorgos.fetch.local import read
from khorgos.pipeline import printings
from khorgos.reconcile import MemoryIndex, Nearby, reconcile

EXAMPLES = Path(__file__).parents[2] / "examples"
LIST = Path(__file__).parent / "list_reports"

rows = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from([70e9, 70.2e9, 25.25e9, 18.2e9, 5e9, 70e6, 9e9]),
        st.sampled_from(["2022", "2023", "2022-H1", None]),
        st.integers(0, 7),
        st.sampled_from(["=", "~", ">"]),
        st.sampled_from(["trade", "exports", "loans", "projects", "investment_stock"]),
        st.sampled_from([["CHN", "KAZ"], ["KAZ", "CHN"], ["CHN", "Central Asia"], ["KAZ"]]),
    ),
    max_size=24,
    unique_by=lambda row: row[0],
)
rulings = st.lists(
    st.tuples(st.sampled_from([Ruling.SAME, Ruling.NOT_SAME]), st.integers(0, 40), st.integers(0, 40)), max_size=5
)


def built(figure: Any, told: list[Any]) -> list[Printing]:
    """Figures of the rows."""
    return [
        figure(f"c{n:02}", v, period=p, document=f"d{d}", bound=b, indicator=i, parties=sides)
        for n, v, p, d, b, i, sides in told
    ]


def judged(ruled: list[tuple[Ruling, int, int]]) -> list[Judgement]:
    """Rulings of the rows, on claims that may or may not be there."""
    return [
        Judgement(ruling, f"c{one:02}", f"c{other:02}", by="A reviewer", at=f"2026-01-{day + 1:02}")
        for day, (ruling, one, other) in enumerate(ruled)
        if one != other
    ]


@settings(deadline=None, max_examples=60)
@given(rows, rulings)
def test_each_claim_alone_gives_the_facts_of_all(figure: Any, told: list[Any], ruled: list[Any]) -> None:
    """Claim by claim, each asked of a fresh look at the index: byte for byte the facts that everything gives."""
    given_, judgements = built(figure, told), judged(ruled)
    index = MemoryIndex(given_)
    whole = {name: fact.as_dict() for fact in reconcile(given_, judgements) for name in fact.claims}

    for printing in given_:
        (fact,) = Nearby(index, judgements).facts([printing])
        assert fact.as_dict() == whole[printing.id]


@settings(deadline=None, max_examples=60)
@given(rows, rulings)
def test_all_claims_at_once_give_all_facts(figure: Any, told: list[Any], ruled: list[Any]) -> None:
    """Asked for every claim, the look nearby is the whole, in the same order."""
    given_, judgements = built(figure, told), judged(ruled)

    found = Nearby(MemoryIndex(given_), judgements).facts(given_)
    assert [fact.as_dict() for fact in found] == [fact.as_dict() for fact in reconcile(given_, judgements)]


@lru_cache(maxsize=1)
def told_by_reports() -> tuple[Printing, ...]:
    """The claims of the example reports and of the eight on the project list, as the reader reads them."""
    paths = [
        path for folder in (EXAMPLES, LIST) for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".html")
    ]
    return tuple(printing for path in paths for printing in printings(read(path)))


def test_real_reports_claim_by_claim() -> None:
    """All six kinds, as they are read from reports."""
    given_ = told_by_reports()
    whole = {name: fact.as_dict() for fact in reconcile(given_) for name in fact.claims}

    index = MemoryIndex(given_)
    for printing in given_:
        (fact,) = Nearby(index).facts([printing])
        assert fact.as_dict() == whole[printing.id]


def test_the_id_of_every_claim_leads_to_its_fact() -> None:
    """A fact is addressed by its earliest printing; no two facts share an address."""
    facts = reconcile(told_by_reports())

    assert len({fact.id for fact in facts}) == len(facts)
    assert all(fact.id == fact.claims[0] for fact in facts)
