"""One value of an official series: what an office, not a report, gives for reporter, partner and period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khorgos.claims.base import plain_json
from khorgos.errors import ValueFault
from khorgos.values import Period, Unit
from khorgos.values.codes import COUNTRIES

# The partner of a series that counts all partners together, and reporters that are no country (ISO 3166 user codes).
WORLD = "WLD"
VALUATIONS = ("FOB", "CIF", "")
# SDMX's codes for how an observation was made (CL_OBS_STATUS), and this project's words for them.
STATUSES = {
    "": "normal", "A": "normal", "E": "estimate", "F": "forecast", "P": "provisional", "D": "definition differs",
    "U": "low reliability", "B": "break", "M": "missing", "O": "missing", "I": "imputed", "L": "missing",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A value with its whole key (SDMX: an observation).

    `source` names the collection ("World Bank", "UN Comtrade", …), `series` its own code for the indicator,
    `definition` what that code means in words.  `indicator` is the figures' word for it ("exports", "gdp", …), always
    from the side of `reporter`; `partner` is None where a series has none, WORLD where it counts all.  `valuation` is
    "FOB", "CIF" or "" (not known), `status` a code of STATUSES.  `edition` is the day that the source gives for its
    data, `retrieved` when the snapshot was taken (ISO 8601), `snapshot` its id.

    Raises ValueFault for a reporter or partner that is no code, and for a valuation or status that there is not.
    """

    source: str
    series: str
    indicator: str
    reporter: str
    period: Period
    value: Decimal
    unit: str
    partner: str | None = None
    definition: str = ""
    valuation: str = ""
    status: str = ""
    edition: str = ""
    retrieved: str = ""
    snapshot: str = ""

    def __post_init__(self) -> None:
        for name in ("reporter", "partner"):
            code = getattr(self, name)
            if code is not None and code != WORLD and code not in COUNTRIES:
                raise ValueFault(
                    f"no such {name}.", place="observation", value=code, mend="An ISO 3166-1 alpha-3 code."
                )
        if self.valuation not in VALUATIONS:
            raise ValueFault("no such valuation.", place="observation", value=self.valuation, mend="FOB or CIF.")
        if self.status not in STATUSES:
            raise ValueFault("no such status.", place="observation", value=self.status, mend=", ".join(STATUSES))
        if not self.value.is_finite():
            raise ValueFault("not a number.", place="observation", value=str(self.value))
        Unit.of(self.unit)

    @property
    def key(self) -> tuple[str, ...]:
        """What two vintages of one observation share: everything but value, status, edition and snapshot."""
        return (
            self.source,
            self.series,
            self.indicator,
            self.reporter,
            self.partner or "",
            str(self.period),
            self.unit,
        )

    def as_dict(self) -> dict[str, Any]:
        """The observation as plain JSON values; what is not known is left out."""
        row = {name: plain_json(getattr(self, name)) for name in self.__slots__}
        return {name: value for name, value in row.items() if value not in (None, "")} | {
            "quality": STATUSES[self.status]
        }
