"""Outlets and agencies by their names: country, standing (official, state, public, cooperative, private), owner."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khorgos.reference.tables import mapping

STANDINGS = ("official", "state", "public", "cooperative", "private")
_SIGNS = re.compile(r"[\W_]+")


class Outlet(NamedTuple):
    """An outlet of the register (outlets.yaml): `country` is ISO 3166-1 alpha-3, `standing` one of STANDINGS.

    `owner` is None where it is not plain, `agency` whether others carry its texts.
    """

    name: str
    country: str
    standing: str
    owner: str | None
    languages: tuple[str, ...]
    agency: bool


def outlet_of(name: str) -> Outlet | None:
    """The outlet that a name, as printed, is one of; None where the register has none.  Case and signs do not count."""
    return _known().get(_bare(name))


@lru_cache(maxsize=1)
def _known() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for name, row in mapping("outlets.yaml").items():
        languages, agency = tuple(row["languages"]), bool(row.get("agency"))
        outlet = Outlet(name, row["country"], row["standing"], row.get("owner"), languages, agency)
        found |= {_bare(form): outlet for form in (name, *row["names"])}
    return found


def _bare(name: str) -> str:
    return _SIGNS.sub("", name.casefold()).removeprefix("the")
