"""What a person decided about claims: dated, signed, withdrawable, never edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Ruling(StrEnum):
    """What is ruled.

    SAME and NOT_SAME bind two claims to one fact or keep them apart; STANDS says which value of a fact holds; ACCEPT
    says that a claim is what its text says, REJECT that it is not: it then stands in no fact; UNSURE that a person
    looked and could not tell (of one claim, or of whether two are the same).
    """

    SAME = "same"
    NOT_SAME = "not same"
    STANDS = "stands"
    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"


# Rulings on one reading of one text; the others are on what is behind it.
VERDICTS = frozenset({Ruling.ACCEPT, Ruling.REJECT, Ruling.UNSURE})
# Rulings that need two claims.
OF_TWO = frozenset({Ruling.SAME, Ruling.NOT_SAME})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One ruling: on claim `subject` (and `other`), by whom, when (ISO 8601), because of what."""

    ruling: Ruling
    subject: str
    other: str | None = None
    by: str = ""
    at: str = ""
    reason: str = ""

    def told(self) -> str:
        """The ruling in words."""
        because = f", because {self.reason}" if self.reason else ""
        return f"judged {self.ruling.value} by {self.by or 'a reviewer'}{because}"


def rejected(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The claims whose newest verdict is that they are not what their text says."""
    verdicts = {}
    for judgement in judgements:
        if judgement.ruling in VERDICTS and judgement.other is None:
            verdicts[judgement.subject] = judgement.ruling
    return frozenset(claim for claim, ruling in verdicts.items() if ruling is Ruling.REJECT)
