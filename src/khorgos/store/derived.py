"""Claims of a ledger in the form in which they are compared, and which facts are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from khorgos.claims.fact import Fact
from khorgos.claims.printing import Printing, Source
from khorgos.errors import InputFault
from khorgos.reference.standing import stands_for
from khorgos.values import Period

_DAY = len("2023-05-18")
# So many reports are several.
SEVERAL = 2


def printings_of(rows: Iterable[dict[str, Any]]) -> list[Printing]:
    """Rows of claims (`Ledger.claims`) in the form in which claims are compared."""
    return [Printing.of(row["body"], source_of(row), stands_for) for row in rows]


def source_of(row: dict[str, Any]) -> Source:
    """The report of a claim's row, with its family of copies."""
    published = row["document_published"]
    day = dt.date.fromisoformat(published) if published and len(published) == _DAY else None
    family, agency = row.get("document_family") or "", row.get("document_agency")
    return Source(row["document"], row["document_outlet"], day, family, agency)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFilters:
    """Which facts are asked for; all that are given must hold.

    `kind` and `indicator` are codes; `parties` must all take part, each as itself or as a group that holds it; `period`
    must share a day; `text` are words that one of its claims must say (`store.Filters`);
    `disputed` wants those whose values conflict, `several` those that more than one report tells;
    `limit` says how many, after the first `offset`.
    Raises InputFault for an odd limit.
    """

    kind: str | None = None
    indicator: str | None = None
    parties: Sequence[str] = ()
    period: Period | None = None
    text: str | None = None
    disputed: bool = False
    several: bool = False
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            raise InputFault("a limit counts from 1.", place="limit", value=self.limit)

    def choose(self, facts: Sequence[Fact], by_id: dict[str, Printing]) -> list[Fact]:
        """The facts that are let through, in their order, whatever the limit."""
        return [fact for fact in facts if self._lets(fact, [by_id[claim] for claim in fact.claims])]

    def _lets(self, fact: Fact, claims: list[Printing]) -> bool:
        if (self.disputed and not fact.disputed) or (self.several and len({c.document for c in claims}) < SEVERAL):
            return False
        if self.kind and fact.kind != self.kind:
            return False
        if self.indicator and dict(fact.key).get("indicator") != self.indicator:
            return False
        if self.period and not any(c.period is not None and c.period.overlaps(self.period) for c in claims):
            return False
        if self.text and not any(_says(self.text, c) for c in claims):
            return False
        sides = frozenset().union(*(claim.all_sides for claim in claims))
        named = {party for claim in claims for party in claim.parties}
        return all(party in named or stands_for(party) <= sides for party in self.parties)


def _says(words: str, claim: Printing) -> bool:
    said = " ".join(str(claim.said.get(name) or "") for name in ("title", "name", "quote", "evidence", "sentence"))
    return all(word in said.casefold() for word in words.casefold().split())
