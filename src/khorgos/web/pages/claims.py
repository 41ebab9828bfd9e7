"""Claims: facets, list, and the passage of the one that is open."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.errors import LedgerFault
from khorgos.store import Counts
from khorgos.store.counting import MOST
from khorgos.store.flat import COLUMNS
from khorgos.web.address import Address
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.marked import passage

router = APIRouter()


def opened(desk: Desk, key: str) -> dict[str, Any]:
    """What the evidence pane shows of a claim; raises LedgerFault where there is none of that id."""
    row = one(desk, key)
    derived = desk.beside(rows=[row])
    return {
        "row": row,
        "passage": passage(desk.ledger.text(row["document"]), row),
        "fact": derived.fact_of.get(key),
        "findings": derived.findings_of.get(key, []),
        "verdict": derived.verdicts.get(key),
    }


def one(desk: Desk, key: str) -> dict[str, Any]:
    """The row of a claim; raises LedgerFault where there is none of that id."""
    row = desk.ledger.claims_named([key]).get(key)
    if row is None:
        raise LedgerFault("the ledger has no such claim.", place="claims", value=key)
    return row


def counted(desk: Desk, here: Address) -> Counts:
    """How many claims the address asks for, of each sort."""
    filters = here.filters(every=True)
    return desk.counted("claims", lambda: desk.ledger.claim_counts(filters), asked=filters, rulings=False)


@router.get("/claims")
def claims(request: Request, desk: TheDesk) -> HTMLResponse:
    """The three panes."""
    here = Address.of(request)
    filters = here.filters()
    counts = counted(desk, here)
    rows = desk.ledger.claims(filters, walk=counts.total >= MOST)
    key = here.get("open")
    return desk.page(
        request,
        "claims.html",
        rows=rows,
        counts=counts,
        pages=here.pages(counts),
        opened=opened(desk, key) if key else None,
        derived=desk.beside(rows=rows),
    )


@router.get("/claims.{form}")
def claims_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The whole list, as a file."""
    rows = desk.ledger.each_claim(Address.of(request).filters(every=True))
    return desk.file("claims", form, (as_row(row, form) for row in rows), COLUMNS)


def as_row(row: dict[str, Any], form: str) -> dict[str, Any]:
    """A claim as a row of a file."""
    body: dict[str, Any] = row["body"]
    return row | {"parties": "; ".join(row["parties"])} if form == "csv" else body


@router.get("/claims/{key}.{form}")
def claim_file(key: str, form: str, desk: TheDesk) -> Response:
    """One claim, as a file."""
    return desk.file(f"claim-{key}", form, [as_row(one(desk, key), form)], COLUMNS)


@router.get("/claims/{key}")
def claim(request: Request, key: str, desk: TheDesk) -> HTMLResponse:
    """One claim at its permanent address."""
    return desk.page(request, "claim.html", opened=opened(desk, key))
