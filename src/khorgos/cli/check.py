"""khorgos check: the sums that reports allow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.claims.finding import Finding


@click.command("check")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@options.ledger
@click.option("--all", "every", is_flag=True, help="Also sums that hold.")
@options.form
def command(files: tuple[str, ...], place: str, form: str, *, every: bool) -> int:
    """Check reports, or the ledger where no file is given: sums, growth, shares, dates, conflicts, drift.

    \b
    khorgos check report.html
    khorgos check january.txt may.txt      also across the two
    khorgos check --ledger khorgos.db --format jsonl

    Findings inform: the exit code is 0 also where sums do not hold.
    """  # noqa: D301 - click wants the character itself
    findings, names = _of_files(files) if files else _of_ledger(place)
    _print([finding for finding in findings if every or finding.severity.value != "ok"], names, form)
    return 0


def _of_files(files: tuple[str, ...]) -> tuple[list[Finding], dict[str, str]]:
    from khorgos.fetch.local import read
    from khorgos.pipeline import check

    readings = [(Path(name).name, read(name)) for name in files]
    names = {claim.id: name for name, reading in readings for claim in reading.claims}
    return check([reading for _, reading in readings]), names


def _of_ledger(place: str) -> tuple[list[Finding], dict[str, str]]:
    from khorgos.store import Ledger

    with Ledger(place, create=False) as ledger:
        names = {row["id"]: Path(row["document_name"]).name for row in ledger.claims()}
        return ledger.findings(), names


def _print(findings: list[Finding], names: dict[str, str], form: str) -> None:
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
        _show(findings, names)


def _show(findings: list[Finding], names: dict[str, str]) -> None:
    from rich.text import Text

    from khorgos.cli.table import WARN, console

    out = console()
    marks = {"error": ("✗", WARN), "warn": ("▲", WARN), "info": ("·", "dim"), "ok": ("✓", "dim")}
    noun = "finding" if len(findings) == 1 else "findings"
    out.print(f"{len(findings)} {noun}")
    for finding in findings:
        mark, style = marks[finding.severity.value]
        reports = dict.fromkeys(names[claim] for claim in finding.claims if claim in names)
        out.print(Text.assemble((mark, style), f" {finding.told}"))
        below = " · ".join(part for part in (finding.sum, ", ".join(reports), finding.check) if part)
        out.print(Text(f"  {below}", style="dim"))
