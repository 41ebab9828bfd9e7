"""Exports: every list as a file, and where the ledger itself is."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse
from starlette.background import BackgroundTask

from khorgos.errors import InputFault
from khorgos.publish import FORMATS, About, publish
from khorgos.store.connect import path_of
from khorgos.store.edition import edition_of
from khorgos.web.desk import FORMS, TheDesk

router = APIRouter()
# The lists that are files too, by the word that the page has for them.
LISTS = (
    "documents", "claims", "facts", "projects", "mechanisms", "timeline", "speakers", "checks", "sources", "rulings",
)  # fmt: skip


@router.get("/exports")
def exports(request: Request, desk: TheDesk) -> HTMLResponse:
    """The lists, how many rows each has, and the forms."""
    path = path_of(desk.ledger.place)
    return desk.page(
        request,
        "exports.html",
        lists=LISTS,
        forms=FORMS,
        formats=FORMATS.values(),
        rows=desk.ledger.counts(),
        ledger=None if desk.team or path is None else path.resolve(),
    )


@router.get("/exports/{name}")
def export(name: str, desk: TheDesk, reference: str = "") -> FileResponse:
    """The whole ledger in one of the formats of `khorgos publish`; raises InputFault for another.

    `reference` is the publisher's identifier, which IATI asks for.
    """
    if name not in FORMATS:
        raise InputFault("no such format.", place="exports", value=name, mend=f"One of {', '.join(FORMATS)}.")
    with NamedTemporaryFile(prefix="khorgos-", delete=False) as file:
        try:
            publish(edition_of(desk.ledger, About(reference=reference)), name, cast("BinaryIO", file))
        except BaseException:
            Path(file.name).unlink()
            raise
    return FileResponse(
        file.name,
        media_type="application/octet-stream",
        filename=f"khorgos{FORMATS[name].ending}",
        background=BackgroundTask(Path(file.name).unlink),
    )
