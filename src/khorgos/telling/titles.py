"""A claim or fact as a title that is a sentence: "Trade between China and Central Asia in 2022"."""

from __future__ import annotations

import calendar
from typing import Any

from khorgos.reference.tables import country_name
from khorgos.telling.translated import LANGUAGES, figure_title, name_of, time_of
from khorgos.telling.words import one_line, what
from khorgos.values import Period
from khorgos.values.period import Precision

_QUARTERS = ("first", "second", "third", "fourth")
# How the two sides of a figure are joined to its indicator.
_PAIRS = {
    "exports": "of {0} to {1}",
    "imports": "of {0} from {1}",
    "investment": "from {0} in {1}",
    "investment_stock": "of {0} in {1}",
    "loans": "from {0} to {1}",
    "aid": "from {0} to {1}",
}
_MEASURES = {"change": "Change of", "fold": "Multiple of", "share": "Share of", "rank": "Rank by"}


def title(claim: dict[str, Any], language: str = "en") -> str:
    """The title of a claim (`as_dict`) or of a fact (its key): a figure as a phrase, all others by their names.

    Names are those of the report; phrases are in English, or in one of `translated.LANGUAGES`.
    """
    if claim["kind"] == "figure":
        return figure_title(claim, language) if language in LANGUAGES else _figure(claim)
    if claim["kind"] == "statement":
        return f"“{one_line(claim['quote'])}”" if claim.get("mode") == "direct" else one_line(claim["quote"])
    return str(claim.get("name") or claim.get("title") or what(claim))


def directed(indicator: str) -> bool:
    """Whether a figure goes from its first party to its second, so that they cannot change places."""
    return indicator in _PAIRS


def party_name(code: str, language: str = "en") -> str:
    """A country's name in English or one of `translated.LANGUAGES`; any other party as it is registered."""
    if language in LANGUAGES:
        return name_of(code, language)
    return country_name(code, "en") or code


def spoken(period: str, language: str = "en") -> str:
    """A period in words: "2022", "the first quarter of 2023", "18 May 2023", "2015 to 2022", "since 1992"."""
    if language in LANGUAGES:
        return time_of(period, language)
    found = Period.parse(period)
    if found.first is None or found.last is None:
        first, _, last = period.partition("/")
        return f"since {spoken(first)}" if found.first else f"until {spoken(last)}"
    if "/" in period:
        first, _, last = period.partition("/")
        return f"{spoken(first)} to {spoken(last)}"
    return _whole(found, period)


def _whole(period: Period, written: str) -> str:
    first = period.first
    if first is None or period.precision is Precision.YEAR:
        return written
    month = calendar.month_name[first.month]
    if period.precision is Precision.QUARTER:
        return f"the {_QUARTERS[(first.month - 1) // 3]} quarter of {first.year}"
    if period.precision is Precision.MONTH:
        return f"{month} {first.year}"
    return f"{first.day} {month} {first.year}" if period.precision is Precision.DAY else written


def _figure(claim: dict[str, Any]) -> str:
    indicator = str(claim["indicator"])
    subject = indicator.replace("_", " ")
    if indicator == "other":
        subject = str(claim.get("detail") or "figure")
    elif claim.get("detail"):
        subject = f"{subject} ({claim['detail']})"
    lead = _MEASURES.get(str(claim.get("measure")))
    phrase = f"{lead} {subject}" if lead else subject[:1].upper() + subject[1:]
    return " ".join(part for part in (phrase, _sides(indicator, claim), _when(claim), _status(claim)) if part)


def _sides(indicator: str, claim: dict[str, Any]) -> str:
    names = [party_name(party) for party in claim.get("parties") or ()]
    if len(names) == 2:
        return _PAIRS.get(indicator, "between {0} and {1}").format(*names)
    if not names:
        return ""
    return f"of {names[0]}" if len(names) == 1 else f"of {', '.join(names[:-1])} and {names[-1]}"


def _when(claim: dict[str, Any]) -> str:
    if not claim.get("period"):
        return ""
    told = spoken(str(claim["period"]))
    if told.startswith(("since", "until")):
        return told
    return f"from {told}" if " to " in told else f"on {told}" if _is_day(str(claim["period"])) else f"in {told}"


def _is_day(period: str) -> bool:
    return Period.parse(period).precision is Precision.DAY


def _status(claim: dict[str, Any]) -> str:
    return f"({claim['status']})" if claim.get("status") else ""
