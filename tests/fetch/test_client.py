"""The client against a server that misbehaves."""

import datetime as dt
import socket
from dataclasses import replace
from email.utils import format_datetime

import pytest

from khorgos.errors import FetchFault
from khorgos.fetch.client import Answer, Client, Limits, _retry_after
from khorgos.fetch.connection import Dialler


def test_a_page_is_had_and_its_answer_kept(client, server, kept) -> None:
    """The bytes come as they are; robots.txt and page are kept with status, headers and time."""
    page = client.get(f"{server.at}/page#part")

    assert page.data.startswith(b"<html>")
    assert [(a.address, a.status) for a in kept] == [(f"{server.at}/robots.txt", 404), (f"{server.at}/page", 200)]
    assert kept[1].header("content-length") == str(len(page.data))
    assert dt.datetime.fromisoformat(kept[1].at).tzinfo is not None
    assert server.sent[1][1]["User-Agent"].startswith("khorgos/")


@pytest.mark.parametrize("path", ["gzip", "deflate", "raw"])
def test_packed_pages_are_unpacked(client, server, path) -> None:
    """Gzip (also of several members), zlib, and deflate without a head."""
    assert b"31.2 billion" in client.get(f"{server.at}/{path}").data


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing", "404 Not Found"),
        ("down", "500 Internal Server Error"),
        ("away", "asks to wait 86,400 seconds"),
        ("large", "too much for a report"),
        ("endless", "too much for a report"),
        ("bomb", "decompression bomb"),
        ("torn", "damaged"),
        ("strange", "not asked for"),
        ("hangup", "no answer"),
        ("drip", "longer than 0.4 seconds"),
        ("mute", "longer than 0.4 seconds"),
        ("nonsense", "no answer"),
        ("empty", "the page is empty"),
        ("loop/a", "more than 3 redirects"),
    ],
)
def test_what_a_server_does_wrong_is_one_sentence(client, server, kept, path, said) -> None:
    """Nothing hangs, nothing is read beyond the limits; the sentence names the address, and what came is kept."""
    with pytest.raises(FetchFault, match=said) as caught:
        client.get(f"{server.at}/{path}")

    assert server.at in caught.value.place
    assert kept[-1].address.startswith(server.at)
    assert kept[-1].error or kept[-1].status != 200 or path == "empty"


def test_a_busy_server_is_asked_again_when_it_says(client, server, timer) -> None:
    """Retry-After is obeyed; the third answer is the page."""
    assert client.get(f"{server.at}/busy").data
    assert [seconds for seconds in timer.slept if seconds > 1] == [7, 7]


def test_a_broken_server_is_asked_less_and_less(client, server, timer) -> None:
    """Without Retry-After each pause is twice the one before, and after the last try it is given up."""
    with pytest.raises(FetchFault):
        client.get(f"{server.at}/down")

    assert server.asked["/down"] == 4
    assert [seconds for seconds in timer.slept if seconds >= 1][-3:] == [1, 2, 4] or sum(timer.slept) >= 7


def test_a_page_cut_short_is_asked_for_again(client, server) -> None:
    """Fewer bytes than were told are no page."""
    assert client.get(f"{server.at}/short").data.endswith(b"</html>")
    assert server.asked["/short"] == 2


def test_what_has_not_changed_is_not_sent_twice(client, server, kept) -> None:
    """The second request carries ETag and Last-Modified, and the bytes come from what was kept."""
    first = client.get(f"{server.at}/tagged")
    again = client.get(f"{server.at}/tagged")

    assert (first.known, again.known) == (False, True)
    assert again.data == first.data
    assert server.sent[-1][1]["If-None-Match"] == '"one"'
    assert "If-Modified-Since" in server.sent[-1][1]
    assert kept[-1].status == 304


def test_what_is_still_good_is_not_asked_for(client, server) -> None:
    """Within max-age no request is made."""
    client.get(f"{server.at}/fresh")
    assert client.get(f"{server.at}/fresh").known
    assert server.asked["/fresh"] == 1


