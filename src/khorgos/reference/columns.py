"""Under which names tables of reports keep text, title, day and the rest; the words stand in columns.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from khorgos.reference.tables import mapping

_SIGNS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1)
def _known() -> dict[str, dict[str, int]]:
    return {field: {_bare(n): at for at, n in enumerate(names)} for field, names in mapping("columns.yaml").items()}


def fields() -> tuple[str, ...]:
    """What a column may fill: text, title, published, outlet, language, address, authors, name."""
    return tuple(_known())


def mapped(columns: Iterable[str]) -> dict[str, str]:
    """Field -> the column that fills it, for the columns whose names are known; the likeliest name of a field first."""
    named = {_bare(column): column for column in reversed(list(columns))}
    found = {}
    for field, names in _known().items():
        there = [name for name in names if name in named]
        if there:
            found[field] = named[there[0]]
    return found


def _bare(name: str) -> str:
    return _SIGNS.sub("", name.casefold())
