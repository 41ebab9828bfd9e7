"""Two readings of one report, claim by claim and record by record: what is added, gone, changed by field, the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from khorgos.reconcile.places import Place, pairs

# What a claim carries besides what it says: the passage is told apart, the rest is how it was read.
_ASIDE = frozenset(
    {"id", "kind", "document", "evidence", "sentence", "span", "page", "grounds", "rule", "readers", "confidence"}
    | {"accepted", "alternatives", "attribution"}
)

# What a record carries besides what it says; `relations` name other records by ids that change as these do.
_RECORD_ASIDE = frozenset(
    {"id", "document", "source", "passages", "readers", "claims", "alternatives", "relations", "money"}
)

Body = Mapping[str, Any]


class Field(NamedTuple):
    """A field that is not what it was; None where it is empty."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Altered:
    """A claim or record that stands where one stood and says something else."""

    before: Body
    after: Body
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the claims, or the records, of a report."""

    same: int = 0
    added: tuple[Body, ...] = ()
    gone: tuple[Body, ...] = ()
    altered: tuple[Altered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.altered)

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        changed = [
            {"before": each.before, "after": each.after, "fields": [field._asdict() for field in each.fields]}
            for each in self.altered
        ]
        return {"same": self.same, "added": list(self.added), "gone": list(self.gone), "changed": changed}


def difference(before: Sequence[Body], after: Sequence[Body]) -> Difference:
    """What became of claims (in their plain form), in the order of the text; whatever their order."""
    old, new = ({body["id"]: body for body in bodies} for bodies in (before, after))
    left = [Place.of(old[name]) for name in old if name not in new]
    came = [Place.of(new[name]) for name in new if name not in old]
    altered = [_altered(old[one.id], new[other.id]) for one, other in pairs(left, came)]
    # What says the same of a passage that lies elsewhere, or is cut elsewhere, is the same claim.
    moved = [each for each in altered if not each.fields]
    gone, added = {each.before["id"] for each in altered}, {each.after["id"] for each in altered}
    return Difference(
        len(old) - len(left) + len(moved),
        tuple(_ordered(new[place.id] for place in came if place.id not in added)),
        tuple(_ordered(old[place.id] for place in left if place.id not in gone)),
        tuple(sorted((each for each in altered if each.fields), key=lambda each: _at(each.after))),
    )


def record_difference(before: Sequence[Body], after: Sequence[Body]) -> Difference:
    """What became of project records (in their plain form): one stands for another by its name and its passages."""
    old, new = ({body["id"]: body for body in bodies} for bodies in (before, after))
    left, came = ([one[name] for name in one if name not in other] for one, other in ((old, new), (new, old)))
    ranked = [(rank, one["id"], other["id"]) for one in left for other in came if any(rank := _alike(one, other))]
    pairs: dict[str, str] = {}
    for _, one, other in sorted(ranked, reverse=True):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    found = [Altered(old[one], new[other], tuple(_record_fields(old[one], new[other]))) for one, other in pairs.items()]
    altered = [each for each in found if each.fields]
    return Difference(
        len(old) - len(left) + len(found) - len(altered),
        tuple(body for body in came if body["id"] not in pairs.values()),
        tuple(body for body in left if body["id"] not in pairs),
        tuple(altered),
    )


def _alike(one: Body, other: Body) -> tuple[bool, int]:
    """How surely two records are of one project: the same name, and how many fields have the same words behind them."""
    mine, its = ({(each["field"], each["text"]) for each in body.get("passages", ())} for body in (one, other))
    return one.get("name") is not None and one.get("name") == other.get("name"), len(mine & its)


def _record_fields(before: Body, after: Body) -> Iterator[Field]:
    for name in dict.fromkeys((*before, *after)):
        if name not in _RECORD_ASIDE and before.get(name) != after.get(name):
            yield Field(name, before.get(name), after.get(name))


def _altered(before: Body, after: Body) -> Altered:
    return Altered(before, after, tuple(_fields(before, after)))


def _fields(before: Body, after: Body) -> Iterator[Field]:
    one, other = _said(before), _said(after)
    for name in (*one, *(name for name in other if name not in one)):
        if one.get(name) != other.get(name):
            yield Field(name, one.get(name), other.get(name))


def _said(body: Body) -> dict[str, Any]:
    """What a claim says, with who is said to say so."""
    own = {name: value for name, value in body.items() if name not in _ASIDE}
    return own | {f"said by: {name}": value for name, value in (body.get("attribution") or {}).items()}


def _ordered(bodies: Iterator[Body]) -> list[Body]:
    return sorted(bodies, key=_at)


def _at(body: Body) -> tuple[int, int, str]:
    return (*body["span"], body["id"])
