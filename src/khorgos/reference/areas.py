"""Codes of countries in statistics: UN M49 as Comtrade writes it, and ISO 3166-1 alpha-2."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

from khorgos.errors import ValueFault


def m49_of(iso3: str) -> int:
    """Comtrade's numeric code of a country (ISO 3166-1 alpha-3); ValueFault for one that it does not have."""
    found = _numbers().get(iso3)
    if found is None:
        raise ValueFault("Comtrade has no code for this country.", place="areas", value=iso3)
    return found


def iso2_of(iso3: str) -> str | None:
    """The alpha-2 code of a country by its alpha-3 code; None where there is none."""
    return _pairs().get(iso3)


def numeric_of(iso3: str) -> str | None:
    """The numeric code of a country (ISO 3166-1, which M49 shares), as three digits: what maps name countries by."""
    return _numeric().get(iso3)


@lru_cache(maxsize=1024)
def iso3_of(code: str | int) -> str | None:
    """The alpha-3 code of a country by its numeric code (M49's or Comtrade's), alpha-2 or alpha-3; None for others."""
    return _codes().get(str(int(code)) if str(code).isdigit() else str(code))


@lru_cache(maxsize=1)
def _pairs() -> dict[str, str]:
    return {row["iso3"]: row["iso2"] for row in _rows() if row["iso2"]}


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    return {row["iso3"]: int(row["comtrade"] or row["m49"]) for row in _rows() if row["m49"]}


@lru_cache(maxsize=1)
def _numeric() -> dict[str, str]:
    return {row["iso3"]: row["m49"].zfill(3) for row in _rows() if row["m49"]}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    columns = ("m49", "comtrade", "iso2", "iso3")
    return {row[column]: row["iso3"] for row in _rows() for column in columns if row[column]}


def _rows() -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("areas.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
