"""Spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.errors import SpanFault
from khorgos.values import Span

ENDS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(("start", "end"), [(9, 2), (-1, 3)])
def test_refuses_nonsense(start: int, end: int) -> None:
    """A span turned round, or before the text, cannot be built."""
    with pytest.raises(SpanFault):
        Span(start, end)


def test_refuses_another_text() -> None:
    """A span past the end of a text is an error, not a shorter slice."""
    with pytest.raises(SpanFault, match="only 3 characters"):
        Span(0, 4).of("abc")


@given(ENDS, ENDS)
def test_cover_contains_both(a: Span, b: Span) -> None:
    """The cover of two spans contains them and is no longer than it must be."""
    cover = a.cover(b)

    assert cover.contains(a)
    assert cover.contains(b)
    assert cover.start in (a.start, b.start)
    assert cover.end in (a.end, b.end)


@given(ENDS, ENDS)
def test_overlap_is_mutual(a: Span, b: Span) -> None:
    """Overlapping does not depend on the order."""
    assert a.overlaps(b) == b.overlaps(a)
