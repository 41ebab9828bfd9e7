"""The ledger for programs: JSON under /api, described by OpenAPI.

A list answers `{"total", "items", "next"}`, where `next` is the address of what follows, or null.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from khorgos.claims import INDICATORS, KINDS
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.store import Filters, RecordFilters
from khorgos.values import Period
from khorgos.web.access import Asking
from khorgos.web.address import Address
from khorgos.web.desk import TheDesk
from khorgos.web.pages import claims as claim_pages
from khorgos.web.pages import facts as fact_pages
from khorgos.web.pages import projects as project_pages
from khorgos.web.pages.review import take_back

router = APIRouter(prefix="/api")
_MOST = 1000
# SQLite counts rows in 64 bits, PostgreSQL numbers of rulings in 32.
_NUMBER = 2**31 - 1


class Fault(BaseModel):
    """What went wrong: where, the value, the reason, the mend."""

    error: dict[str, str]


class Listed(BaseModel):
    """A part of a list: how many there are in all, these, and the address of what follows."""

    total: int
    items: list[dict[str, Any]]
    next: str | None = None


class Verdict(BaseModel):
    """A ruling that is asked for: what, on which claim, and, of two, the other."""

    model_config = ConfigDict(extra="forbid")

    ruling: Ruling
    subject: Annotated[str, Field(max_length=64)]
    other: Annotated[str | None, Field(max_length=64)] = None
    reason: Annotated[str, Field(max_length=2000)] = ""
    by: Annotated[str, Field(max_length=64, description="Who rules, where the desk has no accounts.")] = ""


class Ruled(BaseModel):
    """The number of a ruling that was kept."""

    id: int


_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"description": "The request cannot be read.", "model": Fault},
    401: {"description": "No token, or one that is not good.", "model": Fault},
    403: {"description": "A token that is not for this.", "model": Fault},
    404: {"description": "There is none.", "model": Fault},
    422: {"description": "An odd value.", "model": Fault},
}
Limit = Annotated[int, Query(ge=1, le=_MOST, description="How many.")]
Offset = Annotated[int, Query(ge=0, le=_NUMBER, description="After how many.")]
Words = Annotated[str | None, Query(max_length=500, description="Words that must stand in it.")]
Kind = Annotated[str | None, Query(description="A kind of claim.", json_schema_extra={"enum": list(KINDS)})]
Indicator = Annotated[str | None, Query(description="An indicator.", json_schema_extra={"enum": list(INDICATORS)})]
Party = Annotated[str | None, Query(max_length=200, description="A country's code, or a name.")]
When = Annotated[
    str | None, Query(max_length=40, description="A period that must share a day: 2022, 2023-05, 2015/2022.")
]
Key = Annotated[str, Path(max_length=64)]


@router.get("", response_class=HTMLResponse, include_in_schema=False)
def described(request: Request, desk: TheDesk) -> HTMLResponse:
    """What may be asked, as a page; nothing of it comes from elsewhere."""
    return desk.page(request, "api.html", schema=schema())


@router.get("/openapi.json", include_in_schema=False)
def openapi() -> JSONResponse:
    """The same for programs (OpenAPI 3.1)."""
    return JSONResponse(schema())


@cache
def schema() -> dict[str, Any]:
    """The description of everything under /api."""
    made = get_openapi(title="Khorgos", version="1", routes=router.routes)
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"token": []}, {}]
    return made


@router.get("/claims", responses=_REFUSALS)
def claims(
    request: Request, desk: TheDesk, *, q: Words = None, kind: Kind = None, indicator: Indicator = None,
    party: Party = None, period: When = None, speaker: Party = None, outlet: Party = None, limit: Limit = 100,
    offset: Offset = 0,
) -> Listed:  # fmt: skip
    """Claims, by publication, report and place in it."""
    filters = Filters(
        kind=kind, indicator=indicator, party=party or None, speaker=speaker or None, text=q or None,
        outlet=outlet or None, period=Period.parse(period) if period else None, limit=limit, offset=offset,
    )  # fmt: skip
    rows = [row["body"] for row in desk.ledger.claims(filters)]
    return _listed(request, rows, desk.ledger.count(filters), limit, offset)


@router.get("/claims/{key}", responses=_REFUSALS)
def claim(key: Key, desk: TheDesk) -> dict[str, Any]:
    """One claim with its document, its fact and its verdict."""
    row = claim_pages.one(desk, key)
    derived = desk.beside(rows=[row])
    fact = derived.fact_of.get(key)
    told: dict[str, Any] = row["body"]
    return told | {"fact": fact.id if fact else None, "verdict": (derived.verdicts.get(key) or {}).get("verdict")}


@router.get("/facts", responses=_REFUSALS)
def facts(
    request: Request, desk: TheDesk, *, q: Words = None, kind: Kind = None, indicator: Indicator = None,
    party: Party = None, period: When = None, disputed: bool = False, every: bool = False, limit: Limit = 100,
    offset: Offset = 0,
) -> Listed:  # fmt: skip
    """Facts; `every` those too that only one report tells."""
    _known(kind, indicator)
    asked = {
        "q": q, "kind": kind, "indicator": indicator, "party": party, "year": period,
        "disputed": "yes" if disputed else None, "state": "all" if every else None,
    }  # fmt: skip
    wanted = fact_pages.asked(Address("/facts", tuple((n, v) for n, v in asked.items() if v)))
    found = desk.ledger.facts(**wanted, limit=limit, offset=offset)
    return _listed(
        request, list(fact_pages.rows_of(desk, found, "json")), desk.ledger.count_facts(**wanted), limit, offset
    )


@router.get("/facts/{key}", responses=_REFUSALS)
def fact(key: Key, desk: TheDesk) -> dict[str, Any]:
    """One fact with its claims."""
    found = fact_pages.one(desk, key)
    derived = desk.beside(claims=found.claims)
    told = fact_pages.row_of(derived, found, "json")
    return told | {"claims": [derived.rows[claim]["body"] for claim in found.claims]}


@router.get("/documents", responses=_REFUSALS)
def documents(request: Request, desk: TheDesk, limit: Limit = 100, offset: Offset = 0) -> Listed:
    """Documents without their texts, in the order in which they were added."""
    rows = desk.ledger.documents(limit=limit, offset=offset)
    total = desk.counted("documents", desk.ledger.document_counts, rulings=False).total
    return _listed(request, rows, total, limit, offset)


@router.get("/documents/{key}", responses=_REFUSALS)
def document(key: Key, desk: TheDesk) -> dict[str, Any]:
    """One document with its text, its segments, and what was rejected in it."""
    return desk.ledger.document(key)


@router.get("/projects", responses=_REFUSALS)
def projects(request: Request, desk: TheDesk, q: Words = None, limit: Limit = 100, offset: Offset = 0) -> Listed:
    """Project records."""
    rows = desk.ledger.records(RecordFilters(text=q or None, limit=limit, offset=offset))
    shown = [row["body"] | {"id": row["id"]} for row in rows]
    return _listed(request, shown, desk.ledger.record_counts(RecordFilters(text=q or None)).total, limit, offset)


@router.get("/projects/{key}", responses=_REFUSALS)
def project(key: Key, desk: TheDesk) -> dict[str, Any]:
    """One project record."""
    row = project_pages.one(desk, key)
    told: dict[str, Any] = row["body"]
    return told | {"id": row["id"]}


@router.get("/verdicts", responses=_REFUSALS)
def verdicts(request: Request, desk: TheDesk, limit: Limit = 100, offset: Offset = 0) -> Listed:
    """Rulings that stand, the oldest first."""
    rows = desk.ledger.rulings()
    return _listed(request, rows[offset : offset + limit], len(rows), limit, offset)


@router.post("/verdicts", status_code=201, responses=_REFUSALS)
def rule(request: Request, asked: Verdict, desk: TheDesk, who: Asking) -> Ruled:
    """Keep a ruling, signed with the name of the token's owner."""
    judgement = Judgement(
        asked.ruling, asked.subject, asked.other or None, by=who.name or asked.by, reason=asked.reason
    )
    number = desk.ledger.judge(judgement)
    desk.log(request, "ruling", asked.subject, f"{asked.ruling} (api)")
    return Ruled(id=number)


@router.delete("/verdicts/{number}", responses=_REFUSALS)
def take(
    request: Request,
    number: Annotated[int, Path(ge=1, le=_NUMBER)],
    desk: TheDesk,
    who: Asking,
    by: Annotated[str, Query(max_length=64)] = "",
) -> Ruled:
    """Take a ruling back; it stays in the history."""
    take_back(desk, who, who.name or by or "api", number)
    desk.log(request, "ruling taken back", str(number), "api")
    return Ruled(id=number)


def _known(kind: str | None, indicator: str | None) -> None:
    """Raise InputFault for a kind or an indicator that there is not."""
    Filters(kind=kind, indicator=indicator)


def _listed(request: Request, rows: list[dict[str, Any]], total: int, limit: int, offset: int) -> Listed:
    after = offset + limit
    following = request.url.include_query_params(offset=after) if after < total else None
    return Listed(total=total, items=rows, next=f"{following.path}?{following.query}" if following else None)
