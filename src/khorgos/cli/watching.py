"""Feeds asked again and again: what is new in them comes into the ledger, once."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from khorgos.cli.adding import Done, add_items
from khorgos.cli.fetching import client
from khorgos.errors import DocumentFault, FetchFault, KhorgosError, LedgerFault
from khorgos.sources import Identity, Item, identity, items
from khorgos.store.archive import digest
from khorgos.store.feeds import Feed, Feeds, Taken

if TYPE_CHECKING:
    from khorgos.fetch.client import Client, Page
    from khorgos.store import Ledger

# A page that cannot be had is asked for at so many rounds before it is given up.
TRIES = 3
_LINK = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
_FEED = re.compile(r"""type\s*=\s*["']?application/(?:rss\+xml|atom\+xml|feed\+json)""", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Round:
    """What became of a feed when it was asked: `fault` where it could not be had, else what was done."""

    feed: Feed
    done: Done
    fault: KhorgosError | None = None


def ask(ledger: Ledger, feeds: Feeds, wanted: list[Feed], workers: int = 1) -> Iterator[Round]:
    """Ask each feed and add what is new in it; one that cannot be had does not stop the others."""
    asking = client(ledger)
    for feed in wanted:
        polled = _Polled(feed, asking, feeds.taken(feed.address))
        try:
            page = asking.get(feed.address)
            done = add_items(ledger, polled.news(page), feed.context, workers=workers)
        except LedgerFault:
            raise
        except KhorgosError as fault:
            feeds.note(feed.address, (), fault.sentence())
            yield Round(feed, Done(), fault)
            continue
        feeds.note(feed.address, polled.taken())
        yield Round(feed, done)


@dataclass(slots=True)
class _Polled:
    """A feed as it stands now, beside what was taken of it before."""

    feed: Feed
    asking: Client
    before: dict[tuple[str, str], Taken]
    _new: list[Taken] = field(default_factory=list)
    _failed: dict[str, str] = field(default_factory=dict)

    def news(self, page: Page) -> Iterator[Item]:
        """The reports of entries that were not taken before; raises DocumentFault for a page that is no feed."""
        for item in items(io.BytesIO(page.data), page.address, len(page.data)):
            told = identity(item.data) if item.data is not None else None
            if told is not None and item.data is not None:
                yield from self._entry(item, told, digest(item.data))
            elif item.fault is None and item.data is not None:
                raise no_feed(page)
            elif item.fault is not None and not self.before and "!" not in item.name:
                raise item.fault
            elif item.fault is not None:
                yield from self._damaged(item)

    def taken(self) -> list[Taken]:
        """What was taken in this round."""
        return self._new

    def _entry(self, item: Item, told: Identity, sha: str) -> Iterator[Item]:
        before = self.before.get((told.key, sha))
        if before is not None and (before.error is None or before.tries >= TRIES):
            return
        taken = Taken(told.key, sha, told.link, sha[:32])
        if told.full or told.link is None or not self.feed.pages:
            self._new.append(taken)
            yield item
            return
        tries = (before.tries if before else 0) + 1
        try:
            found = self.asking.get(told.link)
        except LedgerFault:
            raise
        except KhorgosError as fault:
            self._new.append(replace(taken, document=None, tries=tries, error=fault.sentence()))
            yield Item(told.link, fault=fault)
            return
        self._new.append(replace(taken, document=digest(found.data)[:32], tries=tries))
        yield from items(io.BytesIO(found.data), found.address, len(found.data))

    def _damaged(self, item: Item) -> Iterator[Item]:
        """An entry that cannot be read, told once."""
        assert item.fault is not None
        sha = digest(item.fault.sentence().encode())
        if (item.name, sha) not in self.before:
            self._new.append(Taken(item.name, sha, tries=TRIES, error=item.fault.sentence()))
            yield item


def no_feed(page: Page) -> DocumentFault:
    """The fault of a page that is no feed, with the feeds that it names."""
    head = page.data[:200_000].decode("utf-8", "replace")
    links = [_HREF.search(tag) for tag in _LINK.findall(head) if _FEED.search(tag)]
    named = list(dict.fromkeys(urljoin(page.address, link[1]) for link in links if link))
    mend = f"It names {' and '.join(named[:3])}." if named else "Give the address of an RSS, Atom or JSON feed."
    return DocumentFault("this page is no feed.", place=page.address, mend=mend)


def wait(seconds: float) -> None:
    """Wait for the next round."""
    time.sleep(seconds)


def check(address: str) -> None:
    """Refuse what is no address of the web before anything is kept of it; raises FetchFault."""
    from khorgos.fetch.address import is_address, target

    if not is_address(address):
        raise FetchFault("not the address of a feed.", value=address, mend="Write it as https://example.org/feed.xml.")
    target(address)
