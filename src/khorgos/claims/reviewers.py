"""How far reviewers agree, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from khorgos.claims.judgement import Judgement, settled, verdicts


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers on the claims that both judged: how many, the share on which they say the same, Cohen's kappa.

    `kappa` is None where chance alone would give full agreement (both always say the same one thing).
    """

    one: str
    other: str
    shared: int
    raw: float
    kappa: float | None


def agreements(judgements: Iterable[Judgement]) -> list[Agreement]:
    """Every two reviewers who judged a claim in common, those with most in common first."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for by in verdicts(judgements).values():
        for one, other in combinations(sorted(by), 2):
            said.setdefault((one, other), []).append((by[one].ruling.value, by[other].ruling.value))
    found = [Agreement(one, other, len(pairs), raw(pairs), kappa(pairs)) for (one, other), pairs in said.items()]
    return sorted(found, key=lambda each: (-each.shared, each.one, each.other))


def raw(pairs: Sequence[tuple[str, str]]) -> float:
    """The share of pairs that are the same."""
    return sum(one == other for one, other in pairs) / len(pairs)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa: agreement beyond what two who answer at random, each as often as they did, would have.

    Cohen, "A coefficient of agreement for nominal scales", 1960: (observed - expected) / (1 - expected).
    """
    number = len(pairs)
    left, right = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(left[word] * right[word] for word in left) / number**2
    return None if expected == 1 else (raw(pairs) - expected) / (1 - expected)


def differences(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The claims on which reviewers differ and which nobody settled, with what each says."""
    every = list(judgements)
    counts = settled(every)
    return {claim: list(by.values()) for claim, by in verdicts(every).items() if len(by) > 1 and claim not in counts}
