"""Speakers: who says what."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.web.desk import Derived, TheDesk

router = APIRouter()


@router.get("/speakers")
def speakers(request: Request, desk: TheDesk) -> HTMLResponse:
    """Everyone who is said to say something, with the offices they are given and their statements."""
    derived = desk.derived()
    return desk.page(request, "speakers.html", people=_people(derived), derived=derived)


@router.get("/speakers.{form}")
def speakers_file(form: str, desk: TheDesk) -> Response:
    """The same list, as a file: a row for each speaker."""
    rows = [
        {"name": one["name"], "roles": "; ".join(one["roles"]), "claims": " ".join(row["id"] for row in one["rows"])}
        for one in _people(desk.derived())
    ]
    return desk.file("speakers", form, rows, ("name", "roles", "claims"))


def _people(derived: Derived) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in derived.rows.values():
        if not row["speaker"]:
            continue
        one = found.setdefault(row["speaker"], {"name": row["speaker"], "roles": {}, "rows": []})
        one["rows"].append(row)
        role = row["body"].get("role")
        if role:
            one["roles"].setdefault(" · ".join(filter(None, (role, row["body"].get("affiliation")))), row)
    return sorted(found.values(), key=lambda one: (-len(one["rows"]), one["name"]))
