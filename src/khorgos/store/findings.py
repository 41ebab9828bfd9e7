"""Findings as the ledger keeps them: rows that are written when checks are made, and asked for without checking again.

`checking` keeps them true to claims, facts, texts and records.  Each stands under what it was made from: a `scope`
and a subject within it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from khorgos.claims.finding import Finding, Severity
from khorgos.errors import InputFault
from khorgos.store.batches import parts
from khorgos.store.schema import (
    CLAIMS,
    DOCUMENTS,
    FACT_CLAIMS,
    FINDING_CLAIMS,
    FINDINGS,
    READINGS,
    RECORD_READINGS,
    RECORDS,
)

# The gravest first.
_RANK = {severity: rank for rank, severity in enumerate(reversed(Severity))}
# What a finding about project records speaks of instead of a kind of claims.
RECORD = "record"
# The sorts that findings are counted by.
FACETS = ("severity", "check", "kind")


class Scope(StrEnum):
    """What findings are made from; the subject is a document's id, a fact's, a family's, a record's, recipients."""

    REPORT = "report"
    FACT = "fact"
    COPIES = "copies"
    COSTS = "costs"
    RECORD = "record"
    DUPLICATES = "duplicates"
    UMBRELLAS = "umbrellas"


# A scope, and the findings of each subject in it that was checked.
Made = tuple[Scope, dict[str, list[Finding]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilters:
    """Which findings are asked for; all that are given must hold.

    `checks` and `severities` are codes (docs/checks.md), one of which it must be; `kind` is that of the first claim
    that it names ("record" of project records); `document`, `fact` and `claim` are whole ids of what it must speak of,
    one claim at least; `limit` says how many, after the first `offset`.
    Raises InputFault for a severity that there is not, or an odd limit.
    """

    checks: Sequence[str] = ()
    severities: Sequence[str] = ()
    kind: str | None = None
    document: str | None = None
    fact: str | None = None
    claim: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        for value in self.severities:
            if value not in set(Severity):
                mend = f"One of {', '.join(Severity)}."
                raise InputFault("no such severity.", place="severity", value=value, mend=mend)
        if self.limit is not None and self.limit < 1:
            raise InputFault("a limit counts from 1.", place="limit", value=self.limit)


def put(connection: Connection, scope: Scope, found: Mapping[str, Sequence[Finding]]) -> None:
    """Keep findings by the subject that they were made from."""
    flat = [(subject, finding) for subject, several in found.items() for finding in several]
    if not flat:
        return
    kinds = _kinds(connection, {finding.claims[0] for _, finding in flat if finding.claims})
    first = 1 + int(connection.execute(select(func.coalesce(func.max(FINDINGS.c.number), 0))).scalar_one())
    numbered = list(enumerate(flat, first))
    connection.execute(
        insert(FINDINGS), [_row(number, finding, scope, subject, kinds) for number, (subject, finding) in numbered]
    )
    claims = [{"claim": claim, "finding": number} for number, (_, each) in numbered for claim in set(each.claims)]
    if claims:
        connection.execute(insert(FINDING_CLAIMS), claims)


def drop(connection: Connection, scope: Scope, subjects: Iterable[str]) -> None:
    """Forget what was made from these subjects."""
    for some in parts(sorted(set(subjects))):
        asked = (FINDINGS.c.scope == scope.value, FINDINGS.c.subject.in_(some))
        numbers = select(FINDINGS.c.number).where(*asked)
        connection.execute(delete(FINDING_CLAIMS).where(FINDING_CLAIMS.c.finding.in_(numbers)))
        connection.execute(delete(FINDINGS).where(*asked))


def drop_all(connection: Connection, scope: Scope) -> None:
    """Forget all findings of a scope."""
    numbers = select(FINDINGS.c.number).where(FINDINGS.c.scope == scope.value)
    connection.execute(delete(FINDING_CLAIMS).where(FINDING_CLAIMS.c.finding.in_(numbers)))
    connection.execute(delete(FINDINGS).where(FINDINGS.c.scope == scope.value))


def clear(connection: Connection) -> None:
    """Forget all findings."""
    for table in (FINDING_CLAIMS, FINDINGS):
        connection.execute(delete(table))


def subjects(connection: Connection, scope: Scope, documents: Iterable[str]) -> set[str]:
    """The subjects of the findings that speak of any claim that these reports ever made."""
    found: set[str] = set()
    for some in parts(sorted(set(documents))):
        query = select(FINDINGS.c.subject).join(FINDING_CLAIMS, FINDING_CLAIMS.c.finding == FINDINGS.c.number)
        query = query.join(CLAIMS, CLAIMS.c.id == FINDING_CLAIMS.c.claim)
        query = query.where(CLAIMS.c.document.in_(some), FINDINGS.c.scope == scope.value).distinct()
        found |= set(map(str, connection.execute(query).scalars()))
    return found


def chosen(connection: Connection, filters: FindingFilters) -> list[Finding]:
    """The findings that the filters let through, the gravest first, then by check and id."""
    query = _let_through(select(FINDINGS.c.body), filters)
    query = query.order_by(FINDINGS.c.rank, FINDINGS.c.check, FINDINGS.c.id, FINDINGS.c.body)
    if filters.limit:
        query = query.limit(filters.limit).offset(filters.offset)
    return [_read(body) for body in connection.execute(query).scalars()]


def count(connection: Connection, filters: FindingFilters) -> int:
    """How many findings the filters let through, whatever their limit."""
    return int(connection.execute(_let_through(select(func.count()).select_from(FINDINGS), filters)).scalar_one())


def facets(connection: Connection, filters: FindingFilters) -> dict[str, dict[str, int]]:
    """How many of them have each severity, check and kind, the most frequent first."""
    found = {}
    for name in FACETS:
        column, number = FINDINGS.c[name], func.count()
        query = _let_through(select(column, number).select_from(FINDINGS), filters).group_by(column)
        found[name] = {str(row[0]): int(row[1]) for row in connection.execute(query.order_by(number.desc(), column))}
    return found


def speaking_of(connection: Connection, claims: Iterable[str]) -> dict[str, list[Finding]]:
    """The findings that speak of each of these claims, by the claim's id; one that none speaks of has none."""
    found: dict[str, list[Finding]] = {}
    for some in parts(sorted(set(claims))):
        query = select(FINDING_CLAIMS.c.claim, FINDINGS.c.body)
        query = query.join(FINDINGS, FINDINGS.c.number == FINDING_CLAIMS.c.finding)
        query = query.where(FINDING_CLAIMS.c.claim.in_(some))
        query = query.order_by(FINDINGS.c.rank, FINDINGS.c.check, FINDINGS.c.id, FINDINGS.c.body)
        for claim, body in connection.execute(query):
            found.setdefault(claim, []).append(_read(body))
    return found


