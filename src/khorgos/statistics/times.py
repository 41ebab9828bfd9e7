"""Times as statistics write them, as periods: 2022, 2022M05, 202205, 2022-Q1, 2022-S2, 2015-01-01/P8Y."""

from __future__ import annotations

import re

from khorgos.errors import PeriodFault
from khorgos.values import Period

_FORM = re.compile(r"(?P<year>\d{4})(?:-?(?:Q(?P<quarter>[1-4])|[SH](?P<half>[12])|M?(?P<month>\d\d)|A1))?")
_SPAN = re.compile(r"(?P<year>\d{4})-01(?:-01)?(?:T00:00:00)?/P(?P<years>\d+)Y")


def period_of(text: str) -> Period:
    """The period of a TIME_PERIOD of SDMX, a date of the World Bank or a period of Comtrade; PeriodFault for others."""
    found = _FORM.fullmatch(text)
    if found:
        year = int(found["year"])
        if found["quarter"]:
            return Period.quarter(year, int(found["quarter"]))
        if found["half"]:
            return Period.half(year, int(found["half"]))
        return Period.month(year, int(found["month"])) if found["month"] else Period.year(year)
    span = _SPAN.fullmatch(text)
    if span:
        first = int(span["year"])
        return Period.between(Period.year(first), Period.year(first + int(span["years"]) - 1))
    try:
        return Period.parse(text)
    except PeriodFault as fault:
        raise PeriodFault(
            "not a period of statistics.", value=text, mend="2022, 2022-Q1, 2022-05 or 202205."
        ) from fault
