"""khorgos watch: what became of what you follow, as a feed."""

from __future__ import annotations

from pathlib import Path

import click

from khorgos.cli import options


@click.group("watch")
def command() -> None:
    """Follow something in the ledger with any feed reader.

    \b
    khorgos watch fact 3f9a01bc52d1e0aa --output feeds/trade-2022.xml
    """  # noqa: D301 - click wants the character itself


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
    from khorgos.cli.atom import feed
    from khorgos.store import Ledger
    from khorgos.telling.words import what, who

    with Ledger(place, create=False) as ledger:
        now = ledger.fact(claim)
        rows = ledger.printings_of(now.claims)
        said = dict(rows[now.claims[0]].said) | dict(now.key)
        title = " · ".join(part for part in (what(said), who(said), str(said.get("period") or "")) if part)
        written = feed(now.id, title, list(ledger.history(now.id)), base)
    if output is None:
        click.echo(written.decode(), nl=False)
        return 0
    part = output.with_name(output.name + ".part")
    part.write_bytes(written)
    part.replace(output)
    return 0
