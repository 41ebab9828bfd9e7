"""The status that press sentences tell: the scored set of bench/statuses.py, and what each rule protects."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context

STATUSES = Path(__file__).parents[2] / "bench" / "statuses.py"
# Right of all, by language, when the set was last measured (bench/statuses.py).
FLOORS = {"en": 30, "ru": 10, "zh": 10}


def test_the_scored_set_stays_read() -> None:
    """As many statuses of the set's sentences are right as were when it was last measured."""
    spec = importlib.util.spec_from_file_location("statuses", STATUSES)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    counts, wrong = module.measure()
    assert {language: right >= FLOORS[language] for language, (right, _) in counts.items()} == dict.fromkeys(
        FLOORS, True
    ), wrong


SIGNED, WISHED, BEGUN, ENDED = "Pipeline: Commitment", "Pipeline: Pledge", "Implementation", "Completion"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("China Eximbank and Kenya signed a loan agreement of $80 million for the Hill Road.", SIGNED),
        ("China Eximbank and Kenya signed a letter of intent on a loan of $80 million for the Hill Road.", WISHED),
        ("The Hill Road in Kenya, built with an $80 million loan of China Eximbank, has opened.", ENDED),
        ("Kenya has received the first tranche of an $80 million loan of China Eximbank for the Hill Road.", BEGUN),
        ("Works on the Hill Road in Kenya, for which China Eximbank lent $80 million, are 40 percent complete.", BEGUN),
        ("Example Road Company won an $80 million contract to build the Hill Road in Kenya.", WISHED),
    ],
)
def test_what_decides_a_status(text: str, status: str) -> None:
    """A signature commits, a memorandum or a builder's contract only pledges; a part or a tranche ends nothing."""
    records = read(from_text(text, Context(language="en"))).records
    assert [record.status for record in records][:1] == [status]


def test_goods_that_are_handed_over_are_a_record() -> None:
    """A gift with its worth, from somebody who gives it, is a completed grant, though no loan or project is told."""
    text = (
        "China donated 20 ambulances worth $1.2 million to Sierra Leone; they were handed over in Freetown on Friday."
    )
    record = read(from_text(text, Context(language="en"))).records[0]
    assert (record.flow_type, record.status, record.amount) == ("Grant", "Completion", 1_200_000)
