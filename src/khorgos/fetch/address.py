"""Addresses of pages, and the addresses of machines that are never fetched from."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from khorgos.errors import FetchFault

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PORTS = {"http": 80, "https": 443}
# What may stand in a path or a query as it is (RFC 3986, appendix A), and "%" of what is escaped already.
_PATH = "/:@!$&'()*+,;=-._~%"
_QUERY = _PATH + "?"
# Public by its number, yet a cloud's own service for its machines (Azure's agent).
_METADATA = frozenset({"168.63.129.16"})
# Set aside by IANA for protocols; Python's own table has had it since 3.12 only.
_PROTOCOLS = ipaddress.IPv4Network("192.0.0.0/24")
# IPv6 blocks that carry an IPv4 address in their last four bytes: NAT64 (RFC 6052) and the old compatible form.
_CARRIERS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))

LOOPBACK = "a loopback address"

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_address(text: str) -> bool:
    """Whether a text is meant as the address of a page rather than as a path."""
    return bool(_URL.match(text))


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: `path` is what the server is asked for, the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt governs."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The address in its plain form, without a fragment."""
        return self.site + self.path


def target(url: str) -> Target:
    """The parts of an address; raises FetchFault for anything but http and https, for passwords and for odd hosts."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = _ascii(parts.hostname or "")
    except ValueError as fault:
        raise FetchFault(f"not an address ({fault}).", value=url) from fault
    if parts.scheme.lower() not in _PORTS:
        raise FetchFault(
            "only http and https are fetched.", value=url, mend="Save the page and add the file, or give another."
        )
    if parts.username is not None or parts.password is not None:
        raise FetchFault("an address with a password is not fetched.", value=parts.hostname, mend="Leave it out.")
    if not host or port == 0:
        raise FetchFault("the address names no host.", value=url, mend="Write it as https://example.org/page.")
    scheme = parts.scheme.lower()
    path = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    return Target(scheme, host, port or _PORTS[scheme], path)


def forbidden(address: str) -> str | None:
    """Why a machine's address is not fetched from, in a word; None for one of the open internet."""
    if address in _METADATA:
        return "a metadata service"
    try:
        ip = _inner(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return "no IP address"
    kinds = (
        (ip.is_loopback, LOOPBACK),
        (ip.is_link_local, "a link-local address, where clouds keep their metadata"),
        (ip.is_multicast, "a multicast address"),
        (ip in _PROTOCOLS, "a reserved address"),
        (ip.is_private, "a private address"),
        (not ip.is_global or str(ip) in _METADATA, "a reserved address"),
    )
    return next((word for holds, word in kinds if holds), None)


def _inner(ip: IP) -> IP:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour or ip
    if ip.teredo:
        return ip.teredo[1]
    if any(ip in block for block in _CARRIERS) and int(ip) > 1:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def _ascii(host: str) -> str:
    """A host as DNS knows it; ValueError for one that it cannot."""
    if host.isascii():
        if re.search(r"[^A-Za-z0-9.:_\-]", host):
            raise ValueError("the host has characters that no host has")
        return host.lower()
    return host.encode("idna").decode().lower()
