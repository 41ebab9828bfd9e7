"""A figure: one number said of somebody, for some period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from khorgos.claims.base import Claim
from khorgos.errors import ValueFault
from khorgos.values import Party, Period, Quantity

INDICATORS = (
    "trade", "exports", "imports", "balance", "investment", "investment_stock", "contracts_signed", "turnover",
    "loans", "aid", "projects", "freight", "people", "capacity", "other",
)  # fmt: skip
MEASURES = ("level", "change", "fold", "share", "rank")
BASES = ("flow", "stock", "cumulative", "period_to_date", "contracted", "pledged", "target")


def _no_such(name: str, value: str, allowed: tuple[str | None, ...]) -> ValueFault:
    return ValueFault(f"no such {name}.", place="figure", value=value, mend=f"One of {allowed}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Claim):
    """A number with its indicator, measure, parties and period (SDMX: an observation with its key).

    `indicator` and `measure` are codes of INDICATORS and MEASURES; exports and imports are always from the side of
    the first party.  `quantity` holds value, unit and bound.  `period` is None where the report gives none.
    `status` is that of what is counted ("completed", "planned", "forecast", ...), `detail` a goods group or what is
    counted, `basis` one of BASES where the text says so.
    """

    kind: ClassVar[str] = "figure"
    PERIODS: ClassVar[tuple[str, ...]] = ("period",)
    SAYS: ClassVar[tuple[str, ...]] = (
        "indicator", "measure", "parties", "period", "value", "value_high", "unit", "bound", "status", "detail",
        "basis",
    )  # fmt: skip

    indicator: str
    measure: str
    quantity: Quantity
    parties: tuple[Party, ...] = ()
    period: Period | None = None
    status: str | None = None
    detail: str | None = None
    basis: str | None = None

    def __post_init__(self, reread: Any) -> None:
        if self.indicator not in INDICATORS:
            raise _no_such("indicator", self.indicator, INDICATORS)
        if self.measure not in MEASURES:
            raise _no_such("measure", self.measure, MEASURES)
        if self.basis is not None and self.basis not in BASES:
            raise _no_such("basis", self.basis, (None, *BASES))
        Claim.__post_init__(self, reread)

    def grounded_quantity(self) -> Quantity:
        """The figure's own quantity."""
        return self.quantity

    @property
    def value(self) -> Decimal:
        """The value, or the lower end of a range."""
        return self.quantity.low

    @property
    def value_high(self) -> Decimal | None:
        """The upper end of a range; None for a single value."""
        return self.quantity.high if self.quantity.is_range else None

    @property
    def unit(self) -> str:
        """The unit's code."""
        return self.quantity.unit.code

    @property
    def bound(self) -> str:
        """How the text limits the value."""
        return self.quantity.bound.value
