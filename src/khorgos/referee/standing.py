"""How a claim stands: who reads it, where they differ, and what speaks against it.

    agreed     both readers read it, and every core field alike
    partial    both read it, and some core field only one of them gives
    differing  both read it, and some core field otherwise
    alone      one of the two readers reads it, the other has passed it over
    disputed   one reads it, and the other's reading of the same number was refused
    bare       one reads it, and the passage has not the words that such a claim needs
    single     there is one reader only

The core fields are those without which a claim says something else (value, period, parties, name, speaker, …).
"""

from __future__ import annotations

from collections.abc import Sequence

from khorgos.annotate import Annotated, within
from khorgos.claims import Claim, Rejected

CORE = {
    "figure": frozenset({"quantity", "measure", "indicator", "period", "parties"}),
    "project": frozenset({"name", "money"}),
    "event": frozenset({"type", "name", "date"}),
    "mechanism": frozenset({"name", "founded"}),
    "agreement": frozenset({"title", "parties", "date"}),
    "statement": frozenset({"speaker", "mode"}),
}
# A mechanism without a founding is told by its members: at least two.
_MEMBERS = 2


def standing(view: Annotated, claim: Claim, refused: Sequence[Rejected], *, readers: int) -> str:
    """The code of how a claim stands among so many readers, with its kind: "agreed.figure"."""
    return f"{_code(view, claim, refused, readers)}.{claim.kind}"


def _code(view: Annotated, claim: Claim, refused: Sequence[Rejected], readers: int) -> str:
    if len(claim.readers) > 1:
        rules = {alternative.rule for alternative in claim.alternatives if alternative.field in CORE[claim.kind]}
        return "agreed" if not rules else "partial" if rules == {"one-silent"} else "differing"
    if readers == 1:
        return f"single-{claim.readers[0]}"
    if claim.readers == ("grammar",) and any(_same_number(claim, other) for other in refused):
        return "disputed"
    if _bare(view, claim):
        return f"bare-{claim.readers[0]}"
    return f"alone-{claim.readers[0]}"


def _same_number(claim: Claim, refused: Rejected) -> bool:
    grounds = claim.evidence.grounds_of("value")
    return refused.kind == claim.kind and any(refused.span.overlaps(ground.span) for ground in grounds)


def _bare(view: Annotated, claim: Claim) -> bool:
    """An agreement whose passage names no paper; a mechanism without a founding and without members."""
    if claim.kind == "agreement":
        span = claim.evidence.span
        return not within(view.room("papers"), span.start, span.end)
    if claim.kind == "mechanism":
        told = len(getattr(claim, "members", ())) + len(getattr(claim, "partners", ()))
        return getattr(claim, "founded", None) is None and told < _MEMBERS
    return False
