"""UN Comtrade's API, version 1, in JSON: goods by reporter, partner, flow and period.

Rows are filtered to the totals of customs procedure (C00), mode of transport (0) and second partner (0), else values
count several times.  `primaryValue` is CIF for imports and FOB for exports.  With a key (header
Ocp-Apim-Subscription-Key) `data/v1/get` gives up to 100,000 records; without one `public/v1/preview` gives 500.  An
answer that is as full as it can be is asked for again year by year, and where one year is too full, refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from khorgos.claims.official import WORLD, Observation
from khorgos.errors import InputFault, KhorgosError, StatisticsFault
from khorgos.reference.areas import iso3_of, m49_of
from khorgos.statistics.answers import Answer, Get, Request, asked, beginning, refused
from khorgos.statistics.query import Query, Source
from khorgos.statistics.times import period_of

KEY = "Ocp-Apim-Subscription-Key"
_TOTALS = {"cmdCode": "TOTAL", "customsCode": "C00", "motCode": "0", "partner2Code": "0"}
_WORLD = 0
# The preview takes one period at a time; with a key twelve.
_PERIODS = 12

Pages = Iterator[tuple[Request, Answer]]


def pages(source: Source, query: Query, get: Get, key: str = "") -> Pages:
    """The answers for all periods, split where an answer is as full as it can be."""
    if query.frequency == "Q":
        raise InputFault("Comtrade has no quarters.", place="query", value="Q", mend="Ask for A or M.")
    size = _PERIODS if key else 1
    periods = _periods(query)
    for at in range(0, len(periods), size):
        yield from _asked(source, query, get, key, periods[at : at + size])


def _asked(source: Source, query: Query, get: Get, key: str, periods: list[str]) -> Pages:
    request = _request(source, query, key, periods)
    answer = asked(get, request)
    if answer.status in (401, 403):
        raise refused(request, answer, "Give a subscription key in KHORGOS_COMTRADE_KEY, or none for the preview.")
    if answer.status != 200:
        raise refused(request, answer)
    rows = parsed(answer.body, request.address)
    if len(rows) < (source.limit if key else source.preview_limit):
        yield request, answer
    elif len(periods) > 1:
        for period in periods:
            yield from _asked(source, query, get, key, [period])
    else:
        raise StatisticsFault(
            f"the answer is cut off at {len(rows):,} records.", place=request.address,
            mend="Ask for fewer reporters or partners at once" + ("." if key else ", or give a key."),
        )  # fmt: skip


def _request(source: Source, query: Query, key: str, periods: list[str]) -> Request:
    path = "data/v1/get" if key else "public/v1/preview"
    asked_for = {
        "reporterCode": ",".join(str(m49_of(code)) for code in query.reporters),
        "partnerCode": ",".join(str(_partner(code)) for code in query.partners or (WORLD,)),
        "period": ",".join(periods),
        "flowCode": ",".join(query.codes(source)),
        **_TOTALS,
    }
    address = f"{source.address}/{path}/C/{query.frequency}/HS?{urlencode(asked_for, safe=',')}"
    return Request(address, secret={KEY: key} if key else {})


def _partner(code: str) -> int:
    return _WORLD if code == WORLD else m49_of(code)


def _periods(query: Query) -> list[str]:
    years = range(query.first, query.last + 1)
    if query.frequency == "A":
        return [str(year) for year in years]
    return [f"{year}{month:02d}" for year in years for month in range(1, 13)]


def parsed(body: bytes, place: str) -> list[dict[str, Any]]:
    """The rows of an answer; raises StatisticsFault where it is an error or none of Comtrade's."""
    try:
        told = json.loads(body, parse_float=Decimal)
    except ValueError as fault:
        raise StatisticsFault("the answer is no JSON.", place=place, value=beginning(body)) from fault
    if not isinstance(told, dict) or "data" not in told:
        raise StatisticsFault("not an answer of Comtrade's API.", place=place, value=beginning(body))
    if told.get("error"):
        raise StatisticsFault(f"the source says: {told['error']}", place=place, mend="Look at codes and periods.")
    return told["data"] or []


def observations(body: bytes, source: Source, place: str) -> Iterator[Observation]:
    """The observations of an answer: totals only, of reporters that are countries."""
    for row in parsed(body, place):
        if not _total(row) or row.get("primaryValue") is None:
            continue
        try:
            reporter, partner = iso3_of(int(row["reporterCode"])), _partner_of(int(row["partnerCode"]))
            flow = str(row["flowCode"])
            known = source.series.get(flow)
            if reporter is None or partner is None or known is None:
                continue
            yield Observation(
                source=source.name,
                series=flow,
                indicator=known["indicator"],
                definition=known["definition"],
                reporter=reporter,
                partner=partner,
                period=period_of(str(row["period"])),
                value=Decimal(str(row["primaryValue"])),
                unit=known["unit"],
                valuation=known["valuation"],
                status="" if row.get("isReported", True) else "E",
            )
        except (KhorgosError, KeyError, TypeError, ValueError, ArithmeticError) as fault:
            raise StatisticsFault(f"a row that cannot be read ({fault}).", place=place, value=row) from fault


def _total(row: dict[str, Any]) -> bool:
    """Whether a row is a total of procedure, transport and second partner (absent counts as total)."""
    return (
        str(row.get("cmdCode", "TOTAL")) == "TOTAL"
        and str(row.get("customsCode") or "C00") == "C00"
        and str(row.get("motCode") or "0") == "0"
        and str(row.get("partner2Code") or "0") == "0"
    )


def _partner_of(code: int) -> str | None:
    return WORLD if code == _WORLD else iso3_of(code)
