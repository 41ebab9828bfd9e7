"""khorgos facts: what several reports say of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khorgos.claims.fact import Fact
    from khorgos.claims.finding import Finding
    from khorgos.store import Ledger
    from khorgos.values import Period


@click.command("facts")
@click.argument("fact", required=False, metavar="[ID]")
@options.ledger
@click.option("--kind", metavar="KIND", help="figure, project, event, mechanism, agreement or statement.")
@click.option("--indicator", metavar="CODE", help="Of figures: trade, exports, investment, projects …")
@click.option("--party", "parties", multiple=True, metavar="CODE", help="Who must take part; may be given twice.")
@click.option("--period", callback=options.period, metavar="PERIOD", help="2023, 2023-Q1, 2015/2022, 1992/..")
@click.option("--disputed", is_flag=True, help="Only facts whose values conflict.")
@click.option("--diff", "since", metavar="SINCE", help="What became of facts since a day or moment: 2026-11-20.")
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
    since: str | None,
    *,
    disputed: bool,
    every: bool,
) -> int:
    """Print facts: claims of several reports about the same thing, how they stand to each other, who stands behind.

    \b
    khorgos facts --indicator trade --party CHN --party "Central Asia"
    khorgos facts --disputed
    khorgos facts 3f9a01bc          one fact, with every claim, reason, ruling, finding and official value
    khorgos facts --diff 2026-11-20      what is new, disputed, settled or ruled since
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.fact_table import facts_csv, show_fact, show_facts
    from khorgos.cli.table import console
    from khorgos.errors import InputFault
    from khorgos.store import Ledger
    from khorgos.telling import forms

    asked = {
        "kind": kind,
        "indicator": indicator,
        "parties": parties,
        "period": period,
        "disputed": disputed,
        "several": not (every or fact),
    }
    with Ledger(place, create=False) as ledger:
        if since:
            return _changed(ledger, since, form, asked | {"several": False})
        found = ledger.facts(**asked, id=fact)
        rows = _rows(ledger, found)
        findings = {each.id: _findings(ledger, each) for each in found} if fact else {}
    if fact and not found:
        raise InputFault(
            "the ledger gives no such fact.", place="ID", value=fact, mend="List them: khorgos facts --all."
        )
    if form == "jsonl":
        click.echo(forms.jsonl(_told(each, findings) for each in found), nl=False)
    elif form == "json":
        click.echo(forms.pretty([_told(each, findings) for each in found]), nl=False)
    elif form == "csv":
        click.echo(facts_csv(found), nl=False)
    elif fact:
        for each in found:
            show_fact(console(), each, rows, findings[each.id])
    else:
        show_facts(console(), found, rows)
    return 0


def _findings(ledger: Ledger, fact: Fact) -> list[Finding]:
    """What the checks say of a fact, and what official series give for it."""
    from khorgos.cli.finding_table import official

    return ledger.findings(fact=fact.id) + official(lambda: list(ledger.printings_of(fact.claims).values()), ledger)


def _told(fact: Fact, findings: Mapping[str, list[Finding]]) -> dict[str, Any]:
    """A fact as plain JSON values; one that was asked for by its id with its findings."""
    more = {"findings": [each.as_dict() for each in findings[fact.id]]} if fact.id in findings else {}
    return fact.as_dict() | more


def _rows(ledger: Ledger, facts: list[Fact]) -> dict[str, dict[str, Any]]:
    """What is shown of the claims of facts: no other claim of the ledger is read."""
    printings = ledger.printings_of(claim for fact in facts for claim in fact.claims)
    return {
        name: {
            "body": dict(each.said),
            "document_outlet": each.source.outlet,
            "document_published": each.source.published.isoformat() if each.source.published else None,
        }
        for name, each in printings.items()
    }


def _changed(ledger: Ledger, since: str, form: str, asked: dict[str, Any]) -> int:
    """What became of the facts that the filters let through."""
    from khorgos.cli.change_table import changes_csv, show_changes
    from khorgos.cli.table import console
    from khorgos.store import FactFilters
    from khorgos.telling import forms

    found = ledger.changes(options.moment(since, "--diff"))
    printings = ledger.printings_of(claim for change in found for claim in change.fact.claims)
    let = {fact.id for fact in FactFilters(**asked).choose([change.fact for change in found], printings)}
    changes = [change for change in found if change.fact.id in let]
    rows = [change.as_dict() for change in changes]
    if form == "jsonl":
        click.echo(forms.jsonl(rows), nl=False)
    elif form == "json":
        click.echo(forms.pretty(rows), nl=False)
    elif form == "csv":
        click.echo(changes_csv(changes), nl=False)
    else:
        show_changes(console(), changes, {name: dict(each.said) for name, each in printings.items()})
    return 0
