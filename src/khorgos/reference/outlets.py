"""Outlets and agencies by their names: country, standing (official, state, public, cooperative, private), owner."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from khorgos.errors import InputFault
from khorgos.reference.tables import mapping
from khorgos.values.codes import COUNTRIES

STANDINGS = ("official", "state", "public", "cooperative", "private")
_SIGNS = re.compile(r"[\W_]+")


class Outlet(NamedTuple):
    """An outlet of the register (outlets.yaml): `country` is ISO 3166-1 alpha-3, `standing` one of STANDINGS.

    `owner` is None where it is not plain, `agency` whether others carry its texts, `body` whether it is a ministry,
    bank or office that prints its own releases, and no paper or agency of news.
    """

    name: str
    country: str
    standing: str
    owner: str | None
    languages: tuple[str, ...]
    agency: bool
    body: bool = False


def outlet_of(name: str) -> Outlet | None:
    """The outlet that a name, as printed, is one of; None where the register has none.  Case and signs do not count."""
    bare = _bare(name)
    return _added.get(bare) or _known().get(bare)


def press_of(name: str) -> Outlet | None:
    """The same, where it is a paper, broadcaster or agency of news: what may stand in a dateline."""
    found = outlet_of(name)
    return None if found is None or found.body else found


def add(text: str, place: str) -> int:
    """Add the user's own outlets, in the form of outlets.yaml, for this process, before the register's; how many.

    Raises InputFault for a file that is no such table, a country that is no code, an unknown standing.
    """
    try:
        rows = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise InputFault(f"no YAML ({fault}).", place=place, mend=_FORM) from fault
    if not isinstance(rows, dict):
        raise InputFault(
            "a table of outlets is a mapping of names.", place=place, value=type(rows).__name__, mend=_FORM
        )
    found = [_checked(str(name), row, place) for name, row in rows.items()]
    for forms in found:
        _added.update(forms)
    return len(found)


def added() -> dict[str, Outlet]:
    """What was added in this process, for another one (`keep`)."""
    return dict(_added)


def keep(outlets: dict[str, Outlet]) -> None:
    """Take what was added in another process."""
    _added.update(outlets)


# What the user has added in this process, by bare name.
_added: dict[str, Outlet] = {}
_FORM = "Write `Example Wire: {names: [EXWIRE], country: KAZ, standing: private, languages: [en], agency: true}`."


def _checked(name: str, row: Any, place: str) -> dict[str, Outlet]:
    at = f"{place}: {name}"
    if not isinstance(row, dict):
        raise InputFault("an outlet is a mapping of fields.", place=at, value=row, mend=_FORM)
    if row.get("country") not in COUNTRIES:
        raise InputFault("not an ISO 3166-1 alpha-3 code.", place=at, value=row.get("country"), mend=_FORM)
    if row.get("standing") not in STANDINGS:
        raise InputFault(
            "no such standing.", place=at, value=row.get("standing"), mend=f"One of {', '.join(STANDINGS)}."
        )
    for field in ("names", "languages"):
        if not isinstance(row.get(field, []), list):
            raise InputFault(f"{field} are a list.", place=at, value=row[field], mend=_FORM)
    return _forms(name, row)


@lru_cache(maxsize=1)
def _known() -> dict[str, Outlet]:
    rows = mapping("outlets.yaml").items()
    return {form: outlet for name, row in rows for form, outlet in _forms(name, row).items()}


def _forms(name: str, row: dict[str, Any]) -> dict[str, Outlet]:
    languages, agency = tuple(map(str, row.get("languages", ()))), bool(row.get("agency"))
    outlet = Outlet(name, row["country"], row["standing"], row.get("owner"), languages, agency, bool(row.get("body")))
    return {_bare(str(form)): outlet for form in (name, *row.get("names", ()))}


def _bare(name: str) -> str:
    return _SIGNS.sub("", name.casefold()).removeprefix("the")
