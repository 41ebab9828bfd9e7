"""Saved searches: a view under a name, and its feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from khorgos.errors import InputFault
from khorgos.store.people import searches
from khorgos.telling import atom, chip, title, voice
from khorgos.web.access import Asking
from khorgos.web.address import Address
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.pages import facts as fact_pages
from khorgos.web.pages.documents import asked as asked_documents

router = APIRouter()
# The views that can be kept: what is new in them can be told.
VIEWS = ("/claims", "/facts", "/documents")
_NEWEST = 50


@router.get("/searches")
def saved(request: Request, desk: TheDesk, who: Asking) -> HTMLResponse:
    """One's own searches, each with its feed."""
    with desk.ledger.transaction() as connection:
        mine = searches.belonging(connection, who.name)
    return desk.page(request, "searches.html", searches=mine)


@router.post("/searches")
def save(
    request: Request,
    desk: TheDesk,
    who: Asking,
    name: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
) -> Response:
    """Keep a view."""
    if urlsplit(address).path not in VIEWS:
        raise InputFault("this view cannot be kept.", place="search", value=address[:80], mend=", ".join(VIEWS))
    with desk.ledger.transaction(writes=True) as connection:
        searches.save(connection, who.name, name, address)
    desk.log(request, "search saved", name)
    return RedirectResponse("/searches", 303)


@router.post("/searches/remove")
def remove(request: Request, desk: TheDesk, who: Asking, number: Annotated[int, Form()]) -> Response:
    """Keep it no longer."""
    with desk.ledger.transaction(writes=True) as connection:
        searches.remove(connection, who.name, number)
    desk.log(request, "search removed", str(number))
    return RedirectResponse("/searches", 303)


@router.get("/searches/{number}.atom")
def feed(request: Request, number: int, desk: TheDesk, who: Asking) -> Response:
    """What is newest in a search."""
    with desk.ledger.transaction() as connection:
        row = searches.one(connection, who.name, number)
    base = str(request.base_url).rstrip("/")
    parts = urlsplit(row["address"])
    view = Address(parts.path, tuple((n, v) for n, v in parse_qsl(parts.query) if n not in ("page", "open")))
    entries = [*_ENTRIES[parts.path](desk, view, base)]
    body = atom.feed(f"search:{number}", row["name"], entries, base + row["address"])
    return Response(body, media_type=atom.MEDIA)


def _claims(desk: Desk, view: Address, base: str) -> Iterator[atom.Entry]:
    for row in desk.ledger.newest_claims(view.filters(every=True), _NEWEST):
        told = f"{row['body']['sentence']}\n{voice(row['body'], row['document_outlet'])}"
        said = " ".join(filter(None, (title(row["body"]), chip(row["body"]))))
        yield atom.Entry(f"claim:{row['id']}", said, told, row["read_at"], f"{base}/claims/{row['id']}")


def _facts(desk: Desk, view: Address, base: str) -> Iterator[atom.Entry]:
    found = desk.ledger.newest_facts(_NEWEST, **fact_pages.asked(view))
    derived = desk.beside(claims={claim for _, fact in found for claim in fact.claims})
    for at, fact in found:
        told = "; ".join(chip(derived.rows[claim]["body"]) or "·" for claim in fact.claims if claim in derived.rows)
        yield atom.Entry(f"fact:{fact.id}", derived.title(fact), told, at, f"{base}/facts/{fact.id}")


def _documents(desk: Desk, view: Address, base: str) -> Iterator[atom.Entry]:
    for row in desk.ledger.documents(**asked_documents(view), newest=True, limit=_NEWEST):
        told = " · ".join(str(row[name]) for name in ("outlet", "published", "error") if row[name])
        name = str(row["title"] or row["name"])
        yield atom.Entry(f"document:{row['id']}", name, told, str(row["added_at"]), f"{base}/documents/{row['id']}")


_ENTRIES = {"/claims": _claims, "/facts": _facts, "/documents": _documents}
