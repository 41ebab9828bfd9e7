"""Timeline: meetings, papers and foundings in the order in which they happened."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from khorgos.web.charts import columns
from khorgos.web.desk import TheDesk
from khorgos.web.words import begins

router = APIRouter()
_DATED = ("event", "agreement", "mechanism", "project")


@router.get("/timeline")
def timeline(request: Request, desk: TheDesk) -> HTMLResponse:
    """Facts with a date, by year; those without one are counted, not dropped."""
    derived = desk.derived()
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
    years = [(year, list(rows)) for year, rows in groupby(dated, key=lambda each: each[0][:4])]
    chart = columns({year: len(rows) for year, rows in years}, "Dated facts a year")
    return desk.page(request, "timeline.html", years=years, without=without, chart=chart, derived=derived)
