"""What stands beside the claims and facts of a page: rows, facts, findings, verdicts, asked for these alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.judgement import Judgement, verdicts
from khorgos.store import Ledger
from khorgos.store.kept import Held
from khorgos.telling import title


@dataclass(frozen=True)
class Rulings:
    """What people ruled: all standing judgements, and the verdict that counts for each claim."""

    judgements: Sequence[Judgement] = ()
    verdicts: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def judged(self) -> dict[str, dict[str, Judgement]]:
        """Each person's verdict on each claim that was judged; what settles a difference stands under "final"."""
        found = verdicts(self.judgements)
        for judgement in self.judgements:
            if judgement.is_verdict and judgement.final:
                found.setdefault(judgement.subject, {})["final"] = judgement
        return found


@dataclass(frozen=True, slots=True)
class Beside:
    """Rows of claims by id, the facts that hold them in short, the findings that speak of them (not sums that hold)."""

    rows: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    fact_of: Mapping[str, Held] = field(default_factory=dict)
    findings_of: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    verdicts: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    def title(self, fact: Fact) -> str:
        """A fact's title."""
        return title(self.lead(fact))

    def lead(self, fact: Fact) -> dict[str, Any]:
        """What a fact's first printing says, with the fact's own key over it: for its title."""
        return {**self.rows[fact.claims[0]]["body"], **dict(fact.key)}

    def there(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts whose first printing is at hand: a report that is read again in between is shown the next time."""
        return [fact for fact in facts if fact.claims[0] in self.rows]


def beside(
    ledger: Ledger, rulings: Rulings, *, rows: Iterable[dict[str, Any]] = (), claims: Iterable[str] = (),
    facts: Iterable[Fact] = (),
) -> Beside:  # fmt: skip
    """What stands beside claims (rows that are at hand, and ids) and, for their titles, facts."""
    known = {row["id"]: row for row in rows}
    shown = {*known, *claims}
    wanted = (shown | {fact.claims[0] for fact in facts}) - known.keys()
    known |= ledger.claims_named(wanted) if wanted else {}
    if not shown:
        return Beside(known, {}, {}, rulings.verdicts)
    findings = {
        claim: [each for each in found if each.severity is not Severity.OK]
        for claim, found in ledger.findings_of(shown).items()
    }
    return Beside(known, ledger.facts_in_short(shown), findings, rulings.verdicts)
