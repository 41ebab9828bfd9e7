"""The second look at what somebody else claims: as strict as the grammar's on digits, wider on ways of saying.

A language model writes "<" where the text has "nearly" and the grammar reads "~", 0.5 times where it has "half", the
quarter of the report where it names only the day of publication.  Each such way is a rule here with its reason;
digits, scales, currencies and named periods have none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from khorgos.annotate.reread import GrammarReread
from khorgos.annotate.typography import fold
from khorgos.language import load
from khorgos.values import Bound, Period, Precision, Quantity
from khorgos.values.unit import COUNT, PERCENT, POINTS, TIMES, Dimension

_HUNDRED = Decimal(100)


class RefereeReread(GrammarReread):
    """The grammar's second look with the other ways of saying the same (claims.Rereader)."""

    def quantities(self, text: str) -> Collection[Quantity]:
        """Every quantity that the text bears."""
        return _quantities(self.language, text)

    def periods(self, text: str, anchor: Period | None) -> Collection[Period]:
        """Every period that the text bears, seen from the anchor; no words at all bear the anchor itself."""
        return _periods(self.language, text, anchor)


@lru_cache(maxsize=8192)
def _quantities(language: str, text: str) -> tuple[Quantity, ...]:
    found: dict[Quantity, None] = {}
    for quantity in GrammarReread(language).quantities(text):
        for other in _said_otherwise(quantity, language, text):
            found[other] = None
    return tuple(found)


def _said_otherwise(quantity: Quantity, language: str, text: str) -> Iterator[Quantity]:
    yield quantity
    if quantity.bound is Bound.ABOUT and _has(language, "from_below", text):
        yield replace(quantity, bound=Bound.BELOW)  # "nearly 3 billion" is about 3 billion and less than it
    if quantity.bound is Bound.AT_MOST and _has(language, "or_reached", text):
        yield replace(quantity, bound=Bound.EXACT)  # «до 3 млрд»: "up to", and "to" of a rise
    if quantity.unit == PERCENT:
        share = Quantity(quantity.low / _HUNDRED, quantity.high / _HUNDRED, TIMES, quantity.bound)
        yield share  # half of last year's sum: 50 percent of it, 0.5 times it
        yield from _rounded(quantity)
    if quantity.unit.code == "points":
        yield replace(quantity, unit=POINTS)  # "widened by 0.8 points"
    if quantity.unit == TIMES:
        yield replace(quantity, unit=COUNT)  # trains that "set off 8,641 times" are 8,641 departures


def _rounded(share: Quantity) -> Iterator[Quantity]:
    """A third as it is written: 33.3 or 33 percent."""
    if share.low == share.high and -share.low.as_tuple().exponent > 1:  # type: ignore[operator]
        for places in (1, 0):
            number = round(share.low, places)
            yield replace(share, low=number, high=number)


@lru_cache(maxsize=8192)
def _periods(language: str, text: str, anchor: Period | None) -> tuple[Period, ...]:
    if not text:
        return tuple(_of_report(anchor)) if anchor is not None else ()
    found: dict[Period, None] = {}
    for period in GrammarReread(language).periods(text, anchor):
        if anchor is not None and anchor.is_fiscal and period.precision is Precision.QUARTER:
            period = _fiscal_quarter(period, anchor)  # noqa: PLW2901 - the same quarter by the fiscal calendar
        for wider in meant(period, anchor):
            found[wider] = None
    for lasting in _lasting(language, text, anchor):
        found[lasting] = None
    return tuple(found)


def meant(period: Period, anchor: Period | None) -> tuple[Period, ...]:
    """A period with what else its words may mean: what it lies in, its last day, the year up to it, since then."""
    return (period, *_wider(period), *_last_day(period), *_up_to(period), *_until_now(period, anchor))


