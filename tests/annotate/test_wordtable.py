"""Words looked up at a place: the longest form, however many begin alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khorgos.annotate.wordtable import WordTable

FORM = st.text("ab", min_size=1, max_size=6)
TEXT = st.text("ab .", max_size=10)


@given(st.lists(FORM, unique=True, max_size=30), TEXT)
def test_the_longest_form_is_found_wherever_it_begins_or_ends(forms: list[str], text: str) -> None:
    """A table gives what comparing every form gives."""
    table = WordTable([(form, form) for form in forms], boundaries=False)
    for at in range(len(text)):
        begins = max((form for form in forms if text.startswith(form, at)), key=len, default=None)
        ends = max((form for form in forms if text.endswith(form, 0, at + 1)), key=len, default=None)
        after, before = table.at(text, text, at), table.before(text, text, at + 1)

        assert (after.value if after else None) == begins
        assert (before.value if before else None) == ends
