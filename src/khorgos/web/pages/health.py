"""For machines that watch the desk: whether it answers, and its measurements."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from khorgos.store.people import sessions
from khorgos.web.desk import TheDesk
from khorgos.web.metrics import Metrics

router = APIRouter()


@router.get("/health")
def health(desk: TheDesk) -> dict[str, str]:
    """That the desk answers and its ledger can be read."""
    return {"status": "ok", "state": desk.ledger.state()}


@router.get("/metrics")
def metrics(request: Request, desk: TheDesk) -> PlainTextResponse:
    """Answers and times since the desk began, and how much the ledger holds."""
    counted: Metrics = request.app.state.metrics
    lines = [
        *counted.lines(),
        "# HELP khorgos_ledger_rows Rows of the ledger's tables.",
        "# TYPE khorgos_ledger_rows gauge",
    ]
    lines += [f'khorgos_ledger_rows{{table="{name}"}} {rows}' for name, rows in desk.ledger.counts().items()]
    if desk.team:
        with desk.ledger.transaction() as connection:
            lines += ["# TYPE khorgos_sessions gauge", f"khorgos_sessions {sessions.open_now(connection)}"]
    return PlainTextResponse("\n".join([*lines, ""]), media_type="text/plain; version=0.0.4")
