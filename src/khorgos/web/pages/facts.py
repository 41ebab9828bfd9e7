"""Facts: what several reports say of the same thing, and one with everything behind it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos import charts
from khorgos.charts.words import say
from khorgos.claims.fact import Fact
from khorgos.errors import LedgerFault
from khorgos.store.derived import printings_of
from khorgos.telling import title as titled
from khorgos.values import Period
from khorgos.web.address import PAGE, Address
from khorgos.web.desk import Derived, Desk, TheDesk
from khorgos.web.rendering import chosen_language
from khorgos.web.words import year_of

router = APIRouter()
_COLUMNS = ("id", "kind", "title", "parties", "period", "values", "sources", "claims", "disputed")


def chosen(desk: Desk, here: Address) -> list[Fact]:
    """The facts that the address asks for, as the ledger keeps them."""
    year = here.get("year")
    found = desk.ledger.facts(
        kind=here.get("kind"),
        indicator=here.get("indicator"),
        parties=[here.get("party") or ""] if here.get("party") else (),
        period=Period.parse(year) if year else None,
        disputed=bool(here.get("disputed")),
        several=here.get("state") != "all",
    )
    derived = desk.derived()
    words = (here.get("q") or "").casefold().split()
    # A report that comes in between is shown the next time.
    there = [fact for fact in found if derived.rows.keys() >= set(fact.claims)]
    return [fact for fact in there if all(word in _words(derived, fact) for word in words)]


def _words(derived: Derived, fact: Fact) -> str:
    return " ".join([derived.title(fact), *(str(derived.rows[claim]["sentence"]) for claim in fact.claims)]).casefold()


def _facets(derived: Derived, found: list[Fact]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in ("kind", "indicator", "party", "year")}
    for fact in found:
        said = derived.lead(fact)
        counted["kind"][fact.kind] += 1
        counted["indicator"].update([str(said["indicator"])] if said.get("indicator") else [])
        counted["party"].update(set(derived.rows[fact.claims[0]]["parties"]))
        counted["year"].update(filter(None, [year_of(said.get("period") or said.get("date"))]))
    return {name: dict(sorted(each.items(), key=lambda one: (-one[1], one[0]))) for name, each in counted.items()}


@router.get("/facts")
def facts(request: Request, desk: TheDesk) -> HTMLResponse:
    """The list; those that only one report tells are shown when asked for."""
    here = Address.of(request)
    derived = desk.derived()
    found = chosen(desk, here)
    first = (here.page - 1) * PAGE
    return desk.page(
        request,
        "facts.html",
        facts=found[first : first + PAGE],
        total=len(found),
        pages=-(-len(found) // PAGE),
        facets=_facets(derived, found),
        derived=derived,
    )


@router.get("/facts.{form}")
def facts_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The whole list, as a file."""
    derived = desk.derived()
    rows = [row_of(derived, fact, form) for fact in chosen(desk, Address.of(request))]
    return desk.file("facts", form, rows, _COLUMNS)


@router.get("/facts/{key}.{form}")
def fact_file(key: str, form: str, desk: TheDesk) -> Response:
    """One fact with its claims, as a file."""
    derived = desk.derived()
    fact = one(derived, key)
    if form == "csv":
        return desk.file(f"fact-{key}", form, [row_of(derived, fact, form)], _COLUMNS)
    told = fact.as_dict() | {"claims": [derived.rows[claim]["body"] for claim in fact.claims]}
    return desk.file(f"fact-{key}", form, [told], _COLUMNS)


@router.get("/facts/{key}")
def fact(request: Request, key: str, desk: TheDesk) -> HTMLResponse:
    """One fact: its values, who says them, how they stand to each other, what was found and ruled."""
    derived = desk.derived()
    found = one(derived, key)
    rows = [derived.rows[claim] for claim in found.claims]
    ours = set(found.claims)
    findings = {id(each): each for claim in found.claims for each in derived.findings_of.get(claim, [])}
    beside = [(derived.fact[other], relation) for other, relation in found.beside if other in derived.fact]
    lead = derived.lead(found)
    official = desk.official.beside(lead)
    its = [each for each in official if str(each.period) == lead.get("period")]
    language = chosen_language(request)
    name, printings = titled(lead, language), printings_of(rows)
    passport = charts.Passport.of(printings, found.id)
    rulings = [row for row in desk.ledger.every_ruling() if row["subject"] in ours or row["other"] in ours]
    return desk.page(
        request,
        "fact.html",
        fact=found,
        lead=lead,
        voices=charts.voices(say("title voices", language, title=name), printings, passport, language),
        official=official,
        rows=rows,
        links=[link for link in found.links if {link.left, link.right} <= ours],
        beside=beside,
        findings=list(findings.values()),
        rulings=rulings,
        chart=charts.fact(name, printings, passport, language, its),
        derived=derived,
    )


def one(derived: Derived, key: str) -> Fact:
    """The fact of an id; raises LedgerFault where there is none."""
    found = derived.fact.get(key)
    if found is None:
        raise LedgerFault("the ledger gives no such fact.", place="facts", value=key, mend="Look in the list of facts.")
    return found


def row_of(derived: Derived, fact: Fact, form: str) -> dict[str, Any]:
    """A fact as a row of a file."""
    title = derived.title(fact)
    if form != "csv":
        return fact.as_dict() | {"title": title}
    said = derived.lead(fact)
    return {
        "id": fact.id,
        "kind": fact.kind,
        "title": title,
        "parties": "; ".join(derived.rows[fact.claims[0]]["parties"]),
        "period": said.get("period") or said.get("date") or "",
        "values": "; ".join(cluster.value for cluster in fact.values),
        "sources": fact.sources,
        "claims": " ".join(fact.claims),
        "disputed": "yes" if fact.disputed else "no",
    }
