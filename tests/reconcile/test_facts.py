"""Facts: derived, the same whatever the order, bound by what people ruled."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khorgos.claims.fact import Fact
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.claims.printing import Printing
from khorgos.reconcile import reconcile


def fact_of(facts: list[Fact], name: str) -> Fact:
    """The fact that holds a claim."""
    return next(fact for fact in facts if name in fact.claims)


def test_one_number_in_three_reports(figure: Any) -> None:
    """Rounded, exact and bounded values of one key are one fact with one cluster."""
    facts = reconcile(
        [
            figure("a", 70e9),
            figure("b", 70.2e9, document="d2"),
            figure("c", 70e9, bound=">", document="d3"),
        ]
    )

    (fact,) = facts
    assert fact.claims == ("a", "b", "c")
    assert [cluster.value for cluster in fact.values] == ["70200000000 USD"]
    assert not fact.disputed


def test_a_conflict_keeps_the_losing_value(figure: Any) -> None:
    """Values that cannot both hold stay in one fact, the wider support first."""
    facts = reconcile(
        [
            figure("a", 25.25e9, printed_by="Example Wire"),
            figure("b", 25.25e9, document="d2", printed_by="Steppe Courier"),
            figure("c", 18.2e9, document="d3", printed_by="Harbour Gazette"),
        ]
    )

    (fact,) = facts
    assert fact.disputed
    assert [(cluster.claims, cluster.sources) for cluster in fact.values] == [(("a", "b"), 2), (("c",), 1)]


def test_five_outlets_that_quote_one_agency_are_one_source(figure: Any) -> None:
    """Outlets that name the same agency are not independent; the agency's own report neither."""
    quoted = [
        figure(f"q{n}", 70e9, document=f"d{n}", printed_by=f"Outlet {n}", attribution={"outlet": "Example Wire"})
        for n in range(5)
    ]
    own = figure("own", 70e9, document="w", printed_by="Example Wire")

    (fact,) = reconcile([*quoted, own])
    assert fact.sources == 1


def test_drift_stands_beside(figure: Any) -> None:
    """The same value printed for another period is another fact, with the relation told."""
    said = {"measure": "change", "unit": "percent"}
    facts = reconcile(
        [figure("a", 22, **said, period="2023-01/2023-02"), figure("b", 22, **said, period="2023-Q1", document="d2")]
    )

    assert len(facts) == 2
    assert facts[0].beside == ((facts[1].id, "drift"),)


def test_judged_not_the_same(figure: Any) -> None:
    """A ruling keeps two claims apart for good, also where a third would join them."""
    told = [figure("a", 70e9), figure("b", 70e9, document="d2"), figure("c", 70e9, document="d3")]
    ruling = Judgement(Ruling.NOT_SAME, "a", "b", by="A reviewer", at="2026-01-01", reason="another method")

    facts = reconcile(told, [ruling])
    assert fact_of(facts, "a") is not fact_of(facts, "b")


def test_judged_the_same(figure: Any) -> None:
    """A ruling joins what no rule joins, and the reason stands on the link."""
    told = [figure("a", 70e9), figure("b", 12e9, document="d2", parties=["RUS", "UZB"])]
    ruling = Judgement(Ruling.SAME, "b", "a", by="A reviewer", at="2026-01-01", reason="one table")

    (fact,) = reconcile(told, [ruling])
    assert "one table" in fact.links[0].reasons[0]


