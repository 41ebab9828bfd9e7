"""What is asked of a collection: whose series, with whom, of what, and for which years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from khorgos.claims.official import WORLD
from khorgos.errors import InputFault
from khorgos.values.codes import COUNTRIES

FREQUENCIES = ("A", "Q", "M")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A collection as sources.yaml (or the user) describes it."""

    code: str
    name: str
    protocol: str
    address: str
    terms: str = ""
    series: dict[str, dict[str, str]]
    version: str = "2.1"
    agency: str = ""
    flow: str = ""
    flow_version: str = "+"
    keys: str = ""
    world: str = "W00"
    per_page: int = 1000
    limit: int = 100_000
    preview_limit: int = 500

    def at(self, address: str | None) -> Source:
        """The same source at another address: a mirror, or a server of one's own."""
        return replace(self, address=address.rstrip("/")) if address else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Reporters and partners by ISO 3166-1 alpha-3 code (WORLD for all partners), an indicator, years, a frequency.

    `series` are the source's own codes; where none are given, those of the indicator.  Raises InputFault for codes that
    are none, years turned round, and a frequency that there is not.
    """

    reporters: tuple[str, ...]
    partners: tuple[str, ...] = ()
    indicator: str = ""
    series: tuple[str, ...] = ()
    first: int
    last: int
    frequency: str = "A"

    def __post_init__(self) -> None:
        for code in (*self.reporters, *self.partners):
            if code not in COUNTRIES and code != WORLD:
                raise InputFault("no such country.", place="query", value=code, mend="ISO 3166-1 alpha-3, or WLD.")
        if not self.reporters:
            raise InputFault("whose series?", place="query", mend="Give at least one --reporter.")
        if self.last < self.first:
            raise InputFault("the years are turned round.", place="query", value=(self.first, self.last))
        if self.frequency not in FREQUENCIES:
            raise InputFault("no such frequency.", place="query", value=self.frequency, mend="A, Q or M.")

    def codes(self, source: Source) -> tuple[str, ...]:
        """The source's series that are asked for; raises InputFault where it has none of the indicator."""
        if self.series:
            return self.series
        found = tuple(code for code, row in source.series.items() if row["indicator"] in _wanted(self.indicator))
        if not found:
            known = sorted({row["indicator"] for row in source.series.values()})
            raise InputFault(
                f"{source.name} has no series of this indicator.",
                place="query", value=self.indicator, mend=f"One of {', '.join(known)}, or give --series.",
            )  # fmt: skip
        return found

    def as_dict(self) -> dict[str, Any]:
        """The query as plain JSON values."""
        return {
            "reporters": list(self.reporters), "partners": list(self.partners), "indicator": self.indicator,
            "series": list(self.series), "first": self.first, "last": self.last, "frequency": self.frequency,
        }  # fmt: skip


def _wanted(indicator: str) -> tuple[str, ...]:
    return ("exports", "imports") if indicator in ("trade", "") else (indicator,)


def source_of(code: str) -> Source:
    """A collection of sources.yaml by its code; raises InputFault for one that is not there."""
    rows = _rows()
    if code not in rows:
        raise InputFault("no such source.", place="source", value=code, mend=f"One of {', '.join(rows)}.")
    return Source(code=code, **rows[code])


def sources() -> tuple[str, ...]:
    """The codes of all collections."""
    return tuple(_rows())


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("sources.yaml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return rows
