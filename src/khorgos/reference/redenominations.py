"""Which code a currency's name had on a day: manats of 2005 are AZM, those of 2007 AZN."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import yaml


class Redenomination(NamedTuple):
    """A currency that was replaced by one of the same name: `rate` old units are one new."""

    new: str
    old: str
    since: dt.date
    rate: int


@lru_cache(maxsize=1)
def redenominations() -> tuple[Redenomination, ...]:
    """Every replacement of the table, the latest first."""
    text = resources.files(__package__).joinpath("redenominations.yaml").read_text(encoding="utf-8")
    return tuple(
        sorted((Redenomination(**row) for row in yaml.safe_load(text)), key=lambda row: row.since, reverse=True)
    )


@lru_cache(maxsize=1)
def _replaced() -> dict[str, Redenomination]:
    return {row.new: row for row in redenominations()}


def code_at(code: str, day: dt.date) -> str:
    """The code that a currency's name stood for on a day (ISO 4217); the code itself where it was never replaced."""
    row = _replaced().get(code)
    while row is not None and day < row.since:
        code = row.old
        row = _replaced().get(code)
    return code


def codes_before(code: str) -> list[str]:
    """The codes that the same name had earlier, the latest first."""
    before = []
    row = _replaced().get(code)
    while row is not None:
        before.append(row.old)
        row = _replaced().get(row.old)
    return before