def test_precedence_is_named(figure: Any) -> None:
    """Which value comes first, and by which rule: an office before the press, more sources, a ruling before both."""
    office = figure("a", 25.25e9, attribution={"agency": "General Administration of Customs"})
    press = [figure(f"p{n}", 18.2e9, document=f"e{n}", printed_by=f"Example Paper {n}") for n in range(3)]

    (fact,) = reconcile([office, *press])
    assert (fact.values[0].value, fact.precedence) == ("25250000000 USD", "official source")
    assert (fact.quality, fact.verified.level, fact.verified.sides) == (4, "one side", ("CHN",))

    other = figure("b", 12e9, document="d9", printed_by="Example Wire")
    (fact,) = reconcile([*press, other])
    assert (fact.values[0].value, fact.precedence) == ("18200000000 USD", "more independent sources")
    assert (fact.quality, fact.verified.level) == (1, "media only")

    ruling = Judgement(Ruling.STANDS, "b", by="A reviewer", at="2026-01-01", reason="the yearbook has it")
    (fact,) = reconcile([office, *press, other], [ruling])
    assert (fact.values[0].value, fact.precedence) == ("12000000000 USD", "ruling")
    assert "the yearbook has it" in fact.rulings[0]


def test_both_sides_tell_it(claim: Any) -> None:
    """The meter of double verification: an office of the lender's and one of the borrower's."""
    said = {"name": "Example Dam", "recipients": ["KGZ"], "financiers": ["CHN"], "amount": 5e6, "currency": "USD"}
    told = [
        claim("project", "a", **said, attribution={"agency": "General Administration of Customs of China"}),
        claim("project", "b", **said, document="d2", attribution={"agency": "Kyrgyz Ministry of Energy"}),
    ]

    (fact,) = reconcile(told)
    assert fact.verified.as_dict() == {
        "level": "both sides", "sides": ["CHN", "KGZ"], "donor": True, "recipient": True, "third": False,
    }  # fmt: skip


def test_one_agency_in_two_languages_is_one_source(figure: Any) -> None:
    """Bodies have one name in every language."""
    told = [
        figure("a", 70e9, attribution={"agency": "海关总署"}),
        figure("b", 70e9, document="d2", attribution={"agency": "General Administration of Customs"}),
    ]

    (fact,) = reconcile(told)
    assert fact.sources == 1


def test_the_last_ruling_on_a_pair_binds(figure: Any) -> None:
    """Ruled apart and later the same: one fact; a ruling on a claim that is gone waits and does no harm."""
    told = [figure("a", 70e9), figure("b", 70e9, document="d2")]
    apart = Judgement(Ruling.NOT_SAME, "a", "b", by="A reviewer", at="2026-01-01")
    same = Judgement(Ruling.SAME, "b", "a", by="A reviewer", at="2026-01-02")
    gone = Judgement(Ruling.SAME, "a", "no-such-claim", by="A reviewer", at="2026-01-03")

    assert len(reconcile(told, [apart, gone])) == 2
    assert len(reconcile(told, [same, apart, gone])) == 1


def test_an_undated_meeting_joins_no_two(claim: Any) -> None:
    """A meeting without a date agrees with those of two years; they stay two, whichever it is put to."""
    said = {"type": "summit", "name": "C5+1 summit", "mechanism": "C5+1"}
    told = [
        claim("event", "a", **said, date="2023-09-19"),
        claim("event", "b", document="d2", **said),
        claim("event", "c", document="d3", **said, date="2025-11-06"),
    ]

    facts = reconcile(told)
    assert fact_of(facts, "a") is not fact_of(facts, "c")


def test_what_a_report_tells_apart_stays_apart(figure: Any) -> None:
    """Two numbers of one report contradict one of another report; they do not become one fact through it."""
    said = {"measure": "change", "unit": "percent", "indicator": "investment"}
    told = [figure("a", 2, **said), figure("b", 10, **said), figure("c", 3, **said, document="d2")]

    facts = reconcile(told)
    assert fact_of(facts, "a") is fact_of(facts, "c")
    assert fact_of(facts, "a") is not fact_of(facts, "b")


claims_made = st.lists(
    st.builds(
        lambda number, value, period, document, bound: (number, value, period, document, bound),
        st.integers(0, 30),
        st.sampled_from([70e9, 70.2e9, 25.25e9, 18.2e9, 5e9]),
        st.sampled_from(["2022", "2023", "2022-H1", None]),
        st.integers(0, 6),
        st.sampled_from(["=", "~", ">"]),
    ),
    max_size=14,
    unique_by=lambda row: row[0],
)


