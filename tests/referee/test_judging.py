"""The referee: a row is kept only if the document bears it."""

import datetime as dt
import random
from typing import Any

import pytest

from khorgos.annotate import annotate
from khorgos.documents import from_text
from khorgos.extract import scene_of
from khorgos.referee import Referee
from khorgos.referee.reread import RefereeReread
from khorgos.values import Context

TEXT = (
    "Kazakhstan's trade with China rose by 8.1 percent to nearly $3.4 billion in the first half of 2021. "
    "Exports came to $1.9 billion.\n\n"
    "Last year 27 projects were completed. A package of 150 million euros was agreed in May; "
    "40 million will be paid at once."
)
TRADE = {
    "kind": "figure", "indicator": "trade", "measure": "level", "parties": ["KAZ", "CHN"], "period": "2021-01/2021-06",
    "value": 3.4e9, "unit": "USD", "bound": "<", "evidence": "to nearly $3.4 billion in the first half of 2021",
}  # fmt: skip


def referee(text: str = TEXT, published: str | None = "2021-08-05", language: str = "en") -> Referee:
    """A referee for a text."""
    day = dt.date.fromisoformat(published) if published else None
    scene = scene_of(annotate(from_text(text, Context(published=day, language=language))))
    scene.reread = RefereeReread(language)
    return Referee(scene)


def judged(**changes: Any) -> tuple[str, str]:
    """What becomes of the row of trade with some fields changed: "kept" or the code, and the reason."""
    result = referee().judge([TRADE | changes])
    return ("kept", "") if result.claims else (result.rejected[0].code, result.rejected[0].reason)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "kept"),
        ({"bound": "~"}, "kept"),
        ({"period": "2021-H1"}, "kept"),
        ({"period": None}, "kept"),
        ({"value": 3.5e9}, "not-borne-value"),
        ({"value": 3.4e8}, "not-borne-value"),
        ({"value": 3.4e12}, "not-borne-value"),
        ({"unit": "EUR"}, "not-borne-unit"),
        ({"unit": "percent"}, "not-borne-unit"),
        ({"bound": ">"}, "not-borne-bound"),
        ({"bound": "="}, "not-borne-bound"),
        ({"period": "2020-01/2020-06"}, "not-borne-period"),
        ({"period": "2021-07/2021-12"}, "not-borne-period"),
        ({"evidence": "to nearly $3.4 billion, a record"}, "kept"),
        ({"evidence": "turnover grew and grew, officials confirmed"}, "no-passage"),
        ({"evidence": ""}, "malformed"),
        ({"kind": "rumour"}, "malformed"),
        ({"value": "much"}, "malformed"),
        ({"period": "last summer"}, "malformed"),
    ],
)  # fmt: skip
def test_row_is_held_to_the_text(changes: dict[str, Any], code: str) -> None:
    """Digits, scales, units, bounds and periods are as the words say, or the row is rejected with that code."""
    assert judged(**changes)[0] == code


def test_rejection_names_the_nearest_true_reading() -> None:
    """The reason tells what the passage does read."""
    assert "<3400000000 USD" in judged(value=3.5e9)[1] or "~3400000000 USD" in judged(value=3.5e9)[1]


def test_repaired_passage_is_marked_and_true() -> None:
    """Words added to a passage are taken off; the claim keeps the document's own and says so in its rule."""
    added = "to nearly $3.4 billion in the first half of 2021 as officials confirmed"
    result = referee().judge([TRADE | {"evidence": added}])
    claim = result.claims[0]
    assert claim.rule == "model.extended"
    assert claim.evidence.text in TEXT
    assert claim.evidence.text.endswith("2021")


@pytest.mark.parametrize(
    ("row", "grounds"),
    [
        ({"value": 1.9e9, "unit": "USD", "bound": "=", "period": "2021-H1", "evidence": "Exports came to $1.9 billion"},
         ["$1.9 billion", "the first half of 2021"]),
        ({"value": 27, "unit": "count", "bound": "=", "period": "2020", "evidence": "Last year 27 projects"},
         ["27", "Last year"]),
        ({"value": 40e6, "unit": "EUR", "bound": "=", "period": None, "evidence": "40 million will be paid at once"},
         ["150 million euros was agreed in May; 40 million"]),
    ],
)  # fmt: skip
def test_grounds_may_stand_before_the_passage(row: dict[str, Any], grounds: list[str]) -> None:
    """A period of the sentence before and a unit named before bear a claim, and are kept as its grounds."""
    result = referee().judge([TRADE | {"indicator": "other"} | row])
    assert [ground.text for ground in result.claims[0].evidence.grounds] == grounds


def test_no_altered_digit_is_kept() -> None:
    """Whatever digit of the value is changed, the row is rejected."""
    chance = random.Random(3)
    judge = referee()
    for _ in range(200):
        digits = list(str(34 * 10**8))
        at = chance.choice([0, 1])
        digits[at] = chance.choice([d for d in "123456789" if d != digits[at]])
        assert not judge.judge([TRADE | {"value": int("".join(digits))}]).claims


def test_speaker_must_be_named() -> None:
    """A statement of somebody whom the document does not name is rejected."""
    row = {"kind": "statement", "speaker": "Zoltan Nobody", "mode": "indirect", "quote": "Exports came to $1.9 billion",
           "evidence": "Exports came to $1.9 billion"}  # fmt: skip
    assert referee().judge([row]).rejected[0].code == "not-named"


