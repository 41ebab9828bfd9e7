"""Mechanisms: who is in which, since when, and their meetings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos import charts
from khorgos.charts.words import say
from khorgos.reference.standing import stands_for
from khorgos.store import Counts
from khorgos.telling import party_name
from khorgos.web.address import Address
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.rendering import chosen_language

router = APIRouter()
# How many mechanisms the matrix has room for; the file has all.
_SHOWN = 24
# How many meetings are ticks in the matrix.
_MEETINGS = 500


@router.get("/mechanisms")
def mechanisms(request: Request, desk: TheDesk) -> HTMLResponse:
    """A matrix, states down and mechanisms across, from what the reports say; meetings below."""
    here, language = Address.of(request), chosen_language(request)
    every = desk.counted("mechanisms", lambda: _columns(desk))
    columns = sorted(sorted(every, key=lambda one: -len(one["members"]))[:_SHOWN], key=lambda one: str(one["name"]))
    states = sorted({state for one in columns for state in one["members"]}, key=party_name)
    days = desk.ledger.dated_facts("event", **here.several())
    named = desk.ledger.facts_named(key for _, key in days)
    derived = desk.beside(facts=named.values())
    counts = Counts(sum(desk.counted("meetings", lambda: desk.ledger.dated_years("event"))[0].values()))
    meetings = derived.there(named[key] for _, key in days if key in named)
    return desk.page(
        request,
        "mechanisms.html",
        mechanisms=columns,
        more=len(every) - len(columns),
        states=states,
        meetings=[(derived.lead(fact), fact) for fact in meetings],
        counts=counts,
        pages=here.pages(counts),
        derived=derived,
        chart=desk.counted("matrix", lambda: _matrix(desk, columns, language), asked=language),
        name_of=partial(party_name, language=language),
    )


def _matrix(desk: Desk, columns: Sequence[dict[str, Any]], language: str) -> charts.Chart | None:
    """The same in time: since when each is in which, with the meetings."""
    facts = [fact for one in columns for fact in one["facts"]]
    days = desk.ledger.dated_facts("event", limit=_MEETINGS)
    claims = [*(claim for fact in facts for claim in fact.claims), *(key for _, key in days)]
    known = desk.ledger.printings_of(claims)
    told = [[known[claim] for claim in fact.claims if claim in known] for fact in facts]
    # The id of a fact is that of its first printing.
    events = [known[key] for _, key in days if key in known]
    passport = charts.Passport.of([each for claims in (*told, events) for each in claims])
    found = charts.memberships([each for each in told if each], events)
    return charts.matrix(say("title mechanisms", language), found, passport, language, passport.day)


def _columns(desk: Desk) -> list[dict[str, Any]]:
    """Each mechanism with its members and partners: by state, the role and the claim that gives it."""
    members: dict[str, dict[str, tuple[str, str]]] = {}
    for key, role, party, claim in desk.ledger.memberships():
        for state in stands_for(party) or {party}:
            members.setdefault(key, {}).setdefault(state, (role, claim))
    facts = desk.ledger.facts(kind="mechanism")
    derived = desk.beside(facts=facts)
    found: dict[str, dict[str, Any]] = {}
    for fact in derived.there(facts):
        said = derived.lead(fact)
        one = found.setdefault(
            str(said["name"]), {"name": said["name"], "fact": fact, "facts": [], "said": said, "members": {}}
        )
        one["facts"].append(fact)
        one["members"] = members.get(fact.id, {}) | one["members"]
    return sorted(found.values(), key=lambda one: str(one["name"]))


@router.get("/mechanisms.{form}")
def mechanisms_file(form: str, desk: TheDesk) -> Response:
    """Who is in what, as a file: a row for each mechanism and state."""
    rows = [
        {"mechanism": one["name"], "founded": one["said"].get("founded") or "", "state": state, "role": role,
         "claim": claim}
        for one in _columns(desk)
        for state, (role, claim) in sorted(one["members"].items())
    ]  # fmt: skip
    return desk.file("mechanisms", form, rows, ("mechanism", "founded", "state", "role", "claim"))
