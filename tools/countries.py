"""Write src/khorgos/reference/countries.json: names, demonyms and capitals of countries in three languages.

    python tools/countries.py            # rewrite the file
    python tools/countries.py --check    # exit 1 if the file is not what would be written

Names come from tools/tables/countries.*.txt (written for this project) and the Unicode CLDR that babel ships.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "khorgos" / "reference" / "countries.json"
LANGUAGES = ("en", "ru", "zh")


def table(language: str) -> dict[str, list[list[str]]]:
    """The hand-written table: ISO code to names, demonyms, capitals."""
    rows = {}
    for line in (HERE / "tables" / f"countries.{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            code, *cells = line.split("|")
            rows[code] = [[name for name in cell.split(";") if name] for cell in cells]
    return rows


def cldr(language: str) -> dict[str, list[str]]:
    """ISO alpha-3 code to CLDR's name and its variants."""
    locale = Locale.parse(language)
    aliases = get_global("territory_aliases")
    names = {}
    for old, new in aliases.items():
        if len(old) == 3 and old.isalpha() and len(new) == 1 and new[0] in locale.territories:
            names[old] = [_plain(locale.territories[new[0]])]
    return names


def _plain(name: str) -> str:
    name = name.split(" (", maxsplit=1)[0].replace("’", "'").replace(" & ", " and ")
    return "" if " - " in name or "SAR" in name or "（" in name or "特别行政区" in name else name


def rendered() -> str:
    """The whole file as text: {iso: {language: [names, demonyms, capitals]}}."""
    countries: dict[str, dict[str, list[list[str]]]] = {}
    hand = {language: table(language) for language in LANGUAGES}
    known = {language: cldr(language) for language in LANGUAGES}
    for code in sorted(hand["en"]):
        countries[code] = {}
        for language in LANGUAGES:
            names, demonyms, capitals = hand[language].get(code, [[], [], []])
            # Russian names need stems, which only the hand-written table has; CLDR's nominative stands in elsewhere.
            extra = [] if names and language == "ru" else known[language].get(code, [])
            names = list(dict.fromkeys([*names, *filter(None, extra)]))
            if names:
                countries[code][language] = [names, demonyms, capitals]
    head = {"source": "tools/countries.py: tools/tables/countries.*.txt and Unicode CLDR (babel)", "date": "2026-11"}
    return (
        json.dumps({"_": head, **countries}, ensure_ascii=False, indent=None, separators=(",", ":")).replace(
            '},"', '},\n"'
        )
        + "\n"
    )


def main() -> int:
    """Write the file, or compare it with --check."""
    text = rendered()
    if "--check" in sys.argv[1:]:
        same = TARGET.read_text(encoding="utf-8") == text
        print("countries.json is as generated." if same else "countries.json differs: run python tools/countries.py.")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
