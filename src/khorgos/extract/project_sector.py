"""The sector that words tell: of a project's name, of what a sum is for."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.language import load


def sector_of(code: str, name: str) -> str | None:
    """The sector that a name tells by the first of its words that tells one; None where none does."""
    found = _pattern(code).search(name.lower().replace("-", " "))
    return _sectors(code)[int((found.lastgroup or "s0")[1:])] if found else None


@lru_cache(maxsize=8)
def _sectors(code: str) -> list[str]:
    entry = load(code).room("projects").get("purposes")
    return [str(name) for name in (entry.get("sectors", {}) if entry else {})]


@lru_cache(maxsize=8)
def _pattern(code: str) -> re.Pattern[str]:
    """The words of all sectors; `*` ends a stem, and a language without spaces has them anywhere."""
    pack = load(code)
    entry = pack.room("projects").get("purposes")
    groups = []
    for number, words in enumerate((entry.get("sectors", {}) if entry else {}).values()):
        either = "|".join(_word(str(word)) for word in sorted(map(str, words), key=len, reverse=True))
        bound = rf"(?<![\w'])(?:{either})(?![\w'])" if pack.boundaries else f"(?:{either})"
        groups.append(f"(?P<s{number}>{bound})")
    return re.compile("|".join(groups) or "(?!)")


def _word(word: str) -> str:
    return r"\w*".join(map(re.escape, word.split("*")))
