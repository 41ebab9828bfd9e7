"""Claims that an imported file tells: what goes into such a file comes out of it, held to its own words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos import read
from khorgos.claims import BASES, EVENT_TYPES, INDICATORS, MEASURES, MODES
from khorgos.claims.printing import Printing, Source
from khorgos.documents.told import told_bytes
from khorgos.referee.told import fields_of
from khorgos.reference.standing import stands_for

words = (
    st.text(alphabet="aB é中ю.,:;=|«»", min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
)
periods = st.sampled_from(["2022", "2023-Q1", "2023-H2", "2023-05", "2023-05-18", "2015/2022", "1992/..", "199X"])
parties = st.lists(
    st.sampled_from(["CHN", "KAZ", "Central Asia", "Example Bank", "亚洲示例银行"]), max_size=3, unique=True
)
numbers = st.integers(-(10**14), 10**14)


def _of(kind: str, **fields: st.SearchStrategy) -> st.SearchStrategy[dict]:
    told = st.fixed_dictionaries({"kind": st.just(kind), "sentence": words}, optional=fields)
    links = st.dictionaries(st.sampled_from(["speaker", "agency", "outlet"]), words)
    return st.builds(lambda said, attribution: said | {"attribution": attribution}, told, links)


figures = st.builds(
    lambda said, key, number: said | key | number,
    _of("figure", parties=parties, period=periods, status=words, detail=words, basis=st.sampled_from(BASES)),
    st.fixed_dictionaries({"indicator": st.sampled_from(INDICATORS), "measure": st.sampled_from(MEASURES)}),
    st.fixed_dictionaries(
        {"value": numbers, "unit": st.sampled_from(["USD", "percent", "count", "km/h"]),
         "bound": st.sampled_from(["=", "~", ">", "<", ">=", "<="])},
        optional={"value_high": st.integers(10**14 + 1, 10**15)},
    ),
)  # fmt: skip
events = st.builds(
    lambda said, key: said | key,
    _of("event", date=periods, place=words, participants=parties, mechanism=words, ordinal=st.integers(1, 40)),
    st.fixed_dictionaries({"type": st.sampled_from(EVENT_TYPES), "name": words}),
)
mechanisms = st.builds(
    lambda said, name: said | {"name": name},
    _of("mechanism", aliases=st.lists(words, max_size=2), members=parties, partners=parties, founded=periods), words,
)  # fmt: skip
agreements = st.builds(
    lambda said, title: said | {"title": title},
    _of("agreement", parties=parties, date=periods, paper=words, status=words), words,
)  # fmt: skip
statements = st.builds(
    lambda said, key: said | key,
    _of("statement", role=words, affiliation=words, date=periods, said_to=words),
    st.fixed_dictionaries({"speaker": words, "quote": words, "mode": st.sampled_from(MODES)}),
)
claims = st.one_of(figures, events, mechanisms, agreements, statements)
_BESIDE = {"id", "span", "document", "rule", "readers", "grounds", "evidence"}


@given(st.lists(claims, min_size=1, max_size=3))
def test_there_and_back(told: list[dict]) -> None:
    """Every field of every kind, whatever its letters; numbers exactly, with bound and range."""
    blocks = [(said["sentence"], fields_of(said, _number(said))) for said in told]
    reading = read(told_bytes({"title": "T", "language": "en", "published": "2023-05-18"}, blocks))
    found = [{name: value for name, value in row.items() if name not in _BESIDE} for row in reading.rows()]

    assert reading.rejected == ()
    assert found == [{name: value for name, value in said.items() if value != []} for said in told]


def _number(said: dict) -> str:
    return Printing.of(said | {"id": "x"}, Source("d"), stands_for).number


def test_what_is_known_of_the_report() -> None:
    """Its head."""
    head = {"title": "A", "outlet": "Example Wire", "published": "2023-05-18", "agency": "Xinhua", "report": "official"}
    document = read(
        told_bytes(head | {"authors": "A B; C D", "address": "https://example.org/a"}, [("P.", ())])
    ).document

    assert (document.title.value, document.outlet.value, document.published.value) == (
        "A",
        "Example Wire",
        "2023-05-18",
    )
    assert (document.about.agency.value, document.about.kind.value) == ("Xinhua", "official")
    assert (document.authors, document.address) == (("A B", "C D"), "https://example.org/a")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("value", "many USD"),
        ("value", "5 florins of old"),
        ("period", "last year"),
        ("indicator", "luck"),
        ("kind", "x"),
    ],
)
def test_what_is_told_wrongly_is_rejected(name: str, text: str) -> None:
    """With its reason; the claim beside it is kept."""
    right = {"kind": "figure", "value": "5 USD", "indicator": "trade", "measure": "level", "period": "2022"}
    blocks = [("Right.", list(right.items())), ("Wrong.", list((right | {name: text}).items()))]
    reading = read(told_bytes({}, blocks))

    assert [claim.evidence.text for claim in reading.claims] == ["Right."]
    assert [each.code for each in reading.rejected] == ["told"]


def test_a_claim_stands_on_the_words_of_the_file() -> None:
    """Its passage and its value are slices of the text."""
    fields = [("kind", "figure"), ("value", "~70200000000 USD"), ("indicator", "trade"), ("measure", "level")]
    reading = read(told_bytes({}, [("Trade was about 70.2 billion.", fields)]))
    (claim,) = reading.claims

    assert claim.value == Decimal(70_200_000_000)
    assert claim.evidence.sentence_text == "Trade was about 70.2 billion."
    assert {ground.field: ground.text for ground in claim.evidence.grounds}["value"] == "~70200000000 USD"
    assert all(ground.span.of(reading.document.text) == ground.text for ground in claim.evidence.grounds)
