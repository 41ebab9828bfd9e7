"""What a person decided about claims: dated, signed, withdrawable, never edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Ruling(StrEnum):
    """What is ruled.

    SAME and NOT_SAME bind two claims to one fact or keep them apart; STANDS says which value of a fact holds; ACCEPT
    says that a claim is what its text says, REJECT that it is not: it then stands in no fact; EDIT that another claim,
    which a person wrote (`other`), is what the text says in its place; UNSURE that a person looked and could not tell
    (of one claim, or of whether two are the same).
    """

    SAME = "same"
    NOT_SAME = "not same"
    STANDS = "stands"
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    UNSURE = "unsure"


# Rulings on one reading of one text; the others are on what is behind it.
VERDICTS = frozenset({Ruling.ACCEPT, Ruling.REJECT, Ruling.EDIT, Ruling.UNSURE})
# Rulings that need two claims.
OF_TWO = frozenset({Ruling.SAME, Ruling.NOT_SAME, Ruling.EDIT})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One ruling: on claim `subject` (and `other`), by whom, when (ISO 8601), because of what.

    `final`: it settles what reviewers ruled differently.
    """

    ruling: Ruling
    subject: str
    other: str | None = None
    by: str = ""
    at: str = ""
    reason: str = ""
    final: bool = False

    @property
    def is_verdict(self) -> bool:
        """Whether it is on one reading of one text."""
        return self.ruling in VERDICTS and (self.other is None or self.ruling is Ruling.EDIT)

    def agrees(self, other: Judgement) -> bool:
        """Whether another says the same of the same claim."""
        return (self.subject, self.ruling, self.other) == (other.subject, other.ruling, other.other)

    def told(self) -> str:
        """The ruling in words."""
        because = f", because {self.reason}" if self.reason else ""
        return f"judged {self.ruling.value} by {self.by or 'a reviewer'}{because}"


def verdicts(judgements: Iterable[Judgement]) -> dict[str, dict[str, Judgement]]:
    """Each reviewer's newest verdict on each claim; `judgements` in the order in which they were made."""
    found: dict[str, dict[str, Judgement]] = {}
    for judgement in judgements:
        if judgement.is_verdict and not judgement.final:
            found.setdefault(judgement.subject, {})[judgement.by] = judgement
    return found


def settled(judgements: Iterable[Judgement]) -> Mapping[str, Judgement]:
    """The verdict that counts for a claim: the newest that settles, else what all who looked at it say.

    Where they say different things and nobody settled it, the claim has none, and stands as it was read.
    """
    every = list(judgements)
    found = {claim: _shared(list(by.values())) for claim, by in verdicts(every).items()}
    found |= {each.subject: each for each in every if each.is_verdict and each.final}
    return {claim: judgement for claim, judgement in found.items() if judgement is not None}


def rejected(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The claims that stand in no fact: rejected, put right by another, or written to put one right that stands."""
    every = list(judgements)
    counts = settled(every)
    out = {claim for claim, verdict in counts.items() if verdict.ruling in (Ruling.REJECT, Ruling.EDIT)}
    kept = {verdict.other for verdict in counts.values() if verdict.ruling is Ruling.EDIT}
    return frozenset(out | {each.other for each in every if each.ruling is Ruling.EDIT and each.other} - kept)


def _shared(said: list[Judgement]) -> Judgement | None:
    newest = max(said, key=lambda each: each.at)
    return newest if all(each.agrees(newest) for each in said) else None
