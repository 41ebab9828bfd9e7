"""Mechanisms: who is in which, since when, and their meetings."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.reference.standing import stands_for
from khorgos.telling import party_name
from khorgos.web.desk import Derived, TheDesk
from khorgos.web.rendering import chosen_language

router = APIRouter()


@router.get("/mechanisms")
def mechanisms(request: Request, desk: TheDesk) -> HTMLResponse:
    """A matrix, states down and mechanisms across, from what the reports say; meetings below."""
    derived = desk.derived()
    columns = _columns(derived)
    meetings = [(derived.lead(fact), fact) for fact in derived.facts if fact.kind == "event"]
    states = sorted({state for one in columns for state in one["members"]}, key=party_name)
    meetings.sort(key=lambda each: str(each[0].get("date") or ""))
    return desk.page(
        request,
        "mechanisms.html",
        mechanisms=columns,
        states=states,
        meetings=meetings,
        derived=derived,
        name_of=partial(party_name, language=chosen_language(request)),
    )


def _columns(derived: Derived) -> list[dict[str, Any]]:
    """Each mechanism with its members and partners: by state, the role and the claim that gives it."""
    found: dict[str, dict[str, Any]] = {}
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
    return sorted(found.values(), key=lambda one: str(one["name"]))


@router.get("/mechanisms.{form}")
def mechanisms_file(form: str, desk: TheDesk) -> Response:
    """Who is in what, as a file: a row for each mechanism and state."""
    rows = [
        {"mechanism": one["name"], "founded": one["said"].get("founded") or "", "state": state, "role": role,
         "claim": claim}
        for one in _columns(desk.derived())
        for state, (role, claim) in sorted(one["members"].items())
    ]  # fmt: skip
    return desk.file("mechanisms", form, rows, ("mechanism", "founded", "state", "role", "claim"))
