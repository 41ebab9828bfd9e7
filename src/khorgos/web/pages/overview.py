"""The first page: what the ledger holds, what is disputed, what waits."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from khorgos.web.access import Asking
from khorgos.web.desk import TheDesk
from khorgos.web.queue import waiting

router = APIRouter()
# How many of each the first page shows.
_FEW = 8


@router.get("/")
def overview(request: Request, desk: TheDesk, who: Asking) -> HTMLResponse:
    """Counts, the facts that most sources tell, disputes and findings, the newest documents."""
    derived = desk.derived()
    documents = desk.ledger.documents()
    several = [fact for fact in derived.facts if len({derived.rows[c]["document"] for c in fact.claims}) > 1]
    several.sort(key=lambda fact: (not fact.disputed, -fact.sources, fact.id))
    findings = [each for each in derived.findings if each.severity.value in ("warn", "error")]
    return desk.page(
        request,
        "overview.html",
        documents=documents,
        newest=sorted(documents, key=lambda row: str(row["added_at"]), reverse=True)[:_FEW],
        counts=desk.ledger.facets()["kind"],
        facts=several[:_FEW],
        told_twice=len(several),
        disputed=sum(fact.disputed for fact in derived.facts),
        findings=findings[:_FEW],
        all_findings=len(findings),
        waiting=len(waiting(derived, who.name, desk.setting.reviewers)),
        derived=derived,
    )
