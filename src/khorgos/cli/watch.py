"""khorgos watch: feeds whose news come into the ledger, and what became of what you follow, as a feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.cli.watching import Round
    from khorgos.store import Moment
    from khorgos.store.feeds import Feed, Feeds
    from khorgos.telling.atom import Entry

# A title of an entry is cut behind so many characters.
_LONG = 120


class _Watch(click.Group):
    """`khorgos watch FEED…` is short for `khorgos watch feeds FEED…`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Whatever names no command is asked as feeds."""
        own = {*self.commands, *self.get_help_option_names(ctx)}
        return super().parse_args(ctx, args if args and args[0] in own else ["feeds", *args])


@click.group("watch", cls=_Watch)
def command() -> None:
    """Take what is new in feeds into the ledger; follow something in the ledger with any feed reader.

    \b
    khorgos watch https://example.org/feed.xml            now, and every half hour
    khorgos watch --once                                  every feed watched so far, once: for cron
    khorgos watch list
    khorgos watch fact 3f9a01bc52d1e0aa --output feeds/trade-2022.xml
    """  # noqa: D301 - click wants the character itself


@command.command("feeds")
@click.argument("feeds", nargs=-1, metavar="FEED…")
@options.ledger
@click.option("--once", is_flag=True, help="Ask once and end, for cron and its like.")
@click.option(
    "--every", type=click.IntRange(1, 10_080), default=30, show_default=True, metavar="MINUTES", help="Ask so often."
)
@click.option("--pages", is_flag=True, help="Where an entry is cut short, take the page that it leads to.")
@click.option("--language", metavar="CODE", help="The language of the feeds given (en, ru, zh).")
@click.option("--outlet", metavar="NAME", help="Who publishes the feeds given, where they do not say.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
def feeds_(
    feeds: tuple[str, ...],
    place: str,
    every: int,
    language: str | None,
    outlet: str | None,
    workers: int,
    *,
    once: bool,
    pages: bool,
) -> int:
    """Ask feeds (RSS, Atom, JSON Feed) and add the entries that are new; without FEED, all that were ever given.

    \b
    khorgos watch https://example.org/feed.xml --pages
    */30 * * * *  khorgos watch --once

    An entry is taken once: with its full text where the feed gives it, else its summary, or with --pages the page it
    leads to.  An entry that the outlet wrote anew is a report of its own.  Feeds are asked politely (robots.txt, only
    for what has changed) and remembered in the ledger with --pages, --language and --outlet.  A feed or a page that
    cannot be had stops nothing; a page is tried in three rounds.  With --once the exit code is then 1.
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.watching import ask, check, wait
    from khorgos.store import Ledger
    from khorgos.store.feeds import Feed, Feeds
    from khorgos.values import Context

    for address in feeds:
        check(address)
    with Ledger(place, create=bool(feeds)) as ledger:
        kept = Feeds(ledger)
        for address in feeds:
            kept.watch(Feed(address, pages, Context(language=language, outlet=outlet)))
        while True:
            bad = [_tell(done) for done in ask(ledger, kept, _wanted(kept, feeds), workers)]
            if once:
                return int(any(bad))
            wait(every * 60)


def _wanted(kept: Feeds, given: tuple[str, ...]) -> list[Feed]:
    """The feeds that are asked: those given, else all; raises InputFault where there are none."""
    from khorgos.errors import InputFault

    watched = kept.watched()
    if not watched:
        raise InputFault("no feed is watched.", mend="Give one: khorgos watch https://example.org/feed.xml.")
    return [feed for feed in watched if not given or feed.address in given]


def _tell(done: Round) -> bool:
    """Print what became of a feed, in a line; whether something could not be had or read."""
    from khorgos.cli.adding import summary
    from khorgos.cli.faults import report

    if done.fault is not None:
        report(done.fault)
        return True
    said = summary(done.done, done.feed.address) if done.done.outcomes else f"{done.feed.address}: nothing new"
    click.echo(said)
    for name, reason in done.done.failed:
        click.echo(f"error: {reason}" if reason.startswith(name) else f"error: {name}: {reason}", err=True)
    return bool(done.done.failed)


@command.command("list")
@options.ledger
def list_(place: str) -> int:
    """The feeds of the ledger: how many entries were taken, when each was asked last, and what went wrong."""
    from khorgos.store import Ledger
    from khorgos.store.feeds import Feeds

    with Ledger(place, create=False) as ledger:
        rows = Feeds(ledger).rows()
    for row in rows:
        said = row["error"] or f"{row['entries']} entries, the last new {row['news_at'] or 'never'}"
        click.echo(f"{row['address']}  {row['state']}, asked {row['asked_at'] or 'never'}: {said}")
    click.echo(f"{len(rows)} feed{'s'[: len(rows) != 1]}")
    return 0


@command.command("stop")
@click.argument("feed")
@options.ledger
def stop(feed: str, place: str) -> int:
    """Watch FEED no longer; what was taken of it stays."""
    from khorgos.store import Ledger
    from khorgos.store.feeds import Feeds

    with Ledger(place, create=False) as ledger:
        Feeds(ledger).stop(feed)
    click.echo(f"{feed}: watched no longer")
    return 0


@command.command("fact")
@click.argument("claim", metavar="ID")
@options.ledger
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it; else it is printed."
)
@click.option("--base", metavar="URL", help="Where the facts are served, for the links: URL/facts/ID.")
def fact(claim: str, place: str, output: Path | None, base: str | None) -> int:
    """Write the history of a fact as an Atom feed: a new source, a conflict, another value or status, a ruling.

    ID is that of the fact or of any of its claims, or the beginning of one.  The feed is made anew from the ledger
    every time: run it again after `khorgos add`, and a feed reader shows what is new.
    """
    from khorgos.store import Ledger
    from khorgos.telling.atom import feed
    from khorgos.telling.words import what, who

    with Ledger(place, create=False) as ledger:
        now = ledger.fact(claim)
        rows = ledger.printings_of(now.claims)
        said = dict(rows[now.claims[0]].said) | dict(now.key)
        title = " · ".join(part for part in (what(said), who(said), str(said.get("period") or "")) if part)
        entries = _entries(now.id, ledger.history(now.id), base)
        written = feed(f"fact:{now.id}", title, entries, _address(base, now.id))
    if output is None:
        click.echo(written.decode(), nl=False)
        return 0
    part = output.with_name(output.name + ".part")
    part.write_bytes(written)
    part.replace(output)
    return 0


def _entries(claim: str, moments: Iterable[Moment], base: str | None) -> list[Entry]:
    """An entry for every change of a fact, the newest first; changes of one moment are numbered."""
    from khorgos.telling.atom import Entry
    from khorgos.telling.words import clip

    seen: Counter[str] = Counter()
    found = []
    for moment in moments:
        seen[moment.at] += 1
        change = moment.change
        told = "\n".join(map(": ".join, zip(change.became, change.told, strict=True)))
        lead = clip(f"{', '.join(change.became)}: {change.told[0]}", _LONG)
        key = f"fact:{claim}:{moment.at}:{seen[moment.at]}"
        kinds = tuple(each.value for each in change.became)
        found.append(Entry(key, lead, told, moment.at, _address(base, change.fact.id), kinds))
    return found[::-1]


def _address(base: str | None, fact: str) -> str | None:
    return f"{base.rstrip('/')}/facts/{fact}" if base else None
