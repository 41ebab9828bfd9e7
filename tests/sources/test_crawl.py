"""Crawls: WARC files written by fastwarc, their pages as reports with address and headers."""

from __future__ import annotations

import gzip
import io

import pytest

from khorgos.documents import open_bytes
from khorgos.errors import DocumentFault
from khorgos.sources import Item, items

warc = pytest.importorskip("fastwarc.warc", reason="fastwarc writes the crawls")

PAGE = (
    b"<html><head><title>Trade grows</title></head><body><nav>Home</nav><article><h1>Trade grows</h1>"
    b"<p>ASTANA, May 18, 2023. Trade between China and Kazakhstan reached 31 billion USD in 2022, it said.</p>"
    b"</article></body></html>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def crawl(*answers: tuple[str, str, dict[str, str], bytes], packed: bool = True) -> bytes:
    """A WARC file of answers: address, status, headers, body."""
    out = io.BytesIO()
    info = warc.WarcRecord()
    info.init_headers(warc.WarcRecordType.warcinfo)
    info.set_bytes_content(b"software: test\r\n")
    records = [info]
    for address, status, headers, body in answers:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        record = warc.WarcRecord()
        record.init_headers(warc.WarcRecordType.response)
        record.headers["WARC-Target-URI"] = address
        record.headers["WARC-Date"] = "2023-05-20T00:00:00Z"
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)
        records.append(record)
    for record in records:
        one = io.BytesIO()
        record.write(one)
        out.write(gzip.compress(one.getvalue()) if packed else one.getvalue())
    return out.getvalue()


def taken(data: bytes) -> list[Item]:
    """The items of a crawl."""
    return list(items(io.BytesIO(data), "crawl.warc", len(data)))


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_with_address_and_headers(packed: bool) -> None:
    """A page of a crawl is a report; its bytes keep the answer's headers and time, so that they stay evidence."""
    address = "https://example.org/a"
    page, note = taken(
        crawl(
            (address, "200 OK", HTML, PAGE),
            ("https://example.org/b", "404 Not Found", HTML, b"gone"),
            ("https://example.org/p.png", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG"),
            ("https://example.org/robots.txt", "200 OK", {"Content-Type": "text/plain"}, b"User-agent: *"),
            packed=packed,
        )
    )
    assert page.data is not None
    document = open_bytes(page.data, name=page.name)

    assert page.name == f"crawl.warc!{address}"
    assert b"Content-Type: text/html" in page.data
    assert b"WARC-Date: 2023-05-20" in page.data
    assert document.address == address
    assert document.title is not None
    assert document.title.value == "Trade grows"
    assert all(why in str(note.note) for why in ("1 status 404", "1 image/png", "1 robots.txt"))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Content-Encoding": "gzip"}, PAGE),  # undone by the crawler, who left the header
        ({"Transfer-Encoding": "chunked"}, b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
    ],
)
def test_codings_of_the_way_are_undone(headers: dict[str, str], body: bytes) -> None:
    """Compressed and chunked answers are read."""
    (page,) = taken(crawl(("https://example.org/a", "200 OK", HTML | headers, body)))
    assert page.data is not None

    assert "31 billion USD" in open_bytes(page.data).text


def test_a_page_that_unpacks_without_end_is_refused() -> None:
    """A bomb within an answer is cut at the limit of a page."""
    answer = ("https://example.org/a", "200 OK", HTML | {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000)))
    (page,) = taken(crawl(answer))
    assert page.data is not None

    with pytest.raises(DocumentFault, match="more than 20 MB"):
        open_bytes(page.data)


def test_a_crawl_cut_short_gives_its_first_pages() -> None:
    """What stands before the break is read."""
    answers = [(f"https://example.org/{n}", "200 OK", HTML, PAGE) for n in range(9)]
    data = crawl(*answers)
    found = taken(data[: len(data) // 2])

    assert sum(item.data is not None for item in found) >= 3
