"""Quotations: stretches between marks, over paragraphs too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.annotate import annotate
from khorgos.annotate.annotated import Annotated
from khorgos.documents import from_text
from khorgos.values import Context


def read(text: str, language: str = "en") -> Annotated:
    """A text with its mentions."""
    return annotate(from_text(text, Context(language=language)))


def quotations(text: str, language: str = "en") -> list[str]:
    """The quotations of a text, with their marks."""
    view = read(text, language)
    return [view.document.text[q.start : q.end] for q in view.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are ready,” he said.", ["“We are ready,”"]),
        ('He said "we are ready" and left.', ['"we are ready"']),
        ("«Мы готовы», — сказал он.", ["«Мы готовы»"]),
        ("„Wir sind bereit“, sagte er.", ["„Wir sind bereit“"]),
        ("他说：“我们准备好了。”", ["“我们准备好了。”"]),
        ("他说：「我們準備好了。」", ["「我們準備好了。」"]),
        ("The bank's and the minister's don't count.", []),
        ("«Газета «Пример» пишет об этом»", ["«Газета «Пример» пишет об этом»"]),
        ('A 5" pipe was laid.', []),
    ],
)
def test_quotations_of_a_sentence(text: str, expected: list[str]) -> None:
    """Curly, straight, angle and corner marks quote; apostrophes and inches do not; nested marks are the outer's."""
    assert quotations(text) == expected


def test_quotation_of_several_paragraphs_with_marks_at_their_heads() -> None:
    """Each paragraph has a mention: all but the last are open, all but the first go on."""
    found = read("“We came early.\n\n“We left late.”\n\nThey left.").quotations
    assert [(q.closed, q.continued) for q in found] == [(False, False), (True, True)]


def test_quotation_that_runs_on_without_a_mark() -> None:
    """A quotation closed in a later paragraph covers the paragraphs between, marked at their heads or not."""
    found = read("«Мы пришли рано.\n\nУшли мы поздно».\n\nВсе ушли.", "ru").quotations
    assert [(q.closed, q.continued) for q in found] == [(False, False), (True, True)]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    """A mark that is never closed quotes to the end of its paragraph and no further."""
    assert quotations("“We came early.\n\nThe road is long.") == ["“We came early."]


@given(st.text(alphabet='ab ,.\n“”"«»„', max_size=60))
def test_quotations_are_ordered_and_inside_the_text(text: str) -> None:
    """Quotations lie in the text, in order, without overlaps."""
    if not text.strip():
        return
    view = read(text)
    at = 0
    for quotation in view.quotations:
        assert at <= quotation.start < quotation.end <= len(view.text)
        at = quotation.end
