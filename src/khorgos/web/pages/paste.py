"""Paste a report: text in, reading out, nothing stored."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from khorgos.fetch.local import read
from khorgos.pipeline import Reading, check
from khorgos.store.flat import flat
from khorgos.web.desk import TheDesk
from khorgos.web.marked import blocks, folded

router = APIRouter()


@router.get("/read")
def ask(request: Request, desk: TheDesk) -> HTMLResponse:
    """One large field and one button."""
    return desk.page(request, "paste.html", reading=None, text="", published="")


@router.post("/read")
def paste(
    request: Request, desk: TheDesk, text: Annotated[str, Form()] = "", published: Annotated[str, Form()] = ""
) -> HTMLResponse:
    """The reading of what was pasted: its text with the evidence, its claims, its sums."""
    if not text.strip():
        return desk.page(request, "paste.html", reading=None, text="", published=published)
    reading = read(text.encode(), published=published or None)
    rows = _rows(reading)
    segments = [
        {"kind": each.kind.value, "start": each.span.start, "end": each.span.end} for each in reading.document.segments
    ]
    return desk.page(
        request,
        "paste.html",
        reading=reading,
        text=text,
        published=published,
        rows=rows,
        runs=folded(blocks(reading.document.text, segments, rows)),
        findings=[each for each in check([reading]) if each.severity.value != "ok"],
    )


def _rows(reading: Reading) -> list[dict[str, object]]:
    outlet = reading.document.outlet
    return [
        flat(claim)
        | {
            "body": claim.as_dict(),
            "kind": claim.kind,
            "document_outlet": outlet.value if outlet else None,
            "id": claim.id,
        }
        for claim in reading.claims
    ]
