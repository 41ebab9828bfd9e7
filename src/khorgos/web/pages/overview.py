"""The first page: what the ledger holds, what is disputed, what waits."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from khorgos.web.access import Asking
from khorgos.web.desk import TheDesk
from khorgos.web.queue import left

router = APIRouter()
# How many of each the first page shows.
_FEW = 8


@router.get("/")
def overview(request: Request, desk: TheDesk, who: Asking) -> HTMLResponse:
    """Counts, the facts that most sources tell, disputes and findings, the newest documents."""
    ledger = desk.ledger
    weightiest = desk.counted("weightiest", lambda: ledger.weightiest_facts(_FEW))
    named = ledger.facts_named(weightiest)
    facts = [named[key] for key in weightiest if key in named]
    grave = {"severities": ("warn", "error")}
    derived = desk.beside(facts=facts)
    return desk.page(
        request,
        "overview.html",
        documents=desk.counted("documents", ledger.document_counts, rulings=False).total,
        newest=ledger.documents(newest=True, limit=_FEW),
        counts=desk.counted("claims", ledger.claim_counts, rulings=False).by["kind"],
        facts=derived.there(facts),
        told_twice=desk.counted("told twice", lambda: ledger.count_facts(several=True)),
        disputed=desk.counted("disputed", lambda: ledger.count_facts(disputed=True)),
        findings=ledger.findings(**grave, limit=_FEW),
        all_findings=desk.counted("grave", lambda: ledger.count_findings(**grave)),
        waiting=left(desk, who.name),
        derived=derived,
    )
