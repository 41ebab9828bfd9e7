"""Two readers of one document."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.referee import Answer, Excerpt, SecondReader
from khorgos.values import Context

TEXT = (
    "Kazakhstan's trade with China reached $3.4 billion in 2021. Exports to China came to $1.9 billion.\n\n"
    "Weather in the mountains stayed mild, and the passes were open until the end of the season."
)
DOCUMENT = from_text(TEXT, Context(published=dt.date(2022, 2, 3), language="en"))
TRADE = {
    "kind": "figure", "indicator": "trade", "measure": "level", "parties": ["KAZ", "CHN"], "period": "2021",
    "value": 3400000000, "unit": "USD", "bound": "=", "evidence": "trade with China reached $3.4 billion in 2021",
}  # fmt: skip


def told(*rows: dict[str, Any], missing: str | None = None) -> SecondReader:
    """A second reader that says the rows of the excerpts that hold their evidence."""

    def second(excerpts: Sequence[Excerpt]) -> list[Answer]:
        return [Answer([row for row in rows if row["evidence"] in e.text], missing) for e in excerpts]

    return second


def test_what_both_read_is_one_claim_of_both() -> None:
    """The same number read twice is one claim, with both readers and the confidence of their agreement."""
    claims = read(DOCUMENT, told(TRADE)).of("figure")
    assert claims[0].readers == ("grammar", "model")
    assert sum(str(claim.grounded_quantity()) == "3400000000 USD" for claim in claims) == 1
    assert claims[0].confidence is not None


def test_differing_field_keeps_both_readings() -> None:
    """Where the readers differ a named rule chooses, and the other reading stays on the claim."""
    claim = read(DOCUMENT, told(TRADE | {"indicator": "turnover"})).of("figure")[0]
    lost = claim.alternatives[0]
    assert (lost.field, lost.reader, lost.value, lost.rule) == ("indicator", "grammar", "trade", "model-reads")
    assert claim.as_dict()["alternatives"][0]["value"] == "trade"


def test_unborne_row_changes_nothing_and_is_listed() -> None:
    """A row with a false digit is rejected; the grammar's claim of the number stays as it was."""
    reading = read(DOCUMENT, told(TRADE | {"value": 3500000000}))
    assert "not-borne-value" in reading.rejections()
    assert not any("3500000000" in str(claim.grounded_quantity()) for claim in reading.claims)


def test_silence_is_told() -> None:
    """An excerpt that the second reader could not read is listed, and the grammar's claims stand there."""
    reading = read(DOCUMENT, told(missing="the endpoint answered 500"))
    assert reading.sent is not None
    assert reading.sent.missing[0][1] == "the endpoint answered 500"
    assert "unread" in reading.rejections()
    assert len(reading.claims) == len(read(DOCUMENT).claims)


def test_model_alone_has_only_its_own_claims() -> None:
    """With reader "model" the grammar's claims are left out."""
    assert [claim.readers for claim in read(DOCUMENT, told(TRADE), reader="model").claims] == [("model",)]


def test_cascade_sends_only_where_the_grammar_is_unsure() -> None:
    """With less to spend only a part of the text is sent; what holds nothing is not, and that is told."""
    seen: list[str] = []

    def second(excerpts: Sequence[Excerpt]) -> list[Answer]:
        seen.extend(excerpt.text for excerpt in excerpts)
        return [Answer() for _ in excerpts]

    reading = read(DOCUMENT, second, spend="normal")
    assert reading.sent is not None
    assert reading.sent.characters < reading.sent.of
    assert not any("Weather" in text for text in seen)
