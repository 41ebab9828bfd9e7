"""Mechanisms: who is in which, since when, and their meetings."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos import charts
from khorgos.charts.words import say
from khorgos.claims.fact import Fact
from khorgos.claims.printing import Printing
from khorgos.reference.standing import stands_for
from khorgos.store.derived import printings_of
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
        chart=_matrix(derived, chosen_language(request)),
        name_of=partial(party_name, language=chosen_language(request)),
    )


def _matrix(derived: Derived, language: str) -> charts.Chart | None:
    """The same in time: since when each is in which, with the meetings."""
    told = [_printings(derived, fact) for fact in derived.facts if fact.kind == "mechanism"]
    events = [_printings(derived, fact)[0] for fact in derived.facts if fact.kind == "event"]
    passport = charts.Passport.of([each for claims in (*told, events) for each in claims])
    found = charts.memberships(told, events)
    return charts.matrix(say("title mechanisms", language), found, passport, language, passport.day)


def _printings(derived: Derived, fact: Fact) -> list[Printing]:
    return printings_of(derived.rows[claim] for claim in fact.claims)


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
