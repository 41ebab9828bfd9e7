"""Timeline: meetings, papers and foundings in the order in which they happened."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos import charts
from khorgos.charts.words import say
from khorgos.claims.fact import Fact
from khorgos.web.desk import Derived, TheDesk
from khorgos.web.rendering import chosen_language
from khorgos.web.words import begins

router = APIRouter()
_DATED = ("event", "agreement", "mechanism", "project")


@router.get("/timeline")
def timeline(request: Request, desk: TheDesk) -> HTMLResponse:
    """Facts with a date, by year; those without one are counted, not dropped."""
    derived = desk.derived()
    dated, without = _dated(derived)
    years = [(year, list(rows)) for year, rows in groupby(dated, key=lambda each: each[0][:4])]
    language, counts = chosen_language(request), {year: len(rows) for year, rows in years}
    chart = charts.columns(say("title dated", language), counts, charts.Passport(), language)
    return desk.page(request, "timeline.html", years=years, without=without, chart=chart, derived=derived)


@router.get("/timeline.{form}")
def timeline_file(form: str, desk: TheDesk) -> Response:
    """The same, as a file."""
    derived = desk.derived()
    rows = [
        {"id": fact.id, "kind": fact.kind, "first_day": day, "date": at, "title": derived.title(fact),
         "place": said.get("place") or "", "sources": fact.sources}
        for day, at, fact, said in _dated(derived)[0]
    ]  # fmt: skip
    return desk.file("timeline", form, rows, ("id", "kind", "first_day", "date", "title", "place", "sources"))


def _dated(derived: Derived) -> tuple[list[tuple[str, Any, Fact, dict[str, Any]]], int]:
    """First day, date, fact and what it says of all that have a date, in order; how many have none."""
    dated, without = [], 0
    for fact in derived.facts:
        if fact.kind not in _DATED:
            continue
        said = derived.lead(fact)
        at = said.get("date") or said.get("founded") or said.get("start")
        day = begins(at)
        if day:
            dated.append((day, at, fact, said))
        else:
            without += 1
    dated.sort(key=lambda each: (each[0], each[2].id))
    return dated, without
