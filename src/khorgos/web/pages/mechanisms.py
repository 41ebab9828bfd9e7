"""Mechanisms: who is in which, since when, and their meetings."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from khorgos.reference.standing import stands_for
from khorgos.telling import party_name
from khorgos.web.desk import TheDesk

router = APIRouter()


@router.get("/mechanisms")
def mechanisms(request: Request, desk: TheDesk) -> HTMLResponse:
    """A matrix, states down and mechanisms across, from what the reports say; meetings below."""
    derived = desk.derived()
    found: dict[str, dict[str, Any]] = {}
    meetings = []
    for fact in derived.facts:
        said = derived.lead(fact)
        if fact.kind == "mechanism":
            name = str(said["name"])
            one = found.setdefault(name, {"name": name, "fact": fact, "said": said, "members": {}})
            for claim in fact.claims:
                body = derived.rows[claim]["body"]
                for role in ("members", "partners"):
                    for party in body.get(role) or ():
                        for state in stands_for(party) or {party}:
                            one["members"].setdefault(state, (role, claim))
        elif fact.kind == "event":
            meetings.append((said, fact))
    columns = sorted(found.values(), key=lambda one: one["name"])
    states = sorted({state for one in columns for state in one["members"]}, key=party_name)
    meetings.sort(key=lambda each: str(each[0].get("date") or ""))
    return desk.page(
        request,
        "mechanisms.html",
        mechanisms=columns,
        states=states,
        meetings=meetings,
        derived=derived,
        name_of=party_name,
    )
