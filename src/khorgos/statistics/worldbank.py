"""The World Bank's Indicators API, version 2, in JSON.

An answer is a pair: a head with page, pages, per_page, total and the day of the last update, then the rows.  Errors
come with the status 200 as one object with `message`.  Countries are asked for with semicolons between, years with a
colon; rows without a value are years that have none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from khorgos.claims.official import Observation
from khorgos.errors import KhorgosError, StatisticsFault
from khorgos.statistics.answers import Answer, Get, Request, asked, beginning, refused
from khorgos.statistics.query import Query, Source
from khorgos.statistics.times import period_of
from khorgos.values.codes import COUNTRIES

Pages = Iterator[tuple[Request, Answer]]


def pages(source: Source, query: Query, get: Get) -> Pages:
    """Every page of every series, one after another."""
    countries = ";".join(query.reporters)
    for series in query.codes(source):
        number, last = 1, 1
        while number <= last:
            request = Request(
                f"{source.address}/country/{countries}/indicator/{series}?format=json&date={_dates(query)}"
                f"&per_page={source.per_page}&page={number}"
            )
            answer = asked(get, request)
            head, _ = _read(answer.body, request, answer)
            yield request, answer
            number, last = number + 1, int(head.get("pages") or 1)


def _dates(query: Query) -> str:
    ends = {"A": ("", ""), "Q": ("Q1", "Q4"), "M": ("M01", "M12")}[query.frequency]
    return f"{query.first}{ends[0]}:{query.last}{ends[1]}"


def _read(body: bytes, request: Request, answer: Answer) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Head and rows; raises StatisticsFault with the source's words where the answer is an error or no JSON."""
    if answer.status != 200:
        raise refused(request, answer)
    return parsed(body, request.address)


def parsed(body: bytes, place: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Head and rows of a page."""
    try:
        told = json.loads(body, parse_float=Decimal)
    except ValueError as fault:
        raise StatisticsFault("the answer is no JSON.", place=place, value=beginning(body)) from fault
    if not isinstance(told, list) or not told or not isinstance(told[0], dict):
        raise StatisticsFault("not an answer of the World Bank's API.", place=place)
    if "message" in told[0]:
        words = "; ".join(str(each.get("value") or each) for each in told[0]["message"])
        raise StatisticsFault(f"the source says: {words}", place=place, mend="Look at the codes of country and series.")
    return told[0], (told[1] if len(told) > 1 and told[1] else [])


def observations(body: bytes, source: Source, place: str) -> Iterator[Observation]:
    """The observations of a page; aggregates (regions, income groups) and years without a value are passed."""
    head, rows = parsed(body, place)
    for row in rows:
        code = str(row.get("countryiso3code") or "")
        if row.get("value") is None or code not in COUNTRIES:
            continue
        try:
            series = str(row["indicator"]["id"])
            known = source.series.get(series, {})
            yield Observation(
                source=source.name,
                series=series,
                indicator=known.get("indicator", "other"),
                definition=known.get("definition") or str(row["indicator"].get("value") or ""),
                reporter=code,
                period=period_of(str(row["date"])),
                value=Decimal(str(row["value"])),
                unit=known.get("unit", "count"),
                valuation=known.get("valuation", ""),
                status=str(row.get("obs_status") or ""),
                edition=str(head.get("lastupdated") or ""),
            )
        except (KhorgosError, KeyError, ArithmeticError) as fault:
            raise StatisticsFault(f"a row that cannot be read ({fault}).", place=place, value=row) from fault
