"""An event: a summit, meeting, visit, signing, opening or launch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from khorgos.claims.base import Claim
from khorgos.errors import ValueFault
from khorgos.values import Party, Period

EVENT_TYPES = ("summit", "meeting", "visit", "signing", "opening", "launch", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Claim):
    """Something that took or takes place: `type` of EVENT_TYPES, `date` (a day or an interval), `place`, participants.

    `mechanism` names the mechanism it is a meeting of, `ordinal` its number ("second summit": 2).
    """

    kind: ClassVar[str] = "event"
    PERIODS: ClassVar[tuple[str, ...]] = ("date",)
    SAYS: ClassVar[tuple[str, ...]] = ("type", "name", "date", "place", "participants", "mechanism", "ordinal")

    type: str
    name: str
    date: Period | None = None
    place: str | None = None
    participants: tuple[Party, ...] = ()
    mechanism: str | None = None
    ordinal: int | None = None

    def __post_init__(self, reread: object) -> None:
        if self.type not in EVENT_TYPES:
            raise ValueFault("no such type of event.", place="event", value=self.type, mend=f"One of {EVENT_TYPES}.")
        Claim.__post_init__(self, reread)  # type: ignore[arg-type]
