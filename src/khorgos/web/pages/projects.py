"""Projects: records, what may be added up, and one record beside its sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos import charts
from khorgos.charts.words import say
from khorgos.errors import InputFault, LedgerFault
from khorgos.records import completeness, implementation, portfolio, recommended
from khorgos.store import RecordFilters, record_of
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


def asked(here: Address) -> RecordFilters:
    """What the address asks of the records; raises InputFault for an odd status or year."""
    year = here.get("year")
    if year and not (year.isascii() and year.isdigit() and len(year) == len("2023")):
        raise InputFault("a year has four digits.", place="year", value=year)
    years = (int(year), int(year)) if year else None
    return RecordFilters(recipient=here.get("party"), status=here.get("state"), year=years, text=here.get("q"))


@router.get("/projects")
def projects(request: Request, desk: TheDesk) -> HTMLResponse:
    """The records, the project claims that no record stands for yet, and a total that says what it leaves out."""
    here = Address.of(request)
    filters = asked(here)
    counts = desk.counted("records", lambda: desk.ledger.record_counts(filters), asked=filters, rulings=False)
    claims = desk.ledger.facts(kind="project", limit=PAGE)
    derived, language = desk.beside(facts=claims), chosen_language(request)
    return desk.page(
        request,
        "projects.html",
        rows=desk.ledger.records(replace(filters, **here.several())),
        counts=counts,
        pages=here.pages(counts),
        claims=derived.there(claims),
        all_claims=desk.counted("project facts", lambda: desk.ledger.count_facts(kind="project")),
        derived=derived,
        **desk.counted("money", lambda: _added(desk, filters, language), asked=(filters, language), rulings=False),
    )


def _added(desk: Desk, filters: RecordFilters, language: str) -> dict[str, Any]:
    """What may be added up of all records that are asked for, the chart of it, and the map of recipients."""
    rows = desk.ledger.records(filters)
    records = [record_of(row["body"]) for row in rows]
    sources = sorted({str(row["source"]) for row in rows})
    passport = charts.Passport("", tuple(sources), max((str(row["commitment"] or "") for row in rows), default="")[:10])
    years = dict(sorted(Counter(str(row["year"]) for row in rows if row["year"]).items()))
    return {
        "sum": portfolio(records) if records else None,
        "chart": charts.money(say("title money", language), records, passport, language)
        or charts.columns(say("title commitments", language), years, passport, language),
        "map": charts.recipients(say("title map", language), records, passport, language),
    }


@router.get("/projects.{form}")
def projects_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The same list, as a file."""
    rows = desk.ledger.records(asked(Address.of(request)))
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
    row = next((row for row in desk.ledger.records(RecordFilters(id=key)) if row["id"] == key), None)
    if row is None:
        raise LedgerFault("the ledger has no such record.", place="projects", value=key)
    return row
