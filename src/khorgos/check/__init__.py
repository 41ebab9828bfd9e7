"""Claims and facts to findings: a file for every family of checks.

`check` looks into the claims of one report, `check_facts` across reports, `check_records` into project records,
`check_texts` holds claims to their documents, `check_official` to official series.  Findings inform; they never
pronounce.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from khorgos.check import (
    across,
    balance,
    compound,
    conversion,
    copies,
    evidence,
    growth,
    membership,
    official,
    order,
    parts,
    plausible,
    portfolio,
    shares,
    slips,
    stocks,
    sums,
)
from khorgos.check.records import check as records_check
from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.official import Observation
from khorgos.claims.printing import Printing
from khorgos.claims.record import Record

_FAMILIES = (
    portfolio.check,
    sums.check,
    balance.check,
    parts.check,
    growth.check,
    compound.check,
    shares.check,
    stocks.check,
    conversion.check,
    slips.check,
    plausible.check,
    order.check,
    membership.check,
)
_RANK = {severity: rank for rank, severity in enumerate(reversed(Severity))}


def check(printings: Sequence[Printing]) -> list[Finding]:
    """What the claims of one report say about each other, the gravest first."""
    return sorted((found for family in _FAMILIES for found in family(printings)), key=_gravest)


def check_facts(facts: Sequence[Fact], printings: Sequence[Printing]) -> list[Finding]:
    """What several reports say about the same things, the gravest first."""
    return sorted(across.check(facts, printings), key=_gravest)


def check_costs(printings: Sequence[Printing]) -> list[Finding]:
    """What projects cost a kilometre or a megawatt, over all reports: a few among many are told, to be looked at."""
    return sorted(plausible.check_costs(printings), key=_gravest)


def check_records(records: Sequence[Record]) -> list[Finding]:
    """What project records say about themselves and each other, the gravest first."""
    return sorted(records_check(records), key=_gravest)


def check_official(printings: Sequence[Printing], observations: Iterable[Observation]) -> list[Finding]:
    """Figures and project sums beside official series, and what later editions of these changed."""
    series = official.Series(observations)
    found = [*official.check(printings, series), *official.revisions(series)]
    return sorted((*found, *plausible.check_economy(printings, series.gdp)), key=_gravest)


def check_texts(texts: Mapping[str, str], languages: Mapping[str, str], printings: Sequence[Printing]) -> list[Finding]:
    """Claims beside their documents (id -> text, id -> language): what moved, and which reports are copies."""
    found = [*evidence.check(texts, languages, printings), *copies.check(texts, printings)]
    return sorted(found, key=_gravest)


def _gravest(finding: Finding) -> tuple[int, str, tuple[str, ...]]:
    return _RANK[finding.severity], finding.check, finding.claims
