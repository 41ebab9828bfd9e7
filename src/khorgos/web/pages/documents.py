"""Documents: the list, and one with its evidence in colour and its claims in the margin."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.errors import LedgerFault
from khorgos.store import Filters
from khorgos.store.flat import COLUMNS
from khorgos.web.address import Address
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.marked import blocks, folded
from khorgos.web.page_image import picture, sheet
from khorgos.web.pages.claims import as_row

router = APIRouter()
_COLUMNS = (
    "id", "name", "title", "outlet", "published", "published_how", "language", "media_type", "size", "state", "error",
)  # fmt: skip


def asked(here: Address) -> dict[str, Any]:
    """What the address asks of the documents (`store.DocumentFilters`)."""
    found = {name: here.get(name) for name in ("state", "outlet", "language", "year")}
    return found | {"text": here.get("q")}


@router.get("/documents")
def documents(request: Request, desk: TheDesk) -> HTMLResponse:
    """The reports, with those that could not be read and why."""
    here = Address.of(request)
    wanted = asked(here)
    rows = desk.ledger.documents(**wanted, **here.several())
    key = tuple(wanted.items())
    counts = desk.counted("documents", lambda: desk.ledger.document_counts(**wanted), asked=key, rulings=False)
    return desk.page(
        request,
        "documents.html",
        rows=rows,
        counts=counts,
        pages=here.pages(counts),
        claims=desk.ledger.claims_by_document([row["id"] for row in rows]),
    )


@router.get("/documents.{form}")
def documents_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The same list as a file."""
    return desk.file("documents", form, desk.ledger.documents(**asked(Address.of(request))), _COLUMNS)


@router.get("/documents/{key}")
def document(request: Request, key: str, desk: TheDesk) -> HTMLResponse:
    """The text as printed, with its claims at the height of their lines."""
    found = desk.ledger.document(key)
    claims = _claims(desk, key)
    shown = folded(blocks(found["text"] or "", found["segments"], claims))
    sheets = sorted({row["page"] for row in claims if row["page"]})
    if found["media_type"] == "application/pdf":
        sheets = sheets or [1]
    return desk.page(
        request,
        "document.html",
        document=found,
        runs=shown,
        claims=claims,
        sheets=sheets,
        derived=desk.beside(rows=claims),
    )


def _claims(desk: Desk, key: str) -> list[dict[str, Any]]:
    rows = [row for row in desk.ledger.claims(Filters(document=key)) if row["document"] == key]
    return sorted(rows, key=lambda row: row["evidence_start"])


@router.get("/documents/{key}/pages/{number}.png")
def page_image(key: str, number: int, desk: TheDesk) -> Response:
    """The page alone, as a picture."""
    body = picture(_pdf(desk, desk.ledger.document(key)), number)
    return Response(body, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


@router.get("/documents/{key}/pages/{number}")
def page(request: Request, key: str, number: int, desk: TheDesk) -> HTMLResponse:
    """A page of a PDF as it looks, with its evidence marked."""
    found = desk.ledger.document(key)
    claims = [row for row in _claims(desk, key) if row["page"] == number]
    shown = sheet(_pdf(desk, found), number, claims)
    return desk.page(
        request, "sheet.html", document=found, sheet=shown, claims=claims, derived=desk.beside(rows=claims)
    )


def _pdf(desk: Desk, found: dict[str, Any]) -> bytes:
    if found["media_type"] != "application/pdf" or not found["sha"]:
        raise LedgerFault("this document has no pages.", place="documents", value=found["id"])
    return desk.ledger.archive.get(found["sha"])


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
    return desk.file("claims", form, [as_row(row, form) for row in _claims(desk, key)], COLUMNS)
