"""What people ruled, as it binds: of several rulings on one pair the last, of several values the last that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from khorgos.claims.fact import ONE_FACT, Link, Relation
from khorgos.claims.judgement import Judgement, Ruling

Pair = tuple[str, str]


class Rulings:
    """The rulings that bind; the order in which they are given does not matter, their days do."""

    def __init__(self, judgements: Sequence[Judgement] = ()) -> None:
        self._pairs: dict[Pair, Judgement] = {}
        self.stands: dict[str, Judgement] = {}
        self._partners: dict[str, set[str]] = defaultdict(set)
        for judgement in sorted(judgements, key=_when):
            if judgement.ruling is Ruling.STANDS:
                self.stands[judgement.subject] = judgement
            elif judgement.other is not None and judgement.ruling is not Ruling.EDIT:
                pair = _pair(judgement.subject, judgement.other)
                self._pairs[pair] = judgement
                self._partners[pair[0]].add(pair[1])
                self._partners[pair[1]].add(pair[0])

    @property
    def same(self) -> list[Pair]:
        """The pairs that are one, in order."""
        return sorted(pair for pair, each in self._pairs.items() if each.ruling is Ruling.SAME)

    @property
    def apart(self) -> list[Pair]:
        """The pairs that are not one, in order."""
        return sorted(pair for pair, each in self._pairs.items() if each.ruling is Ruling.NOT_SAME)

    def partners(self, claim: str) -> frozenset[str]:
        """The claims that a claim is ruled on with."""
        return frozenset(self._partners.get(claim, ()))

    def bind(self, links: dict[Pair, Link], claims: set[str], of: str | None = None) -> None:
        """Put rulings into links: what is not the same is no link, what is the same is one with the ruling as reason.

        `claims` are those that there are; a ruling on another waits until it is there again.  `of` takes only the
        rulings on one claim.
        """
        pairs = self._pairs if of is None else [_pair(of, other) for other in self.partners(of)]
        for pair in pairs:
            judgement = self._pairs[pair]
            if not claims.issuperset(pair):
                continue
            before = links.pop(pair, None)
            if judgement.ruling is Ruling.SAME:
                relation = before.relation if before and before.relation in ONE_FACT else Relation.AGREE
                links[pair] = Link(*pair, relation, (judgement.told(), *(before.reasons if before else ())))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


def _when(judgement: Judgement) -> tuple[str, ...]:
    return judgement.at, judgement.subject, judgement.other or "", judgement.ruling.value, judgement.by
