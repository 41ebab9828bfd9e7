"""Doctor: what is installed, what is missing, how to mend it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from khorgos.health import examine
from khorgos.web.desk import TheDesk
from khorgos.web.rendering import has_vendor

router = APIRouter()


@router.get("/doctor")
def doctor(request: Request, desk: TheDesk) -> HTMLResponse:
    """The examinations of `khorgos doctor` on this ledger."""
    return desk.page(request, "doctor.html", findings=examine(desk.ledger.place), files=has_vendor())
