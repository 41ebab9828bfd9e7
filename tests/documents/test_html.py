"""HTML pages: text, kinds, metadata, the way back to the source."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khorgos.documents import open_bytes
from khorgos.documents.markup import scan
from khorgos.values import Context, Span

PAGE = """<!doctype html>
<html lang="en"><head><title>A bridge was opened over the river | Example Wire</title>
<meta property="og:site_name" content="Example Wire">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"A bridge was opened over the river","datePublished":"2023-05-18T08:00:00Z"}</script>
<style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>A bridge was opened over the river</h1>
<p>The bridge &amp; the road cost <b>5&nbsp;million</b>
   USD, the ministry of transport said on May 17, and they were built by a company from abroad in two years.</p>
<p>Trade between the two countries reached 70 billion USD in 2022, a rise of 22 percent on the year before.</p>
<figure><img src="x.jpg"><figcaption>The bridge at night</figcaption></figure>
<p>The works were paid for by a loan from the development bank, which has its seat in the capital and lends at low
rates to all the members of the union.</p></article>
<aside><h3>Related News</h3><a href="/2">Another bridge is planned in the north of the country</a></aside>
<footer>Copyright © 2023 Example Wire</footer></body></html>"""


def test_page_is_marked() -> None:
    """The article is body under its title; what stands around it is kept and marked."""
    document = open_bytes(PAGE.encode())
    kinds = [segment.kind.value for segment in document.segments]

    assert kinds == ["menu", "menu", "title", "body", "body", "caption", "body", "related", "related", "menu"]


def test_metadata() -> None:
    """Date, outlet, title and language are those that the page declares."""
    document = open_bytes(PAGE.encode())

    assert document.published is not None
    assert document.outlet is not None
    assert document.title is not None
    assert document.published.value == "2023-05-18"
    assert document.published.how.startswith("metadata: ")
    assert document.outlet.value == "Example Wire"
    assert document.title.value == "A bridge was opened over the river"
    assert document.language.value == "en"
    assert document.media_type == "text/html"


def test_scripts_and_styles_are_no_text() -> None:
    """Nothing that a reader does not see is in the text."""
    text = open_bytes(PAGE.encode()).text

    assert "datePublished" not in text
    assert "color" not in text


@pytest.mark.parametrize("words", ["70 billion USD in 2022", "Copyright © 2023", "road cost", "at low"])
def test_way_back_to_the_source(words: str) -> None:
    """A span of the text leads to the same words in the HTML."""
    document = open_bytes(PAGE.encode())
    at = document.text.index(words)
    place = document.source_span(Span(at, at + len(words)))

    assert place is not None
    assert words.split() == place.of(PAGE).replace("\n", " ").split()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<b>", "a", " ", "&amp;", "&", "<", "x y", "<!--", "-->", "<td>", "é"]))
)
def test_map_is_true(parts: list[str]) -> None:
    """Every mapped character is the source's own, entities and white space aside."""
    source = "".join(parts)
    for block in scan(source).blocks:
        assert block.text == block.text.strip()
        for start, place, length in block.pieces:
            for shift in range(length):
                shown, written = block.text[start + shift], source[place + shift]
                assert shown == written or written in "& \n" or shown == " "


def test_given_language_wins() -> None:
    """The Context's language stands above the page's."""
    document = open_bytes(PAGE.encode(), Context(language="ru"))

    assert (document.language.value, document.language.how) == ("ru", "given")
