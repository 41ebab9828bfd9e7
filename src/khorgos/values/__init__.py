"""Values that cannot be built wrong: spans, periods, quantities, units, parties."""

from khorgos.values.context import Context
from khorgos.values.party import Party, PartyKind
from khorgos.values.period import Period, Precision
from khorgos.values.quantity import Bound, Quantity
from khorgos.values.span import Span
from khorgos.values.unit import Dimension, Unit

__all__ = [
    "Bound",
    "Context",
    "Dimension",
    "Party",
    "PartyKind",
    "Period",
    "Precision",
    "Quantity",
    "Span",
    "Unit",
]
