"""Sources: outlets, how much each printed, and whom they cite."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.web.desk import TheDesk

router = APIRouter()


@router.get("/sources")
def sources(request: Request, desk: TheDesk) -> HTMLResponse:
    """The outlets of the ledger and the agencies and outlets that they cite."""
    derived = desk.derived()
    cited: Counter[tuple[str, str]] = Counter()
    for row in derived.rows.values():
        for name in {row["agency"], row["outlet"]} - {None, row["document_outlet"]}:
            cited[str(name), row["document_outlet"] or "no outlet"] += 1
    return desk.page(request, "sources.html", outlets=desk.ledger.outlets(), cited=cited.most_common(), derived=derived)


@router.get("/sources.{form}")
def sources_file(form: str, desk: TheDesk) -> Response:
    """The outlets, as a file."""
    return desk.file("sources", form, desk.ledger.outlets(), ("outlet", "documents", "claims", "first", "last"))
