"""Sources: outlets, how much each printed, and whom they cite."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.web.desk import TheDesk

router = APIRouter()
# How many rows of each table are shown; the file has all.
_SHOWN = 200


@router.get("/sources")
def sources(request: Request, desk: TheDesk) -> HTMLResponse:
    """The outlets of the ledger and the agencies and outlets that they cite."""
    outlets = desk.counted("outlets", desk.ledger.outlets, rulings=False)
    cited = desk.counted("cited", lambda: desk.ledger.cited(_SHOWN), rulings=False)
    return desk.page(request, "sources.html", outlets=outlets[:_SHOWN], more=len(outlets) - _SHOWN, cited=cited)


@router.get("/sources.{form}")
def sources_file(form: str, desk: TheDesk) -> Response:
    """The outlets, as a file."""
    return desk.file("sources", form, desk.ledger.outlets(), ("outlet", "documents", "claims", "first", "last"))
