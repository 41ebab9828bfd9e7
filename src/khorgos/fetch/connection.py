"""Connections to hosts of the open internet: the address that is connected to is the one that was looked at.

Names are resolved once and the socket is opened to what came of it, so that a name which changes its address between
the look and the connection gains nothing.  No proxy is used: behind one, nobody could tell where a request ends.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from khorgos.errors import FetchFault
from khorgos.fetch.address import LOOPBACK, Target, forbidden

Resolve = Callable[[str, int], list[tuple[Any, ...]]]


def resolve(host: str, port: int) -> list[tuple[Any, ...]]:
    """The stream addresses of a host, as `socket.getaddrinfo` gives them."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


@dataclass(slots=True)
class Deadline:
    """Ends whatever a socket waits for when its time is up, also a server that sends a byte every minute."""

    seconds: float
    passed: bool = False
    line: socket.socket | None = None
    _timer: threading.Timer = field(init=False)

    def __enter__(self) -> Self:
        self._timer = threading.Timer(self.seconds, self._end)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        if self.line is not None:
            self.line.close()

    def _end(self) -> None:
        self.passed = True
        if self.line is not None:
            try:
                self.line.shutdown(socket.SHUT_RDWR)
            except OSError:
                self.line.close()


@dataclass(frozen=True, slots=True)
class Dialler:
    """Opens connections; `loopback` also allows this machine itself, for tests against a server on it."""

    loopback: bool = False
    resolve: Resolve = resolve

    def dial(self, to: Target, deadline: Deadline) -> http.client.HTTPConnection:
        """A connection ready for a request; raises FetchFault for a forbidden address, OSError for no answer."""
        plain = self._socket(to, deadline.seconds)
        deadline.line = plain
        connection = http.client.HTTPConnection(to.host, to.port, timeout=deadline.seconds)
        connection.sock = self._secured(plain, to, deadline) if to.scheme == "https" else plain
        return connection

    def _socket(self, to: Target, seconds: float) -> socket.socket:
        try:
            found = self.resolve(to.host, to.port)
        except (OSError, UnicodeError) as fault:
            raise OSError(f"the host {to.host} has no address ({fault})") from fault
        allowed = [each for each in found if self._why_not(each[4][0]) is None]
        if not allowed:
            why = self._why_not(found[0][4][0]) if found else "none"
            raise FetchFault(
                f"the host leads to {why}; only the open internet is fetched from.", place=to.url, value=to.host
            )
        return self._first(allowed, to, seconds)

    def _first(self, addresses: list[tuple[Any, ...]], to: Target, seconds: float) -> socket.socket:
        """The first that answers; where the connection truly ends is looked at again."""
        last: OSError | None = None
        for family, kind, protocol, _, address in addresses:
            opened = socket.socket(family, kind, protocol)
            try:
                opened.settimeout(seconds)
                opened.connect(address)
                why = self._why_not(opened.getpeername()[0])
            except OSError as fault:
                opened.close()
                last = fault
                continue
            if why is not None:
                opened.close()
                raise FetchFault(f"the connection ended at {why}.", place=to.url, value=to.host)
            return opened
        raise last or OSError("no address answers")

    def _why_not(self, address: str) -> str | None:
        why = forbidden(address)
        return None if self.loopback and why == LOOPBACK else why

    def _secured(self, plain: socket.socket, to: Target, deadline: Deadline) -> ssl.SSLSocket:
        context = ssl.create_default_context()
        secured = context.wrap_socket(plain, server_hostname=to.host, do_handshake_on_connect=False)
        deadline.line = secured
        secured.do_handshake()
        return secured
