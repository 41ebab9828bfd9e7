"""One polite client: robots.txt, a pause between requests to a host, conditional requests, retries, limits.

Whatever a server answered goes to `keep` as it came, with its headers and the time, so that a page which vanishes
stays evidence.
"""

from __future__ import annotations

import datetime as dt
import http.client
import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib import metadata
from types import MappingProxyType
from urllib.parse import urljoin

from khorgos.errors import FetchFault
from khorgos.fetch import robots
from khorgos.fetch.address import Target, target
from khorgos.fetch.body import body
from khorgos.fetch.connection import Deadline, Dialler

_MOVED = frozenset({301, 302, 303, 307, 308})
_IN_PASSING = frozenset({429, 500, 502, 503, 504})
_NOT_MODIFIED = 304
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age=(\d{1,9})")
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take: bytes on the wire and unpacked, seconds, redirects, retries; and how we behave.

    `pause` is the least number of seconds between two requests to a host (a host's own crawl delay may be longer),
    `wait` the longest that a host may make us wait: where it asks for more, the page is given up for now.
    """

    size: int = 20_000_000
    unpacked: int = 64_000_000
    seconds: float = 60.0
    redirects: int = 5
    retries: int = 3
    pause: float = 1.0
    wait: float = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, or the fault in its place: `status` 0 where no server answered.

    `asked` is the address that was asked for first, `address` the one that answered (after redirects another).
    `data` is the unpacked body; None where there is none.  `at` is UTC in ISO 8601.
    """

    asked: str
    address: str
    at: str
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    data: bytes | None = None
    error: str | None = None

    def header(self, name: str) -> str | None:
        """The last header of that name."""
        return next((value for key, value in reversed(self.headers) if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was had: `address` is where it truly lies; `known` where it has not changed since it was kept."""

    asked: str
    address: str
    data: bytes
    known: bool = False


@dataclass(slots=True)
class Client:
    """Fetches pages.  `keep` takes every answer, `last` gives the newest whole answer of an address, if any.

    Its time is real unless `sleep` and `clock` (seconds, only ever rising) say otherwise.
    """

    keep: Callable[[Answer], None] = lambda _answer: None
    last: Callable[[str], Answer | None] = lambda _address: None
    limits: Limits = field(default_factory=Limits)
    dialler: Dialler = field(default_factory=Dialler)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _rules: dict[str, robots.Robots] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def get(self, url: str) -> Page:
        """A page; raises FetchFault where it cannot be had, may not be had, or takes more than the limits allow."""
        to = target(url)
        asked = to.url
        for _ in range(self.limits.redirects + 1):
            self._check(to)
            before = self.last(to.url)
            if before is not None and before.data is not None and _is_fresh(before):
                return Page(asked, to.url, before.data, known=True)
            answer = self._patiently(to, asked, before)
            if answer.status == _NOT_MODIFIED and before is not None and before.data is not None:
                return Page(asked, to.url, before.data, known=True)
            if answer.status not in _MOVED:
                return self._page(answer)
            to = _moved(answer)
        raise FetchFault(f"more than {self.limits.redirects} redirects lead on from here.", place=asked)

    def ask(self, url: str, headers: Mapping[str, str] = MappingProxyType({})) -> Answer:
        """What a service answers, whatever its status; `headers` are sent and never kept.

        robots.txt is not asked: it is for those who follow links, and this is one question that a person puts.
        Redirects are followed on one host only: a key among the headers is for the host that it was given for.
        """
        to = first = target(url)
        for _ in range(self.limits.redirects + 1):
            answer = self._patiently(to, first.url, None, headers)
            if answer.status not in _MOVED:
                return answer
            to = _moved(answer)
            if to.site != first.site:
                raise FetchFault("it leads on to another host, which is not asked.", place=first.url, value=to.site)
        raise FetchFault(f"more than {self.limits.redirects} redirects lead on from here.", place=first.url)

    def _page(self, answer: Answer) -> Page:
        if not 200 <= answer.status < 300:
            raise FetchFault(f"the server answers {_status(answer.status)}.", place=answer.address)
        if not answer.data:
            raise FetchFault("the page is empty.", place=answer.address)
        return Page(answer.asked, answer.address, answer.data)

    def _check(self, to: Target) -> None:
        if to.site not in self._rules:
            self._rules[to.site] = self._robots(to)
        if not self._rules[to.site].allows(to.path):
            raise FetchFault("the host's robots.txt asks not to fetch this.", place=to.url, mend="Save it by hand.")

    def _robots(self, to: Target) -> robots.Robots:
        """A host's rules.  RFC 9309, 2.3.1: none where the file is not there, nothing is fetched where it fails."""
        at, asked = Target(to.scheme, to.host, to.port, "/robots.txt"), f"{to.site}/robots.txt"
        try:
            for _ in range(self.limits.redirects + 1):
                answer = self._patiently(at, asked, None)
                if answer.status not in _MOVED:
                    break
                at = _moved(answer)
        except FetchFault as fault:
            raise FetchFault(f"its robots.txt cannot be had: {fault.reason}", place=to.url) from fault
        if answer.status >= 500 or answer.status == 429:
            raise FetchFault(f"its robots.txt cannot be had: {_status(answer.status)}.", place=to.url)
        if answer.status != 200:
            return robots.EVERYBODY
        return robots.parse((answer.data or b"").decode("utf-8-sig", "replace"))

    def _patiently(
        self, to: Target, asked: str, before: Answer | None, more: Mapping[str, str] = MappingProxyType({})
    ) -> Answer:
        """An answer, after as many tries as the limits allow where the fault may pass."""
        for tried in range(self.limits.retries + 1):
            last = tried == self.limits.retries
            try:
                answer = self._once(to, asked, _headers(before) | dict(more))
            except (OSError, http.client.HTTPException) as fault:
                reason = f"no answer ({_words(fault)})."
                if last or isinstance(fault, ssl.SSLCertVerificationError):
                    raise FetchFault(reason, place=to.url) from fault
                self._back_off(2.0**tried, to)
                continue
            if answer.status not in _IN_PASSING or last:
                return answer
            self._back_off(_retry_after(answer) or 2.0**tried, to, answer.status)
        raise AssertionError  # the last try returns or raises

    def _back_off(self, seconds: float, to: Target, status: int = 0) -> None:
        if seconds > self.limits.wait:
            raise FetchFault(
                f"the server answers {_status(status)} and asks to wait {seconds:,.0f} seconds.",
                place=to.url,
                mend="Run the same command again then.",
            )
        self.sleep(seconds)

    def _once(self, to: Target, asked: str, headers: dict[str, str]) -> Answer:
        self._pause(to)
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with Deadline(self.limits.seconds) as deadline:
            try:
                answer = self._exchange(to, asked, headers, deadline, at)
            except (OSError, http.client.HTTPException, FetchFault) as fault:
                late = FetchFault(f"it took longer than {self.limits.seconds:g} seconds.", place=to.url)
                told = late if deadline.passed or isinstance(fault, TimeoutError) else fault
                said = told.reason if isinstance(told, FetchFault) else _words(told)
                self.keep(Answer(asked, to.url, at, error=said))
                if told is fault:
                    raise
                raise told from fault
        self.keep(answer)
        return answer

    def _exchange(self, to: Target, asked: str, headers: dict[str, str], deadline: Deadline, at: str) -> Answer:
        connection = self.dialler.dial(to, deadline)
        connection.request("GET", to.path, headers=headers)
        with connection.getresponse() as response:
            data = body(response, self.limits.size, self.limits.unpacked, to.url)
        if deadline.passed:
            raise TimeoutError
        return Answer(asked, to.url, at, response.status, tuple(response.getheaders()), data or None)

    def _pause(self, to: Target) -> None:
        """Wait for our turn at a host."""
        wait = self._next.get(to.host, 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        rules = self._rules.get(to.site, robots.EVERYBODY)
        if rules.delay > self.limits.wait:
            raise FetchFault(f"the host asks for {rules.delay:,.0f} seconds between requests.", place=to.url)
        self._next[to.host] = self.clock() + max(self.limits.pause, rules.delay)


def _headers(before: Answer | None) -> dict[str, str]:
    sent = {
        "User-Agent": f"{robots.AGENT}/{metadata.version('khorgos')}",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    for asks, tells in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        value = before.header(tells) if before is not None and before.data is not None else None
        if value and value.isascii() and value.isprintable():
            sent[asks] = value
    return sent


def _is_fresh(answer: Answer) -> bool:
    """Whether the server said that its answer would be good for longer than it has been (RFC 9111, max-age only)."""
    said = answer.header("Cache-Control") or ""
    age = _MAX_AGE.search(said.lower())
    if age is None or "no-cache" in said.lower():
        return False
    passed = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(answer.at)
    return passed.total_seconds() < int(age[1])


def _moved(answer: Answer) -> Target:
    where = answer.header("Location")
    if not where:
        raise FetchFault("the server says that it moved, and not where to.", place=answer.address)
    try:
        return target(urljoin(answer.address, where))
    except (FetchFault, ValueError) as fault:
        reason = fault.reason if isinstance(fault, FetchFault) else str(fault)
        raise FetchFault(
            f"it leads on to where nothing is fetched: {reason}", place=answer.address, value=where
        ) from fault


def _retry_after(answer: Answer) -> float | None:
    """Seconds that the server asks to wait, given as such or as a day and time."""
    said = (answer.header("Retry-After") or "").strip()
    if said.isdigit():
        return float(said)
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    if when.tzinfo is None:
        return None
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())


def _status(status: int) -> str:
    return f"{status} {http.client.responses.get(status, '')}".strip()


def _words(fault: Exception) -> str:
    return str(fault) or type(fault).__name__
