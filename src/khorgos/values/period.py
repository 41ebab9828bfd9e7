"""A stretch of calendar time that keeps the precision it was given with.

The written form (`str(period)`, read back by `Period.parse`) follows ISO 8601 and EDTF where they have one:

    2023            a year                    2023-05-18/2023-05-19   an interval, both ends included
    2023-H1         a half (SDMX: 2023-S1)    2015/2022               an interval of years
    2023-Q1         a quarter                 1992/..                 open: from 1992 on
    2023-05         a month                   ../2022                 open: up to 2022
    2023-W20        an ISO week               202X                    a decade
    2023-05-18      a day                     FY2022-07               the fiscal year that begins in July 2022
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from khorgos.errors import PeriodFault


class Precision(IntEnum):
    """How fine a period is; larger is finer."""

    OPEN = 0
    INTERVAL = 1
    DECADE = 2
    YEAR = 3
    HALF = 4
    QUARTER = 5
    MONTH = 6
    WEEK = 7
    DAY = 8


_SIMPLE = re.compile(
    r"(?P<y>\d{4})(?:-(?:H(?P<h>[12])|S(?P<s>[12])|Q(?P<q>[1-4])|W(?P<w>\d\d)|(?P<m>\d\d)(?:-(?P<d>\d\d))?))?"
    r"|FY(?P<fy>\d{4})-(?P<fm>\d\d)|(?P<dec>\d{3})X"
)
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period by its written form; build it with `Period.parse` or the named constructors.

    `first` and `last` are its first and last day (None where open).  Equality is that of the written form: the year
    2023 and the interval 2023-01-01/2023-12-31 hold the same days (`same_days`) but are not the same statement.
    Raises PeriodFault for a text that is no period, a day that no calendar has, or an end before the beginning.
    """

    text: str
    precision: Precision
    first: dt.date | None
    last: dt.date | None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise PeriodFault("a period needs a beginning or an end.", value=self.text)
        if self.first is not None and self.last is not None and self.last < self.first:
            raise PeriodFault("the period ends before it begins.", value=self.text, mend="Exchange its ends.")

    @staticmethod
    def parse(text: str) -> Period:
        """The period with this written form (see the head of this module)."""
        return _parse(text)

    @staticmethod
    def year(year: int) -> Period:
        """A calendar year."""
        return _parse(f"{year:04d}")

    @staticmethod
    def half(year: int, half: int) -> Period:
        """The first or second half of a year."""
        return _parse(f"{year:04d}-H{half}")

    @staticmethod
    def quarter(year: int, quarter: int) -> Period:
        """Quarter 1 to 4 of a year."""
        return _parse(f"{year:04d}-Q{quarter}")

    @staticmethod
    def month(year: int, month: int) -> Period:
        """A month."""
        return _parse(f"{year:04d}-{month:02d}")

    @staticmethod
    def day(date: dt.date) -> Period:
        """A day."""
        return _parse(date.isoformat()[:10])

    @staticmethod
    def decade(first_year: int) -> Period:
        """The ten years that begin with `first_year`, a multiple of ten."""
        if first_year % 10:
            raise PeriodFault("a decade begins with a year that ends in 0.", value=first_year)
        return _parse(f"{first_year // 10:03d}X")

    @staticmethod
    def fiscal(start_year: int, start_month: int) -> Period:
        """The twelve months that begin in a month; a fiscal year from January is the calendar year."""
        return _parse(f"FY{start_year:04d}-{start_month:02d}")

    @staticmethod
    def between(first: Period, last: Period) -> Period:
        """From the beginning of `first` to the end of `last`, both included, each kept at its own precision."""
        return first if first == last else _parse(f"{_begin(first)}/{_end(last)}")

    @staticmethod
    def since(first: Period) -> Period:
        """From the beginning of `first`, without an end."""
        return _parse(f"{_begin(first)}/..")

    @staticmethod
    def until(last: Period) -> Period:
        """Up to the end of `last`, without a beginning."""
        return _parse(f"../{_end(last)}")

    @property
    def is_open(self) -> bool:
        """Whether it lacks a beginning or an end."""
        return self.first is None or self.last is None

    @property
    def is_fiscal(self) -> bool:
        """Whether it is a fiscal year."""
        return self.text.startswith("FY")

    def same_days(self, other: Period) -> bool:
        """Whether both hold the same days, however written."""
        return self.first == other.first and self.last == other.last

    def contains(self, other: Period) -> bool:
        """Whether every day of `other` lies in this period."""
        begins = self.first is None or (other.first is not None and self.first <= other.first)
        ends = self.last is None or (other.last is not None and other.last <= self.last)
        return begins and ends

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        left = self.first is None or other.last is None or self.first <= other.last
        return left and (other.first is None or self.last is None or other.first <= self.last)

    def days(self) -> int | None:
        """Its length in days; None where open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    def iso_interval(self) -> str:
        """The written form without fiscal years and decades: those become intervals of months and years."""
        if self.first is None or self.last is None:
            return self.text
        if self.is_fiscal:
            return f"{self.first:%Y-%m}/{self.last:%Y-%m}"
        if self.precision is Precision.DECADE:
            return f"{self.first:%Y}/{self.last:%Y}"
        return self.text

    def __str__(self) -> str:
        return self.text


def _begin(period: Period) -> str:
    return period.text.split("/", 1)[0]


def _end(period: Period) -> str:
    return period.text.rsplit("/", 1)[-1]


@lru_cache(maxsize=8192)
def _parse(text: str) -> Period:
    if "/" in text:
        left, right = text.split("/", 1)
        first = None if left == ".." else _simple(left, text)
        last = None if right == ".." else _simple(right, text)
        if first is None and last is None:
            raise PeriodFault("a period needs a beginning or an end.", value=text)
        closed = first is not None and last is not None
        return Period(
            text,
            Precision.INTERVAL if closed else Precision.OPEN,
            first[1] if first else None,
            last[2] if last else None,
        )
    precision, begin, end = _simple(text, text)
    return Period(text, precision, begin, end)


def _simple(part: str, whole: str) -> tuple[Precision, dt.date, dt.date]:
    found = _SIMPLE.fullmatch(part)
    if not found:
        raise PeriodFault(
            "not a period.", value=whole, mend="Write it as 2023, 2023-Q1, 2023-05, 2023-05-18, 2015/2022 or 1992/.."
        )
    try:
        return _bounds(found)
    except ValueError as fault:
        raise PeriodFault(f"no such date ({fault}).", value=whole) from fault


def _bounds(found: re.Match[str]) -> tuple[Precision, dt.date, dt.date]:
    part = {name: int(value) for name, value in found.groupdict().items() if value is not None}
    if "dec" in part:
        return Precision.DECADE, dt.date(part["dec"] * 10, 1, 1), dt.date(part["dec"] * 10 + 9, 12, 31)
    if "fy" in part:
        return Precision.YEAR, *_months(part["fy"], part["fm"], 12)
    year = part["y"]
    if "d" in part:
        day = dt.date(year, part["m"], part["d"])
        return Precision.DAY, day, day
    if "m" in part:
        return Precision.MONTH, *_months(year, part["m"], 1)
    if "q" in part:
        return Precision.QUARTER, *_months(year, part["q"] * 3 - 2, 3)
    half = part.get("h") or part.get("s")
    if half:
        return Precision.HALF, *_months(year, half * 6 - 5, 6)
    if "w" in part:
        monday = dt.date.fromisocalendar(year, part["w"], 1)
        return Precision.WEEK, monday, monday + 6 * _ONE_DAY
    return Precision.YEAR, dt.date(year, 1, 1), dt.date(year, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    after = year * 12 + month - 1 + count
    return first, dt.date(after // 12, after % 12 + 1, 1) - _ONE_DAY
