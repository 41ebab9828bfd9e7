"""khorgos add: read reports into the ledger."""

from __future__ import annotations

import datetime as dt

import click

from khorgos.cli import options, second


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL…")
@options.ledger
@options.context
@options.columns
@options.outlets
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes that read, where no model reads beside.",
)
@click.option("--again", is_flag=True, help="Add reports that were deleted from the archive too.")
@second.options
def command(
    paths: tuple[str, ...],
    place: str,
    published: dt.date | None,
    language: str | None,
    outlet: str | None,
    reader: str | None,
    url: str | None,
    model: str | None,
    spend: str | None,
    accept: float | None,
    columns: dict[str, str],
    workers: int,
    *,
    again: bool,
    yes: bool,
) -> int:
    """Read reports into the ledger: files, folders with all in them, quoted patterns, addresses of pages.

    \b
    khorgos add reports/
    khorgos add "press/**/*.html" --ledger press.db --outlet "Example Wire"
    khorgos add archive/ --workers 4
    khorgos add https://example.org/news/1.html https://example.org/news/2.html

    Text, HTML, PDF, DOCX, ODT and mails (EML) are read, told by their content, and so are all reports in files
    that hold many: ZIP, gzip, feeds (RSS, Atom), crawls (WARC), tables of texts (CSV, JSONL, JSON).  Of a folder,
    hidden files, READMEs, tables and what is none of these are passed over; tables are named outright.

    \b
    khorgos add feed.xml crawl.warc.gz 2023.zip
    khorgos add articles.csv --columns text=body,published=day

    Pages are fetched politely (robots.txt, a pause between two requests to a host, nothing twice that has not changed)
    and only from the open internet; what a server answered is kept with its headers and the time.

    Stop it when you like and give the same command again: it goes on where it stopped, and what is already there is
    not added twice.  A report that cannot be read is kept with the reason and listed at the end; the exit code is
    then 1.
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.adding import add_all, summary
    from khorgos.fetch.address import is_address
    from khorgos.fetch.finding import Found, find
    from khorgos.store import Ledger, own_files
    from khorgos.values import Context

    addresses = [path for path in paths if is_address(path)]
    given = [path for path in paths if not is_address(path)]
    found = find(given, own_files(place)) if given else Found()
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    with second.second_reader(reader, url, model, spend, accept, yes=yes) as readers:
        readers.records = True
        size = sum(path.stat().st_size for path in found.paths if path.exists())
        readers.consent(size, len(found.paths) + len(addresses))
        context = Context(published=published, language=language, outlet=outlet, reader=readers.name)
        with Ledger(place) as ledger:
            done = add_all(ledger, found.paths, context, readers, columns, addresses, workers, again=again)
        told = readers.told()
    click.echo(summary(done, place))
    for note in done.notes:
        click.echo(f"note: {note}", err=True)
    if told:
        click.echo(told, err=True)
    for name, reason in done.failed:
        click.echo(f"error: {name}: {reason}" if not reason.startswith(name) else f"error: {reason}", err=True)
    return 1 if done.failed else 0
