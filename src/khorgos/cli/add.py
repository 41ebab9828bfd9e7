"""khorgos add: read reports into the ledger."""

from __future__ import annotations

import datetime as dt

import click

from khorgos.cli import options


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@options.ledger
@options.context
def command(
    paths: tuple[str, ...], place: str, published: dt.date | None, language: str | None, outlet: str | None
) -> int:
    """Read reports into the ledger: files, folders with all in them, quoted patterns.

    \b
    khorgos add reports/
    khorgos add "press/**/*.html" --ledger press.db --outlet "Example Wire"

    Text, HTML, PDF, DOCX, ODT and mails (EML) are read, told by their content.  Of a folder, hidden files,
    READMEs and what is none of these are passed over.

    Stop it when you like and give the same command again: it goes on where it stopped, and what is already there is
    not added twice.  A report that cannot be read is kept with the reason and listed at the end; the exit code is
    then 1.
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.adding import add_all, summary
    from khorgos.fetch.finding import find
    from khorgos.store import Ledger, own_files
    from khorgos.values import Context

    context = Context(published=published, language=language, outlet=outlet)
    found = find(paths, own_files(place))
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    with Ledger(place) as ledger:
        done = add_all(ledger, found.paths, context)
    click.echo(summary(done, place))
    for name, reason in done.failed:
        click.echo(f"error: {name}: {reason}" if not reason.startswith(name) else f"error: {reason}", err=True)
    return 1 if done.failed else 0
