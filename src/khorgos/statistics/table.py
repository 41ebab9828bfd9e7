"""A table of one's own as an official series: CSV with a row for every observation.

    source,series,indicator,reporter,partner,period,value,unit,valuation,status,edition,definition
    Bureau of National Statistics,exports,exports,KAZ,CHN,2022,13166000000,USD,FOB,,2023-02-15,goods exports by customs

`reporter`, `period` and `value` are needed; `indicator` is one of the figures' words, `unit` USD where it is not given.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from khorgos.claims.figure import INDICATORS
from khorgos.claims.official import WORLD, Observation
from khorgos.errors import InputFault, KhorgosError
from khorgos.reference.areas import iso3_of
from khorgos.statistics.times import period_of

COLUMNS = (
    "source", "series", "indicator", "reporter", "partner", "period", "value", "unit", "valuation", "status", "edition",
    "definition",
)  # fmt: skip
_NEEDED = ("reporter", "indicator", "period", "value")
# What official series count that reports' figures have no word for.
OTHER_INDICATORS = ("gdp", "rate")


def observations(body: bytes, place: str) -> Iterator[Observation]:
    """The observations of a table; InputFault names the row, the column and the mend."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputFault("the table is not in UTF-8.", place=place, mend="Save it as CSV in UTF-8.") from fault
    reader = csv.DictReader(io.StringIO(text))
    head = [name.strip().casefold() for name in reader.fieldnames or []]
    missing = [name for name in _NEEDED if name not in head]
    if missing:
        raise InputFault(
            f"the table lacks {', '.join(missing)}.", place=f"{place}, row 1", mend=f"Columns: {', '.join(COLUMNS)}."
        )
    reader.fieldnames = head
    for number, row in enumerate(reader, 2):
        yield _observation({name: (cell or "").strip() for name, cell in row.items() if name}, f"{place}, row {number}")


def _observation(row: dict[str, str], place: str) -> Observation:
    try:
        indicator = row["indicator"]
        if indicator not in (*INDICATORS, *OTHER_INDICATORS):
            raise InputFault("no such indicator.", value=indicator, mend=f"One of {', '.join(INDICATORS)}.")
        return Observation(
            source=row.get("source") or "own table",
            series=row.get("series") or indicator,
            indicator=indicator,
            definition=row.get("definition", ""),
            reporter=_area(row["reporter"], "reporter"),
            partner=_area(row["partner"], "partner") if row.get("partner") else None,
            period=period_of(row["period"]),
            value=_number(row["value"]),
            unit=row.get("unit") or "USD",
            valuation=row.get("valuation", "").upper(),
            status=row.get("status", ""),
            edition=row.get("edition", ""),
        )
    except KhorgosError as fault:
        raise InputFault(fault.reason, place=place, value=fault.value, mend=fault.mend) from fault


def _area(code: str, column: str) -> str:
    found = WORLD if code == WORLD else iso3_of(code)
    if found is None:
        raise InputFault(f"no such {column}.", value=code, mend="ISO 3166-1 alpha-3 (KAZ), or WLD for the world.")
    return found


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "") if text.count(".") <= 1 else text)
    except InvalidOperation as fault:
        raise InputFault("not a number.", value=text, mend="Write it as 13166000000 or 13166000000.5.") from fault
