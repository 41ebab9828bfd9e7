"""Findings for people, and those that are made beside the official series which a ledger's archive holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khorgos.cli.table import WARN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.console import Console

    from khorgos.claims.finding import Finding
    from khorgos.claims.printing import Printing
    from khorgos.store import Ledger

_MARKS = {"error": ("✗", WARN), "warn": ("▲", WARN), "info": ("·", "dim"), "ok": ("✓", "dim")}


def show_findings(out: Console, findings: Iterable[Finding], names: Mapping[str, str]) -> None:
    """What each tells, and below it the sum, the reports by their `names` (of claims), and the check."""
    from rich.text import Text

    for finding in findings:
        mark, style = _MARKS[finding.severity.value]
        reports = dict.fromkeys(names[claim] for claim in finding.claims if claim in names)
        out.print(Text.assemble((mark, style), f" {finding.told}"))
        below = " · ".join(part for part in (finding.sum, ", ".join(reports), finding.check) if part)
        out.print(Text(f"  {below}", style="dim"))


def official(told: Callable[[], Sequence[Printing]], ledger: Ledger) -> list[Finding]:
    """The findings beside the official series that the ledger's archive holds; without any no claim is looked at."""
    from khorgos.check import check_official
    from khorgos.statistics import Snapshots, observations

    found = list(observations(Snapshots(ledger.archive)))
    return check_official(told(), found) if found else []