def _fiscal_quarter(quarter: Period, fiscal: Period) -> Period:
    """The third quarter of a fiscal year that begins in October is April to June."""
    assert quarter.first is not None and fiscal.first is not None  # noqa: PT018 - both are closed
    month = fiscal.first.year * 12 + fiscal.first.month - 1 + quarter.first.month - 1
    return Period.quarter(month // 12, month % 12 // 3 + 1)


def _up_to(period: Period) -> Iterator[Period]:
    """What had been reached by a day or month of a year counts from the beginning of that year."""
    if period.first is not None and period.precision in (Precision.DAY, Precision.MONTH):
        start = f"{period.first.year:04d}-01"
        yield Period.parse(f"{start}-01/{period}" if period.precision is Precision.DAY else f"{start}/{period}")


def _last_day(period: Period) -> Iterator[Period]:
    """ "Late in 2017" and "at the end of 2017" speak of its last day, by which stocks are counted."""
    if period.last is not None and period.precision in (Precision.YEAR, Precision.MONTH, Precision.QUARTER):
        yield Period.day(period.last)


def _until_now(period: Period, anchor: Period | None) -> Iterator[Period]:
    """ "Since 2013" in a report of 2023 is 2013 to 2023."""
    ends = anchor is not None and anchor.last is not None and period.last is None
    if ends and period.first is not None and anchor.last >= period.first:  # type: ignore[union-attr,operator]
        for size in (4, 7, 10):
            yield Period.parse(f"{period.text[:-3]}/{anchor.text[:size]}")  # type: ignore[union-attr]


def _lasting(language: str, text: str, anchor: Period | None) -> Iterator[Period]:
    """So many years that end, or begin, with the time of the report: "for 15 years in a row".

    Both ways of counting are borne: 2009 to 2023 are fifteen years, and 2008 to 2023 are fifteen years apart.
    """
    if anchor is None or anchor.last is None:
        return
    year = anchor.last.year
    for quantity in GrammarReread(language).quantities(text):
        count = int(quantity.low)
        if quantity.unit.code != "years" or quantity.is_range or count != quantity.low or not 1 <= count < year:
            continue
        for first, last in (
            (year - count + 1, year),
            (year - count, year),
            (year, year + count - 1),
            (year, year + count),
        ):
            yield Period.between(Period.year(first), Period.year(last))
        yield Period.year(year - count)
        if anchor.precision is Precision.DAY and anchor.last.timetuple().tm_yday > 1:
            begin = dt.date(year - count, anchor.last.month, min(anchor.last.day, 28)) + dt.timedelta(1)
            yield Period.between(Period.day(begin), anchor)


def _of_report(published: Period) -> Iterator[Period]:
    """The report's own time, where no words give another: its day, week, month or year."""
    yield published
    if published.precision is Precision.DAY and published.first is not None:
        year, week, _ = published.first.isocalendar()
        yield Period.parse(f"{year:04d}-W{week:02d}")
    yield from _wider(published)


def _wider(period: Period) -> Iterator[Period]:
    """A day lies in its month and year: what happened on a day of May happened in May."""
    if period.first is None or period.precision < Precision.HALF or period.is_fiscal:
        return
    if period.precision in (Precision.DAY, Precision.WEEK):
        yield Period.month(period.first.year, period.first.month)
    yield Period.year(period.first.year)


def _has(language: str, attribute: str, text: str) -> bool:
    pattern = _words(language, attribute)
    return bool(pattern and pattern.search(fold(text).lower()))


@lru_cache(maxsize=32)
def _words(language: str, attribute: str) -> re.Pattern[str] | None:
    """The words that an attribute of the bounds' room lists."""
    pack = load(language)
    forms = [str(form) for concept in pack.room("bounds").values() for form in concept.get(attribute, ())]
    if not forms:
        return None
    ordered = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\b(?:{ordered})\b" if pack.boundaries else ordered)


def measures_alike(one: Quantity, other: Quantity) -> bool:
    """Whether both are measured in the same sort of unit (money in money, lengths in lengths)."""
    return one.unit.dimension is other.unit.dimension and one.unit.dimension is not Dimension.COUNT