def built(figure: Any, rows: list[tuple[int, float, str | None, int, str]]) -> list[Printing]:
    """Records of the rows."""
    return [figure(f"c{n:02}", v, period=p, document=f"d{d}", bound=b) for n, v, p, d, b in rows]


@settings(deadline=None)
@given(claims_made, st.randoms(use_true_random=False))
def test_order_does_not_matter(figure: Any, rows: list[Any], chance: random.Random) -> None:
    """Whatever order the claims come in, the facts are the same, to the byte."""
    told = built(figure, rows)
    mixed = list(told)
    chance.shuffle(mixed)

    assert [fact.as_dict() for fact in reconcile(told)] == [fact.as_dict() for fact in reconcile(mixed)]


@settings(deadline=None)
@given(claims_made)
def test_twice_adds_nothing_and_nothing_is_lost(figure: Any, rows: list[Any]) -> None:
    """Every claim stands in exactly one fact; giving the claims twice changes nothing."""
    told = built(figure, rows)
    facts = reconcile(told)

    assert sorted(name for fact in facts for name in fact.claims) == sorted(printing.id for printing in told)
    assert [fact.as_dict() for fact in reconcile([*told, *told])] == [fact.as_dict() for fact in facts]
    assert len({fact.id for fact in facts}) == len(facts)


