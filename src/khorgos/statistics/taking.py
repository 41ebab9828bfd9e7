"""From a query to a snapshot, and from snapshots to observations: the room in two functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

from khorgos.claims.official import Observation
from khorgos.errors import InputFault
from khorgos.statistics import comtrade, sdmx, table, worldbank
from khorgos.statistics.answers import Answer, Get, Request
from khorgos.statistics.query import Query, Source
from khorgos.statistics.snapshots import Snapshot, Snapshots

_TABLE = "table"


def take(source: Source, query: Query, get: Get, snapshots: Snapshots, now: str, key: str = "") -> Snapshot:
    """Ask a source, and file what it answers; nothing is filed unless every page came and could be read.

    `now` is the time of asking (ISO 8601), `key` a subscription key, which is sent and never kept.
    """
    pages: list[tuple[Request, Answer]] = list(_pages(source, query, get, key))
    told = asdict(source)
    filed = [(request.address, answer.headers.get("content-type", ""), answer.body) for request, answer in pages]
    for address, media, body in filed:
        for _ in _read(source, address, media, body):
            pass
    return snapshots.put(source.code, now, query.as_dict(), told, filed)


def take_table(body: bytes, name: str, snapshots: Snapshots, now: str) -> Snapshot:
    """File a table of one's own; raises InputFault where a row of it cannot be read."""
    count = sum(1 for _ in table.observations(body, name))
    if not count:
        raise InputFault("the table has no rows.", place=name)
    return snapshots.put(_TABLE, now, {"file": name}, {"name": name}, [(name, "text/csv", body)])


def observations(snapshots: Snapshots, wanted: Callable[[Snapshot], bool] = lambda _: True) -> Iterator[Observation]:
    """Every observation of the snapshots, dated by them, the oldest snapshot first; offline."""
    for snapshot in snapshots.all():
        if wanted(snapshot):
            for page in snapshot.pages:
                for found in _of_page(snapshot, page.address, page.media, snapshots.bytes_of(page)):
                    yield replace(found, retrieved=snapshot.retrieved, snapshot=snapshot.id)


def _of_page(snapshot: Snapshot, address: str, media: str, body: bytes) -> Iterator[Observation]:
    if snapshot.source == _TABLE:
        return table.observations(body, address)
    return _read(Source(**snapshot.told), address, media, body)


def _pages(source: Source, query: Query, get: Get, key: str) -> Iterator[tuple[Request, Answer]]:
    if source.protocol == "worldbank":
        return worldbank.pages(source, query, get)
    if source.protocol == "comtrade":
        return comtrade.pages(source, query, get, key)
    return sdmx.pages(source, query, get)


def _read(source: Source, address: str, media: str, body: bytes) -> Iterator[Observation]:
    readers: dict[str, Callable[[], Any]] = {
        "worldbank": lambda: worldbank.observations(body, source, address),
        "comtrade": lambda: comtrade.observations(body, source, address),
        "sdmx": lambda: sdmx.observations(body, media, source, address),
    }
    found: Iterator[Observation] = readers[source.protocol]()
    return found
