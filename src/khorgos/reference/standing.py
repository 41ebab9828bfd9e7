"""Whom a party stands for and which place a name means: what lets names in several languages be compared."""

from __future__ import annotations

from functools import lru_cache

from khorgos.reference.groups import members_at
from khorgos.reference.tables import LANGUAGES, names
from khorgos.values.codes import COUNTRIES


@lru_cache(maxsize=65_536)
def stands_for(name: str) -> frozenset[str]:
    """The countries (ISO 3166-1 alpha-3) that a party's code or name stands for today; its own name where it has none.

    A country stands for itself, a group for its members, an organisation for the country it belongs to ("Export-Import
    Bank of China" for CHN).  What no table knows (a multilateral bank, a company) stands for its name in lower case.
    """
    if name in COUNTRIES:
        return frozenset((name,))
    code = _known().get(name.casefold()) or mechanism_of(name)
    members = members_at(code)
    if members:
        return frozenset(members)
    country = _home().get(code.casefold())
    return frozenset((country or code.casefold(),))


@lru_cache(maxsize=65_536)
def place_of(name: str) -> str:
    """One name for a place in whichever language it is named; the name itself, in lower case, where no table has it."""
    low = name.casefold().replace("\u2019", "'")
    found = _places().get(low)
    if found is None:
        stem = next((low[:size] for size in range(len(low), 2, -1) if f"{low[:size]}*" in _places()), None)
        found = _places()[f"{stem}*"] if stem else low
    return found


@lru_cache(maxsize=4_096)
def mechanism_of(name: str) -> str:
    """The registered name of a mechanism or group in whichever language it is named; the name itself else."""
    return registered(name) or name


def registered(name: str) -> str | None:
    """The registered name of a mechanism or group, in whichever language it is named; None where there is none."""
    return _mechanisms().get(name.casefold())


@lru_cache(maxsize=1)
def _mechanisms() -> dict[str, str]:
    return {
        name.form.casefold(): name.code
        for language in LANGUAGES
        for name in names(language)
        if name.kind in ("mechanism", "group")
    }


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {n.form.casefold(): n.code for n in names("en") if n.kind in ("group", "organisation")}


@lru_cache(maxsize=1)
def _home() -> dict[str, str]:
    return {n.code.casefold(): n.country for n in names("en") if n.kind in ("organisation", "place") and n.country}


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    # A capital stands in the table of countries, where each language has forms of its own: its country tells which.
    return {
        name.form.casefold(): f"capital of {name.country}" if name.kind == "capital" else name.code.casefold()
        for language in LANGUAGES
        for name in names(language)
        if name.kind in ("place", "capital")
    }
