"""What a person decided about claims: dated, signed, withdrawable, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ruling(StrEnum):
    """SAME and NOT_SAME bind two claims to one fact or keep them apart; STANDS says which value of a fact holds."""

    SAME = "same"
    NOT_SAME = "not same"
    STANDS = "stands"


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
