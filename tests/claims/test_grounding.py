"""A claim cannot be built unless its text bears it."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.annotate.reread import GrammarReread
from khorgos.claims import Attribution, Evidence, Figure, Ground
from khorgos.errors import GroundingFault, ValueFault
from khorgos.values import Party, Period, Quantity, Span

TEXT = "In 2022 trade between China and Kazakhstan reached about 31.2 billion USD."
REREAD = GrammarReread("en")


def ground(name: str, words: str, anchor: Period | None = None, text: str = TEXT) -> Ground:
    """The words as the ground of a field."""
    start = text.index(words)
    return Ground(name, Span(start, start + len(words)), words, anchor)


def figure(quantity: str, period: str | None, *grounds: Ground, **more: object) -> Figure:
    """A trade figure of the text, with what is given put in."""
    whole = Span(0, len(TEXT))
    fields: dict[str, object] = {
        "indicator": "trade",
        "measure": "level",
        "quantity": Quantity.parse(quantity),
        "period": Period.parse(period) if period else None,
        "parties": (Party.country("CHN"), Party.country("KAZ")),
        "evidence": Evidence("doc", whole, TEXT, whole, TEXT, grounds),
        "reread": REREAD,
    }
    return Figure(**(fields | more))


VALUE = ground("value", "about 31.2 billion USD")
PERIOD = ground("period", "2022")


def test_a_true_reading_is_a_claim() -> None:
    """What the passage says can be claimed of it."""
    claim = figure("~31200000000 USD", "2022", VALUE, PERIOD)

    assert claim.as_dict()["value"] == 31_200_000_000
    assert claim.as_dict()["bound"] == "~"


@pytest.mark.parametrize(
    "altered",
    [
        "~32100000000 USD",  # digits exchanged
        "~31300000000 USD",  # one digit
        "~31200000 USD",  # scale
        "~31200000000 EUR",  # unit
        "31200000000 USD",  # bound lost
        ">31200000000 USD",  # bound altered
        "~-31200000000 USD",  # sign
    ],
)
def test_an_altered_value_is_refused(altered: str) -> None:
    """A value that differs in a digit, the scale, the unit, the bound or the sign is no claim."""
    with pytest.raises(GroundingFault, match="does not bear"):
        figure(altered, "2022", VALUE, PERIOD)


@pytest.mark.parametrize("altered", ["2021", "2022-Q1", "2022-01", "2021/2022"])
def test_an_altered_period_is_refused(altered: str) -> None:
    """A period that the words cannot mean is no claim."""
    with pytest.raises(GroundingFault, match="does not bear"):
        figure("~31200000000 USD", altered, VALUE, PERIOD)


def test_relative_words_need_their_anchor() -> None:
    """ "Last year" is grounded seen from the day of publication, and not without it."""
    text = "Trade rose to 5 billion USD last year."
    whole = Span(0, len(text))
    value = ground("value", "5 billion USD", text=text)
    published = Period.day(dt.date(2023, 5, 18))
    seen = Evidence("doc", whole, text, whole, text, (value, ground("period", "last year", published, text)))
    unseen = Evidence("doc", whole, text, whole, text, (value, ground("period", "last year", None, text)))

    assert figure("5000000000 USD", "2022", evidence=seen).period == Period.year(2022)
    with pytest.raises(GroundingFault):
        figure("5000000000 USD", "2022", evidence=unseen)


def test_the_error_tells_place_value_and_reading() -> None:
    """The refusal names the words, the refused value and what they do say."""
    with pytest.raises(GroundingFault) as caught:
        figure("~32100000000 USD", "2022", VALUE, PERIOD)

    assert "about 31.2 billion USD" in str(caught.value)
    assert "~31200000000 USD" in str(caught.value)


def test_ids_tell_claims_apart() -> None:
    """The same reading has the same id; another period or another speaker has another."""
    one = figure("~31200000000 USD", "2022", VALUE, PERIOD)
    same = figure("~31200000000 USD", "2022", VALUE, PERIOD)
    timeless = figure("~31200000000 USD", None, VALUE)
    spoken = figure("~31200000000 USD", "2022", VALUE, PERIOD, attribution=Attribution(speaker="A. Person"))

    assert one.id == same.id
    assert len({one.id, timeless.id, spoken.id}) == 3


@pytest.mark.parametrize("field", ["indicator", "measure", "basis"])
def test_codes_are_closed(field: str) -> None:
    """An indicator, measure or basis outside its code list is refused."""
    with pytest.raises(ValueFault, match=f"no such {field}"):
        figure("~31200000000 USD", "2022", VALUE, PERIOD, **{field: "sunshine"})
