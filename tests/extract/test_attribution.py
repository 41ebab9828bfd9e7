"""Attribution: who is said to say what stands at a place."""

from __future__ import annotations

import pytest

from khorgos.annotate import annotate
from khorgos.documents import from_text
from khorgos.extract.attribution import attribution_at
from khorgos.extract.statement import speeches
from khorgos.values import Context


def attribution(text: str, words: str, language: str = "en") -> dict[str, str]:
    """The chain at some words of a text."""
    view = annotate(from_text(text, Context(language=language)))
    start = text.index(words)
    return attribution_at(view, speeches(view), start, start + len(words)).as_dict()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Exports fell by 5 percent, said Dana Lind.", "5 percent", {"speaker": "Dana Lind"}),
        ("According to the Steppe Bank, exports fell by 5 percent.", "5 percent", {"agency": "Steppe Bank"}),
        ("According to the Steppe Times, exports fell by 5 percent.", "5 percent", {"outlet": "Steppe Times"}),
        ("Exports fell by 5 percent, Steppe customs data show.", "5 percent", {"agency": "Steppe customs"}),
        ("Exports fell by 5 percent.", "5 percent", {}),
        (
            "Exports fell by 5 percent, the Steppe Times reports, citing the Steppe Bank.",
            "5 percent",
            {"agency": "Steppe Bank", "outlet": "Steppe Times"},
        ),
    ],
)
def test_links_of_the_chain(text: str, words: str, expected: dict[str, str]) -> None:
    """A person is the speaker, an office the agency, a paper the outlet; a paper may name the office behind it."""
    assert attribution(text, words) == expected


def test_source_goes_on_in_the_next_sentence() -> None:
    """The sentence after "According to …" is the source's too, until another one is named."""
    text = (
        "According to Example Wire, exports fell. Imports fell by 5 percent. Prices rose by 7 percent, Dana Lind said."
    )
    assert attribution(text, "5 percent") == attribution(text, "exports fell")
    assert attribution(text, "7 percent") == {"speaker": "Dana Lind"}


def test_speaker_ends_with_his_paragraph() -> None:
    """What stands in the next paragraph is the writer's."""
    text = "Exports fell, Dana Lind said.\n\nImports fell by 5 percent."
    assert attribution(text, "5 percent") == {}


def test_words_beside_a_speaker_are_the_writers() -> None:
    """The clause that says where somebody spoke is not his words."""
    text = "Dana Lind said at the first Steppe Forum that exports fell."
    assert attribution(text, "Dana Lind said") == {}


def test_chain_keeps_its_places() -> None:
    """Each link has the place where it is named."""
    text = "According to the Steppe Bank, exports fell by 5 percent."
    view = annotate(from_text(text, Context(language="en")))
    found = attribution_at(view, speeches(view), 40, 50)
    assert [(name, text[span.start : span.end]) for name, span in found.spans] == [("agency", "Steppe Bank")]
