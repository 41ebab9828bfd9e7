"""Speakers: who says what."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from khorgos.web.desk import TheDesk

router = APIRouter()


@router.get("/speakers")
def speakers(request: Request, desk: TheDesk) -> HTMLResponse:
    """Everyone who is said to say something, with the offices they are given and their statements."""
    derived = desk.derived()
    found: dict[str, dict[str, Any]] = {}
    for row in derived.rows.values():
        if not row["speaker"]:
            continue
        one = found.setdefault(row["speaker"], {"name": row["speaker"], "roles": {}, "rows": []})
        one["rows"].append(row)
        role = row["body"].get("role")
        if role:
            one["roles"].setdefault(" · ".join(filter(None, (role, row["body"].get("affiliation")))), row)
    people = sorted(found.values(), key=lambda one: (-len(one["rows"]), one["name"]))
    return desk.page(request, "speakers.html", people=people, derived=derived)
