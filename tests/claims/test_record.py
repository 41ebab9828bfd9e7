"""A project record cannot be built unless its passages bear its numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khorgos.annotate.reread import GrammarReread
from khorgos.claims import Agency, Ground, Passage, Record, Relation
from khorgos.errors import GroundingFault, ValueFault
from khorgos.values import Period, Quantity, Span

TEXT = (
    "On 4 May 2017 Example Bank lent RMB 349.09 million for the Northtown Bridge, "
    "interest-free, with a maturity of 180 months and a 0.25% commitment fee."
)
WORDS = {
    "money": "RMB 349.09 million",
    "commitment": "4 May 2017",
    "rate": "interest-free",
    "maturity": "maturity of 180 months",
    "commitment_fee": "0.25% commitment fee",
}


def record(**altered: object) -> Record:
    """The record of the text, with what is given put in."""
    fields: dict[str, object] = {
        "document": "doc",
        "money": Quantity.parse("349090000 CNY"),
        "commitment": Period.parse("2017-05-04"),
        "rate": Decimal(0),
        "maturity": Decimal(15),
        "commitment_fee": Decimal("0.25"),
        "passages": tuple(passage(name, words) for name, words in WORDS.items()),
        "reread": GrammarReread("en"),
    }
    return Record(**(fields | altered))


def passage(name: str, words: str) -> Passage:
    """The words as the passage of a field."""
    start = TEXT.index(words)
    return Passage(Ground(name, Span(start, start + len(words)), words), Span(0, len(TEXT)), TEXT)


def test_a_true_reading_is_a_record() -> None:
    """Sum, date, rate (by words for none) and terms in years are borne by their words."""
    values = record().values()

    assert (values["amount"], values["currency"]) == (349_090_000, "CNY")
    assert (values["maturity"], values["rate"]) == (15, 0)


@pytest.mark.parametrize(
    "altered",
    [
        {"money": Quantity.parse("349900000 CNY")},
        {"money": Quantity.parse("349090000 USD")},
        {"money": Quantity.parse("~349090000 CNY")},
        {"commitment": Period.parse("2017-05")},
        {"commitment": Period.parse("2017-05-14")},
        {"rate": Decimal(2)},
        {"maturity": Decimal(18)},
        {"maturity": Decimal(180)},
        {"commitment_fee": Decimal("0.52")},
        {"grace": Decimal(5)},
    ],
)
def test_an_altered_value_is_refused(altered: dict[str, object]) -> None:
    """A digit, a currency, a precision or a unit that the words do not give makes no record."""
    with pytest.raises(GroundingFault, match="does not bear"):
        record(**altered)


def test_a_computed_sum_says_why() -> None:
    """A sum that was computed is not read again; it carries the reason."""
    assert record(money=Quantity.parse("85000000 USD"), estimated="EPC85").estimated == "EPC85"


@pytest.mark.parametrize(
    "altered", [{"status": "Completed"}, {"flow_type": "loan"}, {"amount_kind": "price"}, {"estimated": "guess"}]
)
def test_codes_are_of_their_lists(altered: dict[str, object]) -> None:
    """A status, flow type, kind of sum or reason that no list has is refused."""
    with pytest.raises(ValueFault, match="One of"):
        record(**altered)


def test_a_table_row_needs_no_passage() -> None:
    """A record of somebody's table is kept without passages and says where it is from."""
    row = Record(document="sheet", source="row 7", status="Completion", commitment=Period.parse("2004"))

    assert row.as_dict()["commitment"] == "2004"
    assert row.as_dict()["source"] == "row 7"


def test_same_input_same_id() -> None:
    """The id hangs on what the record says, and on nothing else."""
    assert record().id == record().id
    assert record().id != record(financiers=(Agency("Example Bank"),), relations=(Relation("parent", "12"),)).id
