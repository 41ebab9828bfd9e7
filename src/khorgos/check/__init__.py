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
    duplicates,
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
    umbrellas,
)
from khorgos.check.records import check as records_check
from khorgos.check.records import check_each as each_check
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


def check_facts(facts: Sequence[Fact], printings: Sequence[Printing], beside: Sequence[Fact] = ()) -> list[Finding]:
    """What several reports say about the same things, the gravest first.

    `printings` are the claims of the facts and those that these are linked with; where the facts are not all there are,
    `beside` are the ones that stand beside them.
    """
    return sorted(across.check(facts, printings, beside), key=_gravest)


def check_costs(printings: Sequence[Printing]) -> list[Finding]:
    """What projects cost a kilometre or a megawatt, over all reports: a few among many are told, to be looked at."""
    return sorted(plausible.check_costs(printings), key=_gravest)


def check_records(records: Sequence[Record]) -> list[Finding]:
    """What project records say about themselves and each other, the gravest first."""
    return sorted(records_check(records), key=_gravest)


def check_each(records: Sequence[Record]) -> list[Finding]:
    """What project records say about themselves, each alone, the gravest first."""
    return sorted(each_check(records), key=_gravest)


def check_duplicates(records: Sequence[Record]) -> list[Finding]:
    """Which project records may be of one project; only those of the same recipients are compared."""
    return sorted(duplicates.check(records), key=_gravest)


def check_umbrellas(records: Sequence[Record]) -> list[Finding]:
    """Frameworks against the records that stand under them."""
    return sorted(umbrellas.check(records), key=_gravest)


def check_official(printings: Sequence[Printing], observations: Iterable[Observation]) -> list[Finding]:
    """Figures and project sums beside official series, and what later editions of these changed."""
    series = official.Series(observations)
    found = [*official.check(printings, series), *official.revisions(series)]
    return sorted((*found, *plausible.check_economy(printings, series.gdp)), key=_gravest)


def check_texts(texts: Mapping[str, str], languages: Mapping[str, str], printings: Sequence[Printing]) -> list[Finding]:
    """Claims beside their documents (id -> text, id -> language): what moved, and which reports are copies."""
    return sorted((*check_evidence(texts, languages, printings), *check_copies(texts, printings)), key=_gravest)


def check_evidence(
    texts: Mapping[str, str], languages: Mapping[str, str], printings: Sequence[Printing]
) -> list[Finding]:
    """Claims that no longer stand in their documents (id -> text, id -> language)."""
    return sorted(evidence.check(texts, languages, printings), key=_gravest)


def check_copies(texts: Mapping[str, str], printings: Sequence[Printing]) -> list[Finding]:
    """Which of these documents (id -> text) are copies of one another, as far as they make claims."""
    return sorted(copies.check(texts, printings), key=_gravest)


def _gravest(finding: Finding) -> tuple[int, str, tuple[str, ...]]:
    return _RANK[finding.severity], finding.check, finding.claims
