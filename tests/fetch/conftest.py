"""A real server on this machine that misbehaves in every way that servers do."""

import gzip
import threading
import time
import zlib
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from khorgos.fetch.client import Client, Limits
from khorgos.fetch.connection import Dialler

PAGE = b"<html><body><p>Trade between Kazakhstan and China reached 31.2 billion USD in 2022.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Nothing is printed."""

    def do_GET(self):
        server = self.server
        server.asked[self.path] += 1
        server.sent.append((self.path, dict(self.headers)))
        try:
            answer = getattr(self, "page_" + self.path.strip("/").split("/")[0].split("?")[0].replace(".", "_"), None)
            answer() if answer else self.answer(404, b"gone")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, status=200, data=PAGE, **headers):
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(data))} | headers).items():
            if value is not None:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def page_robots_txt(self):
        status, text = self.server.robots
        self.answer(status, text)

    def page_page(self):
        self.answer()

    def page_redirect(self):
        self.answer(302, b"", Location=self.server.to)

    def page_loop(self):
        self.answer(302, b"", Location=f"/loop/{len(self.path)}x{self.path[-9:]}")

    def page_tagged(self):
        if self.headers.get("If-None-Match") == '"one"':
            self.answer(304, b"", ETag='"one"')
        else:
            self.answer(ETag='"one"', Last_Modified="Wed, 17 May 2023 10:00:00 GMT")

    def page_fresh(self):
        self.answer(Cache_Control="public, max-age=3600")

    def page_busy(self):
        if self.server.asked[self.path] < 3:
            self.answer(503, b"later", Retry_After="7")
        else:
            self.answer()

    def page_down(self):
        self.answer(500, b"broken")

    def page_away(self):
        self.answer(429, b"", Retry_After="86400")

    def page_large(self):
        self.answer(200, b"x" * 5000)

    def page_endless(self):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 1000)

    def page_bomb(self):
        self.answer(200, gzip.compress(b"\0" * 3_000_000), Content_Encoding="gzip")

    def page_gzip(self):
        self.answer(200, gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:]), Content_Encoding="gzip")

    def page_deflate(self):
        self.answer(200, zlib.compress(PAGE), Content_Encoding="deflate")

    def page_raw(self):
        self.answer(200, zlib.compress(PAGE)[2:-4], Content_Encoding="deflate")

    def page_torn(self):
        self.answer(200, gzip.compress(PAGE)[:-20], Content_Encoding="gzip")

    def page_strange(self):
        self.answer(200, b"....", Content_Encoding="br")

    def page_short(self):
        if self.server.asked[self.path] < 2:
            self.answer(200, PAGE, Content_Length="1000")
            self.close_connection = True
        else:
            self.answer()

    def page_hangup(self):
        self.close_connection = True

    def page_drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def page_mute(self):
        self.server.quiet.wait(5)

    def page_nonsense(self):
        self.wfile.write(b"no HTTP at all\r\n\r\n")
        self.close_connection = True

    def page_empty(self):
        self.answer(200, b"")


@pytest.fixture
def server():
    """A running server: `at` is its address, `asked` counts requests by path, `sent` has their headers."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.asked, running.sent, running.robots, running.to = Counter(), [], (404, b""), "/page"
    running.quiet = threading.Event()
    running.at = f"http://127.0.0.1:{running.server_address[1]}"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.quiet.set()
    running.shutdown()
    thread.join()
    running.server_close()


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def timer():
    """The time that the client lives in."""
    return Time()


@pytest.fixture
def kept():
    """The answers that were kept, in order."""
    return []


@pytest.fixture
def client(timer, kept):
    """A client with small limits that may fetch from this machine, and remembers whole pages."""

    def last(address):
        return next((a for a in reversed(kept) if a.address == address and a.status == 200 and a.data), None)

    limits = Limits(size=4000, unpacked=100_000, seconds=0.4, redirects=3)
    return Client(kept.append, last, limits, Dialler(loopback=True), timer.sleep, timer.clock)
