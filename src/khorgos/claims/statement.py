"""A statement: what somebody is reported to have said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from khorgos.claims.base import Claim
from khorgos.errors import ValueFault
from khorgos.values import Period

MODES = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """Reported speech: the speaker (person, office or document), role and affiliation, the words, and how reported.

    `quote` is a slice of the document (for direct speech with its marks), `mode` one of MODES, `date` when it was
    said, `said_to` to whom.
    """

    kind: ClassVar[str] = "statement"
    PERIODS: ClassVar[tuple[str, ...]] = ("date",)
    SAYS: ClassVar[tuple[str, ...]] = ("speaker", "role", "affiliation", "quote", "mode", "date", "said_to")

    speaker: str
    quote: str
    mode: str
    role: str | None = None
    affiliation: str | None = None
    date: Period | None = None
    said_to: str | None = None

    def __post_init__(self, reread: object) -> None:
        if self.mode not in MODES:
            raise ValueFault("no such mode of speech.", place="statement", value=self.mode, mend=f"One of {MODES}.")
        Claim.__post_init__(self, reread)  # type: ignore[arg-type]
