"""Projects: records, what may be added up, and one record beside its sentences."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos import charts
from khorgos.charts.words import say
from khorgos.errors import LedgerFault
from khorgos.records import completeness, implementation, portfolio, recommended
from khorgos.store import record_of
from khorgos.web.address import PAGE, Address
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.rendering import chosen_language

router = APIRouter()
_COLUMNS = (
    "id", "source", "record", "name", "recipients", "funders", "sector", "flow_type", "status", "commitment", "amount",
    "currency",
)  # fmt: skip
# The steps of a project, as the status ladder shows them.
LADDER = ("Pipeline: Pledge", "Pipeline: Commitment", "Implementation", "Completion")


def chosen(desk: Desk, here: Address) -> list[dict[str, Any]]:
    """The records that the address asks for."""
    words = (here.get("q") or "").casefold().split()
    found = []
    for row in desk.ledger.records():
        text = f"{row['name'] or ''} {row['recipients'] or ''} {row['funders'] or ''}".casefold()
        if here.get("state") and row["status"] != here.get("state"):
            continue
        if here.get("party") and here.get("party") not in (row["recipients"] or "").split("; "):
            continue
        if here.get("year") and str(row["year"]) != here.get("year"):
            continue
        if all(word in text for word in words):
            found.append(row)
    return found


@router.get("/projects")
def projects(request: Request, desk: TheDesk) -> HTMLResponse:
    """The records, the project claims that no record stands for yet, and a total that says what it leaves out."""
    here = Address.of(request)
    derived = desk.derived()
    rows = chosen(desk, here)
    first = (here.page - 1) * PAGE
    facets = {
        "state": dict(Counter(row["status"] for row in rows if row["status"]).most_common()),
        "party": dict(Counter(p for row in rows for p in (row["recipients"] or "").split("; ") if p).most_common(40)),
        "year": dict(sorted(Counter(str(row["year"]) for row in rows if row["year"]).items())),
    }
    claims = [fact for fact in derived.facts if fact.kind == "project"]
    records = [record_of(row["body"]) for row in rows]
    language = chosen_language(request)
    sources = sorted({str(row["source"]) for row in rows})
    passport = charts.Passport("", tuple(sources), max((str(row["commitment"] or "") for row in rows), default="")[:10])
    return desk.page(
        request,
        "projects.html",
        rows=rows[first : first + PAGE],
        total=len(rows),
        pages=-(-len(rows) // PAGE),
        facets=facets,
        sum=portfolio(records) if rows else None,
        chart=charts.money(say("title money", language), records, passport, language)
        or charts.columns(say("title commitments", language), facets["year"], passport, language),
        map=charts.recipients(say("title map", language), records, passport, language),
        claims=claims,
        derived=derived,
    )


@router.get("/projects.{form}")
def projects_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The same list, as a file."""
    rows = chosen(desk, Address.of(request))
    return desk.file("projects", form, rows if form == "csv" else [row["body"] for row in rows], _COLUMNS)


@router.get("/projects/{key}.{form}")
def project_file(key: str, form: str, desk: TheDesk) -> Response:
    """One record, as a file."""
    row = one(desk, key)
    return desk.file(f"project-{key}", form, [row if form == "csv" else row["body"]], _COLUMNS)


@router.get("/projects/{key}")
def project(request: Request, key: str, desk: TheDesk) -> HTMLResponse:
    """One record: each field beside its passage, the ladder of its status, what follows by rule."""
    row = one(desk, key)
    record = record_of(row["body"])
    follows = {
        "recommended for aggregates": recommended(record),
        "completeness": completeness(record),
        "implementation": implementation(record),
    }
    return desk.page(request, "project.html", row=row, body=row["body"], follows=follows, ladder=LADDER)


def one(desk: Desk, key: str) -> dict[str, Any]:
    """The record of an id; raises LedgerFault where there is none."""
    row = next((row for row in desk.ledger.records() if row["id"] == key), None)
    if row is None:
        raise LedgerFault("the ledger has no such record.", place="projects", value=key)
    return row
