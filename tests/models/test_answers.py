"""Reading answers tolerantly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.models.answers import rows_of

ROWS = [{"kind": "figure", "value": 3, "evidence": "three [of] {them}"}, {"kind": "event", "name": 'a "forum"'}]
WHOLE = json.dumps({"claims": ROWS})


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Here are the claims:\n{WHOLE}\nI hope this helps {{you}}.",
        f"<think>[maybe {{this}}]</think>{WHOLE}",
        json.dumps(ROWS),
        json.dumps({"claims": ROWS}, indent=2),
    ],
)
def test_whole_answers(text: str) -> None:
    """Fences, talk and thoughts around an answer do not hide it."""
    assert rows_of(text) == rows_of(WHOLE)
    assert rows_of(text).whole


@given(st.integers(1, len(WHOLE) - 1))
def test_cut_answers_give_their_whole_rows(at: int) -> None:
    """Of an answer that is cut anywhere the rows that are whole are kept, and it is known to be cut."""
    found = rows_of(WHOLE[:at])
    assert not found.whole
    assert list(found.rows) == ROWS[: len(found.rows)]


@pytest.mark.parametrize("text", ["", "I cannot help with that.", "{", "[1, 2"])
def test_no_answer(text: str) -> None:
    """An answer without JSON is none, and is not taken for an empty list."""
    assert not rows_of(text).whole
    assert not rows_of(text).rows
