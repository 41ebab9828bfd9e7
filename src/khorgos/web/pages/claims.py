"""Claims: facets, list, and the passage of the one that is open."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.errors import LedgerFault
from khorgos.store.flat import COLUMNS
from khorgos.web.address import PAGE, Address
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.marked import passage

router = APIRouter()


def opened(desk: Desk, key: str) -> dict[str, Any]:
    """What the evidence pane shows of a claim; raises LedgerFault where there is none of that id."""
    derived = desk.derived()
    row = derived.rows.get(key)
    if row is None:
        raise LedgerFault("the ledger has no such claim.", place="claims", value=key)
    return {
        "row": row,
        "passage": passage(desk.ledger.text(row["document"]), row),
        "fact": derived.fact_of.get(key),
        "findings": derived.findings_of.get(key, []),
        "verdict": derived.verdicts.get(key),
    }


@router.get("/claims")
def claims(request: Request, desk: TheDesk) -> HTMLResponse:
    """The three panes."""
    here = Address.of(request)
    filters = here.filters()
    rows = desk.ledger.claims(filters)
    total = desk.ledger.count(filters)
    key = here.get("open")
    return desk.page(
        request,
        "claims.html",
        rows=rows,
        total=total,
        pages=-(-total // PAGE),
        facets=desk.ledger.facets(filters),
        opened=opened(desk, key) if key else None,
        derived=desk.derived(),
    )


@router.get("/claims.{form}")
def claims_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The whole list, as a file."""
    rows = desk.ledger.claims(Address.of(request).filters(every=True))
    if form == "csv":
        return desk.file("claims", form, [row | {"parties": "; ".join(row["parties"])} for row in rows], COLUMNS)
    return desk.file("claims", form, [row["body"] for row in rows], COLUMNS)


@router.get("/claims/{key}")
def claim(request: Request, key: str, desk: TheDesk) -> HTMLResponse:
    """One claim at its permanent address."""
    return desk.page(request, "claim.html", opened=opened(desk, key), derived=desk.derived())
