"""What is derived from claims: links between them, and facts that group them.  Facts are never typed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Relation(StrEnum):
    """How two claims about the same thing stand to each other.

    AGREE: the printed values meet.  CLOSE: within a percent (roundings, editions).  CONFLICT: they cannot both hold.
    The BY_* ones speak of nearly the same thing: of another period (a part of the year), another scope (other parties,
    a section of the line), with another precision (a rounded value).  SUPERSEDED: a later value of what grows or
    shrinks over the years (a list of projects, a stock).  DRIFT: the same value printed for another period.
    """

    AGREE = "agree"
    CLOSE = "close"
    CONFLICT = "conflict"
    BY_PERIOD = "differs-by-period"
    BY_SCOPE = "differs-by-scope"
    BY_PRECISION = "differs-by-precision"
    SUPERSEDED = "superseded"
    DRIFT = "drift"


# Claims so related speak of one fact; the others join facts that stand side by side.
ONE_FACT = frozenset({Relation.AGREE, Relation.CLOSE, Relation.CONFLICT, Relation.BY_PRECISION, Relation.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims (by id, the smaller first), how they stand to each other, and why, in words."""

    left: str
    right: str
    relation: Relation
    reasons: tuple[str, ...] = ()

    @staticmethod
    def between(one: str, other: str, relation: Relation, reasons: tuple[str, ...] = ()) -> Link:
        """A link whose order does not depend on who came first."""
        left, right = sorted((one, other))
        return Link(left, right, relation, reasons)

    def as_dict(self) -> dict[str, Any]:
        """The link as plain JSON values."""
        return {
            "left": self.left,
            "right": self.right,
            "relation": self.relation.value,
            "reasons": list(self.reasons),
        }

    @staticmethod
    def of(told: Mapping[str, Any]) -> Link:
        """The link that `as_dict` gave."""
        return Link(told["left"], told["right"], Relation(told["relation"]), tuple(told["reasons"]))


@dataclass(frozen=True, slots=True)
class Verified:
    """Who tells a fact.

    `sides`: offices of states that take part (ISO 3166-1 alpha-3), among them of one that gives (`donor`) or gets
    (`recipient`); `third`: other official bodies.
    """

    sides: tuple[str, ...] = ()
    donor: bool = False
    recipient: bool = False
    third: bool = False

    @property
    def level(self) -> str:
        """The double-verification meter: "both sides", "one side", "third party", or "media only"."""
        if len(self.sides) > 1:
            return "both sides"
        return "one side" if self.sides else "third party" if self.third else "media only"

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        told = {"donor": self.donor, "recipient": self.recipient, "third": self.third}
        return {"level": self.level, "sides": list(self.sides), **told}

    @staticmethod
    def of(told: Mapping[str, Any]) -> Verified:
        """What `as_dict` gave."""
        return Verified(tuple(told["sides"]), told["donor"], told["recipient"], told["third"])


@dataclass(frozen=True, slots=True)
class Fact:
    """Claims about the same thing: their key, the claims in order of printing, and the links among them.

    `key` holds what makes it one fact (of a figure: indicator, measure, parties, unit, period), `claims` ids of claims,
    `links` how its claims stand to each other and to claims of facts beside it, `values` the clusters of values that
    meet, in the order of `precedence` (the rule that put the first of them first: docs/facts.md), `sources` the number
    of independent sources after copies and shared attributions are merged, `beside` the ids of facts that stand beside
    it with the relation, `verified` which sides tell it, `quality` TUFF's source quality (1 to 5), `rulings` what
    people ruled on its values, in words.
    """

    kind: str
    key: tuple[tuple[str, Any], ...]
    claims: tuple[str, ...]
    links: tuple[Link, ...] = ()
    values: tuple[Cluster, ...] = ()
    sources: int = 1
    beside: tuple[tuple[str, str], ...] = field(default=())
    precedence: str = ""
    verified: Verified = field(default=Verified())
    quality: int = 1
    rulings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of its earliest printed claim.

        The id of every claim leads to the fact that holds it (`Ledger.fact`), so that an id that was given once leads
        there for good, also where an earlier printing turns up, or two facts turn out to be one.
        """
        return self.claims[0]

    @property
    def has_history(self) -> bool:
        """Whether its values follow on one another over the years."""
        return any(link.relation is Relation.SUPERSEDED for link in self.links)

    @property
    def disputed(self) -> bool:
        """Whether claims of it cannot all hold."""
        return any(link.relation is Relation.CONFLICT for link in self.links)

    def as_dict(self) -> dict[str, Any]:
        """The fact as plain JSON values."""
        return {
            "id": self.id,
            "kind": self.kind,
            **dict(self.key),
            "claims": list(self.claims),
            "values": [cluster.as_dict() for cluster in self.values],
            "sources": self.sources,
            "disputed": self.disputed,
            "precedence": self.precedence,
            "verified": self.verified.as_dict(),
            "quality": self.quality,
            "rulings": list(self.rulings),
            "links": [link.as_dict() for link in self.links],
            "beside": [{"fact": fact, "relation": relation} for fact, relation in self.beside],
        }

    @staticmethod
    def of(told: Mapping[str, Any]) -> Fact:
        """The fact that `as_dict` gave as plain JSON values; what they do not name otherwise is its key."""
        return Fact(
            kind=told["kind"],
            key=tuple((name, _frozen(value)) for name, value in told.items() if name not in _NO_KEY),
            claims=tuple(told["claims"]),
            links=tuple(Link.of(each) for each in told["links"]),
            values=tuple(Cluster.of(each) for each in told["values"]),
            sources=told["sources"],
            beside=tuple((each["fact"], each["relation"]) for each in told["beside"]),
            precedence=told["precedence"],
            verified=Verified.of(told["verified"]),
            quality=told["quality"],
            rulings=tuple(told["rulings"]),
        )


# What `Fact.as_dict` has beside the key.
_NO_KEY = frozenset(
    {"id", "kind", "claims", "values", "sources", "disputed", "precedence", "verified", "quality", "rulings", "links"}
) | {"beside"}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Cluster:
    """Values of one fact that meet: how the best printing gives it, the claims, and their independent sources.

    `at` is the earliest date that is given with it, of the claim or of its report (ISO 8601, "" where none is): in a
    history it says since when.
    """

    value: str
    claims: tuple[str, ...]
    sources: int
    at: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The cluster as plain JSON values."""
        return {"value": self.value, "claims": list(self.claims), "sources": self.sources, "at": self.at}

    @staticmethod
    def of(told: Mapping[str, Any]) -> Cluster:
        """The cluster that `as_dict` gave."""
        return Cluster(told["value"], tuple(told["claims"]), told["sources"], told["at"])
