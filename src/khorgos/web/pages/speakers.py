"""Speakers: who says what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos.store import Counts
from khorgos.web.address import Address
from khorgos.web.desk import Desk, TheDesk

router = APIRouter()
# How many claims of each are shown, and of how many the roles are gathered.
_SHOWN, _HEARD = 6, 20


@router.get("/speakers")
def speakers(request: Request, desk: TheDesk) -> HTMLResponse:
    """Everyone who is said to say something, with the offices they are given and their statements."""
    here = Address.of(request)
    some = here.several()
    people = desk.counted("speakers", lambda: desk.ledger.speakers(**some), asked=here.page, rulings=False)
    counts = Counts(desk.counted("count of speakers", desk.ledger.count_speakers, rulings=False))
    shown = _people(desk, people, _HEARD)
    return desk.page(request, "speakers.html", people=shown, counts=counts, pages=here.pages(counts), shown=_SHOWN)


@router.get("/speakers.{form}")
def speakers_file(form: str, desk: TheDesk) -> Response:
    """The same list, as a file: a row for each speaker."""
    return desk.file("speakers", form, _rows(desk), ("name", "roles", "claims"))


def _rows(desk: Desk) -> Iterator[dict[str, Any]]:
    for one in desk.ledger.speakers():
        for found in _people(desk, [one], None):
            claims = " ".join(row["id"] for row in found["rows"])
            yield {"name": found["name"], "roles": "; ".join(found["roles"]), "claims": claims}


def _people(desk: Desk, people: Iterable[Mapping[str, Any]], heard: int | None) -> list[dict[str, Any]]:
    said = {one["name"]: desk.ledger.said_by(one["name"], heard) for one in people}
    rows = desk.ledger.claims_named(claim for claims in said.values() for claim in claims)
    return [_person(one, [rows[claim] for claim in said[one["name"]] if claim in rows]) for one in people]


def _person(one: Mapping[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    roles = (" · ".join(filter(None, (row["body"].get("role"), row["body"].get("affiliation")))) for row in rows)
    return {**one, "roles": list(dict.fromkeys(filter(None, roles))), "rows": rows}
