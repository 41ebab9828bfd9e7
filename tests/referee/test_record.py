"""Project records of a second reader: what the text bears is kept field by field, and brought together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.annotate import annotate
from khorgos.annotate.annotated import Annotated
from khorgos.claims import Record
from khorgos.documents import from_text
from khorgos.extract.record import records
from khorgos.referee import Answer, Excerpt
from khorgos.referee.record import RecordReferee, read_records_twice
from khorgos.values import Context

TEXT = (
    "On June 9, 2015, China Eximbank and the Government of Kenya signed an RMB 620 million ($100 million) government "
    "concessional loan agreement for the Northtown Port Project. The loan carries a 2% interest rate, a maturity of 20 "
    "years and a grace period of 5 years. Example Harbour Works Co.,Ltd. (EHW) was the general EPC contractor "
    "responsible for implementation. Construction began on or around October 3, 2015 and ended on February 20, 2019. "
    "The Chinese and Kenyan governments had talked since 2012."
)
EVIDENCE = {
    "amount": "RMB 620 million ($100 million) government concessional loan",
    "currency": "RMB 620 million",
    "flow_type": "government concessional loan agreement",
    "sector": "the Northtown Port Project",
    "status": "ended on February 20, 2019",
    "commitment": "On June 9, 2015",
    "start": "Construction began on or around October 3, 2015",
    "end": "ended on February 20, 2019",
    "rate": "a 2% interest rate",
    "maturity": "a maturity of 20 years and a grace period of 5 years",
    "grace": "a maturity of 20 years and a grace period of 5 years",
    "financiers": "China Eximbank and the Government of Kenya signed",
    "receivers": "China Eximbank and the Government of Kenya signed",
    "implementers": "Example Harbour Works Co.,Ltd. (EHW) was the general EPC contractor",
    "recipients": "the Government of Kenya",
}
ROW: dict[str, Any] = {
    "amount": 620000000, "currency": "CNY", "flow_type": "Loan", "sector": "210", "status": "Completion",
    "commitment": "2015-06-09", "start": "2015-10-03", "end": "2019-02-20", "rate": 2, "maturity": 20, "grace": 5,
    "financiers": ["China Eximbank"], "receivers": ["Government of Kenya"],
    "implementers": ["Example Harbour Works Co.,Ltd. (EHW)"], "recipients": ["KEN"], "evidence": EVIDENCE,
}  # fmt: skip


def view(text: str = TEXT) -> Annotated:
    """A text, annotated."""
    return annotate(from_text(text, Context(language="en")))


def judged(row: dict[str, Any], text: str = TEXT) -> tuple[dict[str, Any], list[str]]:
    """What is kept of a row, and the codes of what is not."""
    found = RecordReferee(view(text)).judge([row])
    return (found.records[0].values() if found.records else {}), [each.code for each in found.rejected]


def test_what_the_text_bears_is_kept_with_its_words() -> None:
    """Every field of a true row stands, each with words of the text that bear it."""
    found = RecordReferee(view()).judge([ROW])
    record = found.records[0]
    assert found.rejected == []
    assert {name for name in ROW if name != "evidence"} <= record.values().keys()
    assert record.readers == ("model",)
    for passage in record.passages:
        assert passage.ground.text in passage.sentence_text
        assert passage.ground.text in TEXT
    assert record.implementers[0].short == "EHW"
    assert record.financiers[0].type == "State-owned Policy Bank"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("amount", 630000000, "not-borne-value"),  # a digit
        ("amount", 620000, "not-borne-value"),  # the scale
        ("currency", "EUR", "not-borne-value"),
        ("amount", 100000000, "not-borne-value"),  # the dollars' number in yuan
        ("commitment", "2015-06-19", "not-borne-commitment"),
        ("commitment", "2016-06-09", "not-borne-commitment"),
        ("rate", 3, "not-borne-rate"),
        ("maturity", 5, "not-borne-maturity"),  # it stands in the passage, as the grace period
        ("grace", 20, "not-borne-grace"),
        ("flow_type", "Grant", "not-borne-flow_type"),
        ("financiers", ["Example Bank"], "not-named"),
        ("recipients", ["UGA"], "not-named"),
        ("sector", "211", "malformed"),
        ("status", "Finished", "malformed"),
    ],
)
def test_what_the_text_does_not_bear_is_refused_alone(field: str, value: Any, code: str) -> None:
    """An altered value is refused with a reason, and takes no other field with it."""
    kept, codes = judged(ROW | {field: value})
    lost = {"amount", "currency", "bound"} if field in ("amount", "currency") else {field}
    assert codes == [code]
    assert not lost & kept.keys()
    assert kept.keys() >= {name for name in ROW if name != "evidence"} - lost


def test_a_converted_sum_is_not_the_record_s() -> None:
    """The sum in brackets that repeats the one before it in another currency is refused."""
    kept, codes = judged(ROW | {"amount": 100000000, "currency": "USD"})
    assert (codes, "amount" in kept) == (["not-borne-value"], False)


def test_invented_words_bear_nothing() -> None:
    """A field whose quoted words do not stand in the text is refused, and so is one without any."""
    kept, codes = judged(ROW | {"evidence": EVIDENCE | {"rate": "lent at 2% a year, officials said", "grace": ""}})
    assert sorted(codes) == ["no-passage", "no-passage"]
    assert not {"rate", "grace"} & kept.keys()


def test_a_computed_sum_is_told_from_a_read_one() -> None:
    """What a reader added up stands nowhere in the text."""
    text = "China gave Kenya RMB 300 million in 2011 and another RMB 120 million in 2013 for the Northtown Academy."
    row = {"amount": 420000000, "currency": "CNY", "evidence": {"amount": text[:-1]}}
    assert judged(row, text) == ({}, ["computed"])


def test_a_government_is_named_by_its_adjective() -> None:
    """ "The Chinese and Kenyan governments" names the Government of Kenya, and no other."""
    words = {"receivers": "The Chinese and Kenyan governments had talked"}
    assert judged({"receivers": ["Government of Kenya"], "evidence": words})[1] == []
    assert judged({"receivers": ["Government of Uganda"], "evidence": words})[1] == ["not-named"]


@pytest.mark.parametrize("row", [None, 3, "x", {}, {"amount": 3}, {"evidence": "words"}, {"evidence": {}}])
def test_a_row_that_is_none_is_told(row: Any) -> None:
    """Anything else than fields with their words gives no record."""
    found = RecordReferee(view()).judge([row])
    assert found.records == []


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=8), st.lists, max_leaves=4))
def test_no_value_breaks_the_referee(value: Any) -> None:
    """Whatever a model gives for a field is kept or refused, and never an exception."""
    referee = RecordReferee(view(TEXT[:180]))
    for field in ("amount", "commitment", "rate", "financiers", "recipients", "sector", "name"):
        referee.judge([{field: value, "evidence": {field: "China Eximbank", "amount": "RMB 620 million"}}])


def says(*rows: Any) -> Any:
    """A second reader that gives these rows to each excerpt."""

    def second(excerpts: Sequence[Excerpt]) -> list[Answer]:
        assert all(each.asks == "records" for each in excerpts)
        return [Answer(rows) for _ in excerpts]

    return second


def both(row: dict[str, Any], text: str = TEXT) -> Record:
    """The main record of two readers."""
    seen = view(text)
    return read_records_twice(seen, records(seen), says(row)).records[0]


def test_two_readers_agree_and_fill_each_other() -> None:
    """What only one gives is taken from it; where both agree nothing is lost."""
    record = both({name: ROW[name] for name in ("amount", "currency", "end", "evidence")})
    assert record.readers == ("grammar", "model")
    assert record.alternatives == ()
    assert (record.amount, str(record.commitment), record.maturity) == (620000000, "2015-06-09", 20)


def test_where_they_differ_the_reading_that_lost_stays() -> None:
    """The model's status and sector stand before the grammar's, which stay as alternatives with the rule."""
    record = both({"status": "Suspended", "evidence": {"status": "Construction began"}})
    lost = [each for each in record.alternatives if each.field == "status"]
    assert record.status == "Suspended"
    assert [(each.reader, each.value, each.rule) for each in lost] == [("grammar", "Completion", "model-reads")]
    assert record.passages_of("status")[0].rule == "model.verbatim"


def test_an_end_that_the_model_does_not_see_is_none() -> None:
    """An end makes a project complete: the grammar's alone is set aside, and kept as an alternative."""
    record = both({"status": "Implementation", "evidence": {"status": "Construction began"}})
    assert record.end is None
    assert ("end", "grammar", "2019-02-20", "unseen") in [
        (each.field, each.reader, each.value, each.rule) for each in record.alternatives
    ]


def test_bodies_are_those_that_both_name() -> None:
    """Of several builders that the model lists the one stands that the grammar reads too."""
    words = "Example Harbour Works Co.,Ltd. (EHW) was the general EPC contractor responsible for implementation."
    listed = ["Example Harbour Works Co.,Ltd. (EHW)", "China Eximbank"]
    record = both({"implementers": listed, "evidence": {"implementers": words}})
    assert [each.short for each in record.implementers] == ["EHW"]


def test_a_reader_that_fails_leaves_the_grammar_s_records() -> None:
    """What could not be read is told with its place; the grammar's record stands as it was."""
    seen = view()
    told = records(seen)
    found = read_records_twice(seen, told, lambda given: [Answer((), "no answer") for _ in given])
    assert found.records == told
    assert [why for _, why in found.sent.missing] == ["no answer"]
    assert (
        read_records_twice(seen, told, lambda given: [Answer((), "x") for _ in given], reader="model").records == told
    )
