"""Two readers brought together, claim by claim and field by field; where they differ a named rule chooses.

The rules, in the order in which they are asked:

    agreed        both read the same
    one-silent    only one reader gives the field: what it gives, but not a time that the other does not see
    registered    a party under its registered name or code rather than the words for its government
    model-reads   else the model's reading: it was right where they differed in 99 of 101 cases (docs/reading.md)

The reading that lost stays on the claim as an alternative; so does silence (null) on a field without which the claim
says something else: who is silent does not agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from khorgos.claims import Alternative, Attribution, Claim, Ground, Rereader
from khorgos.claims.base import plain_json
from khorgos.extract.discourse import collapsed
from khorgos.referee.matching import likeness, pairs
from khorgos.referee.row import party_of
from khorgos.referee.standing import CORE
from khorgos.values import Bound, Party, PartyKind, Period, Quantity

BOTH = ("grammar", "model")
# Fields that hold one of a list of codes, not words that may be said in other ways.
_CODES = frozenset({"indicator", "measure", "type", "mode", "status", "sector", "flow_type", "basis"})
# Fields that hold values and are chosen together with their grounds.
_TOGETHER = {"figure": "quantity", "project": "money"}


def merge(grammar: Sequence[Claim], model: Sequence[Claim], reread: Rereader, language: str) -> list[Claim]:
    """All claims of two readers, each once, in order of place."""
    found = pairs(grammar, model)
    merged = {pair.right: _merged(grammar[pair.left], model[pair.right], reread, language) for pair in found}
    taken = {pair.left for pair in found}
    claims = [merged.get(number, claim) for number, claim in enumerate(model)]
    claims += [claim for number, claim in enumerate(grammar) if number not in taken]
    return sorted(claims, key=lambda claim: (claim.evidence.span.start, claim.evidence.span.end, claim.kind))


def _merged(ours: Claim, theirs: Claim, reread: Rereader, language: str) -> Claim:
    fields: dict[str, Any] = {}
    lost: list[Alternative] = []
    for name in _fields(theirs):
        left, right = getattr(ours, name), getattr(theirs, name)
        value, rule = _choose(name, left, right, ours, language)
        fields[name] = value
        reader, other = ("grammar", left) if value == right else ("model", right)
        if rule not in ("agreed", "one-silent") or (rule == "one-silent" and name in CORE[theirs.kind]):
            lost.append(Alternative(name, reader, plain_json(other), rule))
    return replace(
        theirs,
        **fields,
        evidence=replace(theirs.evidence, grounds=_grounds(ours, theirs, fields)),
        attribution=_attribution(ours.attribution, theirs.attribution),
        rule=f"{ours.rule}+{theirs.rule}",
        readers=BOTH,
        alternatives=tuple(lost),
        reread=reread,
    )


def _fields(claim: Claim) -> list[str]:
    names = [name for name in claim.SAYS if name in claim.__dataclass_fields__]
    together = _TOGETHER.get(claim.kind)
    return [together, *names] if together else names


def _choose(name: str, left: Any, right: Any, ours: Claim, language: str) -> tuple[Any, str]:
    if _same(name, left, right):
        return right, "agreed"
    if not right and name not in ours.PERIODS:
        return left, "one-silent"
    if not left:
        return right, "one-silent"
    if isinstance(right, tuple) and left and isinstance(left[0], Party):
        registered = tuple(_registered(party, left, language) for party in right)
        if registered != right:
            return registered, "registered"
    return right, "model-reads"


def _same(name: str, left: Any, right: Any) -> bool:
    """Whether two values of a field say the same: periods by their days, parties in any order, names of a part."""
    if left == right:
        return True
    if isinstance(left, Period) and isinstance(right, Period):
        return left.same_days(right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return _members(left) == _members(right)
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return (left.low, left.high, left.unit) == (right.low, right.high, right.unit) and _alike(left, right)
    names = isinstance(left, str) and isinstance(right, str) and name not in _CODES
    return names and likeness(left, right) == 1.0


def _members(items: tuple[Any, ...]) -> set[str]:
    """Parties by their codes, a group's complete members as the group; other items as they are."""
    parties = [item for item in items if isinstance(item, Party)]
    return {str(item) for item in (collapsed(parties) if parties else items)}


def _alike(left: Quantity, right: Quantity) -> bool:
    """Bounds that say the same of a number: about it, and below it where it is nearly reached."""
    return left.bound is right.bound or {left.bound, right.bound} == {Bound.ABOUT, Bound.BELOW}


def _registered(party: Party, others: tuple[Party, ...], language: str) -> Party:
    """The country that the other reader has, where a body's name is that of its government."""
    if party.kind is not PartyKind.BODY:
        return party
    named = {party_of(word.strip(",.()"), language) for word in party.code.split()}
    return next(
        (o for o in others if o.kind is PartyKind.COUNTRY and o in named and len(party.code.split()) <= _SHORT), party
    )


# "Government of Kenya" is Kenya; a bank with a country in a longer name is a bank.
_SHORT = 3


def _grounds(ours: Claim, theirs: Claim, fields: dict[str, Any]) -> tuple[Ground, ...]:
    """The grounds of what was chosen: the model's, and the grammar's for fields that only it has."""
    taken = {ground.field for ground in theirs.evidence.grounds}
    filled = [g for g in ours.evidence.grounds if g.field not in taken and (g.field in fields or g.field == "value")]
    return (*theirs.evidence.grounds, *filled)


def _attribution(ours: Attribution, theirs: Attribution) -> Attribution:
    return Attribution(
        theirs.speaker or ours.speaker,
        theirs.agency or ours.agency,
        theirs.outlet or ours.outlet,
        ours.spans,
    )
