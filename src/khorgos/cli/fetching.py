"""The web for the verbs that ask it: one client over the ledger's archive of answers."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from khorgos.errors import FetchFault, KhorgosError, LedgerFault, StatisticsFault

if TYPE_CHECKING:
    from khorgos.fetch.client import Answer, Client, Limits
    from khorgos.sources import Item
    from khorgos.statistics.answers import Get
    from khorgos.store import Ledger

# Set to 1 it lets this machine's own servers be fetched from: those of tests are there.
_LOOPBACK = "KHORGOS_FETCH_LOOPBACK"


def client(ledger: Ledger, limits: Limits | None = None) -> Client:
    """A client that keeps every answer in the ledger and asks only for what has changed."""
    from khorgos.fetch.client import Answer, Client, Limits
    from khorgos.fetch.connection import Dialler
    from khorgos.store import Kept

    def keep(answer: Answer) -> None:
        told = Kept(answer.asked, answer.address, answer.at, answer.status, answer.headers, answer.error)
        ledger.keep_answer(told, answer.data)

    def last(address: str) -> Answer | None:
        found = ledger.last_answer(address)
        if found is None:
            return None
        kept, data = found
        return Answer(kept.asked, kept.address, kept.at, kept.status, tuple(kept.headers), data)

    return Client(keep, last, limits or Limits(), dialler=Dialler(loopback=os.environ.get(_LOOPBACK) == "1"))


def pages(
    addresses: Iterable[str], ledger: Ledger, columns: Mapping[str, str] | None = None
) -> Iterator[Iterable[Item]]:
    """The reports of each page in order; one that cannot be had is given with its fault and stops nothing."""
    from khorgos.sources import Item, items

    asking = client(ledger)
    for address in addresses:
        try:
            page = asking.get(address)
        except LedgerFault:
            raise
        except KhorgosError as fault:
            yield [Item(address, fault=fault)]
            continue
        yield items(io.BytesIO(page.data), page.address, len(page.data), columns)


def services(asking: Client) -> Get:
    """What asks the sources of official statistics with this client; it tries once, their room asks again."""
    from khorgos.statistics.answers import Answer, Request

    def get(request: Request) -> Answer:
        try:
            found = asking.ask(request.address, {"Accept": request.accept, **request.secret})
        except LedgerFault:
            raise
        except FetchFault as fault:
            mend = "Look at the connection and at the address (--address)."
            raise StatisticsFault(f"nobody answers ({fault.reason})", place=request.address, mend=mend) from fault
        return Answer(found.status, {name.lower(): value for name, value in found.headers}, found.data or b"")

    return get


def official(ledger: Ledger) -> Get:
    """The same over the ledger's archive, with limits as wide as the largest answers (Comtrade's: about 60 MB)."""
    from khorgos.fetch.client import Limits

    return services(client(ledger, Limits(size=100_000_000, unpacked=100_000_000, retries=0)))
