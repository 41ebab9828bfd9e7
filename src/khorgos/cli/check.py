"""khorgos check: the sums that reports allow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.claims.finding import Finding


_GRAVEST = ("error", "warn", "info", "ok")


@click.command("check")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@options.ledger
@click.option("--all", "every", is_flag=True, help="Also sums that hold.")
@click.option("--official", is_flag=True, help="Files beside the official series of the ledger; the ledger always is.")
@click.option("--check", "codes", multiple=True, metavar="CODE", help="Only these checks (docs/checks.md); repeatable.")
@options.form
def command(
    files: tuple[str, ...], place: str, form: str, codes: tuple[str, ...], *, every: bool, official: bool
) -> int:
    """Check reports, or the ledger where no file is given: sums, growth, shares, dates, conflicts, drift.

    \b
    khorgos check report.html
    khorgos check january.txt may.txt      also across the two
    khorgos check --ledger khorgos.db --format jsonl
    khorgos check report.txt --official    also beside the official series kept

    Findings inform: the exit code is 0 also where sums do not hold.
    """  # noqa: D301 - click wants the character itself
    findings, names = _of_files(files, place if official else "") if files else _of_ledger(place)
    chosen = [finding for finding in findings if not codes or finding.check in codes]
    chosen.sort(key=lambda finding: _GRAVEST.index(finding.severity.value))
    _print([finding for finding in chosen if every or finding.severity.value != "ok"], names, form)
    return 0


def _of_files(files: tuple[str, ...], place: str) -> tuple[list[Finding], dict[str, str]]:
    from khorgos.cli.finding_table import official as official_findings
    from khorgos.fetch.local import read
    from khorgos.pipeline import check, printings

    readings = [(Path(name).name, read(name)) for name in files]
    names = {claim.id: name for name, reading in readings for claim in reading.claims}
    findings = check([reading for _, reading in readings])
    if place:
        from khorgos.store import Ledger

        with Ledger(place, create=False) as ledger:
            findings += official_findings(lambda: [p for _, reading in readings for p in printings(reading)], ledger)
    return findings, names


def _of_ledger(place: str) -> tuple[list[Finding], dict[str, str]]:
    from khorgos.cli.finding_table import official as official_findings
    from khorgos.store import Ledger

    with Ledger(place, create=False) as ledger:
        found = ledger.findings() + official_findings(ledger.printings, ledger)
        named = ledger.names_of(claim for finding in found for claim in finding.claims)
        return found, {claim: Path(name).name for claim, name in named.items()}


def _print(findings: list[Finding], names: dict[str, str], form: str) -> None:
    from khorgos.cli.finding_table import show_findings
    from khorgos.cli.table import console
    from khorgos.telling import forms

    rows: list[dict[str, Any]] = [finding.as_dict() for finding in findings]
    if form == "jsonl":
        click.echo(forms.jsonl(rows), nl=False)
    elif form == "json":
        click.echo(forms.pretty(rows), nl=False)
    elif form == "csv":
        columns = ("check", "severity", "told", "sum", "tolerance", "claims")
        click.echo(forms.table_text(columns, [row | {"claims": " ".join(row["claims"])} for row in rows]), nl=False)
    else:
        out = console()
        out.print(f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}")
        show_findings(out, findings, names)
