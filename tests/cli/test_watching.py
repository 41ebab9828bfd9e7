"""khorgos watch over feeds, against a server on this machine that behaves as feeds' servers do, badly too."""

from __future__ import annotations

import gzip
import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from khorgos.cli import main

WHOLE = "<p>Trade between Kazakhstan and China reached {n} billion USD in 2022.</p><p>It had been less before.</p>"
PAGE = """<html><head><title>A deal</title></head><body><article><h1>A deal</h1>
<p>ASTANA, May 18, 2023 (Example Wire) -- The two countries are implementing 52 projects worth 21.5 billion USD.</p>
</article></body></html>"""


def entry(number: float, *, guid: str = "", cut: str = "") -> str:
    """An entry with its full text, or one cut short that leads to `cut`."""
    full = "" if cut else f"<content:encoded><![CDATA[{WHOLE.format(n=number)}]]></content:encoded>"
    link = f"<link>{cut}</link>" if cut else ""
    return (
        f"<item><title>Report {number}</title><guid>{guid or number}</guid>{link}"
        f"<description>Short words {number}.</description>{full}</item>"
    )


def rss(*entries: str) -> bytes:
    """A feed."""
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    head = "<title>Example Wire</title>"
    return f'<?xml version="1.0"?><rss version="2.0" {space}><channel>{head}{"".join(entries)}</channel></rss>'.encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Nothing is printed."""

    def do_GET(self):
        site = self.server
        site.asked[self.path] += 1
        status, data, headers = site.pages.get(self.path, (404, b"gone", {}))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, data = 304, b""
            site.unchanged += 1
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


class Site:
    """A running server: `put` sets what a path answers, `asked` counts."""

    def __init__(self, running: ThreadingHTTPServer) -> None:
        self.running, self.at = running, f"http://127.0.0.1:{running.server_address[1]}"

    def put(self, path: str, data: bytes, status: int = 200, **headers: str) -> str:
        """Answer so from now on; the address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.running.pages[path] = (status, data, named)
        return self.at + path

    @property
    def asked(self) -> Counter:
        return self.running.asked


@pytest.fixture
def site(monkeypatch, tmp_path: Path) -> Iterator[Site]:
    """A server; the current folder is empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHORGOS_FETCH_LOOPBACK", "1")
    monkeypatch.setattr("khorgos.fetch.client.Limits.__init__.__defaults__", (50_000, 100_000, 1.0, 3, 0, 0.0, 1.0))
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.asked, running.pages, running.unchanged = Counter(), {}, 0
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Site(running)
    running.shutdown()
    thread.join()
    running.server_close()


def rows(query: str) -> list[tuple]:
    """What the ledger answers."""
    raw = sqlite3.connect("khorgos.db")
    found = raw.execute(query).fetchall()
    raw.close()
    return found


def test_an_entry_is_taken_once(site: Site, capsys) -> None:
    """All entries come at first, later only those that are new; one that was written anew is a report of its own."""
    feed = site.put("/feed", rss(entry(31.2), entry(32.5)))
    assert main(["watch", feed, "--once"]) == 0
    assert "2 new" in capsys.readouterr().out
    site.put("/feed", rss(entry(33.5), entry(32.5), entry(31.4, guid="31.2")))
    assert main(["watch", "--once"]) == 0
    assert "2 new" in capsys.readouterr().out
    assert main(["watch", "--once"]) == 0

    assert "nothing new" in capsys.readouterr().out
    values = rows("SELECT value FROM current_claims WHERE kind = 'figure' ORDER BY value_number")
    assert [value for (value,) in values] == ["31200000000", "31400000000", "32500000000", "33500000000"]
    assert rows("SELECT entry, count(*) FROM feed_entries GROUP BY 1 ORDER BY 1") == [
        ("31.2", 2), ("32.5", 1), ("33.5", 1)
    ]  # fmt: skip
    assert rows("SELECT DISTINCT outlet FROM documents") == [("Example Wire",)]


def test_only_what_has_changed_is_asked_for(site: Site, capsys) -> None:
    """A feed with an ETag is asked conditionally, one that is fresh not at all."""
    tagged = site.put("/tagged", rss(entry(31.2)), ETag='"one"')
    fresh = site.put("/fresh", rss(entry(32.2)), Cache_Control="max-age=3600")
    for _ in range(3):
        assert main(["watch", tagged, fresh, "--once"]) == 0

    assert (site.running.unchanged, site.asked["/tagged"], site.asked["/fresh"]) == (2, 3, 1)
    assert len(rows("SELECT id FROM documents")) == 2


@pytest.mark.parametrize("full", [True, False])
def test_json_feeds(site: Site, full: bool) -> None:
    """A JSON Feed is taken entry by entry, with the feed's title as outlet."""
    text = (
        {"content_html": WHOLE.format(n=31.2)} if full else {"summary": "Kazakhstan's trade reached 31.2 billion USD."}
    )
    told = {
        "id": "1",
        "url": "https://example.org/1",
        "title": "Trade",
        "date_published": "2023-05-18T08:00:00Z",
    } | text
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Example Wire", "items": [told, {"id": "2"}]}
    address = site.put("/feed.json", json.dumps(feed).encode())
    for _ in range(2):
        main(["watch", address, "--once"])

    read = rows("SELECT title, outlet, published, address FROM documents WHERE state = 'read'")
    assert read == [("Trade", "Example Wire", "2023-05-18", "https://example.org/1")]
    assert rows("SELECT value FROM current_claims WHERE kind = 'figure'") == [("31200000000",)]
    assert rows("SELECT error IS NULL FROM feed_entries ORDER BY entry") == [(True,), (False,)]


