"""khorgos doctor: what is installed, what is missing, how to mend it."""

from __future__ import annotations

import click

from khorgos.cli import options


@click.command("doctor")
@options.ledger
@click.option("--facts", is_flag=True, help="Also make all facts anew and hold them to those kept; mends what differs.")
def command(place: str, *, facts: bool) -> int:
    """Say what is installed, what is missing and how to mend it; the exit code is 1 if something needs mending.

    \b
    khorgos doctor
    khorgos doctor --ledger press.db
    khorgos doctor --facts
    """  # noqa: D301 - click wants the character itself
    from khorgos.cli.table import console
    from khorgos.health import examine, examine_facts

    out = console()
    findings = [*examine(place), *(examine_facts(place) if facts else [])]
    for finding in findings:
        out.print(finding.mark, f"{finding.what:<20}", finding.found, style="" if finding.good else "bold")
        if finding.mend:
            out.print(f"  {'':<20} {finding.mend}")
    return 0 if all(finding.good for finding in findings) else 1
