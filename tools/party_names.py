"""Write src/khorgos/telling/names.csv: what countries are called in the languages of titles, as they stand alone.

    python tools/party_names.py            # rewrite the file
    python tools/party_names.py --check    # exit 1 if the file is not what would be written

The names come from the Unicode CLDR that babel ships; `reference/countries.json` has stems, which cannot stand alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.core import Locale

from khorgos.reference.areas import iso2_of
from khorgos.values.codes import COUNTRIES

TARGET = Path(__file__).parent.parent / "src" / "khorgos" / "telling" / "names.csv"
LANGUAGES = ("ru", "zh")
HEAD = "# Names of countries.  Written by tools/party_names.py; do not edit.\n"


def text() -> str:
    """The file."""
    tables = [Locale.parse(language).territories for language in LANGUAGES]
    lines = []
    for code in sorted(COUNTRIES):
        two = iso2_of(code)
        names = [table.get(two or "", "") for table in tables]
        if all(names):
            lines.append(",".join([code, *(name.replace(",", "") for name in names)]))
    return HEAD + "\n".join([",".join(["code", *LANGUAGES]), *lines]) + "\n"


if __name__ == "__main__":
    written = text()
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != written)
    TARGET.write_text(written, encoding="utf-8")
