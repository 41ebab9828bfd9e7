"""Attribution: who is said to say what stands at a place."""

from __future__ import annotations

import pytest

from khorgos.annotate import annotate
from khorgos.documents import from_text
from khorgos.extract.attribution import sources_of
from khorgos.extract.statement import speeches
from khorgos.pipeline import read
from khorgos.values import Context


def attribution(text: str, words: str, language: str = "en") -> dict[str, str]:
    """The chain at some words of a text."""
    view = annotate(from_text(text, Context(language=language)))
    start = text.index(words)
    return sources_of(view, speeches(view)).at(start, start + len(words)).as_dict()


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
    found = sources_of(view, speeches(view)).at(40, 50)
    assert [(name, text[span.start : span.end]) for name, span in found.spans] == [("agency", "Steppe Bank")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Companies concluded 58 agreements at the forum.", "58"),
        ("Nobody can reported 58 cases.", "58"),
        ("Traders in western Grenada say that 58 lorries wait.", "58"),
    ],
)
def test_who_only_acts_is_no_source(text: str, words: str) -> None:
    """A source is a person, a named body or an office; companies that conclude deals and people at large are none."""
    assert attribution(text, words) == {}


def test_paper_ends_before_its_verb() -> None:
    """A paper's name is cut where other words follow it, and papers need not be registered."""
    text = "The list holds 55 projects, Example Wire has learned from a government note."
    assert attribution(text, "55 projects") == {"outlet": "Example Wire"}


def test_according_ends_the_speaker() -> None:
    """ "According to …" names a new source for its sentence and those after it, a surname in its name or not."""
    text = (
        'Dana Example, director of the Steppe Institute, spoke. "Exports grew by 5 percent," Example noted.\n\n'
        "According to Example Wire, trade reached $41 billion. It grew by 32 percent."
    )
    assert attribution(text, "5 percent") == {"speaker": "Dana Example"}
    assert attribution(text, "41 billion") == attribution(text, "32 percent") == {"outlet": "Example Wire"}


def test_country_that_counts_ends_the_source() -> None:
    """What a country is said to count is not the office's that was named before."""
    text = "Trade stood at $25 billion, according to Chinese customs.\n\nKazakhstan counted imports of $8 billion."
    assert attribution(text, "25 billion") == {"agency": "Chinese customs"}
    assert attribution(text, "8 billion") == {}


def test_bare_noun_is_the_body_named_before() -> None:
    """ "The ministry" is the last ministry that was named, and a name does not keep the sentence's stop."""
    text = "Exports grew by 5 percent, said the Ministry of Trade. The ministry counted 7 percent for imports."
    assert attribution(text, "5 percent") == attribution(text, "7 percent") == {"agency": "Ministry of Trade"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TASHKENT, May 4 (Example Wire) - Exports grew by 5 percent.", {"outlet": "Example Wire"}),
        ("TASHKENT, May 4, 2023. /Example Wire/. Exports grew by 5 percent.", {"outlet": "Example Wire"}),
        ("STEPPE COURIER - Exports grew by 5 percent.", {"outlet": "STEPPE COURIER"}),
        ("Exports grew by 5 percent in May.\n\nSteppe News Agency, Tashkent", {"outlet": "Steppe News Agency"}),
        ("World Bank\nNotice on trade\n\nExports grew by 5 percent.", {"agency": "World Bank"}),
        ("Trade in May (World Bank)\n\nExports grew by 5 percent.", {"agency": "World Bank"}),
        ("Exports grew by 5 percent (World Bank).", {"agency": "World Bank"}),
        ("Imports grew. Exports (all kinds) grew by 5 percent (Grenada).", {}),
        ("The World Health Organization (WHO) met. Exports grew by 5 percent.", {}),
    ],
)
def test_sources_outside_the_sentences(text: str, expected: dict[str, str]) -> None:
    """Datelines, headings, signatures and brackets name a source; short forms in brackets do not."""
    assert attribution(text, "5 percent") == expected


def test_paper_that_reports_stands_behind_the_speakers() -> None:
    """A paper said to report is the outlet of its paragraph and of what follows, also of others' words."""
    text = (
        "Exports grew by 5 percent. Imports fell, the Steppe Times reports.\n\n"
        "Prices rose by 7 percent, Dana Lind said."
    )
    assert attribution(text, "5 percent") == {"outlet": "Steppe Times"}
    assert attribution(text, "7 percent") == {"speaker": "Dana Lind", "outlet": "Steppe Times"}


def test_address_goes_on_after_its_paragraph() -> None:
    """A report that opens with what somebody told an audience goes on with his words until another source is named."""
    text = (
        "Exports grew by 5 percent, Trade Minister Dana Lind told a forum in Tashkent.\n\n"
        "Imports fell by 7 percent.\n\nAccording to the Steppe Bank, prices rose by 9 percent."
    )
    assert attribution(text, "7 percent") == {"speaker": "Dana Lind"}
    assert attribution(text, "9 percent") == {"agency": "Steppe Bank"}


def test_sentence_that_points_back() -> None:
    """ "Об этом … сказал" gives the sentence before it to the speaker."""
    text = "Экспорт вырос на 5%. Об этом министр торговли Дамир Линдов сказал 8 мая."
    assert attribution(text, "5%", "ru") == {"speaker": "Дамир Линдов"}


def test_the_page_around_is_no_source() -> None:
    """A list of related reports below the text ("Related News") signs nothing."""
    text = (
        "Trade of two neighbours grows\n\nTrade between China and Kazakhstan reached 41 billion USD in 2023, "
        "and both governments want more of it.\n\nReporter | Sam Example\n\nRelated News\n"
    )
    claims = read(from_text(text, Context(language="en"))).claims

    assert claims
    assert not any(claim.attribution.outlet for claim in claims)
