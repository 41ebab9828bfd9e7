"""A project: something built, financed or done."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from khorgos.claims.base import Claim
from khorgos.values import Party, Period, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Claim):
    """A project as a report names it (TUFF: a record in the making).

    `recipients` are where the work happens, `financiers` who pays, `implementers` who builds; `amount` the sum that
    the text gives for it, `status` as said ("planned", "signed", "approved", "under construction", "completed",
    "suspended", "cancelled"), `start` and `end` as partial dates, `sector` a word of the 24 sectors' short names.
    """

    kind: ClassVar[str] = "project"
    PERIODS: ClassVar[tuple[str, ...]] = ("start", "end")
    SAYS: ClassVar[tuple[str, ...]] = (
        "name", "recipients", "location", "sector", "financiers", "implementers", "amount", "currency", "bound",
        "flow_type", "status", "start", "end",
    )  # fmt: skip

    name: str
    recipients: tuple[Party, ...] = ()
    location: str | None = None
    sector: str | None = None
    financiers: tuple[Party, ...] = ()
    implementers: tuple[Party, ...] = ()
    money: Quantity | None = None
    flow_type: str | None = None
    status: str | None = None
    start: Period | None = None
    end: Period | None = None

    def grounded_quantity(self) -> Quantity | None:
        """The project's sum, where it has one."""
        return self.money

    @property
    def amount(self) -> Decimal | None:
        """The sum, or the lower end of a range of sums."""
        return self.money.low if self.money else None

    @property
    def currency(self) -> str | None:
        """ISO 4217 code of the sum."""
        return self.money.unit.code if self.money else None

    @property
    def bound(self) -> str | None:
        """How the text limits the sum."""
        return self.money.bound.value if self.money else None
