"""Which addresses are fetched from."""

import pytest

from khorgos.errors import FetchFault
from khorgos.fetch.address import forbidden, is_address, target


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "loopback"), ("127.9.9.9", "loopback"), ("::1", "loopback"), ("::ffff:127.0.0.1", "loopback"),
        ("10.1.2.3", "private"), ("172.16.0.1", "private"), ("192.168.1.1", "private"), ("fc00::1", "private"),
        ("fd00:ec2::254", "private"), ("169.254.169.254", "link-local"), ("fe80::1%eth0", "link-local"),
        ("100.100.100.200", "reserved"), ("168.63.129.16", "metadata"), ("0.0.0.0", "private"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "private"), ("240.0.0.1", "private"), ("2002:7f00:1::", "loopback"),
        ("64:ff9b::a9fe:a9fe", "link-local"), ("::ffff:10.0.0.1", "private"), ("192.0.0.192", "reserved"),
        ("::10.0.0.1", "private"), ("::", "private"), ("nonsense", "no IP address"),
    ],
)  # fmt: skip
def test_inner_addresses_are_forbidden(address: str, why: str) -> None:
    """Private, loopback, link-local, metadata and reserved ones, also inside IPv6."""
    assert why in (forbidden(address) or "")


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_the_open_internet_is_allowed(address: str) -> None:
    """Public addresses of both kinds."""
    assert forbidden(address) is None


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://Example.ORG/a b?q=ю#x", "https://example.org/a%20b?q=%D1%8E"),
        ("http://example.org:80", "http://example.org/"),
        ("http://example.org:8080/a%20b", "http://example.org:8080/a%20b"),
        ("https://пример.рф/новости", "https://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
    ],
)
def test_addresses_in_their_plain_form(url: str, plain: str) -> None:
    """One form for requests, cache and ledger."""
    assert target(url).url == plain


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "http://", "http://a:b@example.org/", "http://ex ample.org/",
            "http://example.org:99999/", "http://example.org\r\nX: y/", "javascript://x"],
)  # fmt: skip
def test_what_is_no_address_of_a_page(url: str) -> None:
    """Other schemes, passwords, hosts that no host has."""
    with pytest.raises(FetchFault):
        target(url)


def test_paths_are_no_addresses() -> None:
    """A path stays a path."""
    assert all(map(is_address, ("https://example.org/", "ftp://example.org")))
    assert not any(map(is_address, ("reports/a.html", "C:\\reports")))
