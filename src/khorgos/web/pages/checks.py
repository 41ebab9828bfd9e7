"""Checks: what the sums say."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.claims.finding import Finding
from khorgos.web.address import Address
from khorgos.web.desk import Derived, TheDesk

router = APIRouter()
_COLUMNS = ("check", "severity", "told", "sum", "tolerance", "claims")


def _chosen(derived: Derived, here: Address) -> list[Finding]:
    check, severity = here.get("check"), here.get("severity")
    return [
        each
        for each in derived.findings
        if (not check or each.check == check) and (not severity or each.severity.value == severity)
    ]


@router.get("/checks")
def checks(request: Request, desk: TheDesk) -> HTMLResponse:
    """The findings with their sums written out, those that ask for attention first."""
    derived = desk.derived()
    found = _chosen(derived, Address.of(request))
    order = ("error", "warn", "info", "ok")
    found.sort(key=lambda each: (order.index(each.severity.value), each.check))
    facets = {
        "severity": dict(Counter(each.severity.value for each in derived.findings)),
        "check": dict(Counter(each.check for each in derived.findings).most_common()),
    }
    return desk.page(request, "checks.html", findings=found, facets=facets, derived=derived)


@router.get("/checks.{form}")
def checks_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The same list, as a file."""
    rows = [each.as_dict() for each in _chosen(desk.derived(), Address.of(request))]
    if form == "csv":
        rows = [row | {"claims": " ".join(row["claims"])} for row in rows]
    return desk.file("checks", form, rows, _COLUMNS)