def test_pages_behind_entries_are_taken_when_asked(site: Site, capsys) -> None:
    """With --pages an entry without full text gives its page; a later round remembers that, and asks no page again."""
    page = site.put("/news/1", PAGE.encode())
    feed = site.put("/feed", rss(entry(31.2), entry(9.9, cut=page)))
    assert main(["watch", feed, "--pages", "--once"]) == 0
    assert main(["watch", "--once"]) == 0

    assert site.asked["/news/1"] == 1
    assert rows("SELECT address FROM documents WHERE title = 'A deal'") == [(page,)]
    assert rows("SELECT count(*) FROM documents") == [(2,)]
    assert rows("SELECT pages, state FROM feeds") == [(1, "watched")]


def test_without_pages_the_summary_is_taken(site: Site) -> None:
    """An entry that is cut short is its summary, and nothing is fetched that was not asked for."""
    page = site.put("/news/1", PAGE.encode())
    assert main(["watch", site.put("/feed", rss(entry(9.9, cut=page))), "--once"]) == 0

    assert site.asked["/news/1"] == 0
    assert "Short words" in rows("SELECT text FROM documents")[0][0]


def test_a_page_that_cannot_be_had_is_tried_in_three_rounds(site: Site, capsys) -> None:
    """Each round tells it; the fourth asks no more; had it come back, it would have been taken."""
    feed = site.put("/feed", rss(entry(9.9, cut=f"{site.at}/away"), entry(8.8, cut=f"{site.at}/late")))
    for number in range(5):
        if number == 1:
            site.put("/late", PAGE.encode())
        assert main(["watch", feed, "--pages", "--once"]) == int(number < 3)

    assert (site.asked["/away"], site.asked["/late"]) == (3, 2)
    assert rows("SELECT entry, tries, error IS NULL FROM feed_entries ORDER BY entry") == [
        ("8.8", 2, True),
        ("9.9", 3, False),
    ]
    assert rows("SELECT state, count(*) FROM documents GROUP BY 1 ORDER BY 1") == [("failed", 1), ("read", 1)]


@pytest.mark.parametrize(
    ("data", "status", "headers", "says"),
    [
        (b"gone", 410, {}, "410 Gone"),
        (b"", 200, {}, "empty"),
        (b"broken", 503, {}, "503"),
        (b"", 302, {"Location": "http://169.254.169.254/feed"}, "nothing is fetched|link-local"),
        (b"", 302, {"Location": "file:///etc/passwd"}, "only http and https"),
        (gzip.compress(b"\0" * 3_000_000), 200, {"Content-Encoding": "gzip"}, "bomb"),
        (gzip.compress(rss(entry(31.2)))[:-20], 200, {"Content-Encoding": "gzip"}, "damaged"),
        (rss(*(entry(number + 0.5) for number in range(400))), 200, {}, "too much"),
        (b'<?xml version="1.0"?><rss><channel></channel></rss>', 200, {}, "no entries"),
        (b"<html><head><link type='application/rss+xml' href='/right'></head></html>", 200, {}, "It names"),
        (PAGE.encode(), 200, {}, "no feed"),
    ],
)  # fmt: skip
def test_a_feed_that_cannot_be_had_stops_nothing(
    site: Site, capsys, data: bytes, status: int, headers: dict[str, str], says: str
) -> None:
    """It is told and kept with its reason, the feed behind it is taken, and the code is 1."""
    bad = site.put("/bad", data, status, **headers)
    good = site.put("/good", rss(entry(31.2)))
    assert main(["watch", bad, good, "--once"]) == 1
    shown = capsys.readouterr()

    assert any(word in shown.err for word in says.split("|"))
    assert f"{good}: 1 new" in shown.out
    (reason,) = rows("SELECT error FROM feeds WHERE address LIKE '%/bad'")[0]
    assert any(word in reason for word in says.split("|"))
    assert rows("SELECT count(*) FROM claims") != [(0,)]
    site.put("/bad", rss(entry(44.5)))
    assert main(["watch", "--once"]) == 0
    assert rows("SELECT error FROM feeds") == [(None,), (None,)]


def test_robots_txt_is_obeyed(site: Site, capsys) -> None:
    """A feed that the host does not give to robots is not asked for."""
    site.put("/robots.txt", b"User-agent: *\nDisallow: /feed")
    assert main(["watch", site.put("/feed", rss(entry(31.2))), "--once"]) == 1

    assert site.asked["/feed"] == 0
    assert "robots.txt" in capsys.readouterr().err


def test_feeds_are_listed_and_stopped(site: Site, capsys) -> None:
    """`list` tells of each feed, `stop` ends one and leaves what was taken; odd words are no feeds."""
    feed = site.put("/feed", rss(entry(31.2)))
    assert main(["watch", feed, "--once"]) == 0
    assert main(["watch", "list"]) == 0
    assert "watched" in capsys.readouterr().out
    assert main(["watch", "stop", feed]) == 0
    assert main(["watch", "stop", feed]) != 0
    assert main(["watch", "--once"]) != 0
    assert "no feed is watched" in capsys.readouterr().err
    assert len(rows("SELECT id FROM documents")) == 1
    assert main(["watch", "feed.xml", "--once"]) != 0
    assert "https://" in capsys.readouterr().err


def test_it_goes_on_at_an_interval(site: Site, monkeypatch, capsys) -> None:
    """Without --once the feed is asked again after the interval, until it is stopped."""
    feed = site.put("/feed", rss(entry(31.2)))
    waited = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        site.put("/feed", rss(entry(31.2), entry(32.2)))
        if len(waited) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("khorgos.cli.watching.wait", wait)
    assert main(["watch", feed, "--every", "5"]) == 130

    assert waited == [300, 300]
    assert len(rows("SELECT id FROM documents")) == 2
