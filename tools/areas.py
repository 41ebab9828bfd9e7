"""Write src/khorgos/reference/areas.csv: ISO 3166-1 alpha-3 and alpha-2 and UN M49 codes of countries.

    python tools/areas.py            # rewrite the file
    python tools/areas.py --check    # exit 1 if the file is not what would be written

The codes come from the Unicode CLDR that babel ships; those by which UN Comtrade differs from M49 from its list of
reporters (read 2026-11).
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.core import get_global

from khorgos.values.codes import COUNTRIES

TARGET = Path(__file__).parent.parent / "src" / "khorgos" / "reference" / "areas.csv"
# Comtrade's areas that are wider than the country of the M49 code: with Puerto Rico and the Virgin Islands, with
# Liechtenstein, with Monaco and the overseas departments, with Sikkim, with Svalbard and Jan Mayen.
COMTRADE = {"USA": 842, "CHE": 757, "FRA": 251, "IND": 699, "NOR": 579}
HEAD = "# Codes of countries.  Written by tools/areas.py; do not edit.  `comtrade` where it is not the M49 code.\n"


def text() -> str:
    """The file."""
    aliases = get_global("territory_aliases")
    alpha2 = {code: found[0] for code, found in aliases.items() if code in COUNTRIES and len(found) == 1}
    numeric: dict[str, list[str]] = {}
    for code, found in aliases.items():
        if code.isdigit() and len(found) == 1:
            numeric.setdefault(found[0], []).append(code)
    lines = []
    for iso3 in sorted(alpha2):
        two = alpha2[iso3]
        m49 = _today(iso3, numeric.get(two, []))
        lines.append(f"{iso3},{two},{m49},{COMTRADE.get(iso3, '')}")
    return HEAD + "iso3,iso2,m49,comtrade\n" + "\n".join(lines) + "\n"


# Where CLDR also has the code of a predecessor: today's.
_TODAY = {
    "DEU": "276", "ETH": "231", "SDN": "729", "YEM": "887", "PAN": "591", "RUS": "643", "SRB": "688", "VNM": "704",
    "USA": "840", "CZE": "203", "FRA": "250",
}  # fmt: skip


def _today(iso3: str, codes: list[str]) -> str:
    if iso3 in _TODAY:
        return str(int(_TODAY[iso3]))
    return str(int(codes[0])) if len(codes) == 1 else ("" if not codes else f"?{codes}")


def main() -> int:
    """Write, or compare."""
    wanted = text()
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.read_text(encoding="utf-8") == wanted else 1
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
