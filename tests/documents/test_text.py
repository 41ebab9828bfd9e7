"""Plain text to segments, title, authors, outlet."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khorgos.documents import SegmentKind, from_text
from khorgos.documents.page import page_words
from khorgos.documents.stated import dates
from khorgos.errors import DocumentFault
from khorgos.language import codes, load
from khorgos.values import Context

ENGLISH = Context(language="en", published=dt.date(2024, 5, 20))
PAGE = """• Mobile version
  • Follow us on Wechat
  • App

Two countries open a dry port in the steppe

By Anna Example

ASTANA, May 18 (Example Wire) -- A dry port was opened on the border on Saturday. It cost 40 million USD.

The first train arrived at the crane. (Photo provided to Example Wire)

The port will take in three things:
– containers;
– grain;
• and machines

Reporter | Bob Sample

Editor | Mia, Steven

Related News

A second port is planned
"""


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and beginning of every segment."""
    document = from_text(text, ENGLISH)
    return [(segment.kind.value, segment.span.of(text)[:12]) for segment in document.segments]


def test_page_is_marked_part_by_part() -> None:
    """Menu, title, byline, body, caption, lists in the body, credits and related lines are told apart."""
    expected = ["menu"] * 3 + ["title", "byline", "body", "caption"] + ["body"] * 4 + ["credit"] * 2 + ["related"] * 2

    assert expected == [kind for kind, _ in kinds(PAGE)]


def test_page_tells_title_authors_and_outlet() -> None:
    """The title is the headline, the authors are those of byline and reporter's credit, the outlet the dateline's."""
    document = from_text(PAGE, ENGLISH)

    assert document.title is not None
    assert document.outlet is not None
    assert document.title.value == "Two countries open a dry port in the steppe"
    assert document.authors == ("Anna Example", "Bob Sample")
    assert document.outlet.value == "Example Wire"


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("ASTANA, July 25. /EXWIRE/. Trade rose.", "EXWIRE"),
        ("(Example Agency) - Trade rose.", "Example Agency"),
        ("ALMATY, May 3 (Syndicate - Example Agency) -- Trade rose.", "Example Agency"),
        ("EXAMPLENEWS - Trade rose.", "EXAMPLENEWS"),
        ("HANOI - Trade rose.", None),
        ("The bank (Example Bank) - a lender - lent money.", None),
        ("Prices rose (again) - and fell.", None),
    ],
)
def test_outlet_of_datelines(text: str, outlet: str | None) -> None:
    """An agency in the dateline is the outlet; places and brackets in prose are none."""
    found = from_text(text, ENGLISH).outlet

    assert outlet == (found.value if found else None)


@pytest.mark.parametrize(
    "text",
    [
        "ASTANA, July 25. /EXWIRE/. Trade rose by 5 percent.",
        "The papers:\n– a treaty;\n– two memoranda",
        "Overview\nThe bank lends to five countries.",
        "Record 17 | Example Bridge | Country\nSector: transport | Status: completed",
    ],
)
def test_body_stays_body(text: str) -> None:
    """Datelines, lists, one-word headings and records of databases are read."""
    assert {"body"} == {kind for kind, _ in kinds(text)}


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_page_room(code: str) -> None:
    """Every example line of a language's page room is of its kind, and no counterexample is."""
    words, patterns = page_words(code), dates(code)
    kind_of = {"counter": "menu"}
    for name, concept in load(code).room("page").items():
        kind = kind_of.get(name, name)
        for line in concept.means:
            found = words.label(line) or (SegmentKind.BYLINE if patterns.is_date_line(line) else None)
            assert kind == found, (name, line)
        for line in concept.nots:
            assert kind != words.label(line), (name, line)


@given(st.text(alphabet=st.sampled_from("aA .\n|•:\r\u2028(Photo)BEditor 1"), max_size=200))
def test_segments_cover_the_text(text: str) -> None:
    """Segments are in order, inside the text, and leave out nothing but white space."""
    document = from_text(text, ENGLISH)
    at = 0
    for segment in document.segments:
        assert at <= segment.span.start < segment.span.end <= len(text)
        assert not text[at : segment.span.start].strip()
        at = segment.span.end

    assert not text[at:].strip()
    assert text == document.text


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    """No text of ordinary size breaks the marking."""
    assert text == from_text(text, Context(language="en")).text


def test_endless_line_is_refused() -> None:
    """Data on one line is refused in bounded time, with the place and the mend."""
    with pytest.raises(DocumentFault, match=r"big\.txt: .*line.* characters") as fault:
        from_text("word " * 1_000_000, ENGLISH, "big.txt")

    assert fault.value.mend
