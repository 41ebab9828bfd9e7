"""A mechanism: a lasting format of cooperation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from khorgos.claims.base import Claim
from khorgos.values import Party, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism(Claim):
    """A format of cooperation as a report describes it: its name and aliases, who belongs to it, when it was founded.

    `members` are those the text names or implies, `partners` those of a "plus" format, `founded` when it was
    established, proposed or agreed.
    """

    kind: ClassVar[str] = "mechanism"
    PERIODS: ClassVar[tuple[str, ...]] = ("founded",)
    SAYS: ClassVar[tuple[str, ...]] = ("name", "aliases", "members", "partners", "founded")

    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[Party, ...] = ()
    partners: tuple[Party, ...] = ()
    founded: Period | None = None
