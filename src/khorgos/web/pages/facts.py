"""Facts: what several reports say of the same thing, and one with everything behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from khorgos import charts
from khorgos.charts.words import say
from khorgos.claims.fact import Fact
from khorgos.errors import LedgerFault
from khorgos.store import Counts
from khorgos.store.derived import printings_of
from khorgos.telling import title as titled
from khorgos.values import Period
from khorgos.web.address import Address
from khorgos.web.beside import Beside
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.rendering import chosen_language

router = APIRouter()
# So many facts have their titles asked for at once.
_AT_ONCE = 200
_COLUMNS = ("id", "kind", "title", "parties", "period", "values", "sources", "claims", "disputed")


def asked(here: Address) -> dict[str, Any]:
    """What the address asks of the facts (`store.FactFilters`)."""
    year, party = here.get("year"), here.get("party")
    return {
        "kind": here.get("kind"),
        "indicator": here.get("indicator"),
        "parties": (party,) if party else (),
        "period": Period.parse(year) if year else None,
        "text": here.get("q"),
        "disputed": bool(here.get("disputed")),
        "several": here.get("state") != "all",
    }


@router.get("/facts")
def facts(request: Request, desk: TheDesk) -> HTMLResponse:
    """What several reports tell; one that only one report tells is shown when it is asked for."""
    here = Address.of(request)
    wanted = asked(here)
    found = desk.ledger.facts(**wanted, **here.several())
    derived = desk.beside(facts=found)
    counts = counted(desk, here)
    return desk.page(
        request, "facts.html", facts=derived.there(found), counts=counts, pages=here.pages(counts), derived=derived
    )


def counted(desk: Desk, here: Address) -> Counts:
    """How many facts the address asks for, of each sort."""
    wanted = asked(here)
    return desk.counted("facts", lambda: desk.ledger.fact_counts(**wanted), asked=tuple(wanted.items()))


@router.get("/facts.{form}")
def facts_file(request: Request, form: str, desk: TheDesk) -> Response:
    """The same list, as a file."""
    return desk.file("facts", form, rows_of(desk, desk.ledger.facts(**asked(Address.of(request))), form), _COLUMNS)


def rows_of(desk: Desk, found: Sequence[Fact], form: str) -> Iterator[dict[str, Any]]:
    """Facts as rows of a file, their titles asked for in parts."""
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        derived = desk.beside(facts=some)
        yield from (row_of(derived, fact, form) for fact in derived.there(some))


@router.get("/facts/{key}.{form}")
def fact_file(key: str, form: str, desk: TheDesk) -> Response:
    """One fact with its claims, as a file."""
    fact = one(desk, key)
    derived = desk.beside(claims=fact.claims)
    if form == "csv":
        return desk.file(f"fact-{key}", form, [row_of(derived, fact, form)], _COLUMNS)
    told = fact.as_dict() | {"claims": [derived.rows[claim]["body"] for claim in fact.claims]}
    return desk.file(f"fact-{key}", form, [told], _COLUMNS)


@router.get("/facts/{key}")
def fact(request: Request, key: str, desk: TheDesk) -> HTMLResponse:
    """One fact: its values, who says them, how they stand to each other, what was found and ruled."""
    found = one(desk, key)
    ours = set(found.claims)
    others = desk.ledger.facts_named(other for other, _ in found.beside)
    derived = desk.beside(claims=found.claims, facts=others.values())
    rows = [derived.rows[claim] for claim in found.claims]
    findings = {id(each): each for claim in found.claims for each in derived.findings_of.get(claim, [])}
    beside = [(others[other], relation) for other, relation in found.beside if other in others]
    lead = derived.lead(found)
    official = desk.official.beside(lead)
    its = [each for each in official if str(each.period) == lead.get("period")]
    language = chosen_language(request)
    name, printings = titled(lead, language), printings_of(rows)
    passport = charts.Passport.of(printings, found.id)
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
        rulings=desk.ledger.rulings_on(ours),
        chart=charts.fact(name, printings, passport, language, its),
        derived=derived,
    )


def one(desk: Desk, key: str) -> Fact:
    """The fact that holds a claim, by the claim's id; raises LedgerFault where there is none."""
    found = desk.ledger.facts_holding([key]).get(key)
    if found is None:
        raise LedgerFault("the ledger gives no such fact.", place="facts", value=key, mend="Look in the list of facts.")
    return found


def row_of(derived: Beside, fact: Fact, form: str) -> dict[str, Any]:
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
