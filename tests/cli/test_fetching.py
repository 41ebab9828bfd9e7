"""khorgos add with addresses, against a server on this machine."""

import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from khorgos.cli import main

PAGE = """<html><head><title>Trade grows</title></head><body><article><h1>Trade grows</h1>
<p>ASTANA, May 18, 2023 (Example Wire) -- Trade between Kazakhstan and China reached 31.2 billion USD in 2022.</p>
<p>The two countries are implementing 52 projects worth about 21.5 billion USD.</p></article></body></html>"""


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        """Nothing is printed."""

    def do_GET(self):
        found = self.path == "/news"
        data = PAGE.encode() if found else b"gone"
        self.send_response(200 if found else 302 if self.path == "/old" else 404)
        if self.path == "/old":
            self.send_header("Location", "/news")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def site(monkeypatch, tmp_path: Path):
    """The address of a small site; the current folder is empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHORGOS_FETCH_LOOPBACK", "1")
    monkeypatch.setattr("khorgos.fetch.client.Limits.__init__.__defaults__", (2e7, 6e7, 5.0, 5, 0, 0.0, 1.0))
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    thread.join()
    running.server_close()


def test_pages_are_added_and_what_cannot_be_had_is_told(site: str, capsys) -> None:
    """The page is read under its address; a missing one is kept as failed with its reason; the code is 1."""
    code = main(["add", f"{site}/old", f"{site}/missing"])
    shown = capsys.readouterr()

    assert code == 1
    assert "1 new, 1 failed" in shown.out
    assert "404 Not Found" in shown.err
    raw = sqlite3.connect("khorgos.db")
    documents = raw.execute("SELECT name, address, state FROM documents ORDER BY state").fetchall()
    answers = raw.execute("SELECT address, status FROM fetches ORDER BY number").fetchall()
    raw.close()
    assert documents == [(f"{site}/missing", None, "failed"), (f"{site}/news", f"{site}/news", "read")]
    assert [(address.removeprefix(site), status) for address, status in answers] == [
        ("/robots.txt", 404), ("/old", 302), ("/news", 200), ("/missing", 404)
    ]  # fmt: skip


def test_this_machine_is_refused_without_the_switch(site: str, monkeypatch, capsys) -> None:
    """No request goes to a loopback address unless the switch is set."""
    monkeypatch.delenv("KHORGOS_FETCH_LOOPBACK")
    assert main(["add", f"{site}/news"]) == 1
    assert "loopback" in capsys.readouterr().err
