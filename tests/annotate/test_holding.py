"""Which stretches share a place with another: the quick answer is the plain one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khorgos.annotate.holding import Holding

STRETCH = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(STRETCH, max_size=12), STRETCH)
def test_all_that_share_a_place_are_found_and_no_others(
    stretches: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    """Overlapping, nested, equal and empty stretches too."""
    start, end = asked
    plain = {number for number, (first, last) in enumerate(stretches) if first < end and start < last}
    holding = Holding(stretches)

    assert sorted(holding.sharing(start, end)) == sorted(plain)
    assert holding.shares(start, end) is bool(plain)