OLD = "In 2001 Kazakhstan and China traded little. By 2020 that had changed. Trade went from $1 billion to $9 billion."
LEVEL = {"kind": "figure", "indicator": "trade", "measure": "level", "parties": ["KAZ", "CHN"], "bound": "="}


@pytest.mark.parametrize(
    ("text", "published", "row", "kept"),
    [
        # What another number is compared with has its own period.
        ("Trade of Kazakhstan with China came to $11 billion, against $8 billion in 2022.", "2023-12-31",
         {"value": 11e9, "unit": "USD", "period": "2023", "evidence": "came to $11 billion"}, True),
        ("Trade of Kazakhstan with China came to $11 billion, against $8 billion in 2022.", "2023-12-31",
         {"value": 11e9, "unit": "USD", "period": "2022", "evidence": "came to $11 billion"}, False),
        ("Trade of Kazakhstan with China came to $11 billion, against $8 billion in 2022.", "2023-12-31",
         {"value": 8e9, "unit": "USD", "period": "2022", "evidence": "against $8 billion in 2022"}, True),
        ("Trade of Kazakhstan with China came to $11 billion, against $8 billion in 2022.", "2023-12-31",
         {"value": 8e9, "unit": "USD", "period": "2023", "evidence": "against $8 billion in 2022"}, False),
        # What something was before is older than the nearest words.
        (OLD,
         "2021-02-03", {"value": 1e9, "unit": "USD", "period": "2001", "evidence": "from $1 billion"}, True),
        (OLD,
         "2021-02-03", {"value": 9e9, "unit": "USD", "period": "2001", "evidence": "to $9 billion"}, False),
        # A report without a day speaks from the year behind the one that it only compares with.
        ("China and Kazakhstan traded $9 billion in the first 11 months of this year, more than in 2022.", None,
         {"value": 9e9, "unit": "USD", "period": "2023-01/2023-11", "evidence": "traded $9 billion"}, True),
        ("China and Kazakhstan traded $9 billion in the first 11 months of this year, more than in 2022.", None,
         {"value": 9e9, "unit": "USD", "period": "2022-01/2022-11", "evidence": "traded $9 billion"}, False),
        # A stretch goes on from what is named beside it.
        ("Since 2011 trade of China with Kazakhstan grew by 60 percent in ten years.", "2022-05-06",
         {"value": 60, "unit": "percent", "measure": "change", "period": "2011/2021", "evidence": "grew by 60 percent"},
         True),
        ("Since 2011 trade of China with Kazakhstan grew by 60 percent in ten years.", "2022-05-06",
         {"value": 60, "unit": "percent", "measure": "change", "period": "2012/2022", "evidence": "grew by 60 percent"},
         False),
        # Numbers dealt out are each party's own.
        ("China and Russia sold Kazakhstan goods for $76 million and $53 million, respectively, in 2022.", "2023-05-06",
         {"value": 53e6, "unit": "USD", "period": "2022", "parties": ["RUS", "KAZ"], "indicator": "exports",
          "evidence": "$76 million and $53 million"}, True),
        # An elided fall, and a third as it is written.
        ("Chinese loans to Kenya slid by 21 percent in 2022, and those to Chad by 16 percent.", "2023-05-06",
         {"value": -16, "unit": "percent", "measure": "change", "period": "2022", "parties": ["CHN", "TCD"],
          "indicator": "loans", "evidence": "those to Chad by 16 percent"}, True),
        ("A third of the exports of Kazakhstan in 2022 went to China.", "2023-05-06",
         {"value": 33.3, "unit": "percent", "measure": "share", "period": "2022", "indicator": "exports",
          "evidence": "A third of the exports"}, True),
        # The last day of a year, by which stocks are counted.
        ("Late in 2017 the investment of China in Kazakhstan stood at $4 billion.", "2018-03-23",
         {"value": 4e9, "unit": "USD", "period": "2017-12-31", "indicator": "investment_stock",
          "evidence": "stood at $4 billion"}, True),
    ],
)  # fmt: skip
def test_period_is_that_of_the_number(text: str, published: str | None, row: dict[str, Any], kept: bool) -> None:
    """A number's period is read from its own words, not from those of another number or of any year in the text."""
    assert bool(referee(text, published).judge([LEVEL | row]).claims) is kept


def test_number_before_the_passage_is_not_its_own() -> None:
    """Where the unit stands before the passage, the numbers there are not taken for the passage's."""
    text = "China gave Kenya 50 million euros from a package of 150 million. Ten million flow now; 40 million follow."
    row = LEVEL | {"unit": "EUR", "period": None, "indicator": "aid", "parties": ["CHN", "KEN"],
                   "evidence": "40 million follow"}  # fmt: skip
    assert referee(text).judge([row | {"value": 40e6}]).claims
    assert not referee(text).judge([row | {"value": 10e6}]).claims
    assert not referee(text).judge([row | {"value": 50e6}]).claims


def test_sum_of_a_project_is_the_nearest() -> None:
    """A project's sum that its passage has not is the one of its sentence or next to it, not a neighbour's."""
    text = "Health.\n- Nakuru Referral Hospital, Kenya: $50 million;\n- Embu Water Supply, Kenya: $40 million."
    row = {"kind": "project", "name": "Nakuru Referral Hospital", "recipients": ["KEN"], "currency": "USD",
           "evidence": "Nakuru Referral Hospital"}  # fmt: skip
    assert referee(text).judge([row | {"amount": 50e6}]).claims
    assert not referee(text).judge([row | {"amount": 40e6}]).claims
