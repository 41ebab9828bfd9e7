"""An agreement: a paper signed or adopted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from khorgos.claims.base import Claim
from khorgos.values import Party, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Claim):
    """A treaty, memorandum, loan agreement, declaration or the like: title, parties, date of signature, kind of paper.

    `paper` is the kind ("memorandum", "loan agreement", "declaration", ...), `status` "signed", "adopted", "ratified"
    or as said.
    """

    kind: ClassVar[str] = "agreement"
    PERIODS: ClassVar[tuple[str, ...]] = ("date",)
    SAYS: ClassVar[tuple[str, ...]] = ("title", "parties", "date", "paper", "status")

    title: str
    parties: tuple[Party, ...] = ()
    date: Period | None = None
    paper: str | None = None
    status: str | None = None