class Unmet:
    """The findings that are kept, held to those that are made anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._met = 0

    def meet(self, scope: Scope, made: Mapping[str, Sequence[Finding]]) -> Iterator[str]:
        """The ids of findings of these subjects that are kept and not made, or made and not kept."""
        held: dict[str, Counter[Finding]] = {name: Counter() for name in made}
        for some in parts(sorted(made)):
            query = select(FINDINGS.c.subject, FINDINGS.c.body)
            query = query.where(FINDINGS.c.scope == scope.value, FINDINGS.c.subject.in_(some))
            for row in self._connection.execute(query):
                held[row.subject][_read(row.body)] += 1
        for name, found in made.items():
            anew = Counter(found)
            self._met += held[name].total()
            yield from (finding.id for finding in ((held[name] - anew) + (anew - held[name])).elements())

    def left(self) -> Iterator[str]:
        """That findings are kept of subjects that nobody asked about: there is nothing that they were made from."""
        more = count(self._connection, FindingFilters()) - self._met
        yield from ("of nothing that is there",) * more


def names_of(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """The name of the report that each of these claims stands in, of a record the name of its source."""
    found: dict[str, str] = {}
    for some in parts(sorted(set(claims))):
        query = select(CLAIMS.c.id, DOCUMENTS.c.name).join(DOCUMENTS, DOCUMENTS.c.id == CLAIMS.c.document)
        found |= {row.id: row.name for row in connection.execute(query.where(CLAIMS.c.id.in_(some)))}
        records = select(RECORDS.c.id, RECORDS.c.source).where(RECORDS.c.id.in_(some))
        found |= {row.id: row.source for row in connection.execute(records)}
    return found


def _let_through(query: Select[Any], filters: FindingFilters) -> Select[Any]:
    if filters.checks:
        query = query.where(FINDINGS.c.check.in_(filters.checks))
    if filters.severities:
        query = query.where(FINDINGS.c.severity.in_(filters.severities))
    if filters.kind:
        query = query.where(FINDINGS.c.kind == filters.kind)
    for claims in _asked_claims(filters):
        speaks = select(FINDING_CLAIMS.c.finding).where(FINDING_CLAIMS.c.claim.in_(claims))
        query = query.where(FINDINGS.c.number.in_(speaks))
    return query


def _asked_claims(filters: FindingFilters) -> list[Any]:
    """For each of claim, fact and document that is given: the ids of which a finding must name one."""
    found: list[Any] = []
    if filters.claim:
        found.append([filters.claim])
    if filters.fact:
        found.append(select(FACT_CLAIMS.c.claim).where(FACT_CLAIMS.c.fact == filters.fact))
    if filters.document:
        told = select(RECORD_READINGS.c.record).join(READINGS, READINGS.c.id == RECORD_READINGS.c.reading)
        told = told.where(READINGS.c.document == filters.document)
        found.append(select(CLAIMS.c.id).where(CLAIMS.c.document == filters.document).union(told))
    return found


def _kinds(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in parts(sorted(claims)):
        rows = connection.execute(select(CLAIMS.c.id, CLAIMS.c.kind).where(CLAIMS.c.id.in_(some)))
        found |= {row.id: row.kind for row in rows}
    return found


def _row(number: int, finding: Finding, scope: Scope, subject: str, kinds: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": number,
        "id": finding.id,
        "check": finding.check,
        "severity": finding.severity.value,
        "rank": _RANK[finding.severity],
        "kind": kinds.get(finding.claims[0], RECORD) if finding.claims else RECORD,
        "scope": scope.value,
        "subject": subject,
        "body": json.dumps(finding.as_dict(), ensure_ascii=False, separators=(",", ":")),
    }


def _read(body: str) -> Finding:
    return Finding.of(json.loads(body))
