"""Checks: what the sums say."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.store import Counts
from khorgos.web.address import Address
from khorgos.web.desk import TheDesk

router = APIRouter()
_COLUMNS = ("check", "severity", "told", "sum", "tolerance", "claims")


def _asked(here: Address) -> dict[str, Any]:
    check, severity = here.get("check"), here.get("severity")
    return {"checks": (check,) if check else (), "severities": (severity,) if severity else ()}


@router.get("/checks")
def checks(request: Request, desk: TheDesk) -> HTMLResponse:
    """The findings with their sums written out, those that ask for attention first."""
    here = Address.of(request)
    asked = _asked(here)
    found = desk.ledger.findings(**asked, **here.several())
    by = desk.counted("findings", desk.ledger.finding_facets)
    counts = Counts(desk.ledger.count_findings(**asked), by)
    derived = desk.beside(claims={claim for each in found for claim in each.claims[:6]})
    return desk.page(request, "checks.html", findings=found, counts=counts, pages=here.pages(counts), derived=derived)


@router.get("/checks.{form}")
def checks_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The same list, as a file."""
    rows = [each.as_dict() for each in desk.ledger.findings(**_asked(Address.of(request)))]
    if form == "csv":
        rows = [row | {"claims": " ".join(row["claims"])} for row in rows]
    return desk.file("checks", form, rows, _COLUMNS)
