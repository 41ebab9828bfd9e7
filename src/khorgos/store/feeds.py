"""The feeds that a ledger watches: what each was asked for last, and which of its entries were taken."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update

from khorgos.errors import InputFault
from khorgos.store.ledger import Ledger, told_with
from khorgos.store.schema import FEED_ENTRIES, FEEDS
from khorgos.values import Context

WATCHED, STOPPED = "watched", "stopped"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is watched: `pages` says whether the page behind an entry without full text is taken."""

    address: str
    pages: bool = False
    context: Context = Context()  # noqa: RUF009 - a value that never changes


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry and what became of it; `document` is the id of its report, `error` why there is none."""

    entry: str
    sha: str
    address: str | None = None
    document: str | None = None
    tries: int = 0
    error: str | None = None


class Feeds:
    """The feeds of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def watched(self) -> list[Feed]:
        """The feeds that are watched, in the order in which they were first given."""
        return [_feed(row) for row in self.rows() if row["state"] == WATCHED]

    def rows(self) -> list[dict[str, Any]]:
        """Rows of `feeds`, each with the number of its `entries`, in the order in which they were first given."""
        with self._ledger.transaction() as connection:
            found = connection.execute(select(FEEDS).order_by(FEEDS.c.since, FEEDS.c.address)).mappings().all()
            held = connection.execute(select(FEED_ENTRIES.c.feed, FEED_ENTRIES.c.entry).distinct()).all()
        return [{**row, "entries": sum(each.feed == row["address"] for each in held)} for row in found]

    def watch(self, feed: Feed) -> None:
        """Watch a feed from now on, or in another way than before."""
        row = {"pages": int(feed.pages), "context": told_with(feed.context), "state": WATCHED}
        with self._ledger.transaction(writes=True) as connection:
            known = connection.execute(select(FEEDS.c.address).where(FEEDS.c.address == feed.address)).first()
            if known is None:
                connection.execute(insert(FEEDS), row | {"address": feed.address, "since": _now()})
            else:
                connection.execute(update(FEEDS).where(FEEDS.c.address == feed.address).values(row))

    def stop(self, address: str) -> None:
        """Watch a feed no longer; what was taken stays.  Raises InputFault for one that is not watched."""
        asked = (FEEDS.c.address == address, FEEDS.c.state == WATCHED)
        with self._ledger.transaction(writes=True) as connection:
            done = connection.execute(update(FEEDS).where(*asked).values(state=STOPPED))
        if not done.rowcount:
            raise InputFault("this feed is not watched.", value=address, mend="List them: khorgos watch list.")

    def taken(self, address: str) -> dict[tuple[str, str], Taken]:
        """What was taken of a feed, by entry and hash."""
        with self._ledger.transaction() as connection:
            rows = connection.execute(select(FEED_ENTRIES).where(FEED_ENTRIES.c.feed == address)).mappings().all()
        fields = ("entry", "sha", "address", "document", "tries", "error")
        return {(row["entry"], row["sha"]): Taken(**{name: row[name] for name in fields}) for row in rows}

    def note(self, address: str, taken: Iterable[Taken], error: str | None = None) -> None:
        """Keep what became of a feed and its entries now that it was asked, all or nothing."""
        now = _now()
        rows = [
            {"feed": address, "entry": each.entry, "sha": each.sha, "address": each.address,
             "document": each.document, "tries": each.tries, "error": each.error, "taken_at": now}
            for each in taken
        ]  # fmt: skip
        said = {"asked_at": now, "error": error} | ({"news_at": now} if rows else {})
        with self._ledger.transaction(writes=True) as connection:
            connection.execute(update(FEEDS).where(FEEDS.c.address == address).values(said))
            for row in rows:
                key = (FEED_ENTRIES.c[name] == row[name] for name in ("feed", "entry", "sha"))
                connection.execute(delete(FEED_ENTRIES).where(*key))
            if rows:
                connection.execute(insert(FEED_ENTRIES), rows)


def _feed(row: dict[str, Any]) -> Feed:
    given = json.loads(row["context"])
    return Feed(row["address"], bool(row["pages"]), Context(language=given.get("language"), outlet=given.get("outlet")))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