def test_a_pause_between_requests_to_a_host(client, server, timer) -> None:
    """At least a second between two requests, a host's own crawl delay where it is longer."""
    server.robots = (200, b"User-agent: *\nCrawl-delay: 5\n")
    for _ in range(3):
        client.get(f"{server.at}/page")

    assert timer.slept == [1, 5, 5] or sum(timer.slept) >= 10


def test_robots_are_obeyed(client, server) -> None:
    """What a host asks not to fetch is not asked for, also behind a redirect."""
    server.robots = (200, b"User-agent: *\nDisallow: /page\n")
    for path in ("page", "redirect"):
        with pytest.raises(FetchFault, match=r"robots\.txt"):
            client.get(f"{server.at}/{path}")

    assert server.asked["/page"] == 0


@pytest.mark.parametrize("status", [500, 503])
def test_a_host_whose_rules_fail_is_left_alone(client, server, status) -> None:
    """RFC 9309: robots.txt that cannot be had for a fault of the server forbids everything."""
    server.robots = (status, b"")
    with pytest.raises(FetchFault, match=r"robots\.txt cannot be had"):
        client.get(f"{server.at}/page")

    assert server.asked["/page"] == 0


@pytest.mark.parametrize(
    "to",
    ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[fe80::1]/", "http://0.0.0.0/",
     "file:///etc/passwd", "ftp://example.org/a", "gopher://x/1", "http://user:secret@example.org/"],
)  # fmt: skip
def test_redirects_lead_nowhere_inside(client, server, to) -> None:
    """A redirect to a private or metadata address, another scheme or a password is not followed."""
    server.to = to
    with pytest.raises(FetchFault):
        client.get(f"{server.at}/redirect")


def test_this_machine_is_not_fetched_from_without_the_switch(server) -> None:
    """Loopback is refused whatever it is called, and no request arrives."""
    port = server.server_address[1]
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
        with pytest.raises(FetchFault, match=r"robots\.txt cannot be had|no host has"):
            Client(limits=Limits(retries=0, pause=0)).get(f"http://{host}:{port}/page")

    assert not server.asked


def test_a_name_that_changes_its_address_gains_nothing(client, server) -> None:
    """The name is looked up for each connection and what came of it is connected to: a second look cannot differ."""
    looks = []

    def rebinding(_host, port):
        looks.append(port)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254" if len(looks) > 1 else "127.0.0.1", port))
        ]

    client.dialler = Dialler(loopback=True, resolve=rebinding)
    with pytest.raises(FetchFault, match="link-local"):
        client.get(f"http://rebinding.example:{server.server_address[1]}/page")

    assert server.asked == {"/robots.txt": 1}


def test_where_a_connection_ends_is_looked_at(server, monkeypatch) -> None:
    """A public address that ends within (a tunnel, a redirecting firewall) is refused before a byte is sent."""
    port = server.server_address[1]
    monkeypatch.setattr(
        "khorgos.fetch.connection.forbidden", lambda a: None if a == "127.0.0.1" else "a private address"
    )
    monkeypatch.setattr(socket.socket, "getpeername", lambda _self: ("10.0.0.7", port))
    with pytest.raises(FetchFault, match="ended at a private address"):
        Client(limits=Limits(retries=0, pause=0)).get(f"{server.at}/page")

    assert not server.asked


def test_retry_after_as_a_day() -> None:
    """Retry-After may be seconds or a day and time; anything else says nothing."""
    when = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90)
    base = Answer("a", "a", "2023-05-18T00:00:00+00:00", 503)

    assert 80 < (_retry_after(replace(base, headers=(("Retry-After", format_datetime(when)),))) or 0) <= 90
    assert _retry_after(replace(base, headers=(("Retry-After", "soon"),))) is None
    assert _retry_after(replace(base, headers=(("Retry-After", "12"),))) == 12
