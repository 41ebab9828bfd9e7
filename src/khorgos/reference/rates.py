"""Annual average exchange rates and GDP deflators: dated and sourced tables (tools/rates.py writes them)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from khorgos.errors import ValueFault

Deflators = dict[tuple[str, int], Decimal]


def per_dollar(currency: str, year: int) -> Decimal:
    """Units of a currency (ISO 4217) for one US dollar, average of the year.  ValueFault where the table has none."""
    if currency == "USD":
        return Decimal(1)
    found = _rates().get((currency, year))
    if found is None:
        years = sorted(each for code, each in _rates() if code == currency)
        told = f"The table has {years[0]} to {years[-1]}." if years else "The table has no rate of this currency."
        raise ValueFault(f"no average rate to the US dollar for {year}.", place="rates", value=currency, mend=told)
    return found[0]


def source_of(currency: str, year: int) -> str | None:
    """Where a rate comes from: "WB" or "ECB" (the head of rates.csv says what these are); None where there is none."""
    found = _rates().get((currency, year))
    return found[1] if found else None


@lru_cache(maxsize=1)
def deflators() -> Deflators:
    """The World Bank's implicit GDP deflators by country (ISO 3166-1 alpha-3) and year, as shipped."""
    return {(row["country"], int(row["year"])): Decimal(row["index"]) for row in _rows("deflators.csv")}


@lru_cache(maxsize=1)
def _rates() -> dict[tuple[str, int], tuple[Decimal, str]]:
    rows = _rows("rates.csv")
    return {(row["currency"], int(row["year"])): (Decimal(row["per_dollar"]), row["source"]) for row in rows}


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
