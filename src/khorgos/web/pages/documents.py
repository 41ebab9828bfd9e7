"""Documents: the list, and one with its evidence in colour and its claims in the margin."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.errors import LedgerFault
from khorgos.store import Filters
from khorgos.web.address import Address
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.marked import blocks, folded

router = APIRouter()
_COLUMNS = (
    "id", "name", "title", "outlet", "published", "published_how", "language", "media_type", "size", "state", "error",
)  # fmt: skip


def _chosen(desk: Desk, here: Address) -> list[dict[str, object]]:
    rows = desk.ledger.documents(here.get("state"))
    words = (here.get("q") or "").casefold()
    outlet = here.get("outlet")
    return [
        row
        for row in rows
        if (not outlet or row["outlet"] == outlet)
        and (not words or words in f"{row['title'] or ''} {row['name']} {row['outlet'] or ''}".casefold())
    ]


@router.get("/documents")
def documents(request: Request, desk: TheDesk) -> HTMLResponse:
    """The reports, with those that could not be read and why."""
    here = Address.of(request)
    derived = desk.derived()
    claims: dict[str, int] = {}
    for row in derived.rows.values():
        claims[row["document"]] = claims.get(row["document"], 0) + 1
    return desk.page(request, "documents.html", rows=_chosen(desk, here), claims=claims)


@router.get("/documents.{form}")
def documents_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The same list as a file."""
    return desk.file("documents", form, _chosen(desk, Address.of(request)), _COLUMNS)


@router.get("/documents/{key}")
def document(request: Request, key: str, desk: TheDesk) -> HTMLResponse:
    """The text as printed, with its claims at the height of their lines."""
    found = desk.ledger.document(key)
    derived = desk.derived()
    claims = sorted(
        (row for row in derived.rows.values() if row["document"] == key), key=lambda row: row["evidence_start"]
    )
    shown = folded(blocks(found["text"] or "", found["segments"], claims))
    return desk.page(request, "document.html", document=found, runs=shown, claims=claims, derived=derived)


@router.get("/documents/{key}/bytes")
def original(key: str, desk: TheDesk) -> Response:
    """The bytes as they came, as a download: a hostile page must not run here."""
    found = desk.ledger.document(key)
    if not found["sha"]:
        raise LedgerFault("this document came without bytes.", place="documents", value=key)
    name = {"content-disposition": f'attachment; filename="{key}"'}
    return Response(desk.ledger.archive.get(found["sha"]), media_type="application/octet-stream", headers=name)


@router.get("/documents/{key}/claims.{form}")
def claims_file(key: str, form: str, desk: TheDesk) -> Response:
    """A document's claims as a file."""
    from khorgos.store.flat import COLUMNS

    rows = desk.ledger.claims(Filters(document=key))
    if form == "csv":
        rows = [row | {"parties": "; ".join(row["parties"])} for row in rows]
    return desk.file("claims", form, rows if form == "csv" else [row["body"] for row in rows], COLUMNS)
