"""Days that follow from a record's dates and terms."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal

from khorgos.claims import Record
from khorgos.values import Period
from khorgos.values.period import Precision


def deviation_days(planned: Period | None, actual: Period | None) -> int | None:
    """Planned day less actual day: positive is early ("Deviation from Planned … Date"); None unless both are days.

    Months and years are not padded: a difference of padded dates would be a difference of paddings.
    """
    days = [_day(each) for each in (planned, actual)]
    return None if days[0] is None or days[1] is None else (days[0] - days[1]).days


def first_repayment(record: Record) -> Period | None:
    """Commitment and grace ("First Loan Repayment Date"), as exact as the commitment; no grace told counts as none."""
    return _after(record.commitment, record.grace or Decimal(0)) if record.maturity is not None else None


def last_repayment(record: Record) -> Period | None:
    """Commitment and maturity ("Last Loan Repayment Date"), as exact as the commitment."""
    return _after(record.commitment, record.maturity) if record.maturity is not None else None


def _after(begin: Period | None, years: Decimal) -> Period | None:
    if begin is None or begin.first is None:
        return None
    months = begin.first.year * 12 + begin.first.month - 1 + round(years * 12)
    year, month = months // 12, months % 12 + 1
    if begin.precision is Precision.DAY:
        last = calendar.monthrange(year, month)[1]
        return Period.day(dt.date(year, month, min(begin.first.day, last)))
    if begin.precision is Precision.MONTH:
        return Period.month(year, month)
    # A year and a part of a year do not tell in which year the sum falls.
    return Period.year(year) if begin.precision is Precision.YEAR and years == int(years) else None


def _day(period: Period | None) -> dt.date | None:
    return period.first if period is not None and period.precision is Precision.DAY else None
