"""JSON Feeds: every entry by itself, a bad one told; and what tells entries of all feeds from one another."""

import io
import json

import pytest

from khorgos.documents import open_bytes
from khorgos.errors import DocumentFault
from khorgos.sources import identity, items

ENTRY = {
    "id": "e1",
    "url": "https://example.org/e1",
    "title": "Trade grows",
    "content_html": "<p>Trade reached 31.2 billion USD in 2022.</p>",
    "date_published": "2023-05-18T10:00:00+05:00",
    "authors": [{"name": "Anna Example"}],
}


def feed(*entries: object, **more: object) -> bytes:
    """A JSON Feed."""
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Example Wire", "language": "en"}
    return json.dumps(head | more | {"items": list(entries)}).encode()


def taken(data: bytes) -> list:
    """Its items."""
    return list(items(io.BytesIO(data), "feed.json", len(data)))


def test_an_entry_is_a_report_with_all_that_stands_beside_it() -> None:
    """Title, day, outlet, address, authors and language come along."""
    (item,) = taken(feed(ENTRY))
    document = open_bytes(item.data, name=item.name)

    assert item.name == "feed.json!1"
    assert document.text == "Trade grows\nTrade reached 31.2 billion USD in 2022."
    assert (document.title.value, document.published.value, document.outlet.value) == (
        "Trade grows", "2023-05-18", "Example Wire"
    )  # fmt: skip
    assert (document.address, document.authors) == ("https://example.org/e1", ("Anna Example",))


def test_entries_that_are_none_are_told() -> None:
    """An entry without text and one that is no object have their faults; the next one follows."""
    found = taken(feed({"id": "x"}, 7, ENTRY))

    assert [item.fault is None for item in found] == [False, False, True]


@pytest.mark.parametrize("data", [feed(), feed()[:-9], b'{"version": "https://jsonfeed.org/version/1", "items": 3}'])
def test_feeds_that_are_none(data: bytes) -> None:
    """Without entries, cut short, or with something else in their place."""
    (item,) = taken(data)

    assert isinstance(item.fault, DocumentFault)


@pytest.mark.parametrize(
    ("data", "key", "link", "full"),
    [
        (feed(ENTRY), "e1", "https://example.org/e1", True),
        (feed({"url": "https://example.org/e1", "summary": "Cut."}),
         "https://example.org/e1", "https://example.org/e1", False),
        (b"<rss><channel><item><guid>g</guid><link>https://example.org/1</link></item></channel></rss>",
         "g", "https://example.org/1", False),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>tag:1</id><content>Whole.</content></entry></feed>",
         "tag:1", None, True),
    ],
)  # fmt: skip
def test_identities(data: bytes, key: str, link: str | None, full: bool) -> None:
    """The id of the feed's own, else the link; full where the feed gives the whole text."""
    (item,) = taken(data)

    assert identity(item.data) == (key, link, full)


def test_what_is_no_entry_has_no_identity() -> None:
    """Pages, rows of tables, broken feeds."""
    for data in (b"<html></html>", b'{"text": "words"}', b"{", b"<rss><channel/></rss>"):
        assert identity(data) is None
