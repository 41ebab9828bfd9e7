"""khorgos import: what others published, and project records from somebody's table."""

from __future__ import annotations

from pathlib import Path

import click

from khorgos.cli import options


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@options.ledger
@click.option(
    "--mapping", type=click.Path(path_type=Path), metavar="YAML", help="Which column is which field; without, GCDF 3.0."
)
def command(file: Path, place: str, mapping: Path | None) -> int:
    """Take what others published into the ledger: IATI, SDMX, FollowTheMoney, a data package, or a table.

    Projects become records; figures, events, mechanisms, agreements and statements become claims of the reports that
    the file names, each with its passage.  A table is a GCDF 3.0 workbook or CSV, or any other with a mapping file.

    \b
    khorgos import GlobalChineseDevelopmentFinanceDataset_v3.0.xlsx
    khorgos import loans.csv --mapping loans.yaml
    khorgos import activities.xml
    khorgos import figures.csv
    khorgos import entities.ftm.jsonl
    khorgos import datapackage.zip

    A row that cannot be read is told with its number, column, value and how to mend it; the rest goes in, and the
    exit code is then 1.  What is there already is not added twice.
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.importing import import_file
    from khorgos.fetch.sheet import read_layout
    from khorgos.store import Ledger

    how = read_layout(mapping)
    if not file.is_file():
        from khorgos.errors import InputFault

        raise InputFault("there is no such file.", place=str(file))
    with Ledger(place) as ledger:
        done = import_file(ledger, file, how)
    reports = f" ({done.claims} claims of {done.reports} reports)" if done.reports else ""
    click.echo(f"{place}: {done.rows} rows: {done.new} added{reports}, {done.known} known, {done.failed} failed")
    return 1 if done.failed else 0
