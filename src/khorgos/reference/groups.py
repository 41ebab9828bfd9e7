"""Groups of countries with their members at a date."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from khorgos.reference.tables import mapping
from khorgos.values import Party, Period


@lru_cache(maxsize=1024)
def members_at(code: str, date: dt.date | None = None) -> tuple[str, ...]:
    """The members (ISO 3166-1 alpha-3) of a group or mechanism on a day; without a day, those of the table's date."""
    entry = mapping("groups.yaml").get(code) or mapping("mechanisms.yaml").get(code) or {}
    found: list[str] = []
    for token in str(entry.get("members", "")).split():
        member, _, stretch = token.partition(":")
        if stretch and not holds(stretch, date):
            continue
        name = member.replace("_", " ")
        found += members_at(name, date) if name in mapping("groups.yaml") else (member,)
    return tuple(sorted(set(found)))


@lru_cache(maxsize=1)
def groups() -> tuple[str, ...]:
    """The names under which groups and mechanisms are registered."""
    return tuple(sorted({*mapping("groups.yaml"), *mapping("mechanisms.yaml")}))


@lru_cache(maxsize=1024)
def group(code: str, at: Period | None = None) -> Party:
    """A group as a party, with its members at a period; one that only describes (developing countries) is a region."""
    members = members_at(code, at.last if at else None)
    return Party.group(code, members, at) if members else Party.region(code)


def counts_members(words: str) -> bool:
    """Whether the words after a number say that it counts members (28 "member states")."""
    return _member_words().match(words.casefold()) is not None


@lru_cache(maxsize=1)
def _member_words() -> re.Pattern[str]:
    table = mapping("membership.yaml")["words"]
    spaced = [re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in (*table["en"], *table["ru"])]
    return re.compile(rf"(?:{'|'.join(spaced)})\b|{'|'.join(map(re.escape, table['zh']))}")


def holds(stretch: str, date: dt.date | None) -> bool:
    """Whether a membership written `2017-06-09..` or `..2020-01-31` holds on a day; without a day, today's."""
    begin, _, end = stretch.partition("..")
    if date is None:
        return not end
    first, last = (Period.parse(part).first if part else None for part in (begin, end))
    return (first is None or first <= date) and (last is None or date <= last)
