"""Titles of figures and names of parties and times in Russian and Chinese; the words stand in titles.yaml."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import Any

from khorgos.values import Period
from khorgos.values.period import Precision

LANGUAGES = ("ru", "zh")
# Indicators whose first party gives to its second, and those whose first gets from its second.
_DIRECTED = frozenset({"exports", "investment", "investment_stock", "loans", "aid"})
_REVERSED = frozenset({"imports"})


def figure_title(claim: dict[str, Any], language: str) -> str:
    """The title of a figure: "Китай — Центральная Азия: товарооборот, 2022 год", "2022年中国与中亚贸易额"."""
    words = _words(language)
    told = _sides(claim, words, language, _subject(claim, words))
    if claim.get("period"):
        told = words["when"].format(title=told, when=time_of(str(claim["period"]), language))
    if claim.get("status"):
        status = str(claim["status"])
        told = words["status"].format(title=told, status=words["statuses"].get(status, status))
    return told[:1].upper() + told[1:]


def name_of(party: str, language: str) -> str:
    """A country or a group of the field as it stands alone; any other party as it is registered."""
    return _names()[language].get(party) or str(_words(language)["groups"].get(party, party))


def time_of(period: str, language: str) -> str:
    """A period in words."""
    words, found = _words(language), Period.parse(period)
    first, _, last = period.partition("/")
    if found.first is None or found.last is None:
        return str(words["since"].format(time_of(first, language)) if found.first else words["until"].format(
            time_of(last, language)))  # fmt: skip
    if last:
        return str(words["span"].format(time_of(first, language), time_of(last, language)))
    return _whole(found, period, words)


def _whole(period: Period, written: str, words: dict[str, Any]) -> str:
    at = period.first
    if at is None:
        return written
    name = {Precision.YEAR: "year", Precision.QUARTER: "quarter", Precision.MONTH: "month", Precision.DAY: "day"}
    if period.precision not in name:
        return written
    months = words.get("months_of" if period.precision is Precision.DAY else "months")
    month = months[at.month - 1] if months else at.month
    pattern: str = words[name[period.precision]]
    return pattern.format(year=at.year, number=(at.month - 1) // 3 + 1, month=month, day=at.day)


def _subject(claim: dict[str, Any], words: dict[str, Any]) -> str:
    indicator, detail = str(claim["indicator"]), claim.get("detail")
    what = str(detail) if indicator == "other" and detail else str(words["subjects"].get(indicator, indicator))
    if detail and indicator != "other":
        what = f"{what} ({detail})"
    pattern = words["measures"].get(claim.get("measure"), "{what}")
    return str(pattern).format(what=what)


def _sides(claim: dict[str, Any], words: dict[str, Any], language: str, what: str) -> str:
    names = [name_of(party, language) for party in claim.get("parties") or ()]
    indicator = claim["indicator"]
    if len(names) == 2:
        form = "directed" if indicator in _DIRECTED else "reversed" if indicator in _REVERSED else "pair"
    else:
        form = "none" if not names else "one" if len(names) == 1 else "several"
    return str(words[form]).format(*names, what=what, all=words["joint"].join(names))


@cache
def _words(language: str) -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.safe_load(_text("titles.yaml"))[language]
    return found


@cache
def _names() -> dict[str, dict[str, str]]:
    rows = csv.DictReader(line for line in _text("names.csv").splitlines() if not line.startswith("#"))
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for row in rows:
        for language in LANGUAGES:
            found[language][row["code"]] = row[language]
    return found


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
