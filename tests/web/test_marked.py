"""The text in pieces: nothing lost, nothing doubled, whatever the claims cover."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from khorgos.web.marked import blocks, folded, passage

TEXT = "".join(chr(97 + at % 26) for at in range(60))
SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).filter(lambda span: span[0] < span[1])


def row(number: int, span: list[int]) -> dict[str, Any]:
    """A claim as far as its place is concerned."""
    return {"id": f"c{number}", "kind": "figure", "evidence_start": span[0], "evidence_end": span[1]}


@given(st.lists(SPANS, max_size=8), st.integers(1, 59))
def test_pieces_are_the_text(spans: list[list[int]], cut: int) -> None:
    """Joined again they are the text; each piece names exactly the claims that cover it."""
    claims = [row(number, span) for number, span in enumerate(spans)]
    segments = [{"kind": "title", "start": 0, "end": cut}, {"kind": "body", "start": cut, "end": 60}]
    at = 0
    found = blocks(TEXT, segments, claims)
    for block in found:
        for piece in block.pieces:
            assert piece.text == TEXT[at : at + len(piece.text)]
            covering = {
                c["id"] for c in claims if c["evidence_start"] <= at and c["evidence_end"] >= at + len(piece.text)
            }
            assert set(piece.claims) == covering
            at += len(piece.text)
    assert at == 60
    assert sum(len(block.claims) for block in found) == len(claims)
    assert [block for _, run in folded(found) for block in run] == found


@given(SPANS, st.integers(0, 30))
def test_passage_is_round_its_evidence(span: list[int], around: int) -> None:
    """Before, evidence and behind follow on one another in the text."""
    text = TEXT[:30] + "\n" + TEXT[31:]
    before, evidence, behind = passage(text, row(0, span), around)
    assert evidence == text[span[0] : span[1]]
    assert before.lstrip("…") + evidence + behind.rstrip("…") in text
