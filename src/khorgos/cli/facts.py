"""khorgos facts: what several reports say of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.values import Period


@click.command("facts")
@click.argument("fact", required=False, metavar="[ID]")
@options.ledger
@click.option("--kind", metavar="KIND", help="figure, project, event, mechanism, agreement or statement.")
@click.option("--indicator", metavar="CODE", help="Of figures: trade, exports, investment, projects …")
@click.option("--party", "parties", multiple=True, metavar="CODE", help="Who must take part; may be given twice.")
@click.option("--period", callback=options.period, metavar="PERIOD", help="2023, 2023-Q1, 2015/2022, 1992/..")
@click.option("--disputed", is_flag=True, help="Only facts whose values conflict.")
@click.option("--all", "every", is_flag=True, help="Also facts that only one report tells.")
@options.form
def command(
    fact: str | None,
    place: str,
    form: str,
    kind: str | None,
    indicator: str | None,
    parties: tuple[str, ...],
    period: Period | None,
    *,
    disputed: bool,
    every: bool,
) -> int:
    """Print facts: claims of several reports about the same thing, how they stand to each other, who stands behind.

    \b
    khorgos facts --indicator trade --party CHN --party "Central Asia"
    khorgos facts --disputed
    khorgos facts 3f9a01bc          one fact, with every claim, reason and ruling
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.fact_table import facts_csv, show_fact, show_facts
    from khorgos.cli.table import console
    from khorgos.errors import InputFault
    from khorgos.store import Ledger
    from khorgos.telling import forms

    with Ledger(place, create=False) as ledger:
        found = ledger.facts(
            kind=kind,
            indicator=indicator,
            parties=parties,
            period=period,
            disputed=disputed,
            several=not (every or fact),
            id=fact,
        )
        rows = {row["id"]: row for row in ledger.claims()}
    if fact and not found:
        raise InputFault(
            "the ledger gives no such fact.", place="ID", value=fact, mend="List them: khorgos facts --all."
        )
    if form == "jsonl":
        click.echo(forms.jsonl(each.as_dict() for each in found), nl=False)
    elif form == "json":
        click.echo(forms.pretty([each.as_dict() for each in found]), nl=False)
    elif form == "csv":
        click.echo(facts_csv(found), nl=False)
    elif fact:
        for each in found:
            show_fact(console(), each, rows)
    else:
        show_facts(console(), found, rows)
    return 0
