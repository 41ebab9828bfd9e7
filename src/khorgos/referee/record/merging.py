"""Two readers' records brought together, record by record and field by field; where they differ a named rule chooses.

    agreed         both read the same
    unseen         only the grammar sees an end: the model, which read the whole text, knows of none
    one-silent     else only one reader gives the field: what it gives
    both-name      bodies: those that both name, where there are any
    grammar-reads  terms of a loan: the words right beside a number decide
    model-reads    else the model's reading

The reading that lost stays on the record as an alternative, and so does a body that only one names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from khorgos.claims import Agency, Alternative, Passage, Record, Rereader
from khorgos.claims.base import plain_json
from khorgos.referee.matching import likeness
from khorgos.values import Period, Quantity

BOTH = ("grammar", "model")
# Two records are of the same works from this share of common words of their names on.
_SAME_NAME = 0.5
# The main records of two readers go together before any others.
_MAIN = 2.0
# Fields about the record itself, and those that go with another: what a sum is goes with the sum.
_ABOUT = frozenset(
    ("document", "source", "number", "passages", "readers", "claims", "alternatives", "details", "relations",
     "native_names", "amount_kind", "estimated", "proxies", "umbrella", "covid", "instruments", "intent")
)  # fmt: skip
_BODIES = frozenset(
    ("financiers", "cofinanciers", "receivers", "indirect_receivers", "implementers", "guarantors", "insurers")
)
# What a reader of the whole text does not leave out: an end makes the project complete.
_SEEN = frozenset(("end",))
_GRAMMAR_READS = frozenset((*Record.PERCENTS, *Record.YEARS))


def merge(grammar: Sequence[Record], model: Sequence[Record], reread: Rereader) -> list[Record]:
    """All records of two readers, each once: the grammar's in their order, then those that only the model has."""
    found = pairs(grammar, model)
    told = [merged(one, model[found[i]], reread) if i in found else one for i, one in enumerate(grammar)]
    sums = [record.money for i, record in enumerate(told) if i in found and record.money]
    # What the grammar took for another commitment of the text and the model for the main one is told once.
    told = [record for i, record in enumerate(told) if i in found or not _one_of(record.money, sums)]
    return told + [each for j, each in enumerate(model) if j not in found.values()]


def _one_of(money: Quantity | None, sums: Iterable[Quantity]) -> bool:
    return money is not None and any(_same("money", money, other) for other in sums)


def pairs(grammar: Sequence[Record], model: Sequence[Record]) -> dict[int, int]:
    """Which record of the model is which of the grammar's: the main ones, then by name and sum."""
    scored = [
        (-_alike(one, other, main=i == j == 0), i, j) for i, one in enumerate(grammar) for j, other in enumerate(model)
    ]
    found: dict[int, int] = {}
    for score, i, j in sorted(scored):
        if score < 0 and i not in found and j not in found.values():
            found[i] = j
    return found


def _alike(one: Record, other: Record, *, main: bool) -> float:
    """How much two records tell of the same; the main ones of a text do unless their names or countries differ."""
    name = likeness(one.name or "", other.name or "")
    same_sum = one.money is not None and other.money is not None and _same("money", one.money, other.money)
    other_works = bool(one.name and other.name and not name) or _differ(one, other)
    return (name if name >= _SAME_NAME else 0.0) + same_sum + (_MAIN if main and not other_works else 0.0)


def _differ(one: Record, other: Record) -> bool:
    """Whether two records are of different countries, and so of different works."""
    return bool(one.recipients and other.recipients and not {*one.recipients} & {*other.recipients})


def merged(ours: Record, theirs: Record, reread: Rereader) -> Record:
    """One record of two readers."""
    told: dict[str, Any] = {}
    lost: list[Alternative] = []
    winners: dict[str, str] = {}
    for part in fields_of(ours):
        name = part.name
        left, right = getattr(ours, name), getattr(theirs, name)
        if name in _ABOUT or left == right:
            continue
        value, rule = choose(name, left, right)
        told[name] = value
        winners[name] = "model" if value is right else "grammar"
        if rule not in ("agreed", "one-silent"):
            loser, reader = (left, "grammar") if value is right else (right, "model")
            lost.append(Alternative(name, reader, plain_json(loser), rule))
    if winners.get("money") == "model":
        told |= {"amount_kind": _kind(ours, theirs), "estimated": None}
    passages = _passages(ours, theirs, winners)
    return replace(ours, **told, passages=passages, readers=BOTH, alternatives=tuple(lost), reread=reread)


def _kind(ours: Record, theirs: Record) -> str | None:
    """What the model's sum is: what the grammar says of the same one, else nothing."""
    return ours.amount_kind if ours.money and theirs.money and _same("money", ours.money, theirs.money) else None


def choose(name: str, left: Any, right: Any) -> tuple[Any, str]:
    """The value of a field and the rule that chose it: the grammar's (left) or the model's."""
    if right in (None, ()):
        return (right, "unseen") if name in _SEEN else (left, "one-silent")
    if left in (None, ()):
        return right, "one-silent"
    if _same(name, left, right):
        return left, "agreed"
    if name in _GRAMMAR_READS:
        return left, "grammar-reads"
    if name in _BODIES:
        common = tuple(each for each in right if any(_same_body(each, other) for other in left))
        if common:
            return common, "both-name"
    return right, "model-reads"


def _same_body(one: Agency, other: Agency) -> bool:
    """Whether two names are of one body: one holds the other's words, or is its abbreviation."""
    names = {one.name.casefold(), (one.short or one.name).casefold()}
    return likeness(one.name, other.name) == 1.0 or bool(
        names & {other.name.casefold(), (other.short or other.name).casefold()}
    )


def _same(name: str, left: Any, right: Any) -> bool:
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return (left.low, left.high, left.unit) == (right.low, right.high, right.unit)
    if isinstance(left, Period) and isinstance(right, Period):
        return left.same_days(right)
    if isinstance(left, tuple) and left and isinstance(left[0], Agency):
        return _named(left) == _named(right)
    return left == right or (name == "name" and likeness(left, right) == 1.0)


def _named(found: Iterable[Agency]) -> set[str]:
    return {each.name.casefold() for each in found}


def _passages(ours: Record, theirs: Record, winners: dict[str, str]) -> tuple[Passage, ...]:
    """The words behind what was chosen: of each field those of the reader whose value stands, or of both."""
    kept = [p for p in ours.passages if winners.get(p.field, "grammar") == "grammar"]
    beside = [p for p in theirs.passages if winners.get(p.field, "model") == "model"]
    return (*kept, *beside)
