"""Units of measure: money by ISO 4217, ratios, counts, SI and trade units."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from khorgos.errors import UnitFault
from khorgos.values.codes import CURRENCIES


class Dimension(StrEnum):
    """What a unit measures; quantities of unlike dimensions are never compared."""

    MONEY = "money"
    RATIO = "ratio"
    COUNT = "count"
    FOLD = "fold"
    ORDER = "order"
    MASS = "mass"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    POWER = "power"
    ENERGY = "energy"
    TIME = "time"
    SPEED = "speed"
    RATE = "rate"
    OTHER = "other"


# Units that are not money.  SI symbols where SI has one; the trade's own short forms otherwise
# (TEU: ISO 668 twenty-foot equivalent unit; bbl: oil barrel; pp: percentage point; bp: basis point).
_OTHER: dict[str, Dimension] = {
    "percent": Dimension.RATIO,
    "pp": Dimension.RATIO,
    "bp": Dimension.RATIO,
    "permille": Dimension.RATIO,
    "count": Dimension.COUNT,
    "times": Dimension.FOLD,
    "rank": Dimension.ORDER,
    "points": Dimension.OTHER,
    "kg": Dimension.MASS,
    "g": Dimension.MASS,
    "mg": Dimension.MASS,
    "t": Dimension.MASS,
    "lb": Dimension.MASS,
    "oz": Dimension.MASS,
    "m": Dimension.LENGTH,
    "km": Dimension.LENGTH,
    "cm": Dimension.LENGTH,
    "mm": Dimension.LENGTH,
    "mi": Dimension.LENGTH,
    "nmi": Dimension.LENGTH,
    "ft": Dimension.LENGTH,
    "in": Dimension.LENGTH,
    "yd": Dimension.LENGTH,
    "m2": Dimension.AREA,
    "km2": Dimension.AREA,
    "ha": Dimension.AREA,
    "acre": Dimension.AREA,
    "mi2": Dimension.AREA,
    "ft2": Dimension.AREA,
    "m3": Dimension.VOLUME,
    "l": Dimension.VOLUME,
    "ml": Dimension.VOLUME,
    "bbl": Dimension.VOLUME,
    "gal": Dimension.VOLUME,
    "ft3": Dimension.VOLUME,
    "TEU": Dimension.COUNT,
    "W": Dimension.POWER,
    "kW": Dimension.POWER,
    "MW": Dimension.POWER,
    "GW": Dimension.POWER,
    "kV": Dimension.OTHER,
    "MVA": Dimension.POWER,
    "hp": Dimension.POWER,
    "J": Dimension.ENERGY,
    "kWh": Dimension.ENERGY,
    "MWh": Dimension.ENERGY,
    "GWh": Dimension.ENERGY,
    "TWh": Dimension.ENERGY,
    "years": Dimension.TIME,
    "months": Dimension.TIME,
    "weeks": Dimension.TIME,
    "days": Dimension.TIME,
    "hours": Dimension.TIME,
    "minutes": Dimension.TIME,
    "seconds": Dimension.TIME,
    "km/h": Dimension.SPEED,
    "mph": Dimension.SPEED,
    "bbl/d": Dimension.RATE,
    "t/y": Dimension.RATE,
    "m3/y": Dimension.RATE,
    "celsius": Dimension.OTHER,
    "fahrenheit": Dimension.OTHER,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its code: an ISO 4217 currency ("USD"), or one of the codes of the table above ("percent", "t").

    A unit that the table lacks but that a text names ("barrels per acre") is built with `Unit.named`, keeps its
    wording as its code and has the dimension OTHER.  Raises UnitFault for an unknown code.
    """

    code: str
    dimension: Dimension

    @staticmethod
    def of(code: str) -> Unit:
        """The unit with this code; raises UnitFault if there is none."""
        return _of(code)

    @staticmethod
    def named(wording: str) -> Unit:
        """A unit that only the text knows, kept as worded."""
        if not wording.strip():
            raise UnitFault("a unit needs a name.", value=wording)
        return Unit(wording.strip(), Dimension.OTHER)

    @property
    def is_money(self) -> bool:
        """Whether it is a currency."""
        return self.dimension is Dimension.MONEY

    def __str__(self) -> str:
        return self.code


@lru_cache(maxsize=1024)
def _of(code: str) -> Unit:
    if code in CURRENCIES:
        return Unit(code, Dimension.MONEY)
    dimension = _OTHER.get(code)
    if dimension is None:
        raise UnitFault(
            "no such unit.",
            value=code,
            mend="Use an ISO 4217 code, or one of: " + ", ".join(sorted(_OTHER)) + ".",
        )
    return Unit(code, dimension)


PERCENT = Unit.of("percent")
POINTS = Unit.of("pp")
COUNT = Unit.of("count")
TIMES = Unit.of("times")
RANK = Unit.of("rank")
UNITS = (*sorted(CURRENCIES), *_OTHER)
