"""Claims and facts to findings: a file for every family of checks.

`check` looks into the claims of one report, `check_facts` across reports.  Findings inform; they never pronounce.
"""

from __future__ import annotations

from collections.abc import Sequence

from khorgos.check import across, balance, growth, order, portfolio, shares
from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing

_FAMILIES = (portfolio.check, balance.check, growth.check, shares.check, order.check)
_RANK = {severity: rank for rank, severity in enumerate(reversed(Severity))}


def check(printings: Sequence[Printing]) -> list[Finding]:
    """What the claims of one report say about each other, the gravest first."""
    return sorted((found for family in _FAMILIES for found in family(printings)), key=_gravest)


def check_facts(facts: Sequence[Fact], printings: Sequence[Printing]) -> list[Finding]:
    """What several reports say about the same things, the gravest first."""
    return sorted(across.check(facts, printings), key=_gravest)


def _gravest(finding: Finding) -> tuple[int, str, tuple[str, ...]]:
    return _RANK[finding.severity], finding.check, finding.claims
