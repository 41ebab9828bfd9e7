"""khorgos claims: what the ledger's reports say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.values import Period


@click.command("claims")
@options.ledger
@click.option("--kind", metavar="KIND", help="figure, project, event, mechanism, agreement or statement.")
@click.option("--indicator", metavar="CODE", help="Of figures: trade, exports, investment, projects …")
@click.option("--party", metavar="CODE", help="A country (KAZ), also within a group, or a registered name.")
@click.option(
    "--period",
    callback=options.period,
    metavar="PERIOD",
    help="Claims that share a day with it: 2023, 2023-Q1, 2015/2022, 1992/..",
)
@click.option("--speaker", metavar="NAME", help="A part of the speaker's, agency's or cited outlet's name.")
@click.option("--text", metavar="WORDS", help="Words that must stand in the claim or its sentence.")
@click.option("--document", metavar="ID", help="The beginning of a document's id.")
@click.option("--limit", type=int, metavar="N", help="At most so many.")
@click.option("--evidence", is_flag=True, help="Show the sentence of every claim.")
@options.form
def command(place: str, form: str, period: Period | None, *, evidence: bool, **filters: Any) -> int:
    """Print claims of the ledger; all filters given must hold.

    \b
    khorgos claims --indicator trade --party KAZ --period 2022
    khorgos claims --text "railway tunnel" --evidence
    khorgos claims --kind project --format csv > projects.csv
    """  # noqa: D301 - click wants the character itself
    from khorgos.store import Filters, Ledger

    asked = Filters(period=period, **filters)
    with Ledger(place, create=False) as ledger:
        rows = ledger.claims(asked)
    _print(rows, form, evidence=evidence)
    return 0


def _print(rows: list[dict[str, Any]], form: str, *, evidence: bool) -> None:
    from khorgos.store.flat import COLUMNS
    from khorgos.telling import forms

    bodies = [row["body"] for row in rows]
    if form == "jsonl":
        click.echo(forms.jsonl(bodies), nl=False)
    elif form == "json":
        click.echo(forms.pretty(bodies), nl=False)
    elif form == "csv":
        flat = (row | {"parties": "; ".join(row["parties"])} for row in rows)
        click.echo(forms.table_text(COLUMNS, flat), nl=False)
    else:
        _print_table(rows, bodies, evidence=evidence)


def _print_table(rows: list[dict[str, Any]], bodies: list[dict[str, Any]], *, evidence: bool) -> None:
    from khorgos.cli.table import Source, console, show_claims

    out = console()
    sources = {row["document"]: Source(row["document_outlet"], Path(row["document_name"]).name) for row in rows}
    noun = "claim" if len(rows) == 1 else "claims"
    reports = "report" if len(sources) == 1 else "reports"
    out.print(f"{len(rows)} {noun} from {len(sources)} {reports}")
    show_claims(out, bodies, sources, evidence=evidence)
