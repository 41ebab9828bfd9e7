"""The register: every name that reports use for countries, groups, mechanisms, organisations and places.

Each table is a file beside this module with its source and date at the head; nothing else is read.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from khorgos.errors import LanguageFault
from khorgos.values import Party, Period


class NameKind(StrEnum):
    """What a name names."""

    COUNTRY = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    GROUP = "group"
    MECHANISM = "mechanism"
    ORGANISATION = "organisation"
    CITY = "city"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a name: as written (`*` after a stem takes further letters), what it names, and its code there."""

    form: str
    kind: NameKind
    code: str
    country: str | None = None
    type: str = ""


@lru_cache(maxsize=8)
def names(language: str) -> tuple[Name, ...]:
    """Every form of every name in a language (ISO 639-1)."""
    found: list[Name] = []
    for code, entry in _countries().items():
        kinds = (NameKind.COUNTRY, NameKind.DEMONYM, NameKind.CAPITAL)
        for kind, forms in zip(kinds, entry.get(language, ()), strict=False):
            found += [Name(form, kind, code, code) for form in forms]
    for table, kind in (("groups", NameKind.GROUP), ("mechanisms", NameKind.MECHANISM)):
        for code, entry in _table(table).items():
            found += [Name(str(form), kind, code) for form in entry.get(language, ())]
    for code, entry in _table("organisations").items():
        found += [
            Name(str(form), NameKind.ORGANISATION, code, entry.get("country"), entry["type"])
            for form in entry.get(language, ())
        ]
    for country, entry in _table("places").items():
        for key, kind in (("cities", NameKind.CITY), ("regions", NameKind.REGION)):
            forms = entry.get(key, {}).get(language, ())
            found += [Name(str(form), kind, str(form).replace("*", ""), country) for form in forms]
    return tuple(found)


@lru_cache(maxsize=512)
def group(code: str, at: Period | None = None) -> Party:
    """A registered group with its members at a period (without one: as they are last known).

    A group that only describes ("developing countries") has no members in the register and is a body.
    Raises LanguageFault for a name that is not registered.
    """
    entry = _table("groups").get(code)
    if entry is None:
        raise LanguageFault("no such group in the register.", place="reference/groups.yaml", value=code)
    members = _members(str(entry.get("members") or ""), at)
    return Party.group(code, members, at) if members else Party.body(code)


@lru_cache(maxsize=256)
def mechanism(code: str, at: Period | None = None) -> tuple[Party, ...]:
    """The members of a registered mechanism at a period: countries and groups; empty where it has no membership."""
    entry = _table("mechanisms").get(code, {})
    parties: list[Party] = []
    for word in str(entry.get("members") or "").split():
        name, _, dates = word.partition(":")
        if not _belongs(dates, at):
            continue
        known = name.replace("_", " ")
        parties.append(Party.country(name) if len(name) == 3 and name in _countries() else group(known, at))
    return tuple(parties)


def _members(written: str, at: Period | None) -> tuple[str, ...]:
    parts = (word.partition(":") for word in written.split())
    return tuple(code for code, _, dates in parts if _belongs(dates, at))


def _belongs(dates: str, at: Period | None) -> bool:
    """Whether a membership written `2017-06-09..` or `..2020-01-31` holds at a period; without a period, today's."""
    if not dates:
        return True
    begin, _, end = dates.partition("..")
    if at is None or at.last is None:
        return not end
    since = not begin or dt.date.fromisoformat(begin) <= at.last
    return since and (not end or at.last <= dt.date.fromisoformat(end))


@lru_cache(maxsize=1)
def _countries() -> dict[str, dict[str, list[list[str]]]]:
    source = resources.files(__package__).joinpath("countries.json").read_text(encoding="utf-8")
    return {code: entry for code, entry in json.loads(source).items() if code != "_"}


@lru_cache(maxsize=8)
def _table(name: str) -> dict[str, Any]:
    source = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(source, Loader=loader)  # noqa: S506 - a safe loader, the fast one where libyaml is there
    if not isinstance(data, dict):
        raise LanguageFault("a table is a mapping of names.", place=f"reference/{name}.yaml")
    return {str(code): entry for code, entry in data.items()}
