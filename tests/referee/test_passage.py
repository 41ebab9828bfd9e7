"""Finding quoted words in a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.referee.passage import find

TEXT = (
    "Ruritania’s trade with Sylvania reached “3.4 billion dollars” in 2021 — a record, the ministry said. "
    "Exports to the two neighbours grew by 12 percent over the year, helped by the new railway line."
)


@pytest.mark.parametrize(
    ("quoted", "how", "found"),
    [
        ("reached “3.4 billion dollars” in 2021", "verbatim", "reached “3.4 billion dollars” in 2021"),
        ('reached "3.4 billion dollars" in 2021', "typography", "reached “3.4 billion dollars” in 2021"),
        ("Ruritania's trade  with Sylvania", "typography", "Ruritania’s trade with Sylvania"),
        ("in 2021 - a record", "typography", "in 2021 — a record"),
        ("Exports the neighbours by percent", "shortened", "Exports to the two neighbours grew by 12 percent"),
        ("grew by 12 percent over the year as officials confirmed", "extended", "grew by 12 percent over the year"),
    ],
)  # fmt: skip
def test_finds_the_true_words(quoted: str, how: str, found: str) -> None:
    """What differs in typography, was shortened or got words added leads to the document's own words."""
    passage = find(TEXT, quoted)[0]
    assert (passage.how, TEXT[passage.start : passage.end]) == (how, found)


@pytest.mark.parametrize("quoted", ["", "reached 3.5 billion dollars in 2021", "no such words stand here", "2021 2022"])
def test_finds_no_invented_words(quoted: str) -> None:
    """Other digits and invented words are found nowhere."""
    assert all(TEXT[p.start : p.end] != quoted for p in find(TEXT, quoted))
    assert not any(p.how in ("verbatim", "typography") for p in find(TEXT, quoted))


@given(st.integers(0, len(TEXT)), st.integers(1, 60))
def test_every_slice_is_found_verbatim(start: int, size: int) -> None:
    """A slice of the text is found where it stands."""
    quoted = TEXT[start : start + size].strip()
    if quoted:
        assert any(p.how == "verbatim" and TEXT[p.start : p.end] == quoted for p in find(TEXT, quoted))
