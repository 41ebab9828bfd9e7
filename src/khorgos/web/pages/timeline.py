"""Timeline: meetings, papers and foundings in the order in which they happened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos import charts
from khorgos.charts.words import say
from khorgos.claims.fact import Fact
from khorgos.store import Counts
from khorgos.web.address import Address
from khorgos.web.beside import Beside
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.rendering import chosen_language

router = APIRouter()
# So many facts are asked for at once where all are wanted.
_AT_ONCE = 500


@router.get("/timeline")
def timeline(request: Request, desk: TheDesk) -> HTMLResponse:
    """Facts with a date, by year; those without one are counted, not dropped."""
    here = Address.of(request)
    by_year, without = desk.counted("years", desk.ledger.dated_years)
    counts = Counts(sum(by_year.values()))
    dated, derived = _dated(desk, **here.several())
    years = [(year, list(rows)) for year, rows in groupby(dated, key=lambda each: each[0][:4])]
    language = chosen_language(request)
    return desk.page(
        request,
        "timeline.html",
        years=years,
        without=without,
        chart=charts.columns(say("title dated", language), by_year, charts.Passport(), language),
        counts=counts,
        pages=here.pages(counts),
        derived=derived,
    )


@router.get("/timeline.{form}")
def timeline_file(form: str, desk: TheDesk) -> Response:
    """The same, as a file."""
    return desk.file("timeline", form, _rows(desk), ("id", "kind", "first_day", "date", "title", "place", "sources"))


def _rows(desk: Desk) -> Iterator[dict[str, Any]]:
    offset = 0
    while True:
        dated, derived = _dated(desk, limit=_AT_ONCE, offset=offset)
        for day, at, fact, said in dated:
            yield {
                "id": fact.id, "kind": fact.kind, "first_day": day, "date": at, "title": derived.title(fact),
                "place": said.get("place") or "", "sources": fact.sources,
            }  # fmt: skip
        offset += _AT_ONCE
        if not dated:
            return


def _dated(desk: Desk, **some: int) -> tuple[list[tuple[str, Any, Fact, dict[str, Any]]], Beside]:
    """First day, date, fact and what it says of those that have a date, in order."""
    days = desk.ledger.dated_facts(**some)
    named = desk.ledger.facts_named(key for _, key in days)
    derived = desk.beside(facts=named.values())
    found = []
    for day, key in days:
        for fact in derived.there([named[key]] if key in named else []):
            said = derived.lead(fact)
            found.append((day, said.get("date") or said.get("founded") or said.get("start") or day, fact, said))
    return found, derived