@pytest.mark.parametrize(
    ("kind", "one", "other", "together"),
    [
        ("project", {"name": "Kulanak hydropower plant", "recipients": ["KGZ"]},
         {"name": "Kulanak hydroelectric power station", "recipients": ["KGZ"]}, True),
        ("project", {"name": "Kulanak hydropower plant", "recipients": ["KGZ"]},
         {"name": "Toktogul hydropower plant", "recipients": ["KGZ"]}, False),
        ("event", {"type": "summit", "name": "China-Central Asia Summit", "date": "2023-05-18/2023-05-19"},
         {"type": "summit", "name": "the second China-Central Asia Summit", "date": "2025-06-17"}, False),
        ("event", {"type": "summit", "name": "first C5+1 summit", "place": "New York"},
         {"type": "summit", "name": "C5+1 summit", "date": "2025-11-06", "place": "Washington"}, False),
        ("event", {"type": "other", "name": "第四届中国-非洲经贸博览会", "ordinal": 4},
         {"type": "other", "name": "第四届中国-非洲经贸博览会", "ordinal": 4, "date": "2025-06-12"}, True),
        ("event", {"type": "other", "name": "第四届中国-非洲经贸博览会", "ordinal": 4, "place": "长沙",
          "participants": ["CHN"]},
         {"type": "other", "name": "第四届中国-非洲经贸博览会", "ordinal": 4, "date": "2025-06-12", "place": "湖南",
          "participants": ["CHN"]}, True),
        ("event", {"type": "summit", "name": "first summit", "ordinal": 1, "participants": ["USA", "Central Asia"],
          "place": "New York"},
         {"type": "summit", "name": "first summit", "ordinal": 1, "date": "2023-05-18", "place": "Xi'an"}, False),
        ("event", {"type": "meeting", "name": "заседание ШОС", "place": "Тяньцзинь", "published": "2025-09-01"},
         {"type": "summit", "name": "上合组织天津峰会", "date": "2025-09-01", "place": "天津"}, True),
        ("project", {"name": "中吉乌铁路", "recipients": ["KGZ", "UZB"]},
         {"name": "China-Kyrgyzstan-Uzbekistan railway", "recipients": ["KGZ", "UZB"]}, True),
        ("project", {"name": "ГЭС «Камбар-Ата-1»", "recipients": ["KGZ"]},
         {"name": "Kambarata-1 hydropower plant", "recipients": ["KGZ"]}, True),
        ("project", {"name": "railway between Budapest and Belgrade", "recipients": ["HUN", "SRB"]},
         {"name": "Hungary-Serbia railway", "recipients": ["HUN", "SRB"]}, True),
        ("project", {"name": "China-Kyrgyzstan-Uzbekistan railway", "recipients": ["KGZ", "UZB"]},
         {"name": "China-Kyrgyzstan-Uzbekistan power line", "recipients": ["KGZ", "UZB"]}, False),
        ("event", {"type": "summit", "name": "SCO summit", "date": "2025-08-31/2025-09-01", "place": "Astana"},
         {"type": "summit", "name": "саммит ШОС", "date": "2025-09-01", "place": "Астана"}, True),
        ("event", {"type": "other", "name": "Belarus joins SCO", "participants": ["BLR"], "mechanism": "SCO"},
         {"type": "other", "name": "Iran joins SCO", "date": "2023", "participants": ["IRN"]}, False),
        ("mechanism", {"name": "Shanghai Cooperation Organization", "founded": "2001"},
         {"name": "SCO", "founded": "2001-06-15"}, True),
        ("agreement", {"title": "Treaty on Good-Neighbourliness", "parties": ["CHN", "KGZ"], "date": "2002"},
         {"title": "Treaty on Good Neighbourliness", "parties": ["KGZ", "CHN"]}, True),
        ("statement", {"speaker": "Aida Example", "quote": "the corridor will be open to every neighbour by spring"},
         {"speaker": "Example", "quote": "“The corridor will be open to every neighbour by spring”"}, True),
    ],
)  # fmt: skip
def test_other_kinds(claim: Any, kind: str, one: dict[str, Any], other: dict[str, Any], *, together: bool) -> None:
    """Projects, events, mechanisms, papers and quotations meet by name, place, day and words."""
    facts = reconcile([claim(kind, "a", **one), claim(kind, "b", document="d2", **other)])

    assert (len(facts) == 1) is together


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "ГЭС «Камбар-Ата-1»", "recipients": ["KGZ"]},
         {"name": "Камбар-Атинская ГЭС-1", "recipients": ["UZB"]}),
        ({"name": "highway from Bar to Boljare", "recipients": ["MNE"], "location": "Bar-Boljare"},
         {"name": "Bar-Boljare Highway, Phase 1", "recipients": ["SRB"], "location": "Bar-Boljare"}),
    ],
)  # fmt: skip
def test_a_name_of_its_own_reaches_over_a_border(claim: Any, one: dict[str, Any], other: dict[str, Any]) -> None:
    """A work that two reports put into unlike countries stands beside itself; two of a common name do not."""
    (first, second) = reconcile([claim("project", "a", **one), claim("project", "b", document="d2", **other)])
    assert first.beside == ((second.id, "differs-by-scope"),)

    bridges = [
        claim("project", "a", name="new bridge", recipients=["KGZ"]),
        claim("project", "b", document="d2", name="new bridge", recipients=["UZB"]),
    ]
    assert not any(fact.links for fact in reconcile(bridges))


def test_the_nearest_of_one_key_before_larger_parties(figure: Any) -> None:
    """A number of Asia contradicts the other number of Asia, though one of China lies nearer."""
    said = {"unit": "percent", "measure": "change", "indicator": "investment", "period": "2023"}
    told = [
        figure("a", -12, **said, parties=["Asia"], document="d1"),
        figure("b", -8, **said, parties=["Asia"], document="d2"),
        figure("c", -11, **said, parties=["CHN"], document="d2"),
        *(figure(f"{at}{n}", value, document=f"d{n}") for at, value in enumerate((70.2e9, 31.25e9)) for n in (1, 2)),
    ]

    conflicts = {(x.left, x.right) for fact in reconcile(told) for x in fact.links if x.relation.value == "conflict"}
    assert ("a", "b") in conflicts
