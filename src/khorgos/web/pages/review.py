"""Reviewing: the queue, the verdicts, what was ruled and by whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.errors import InputFault
from khorgos.web.address import Address
from khorgos.web.desk import TheDesk
from khorgos.web.pages.claims import opened
from khorgos.web.queue import pairs, waiting

router = APIRouter()
# How many of the queue are listed beside the one that is shown.
_AHEAD = 12


@router.get("/review")
def review(request: Request, desk: TheDesk) -> HTMLResponse:
    """The claim whose verdict is worth most, with its passage and what speaks for looking at it."""
    here = Address.of(request)
    derived = desk.derived()
    queue = waiting(derived)
    key = here.get("open") or (queue[0].row["id"] if queue else None)
    return desk.page(
        request,
        "review.html",
        queue=queue[:_AHEAD],
        left=len(queue),
        done=len(derived.verdicts),
        opened=opened(desk, key) if key else None,
        why=next((each.reasons for each in queue if each.row["id"] == key), ()),
        name=request.cookies.get("reviewer", ""),
        derived=derived,
    )


@router.get("/review/links")
def links(request: Request, desk: TheDesk) -> HTMLResponse:
    """Pairs of claims: same, not the same, or unsure."""
    derived = desk.derived()
    ruled = {frozenset((row["subject"], row["other"])) for row in desk.ledger.rulings() if row["other"]}
    found = [pair for pair in pairs(derived) if frozenset((pair.link.left, pair.link.right)) not in ruled]
    return desk.page(request, "links.html", pairs=found, name=request.cookies.get("reviewer", ""), derived=derived)


@router.get("/review/history")
def history(request: Request, desk: TheDesk) -> HTMLResponse:
    """Everything that was ruled and taken back."""
    rows = desk.ledger.every_ruling()
    back = {row["withdraws"]: row for row in rows if row["withdraws"]}
    return desk.page(request, "history.html", rows=rows, back=back, derived=desk.derived())


@router.post("/judge")
def judge(
    desk: TheDesk,
    ruling: Annotated[str, Form()],
    subject: Annotated[str, Form()],
    by: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/review",
) -> Response:
    """Keep a ruling; it is signed with the name that the reviewer gave."""
    known = {each.value: each for each in Ruling}
    if ruling not in known:
        raise InputFault("no such ruling.", place="judge", value=ruling, mend=f"One of {', '.join(known)}.")
    desk.ledger.judge(Judgement(known[ruling], subject, other or None, by=by.strip(), reason=reason.strip()))
    return _signed(back, by)


@router.post("/undo")
def undo(
    desk: TheDesk,
    by: Annotated[str, Form()] = "",
    number: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/review",
) -> Response:
    """Take back the ruling of a number, or the last one that the reviewer made."""
    mine = [row for row in desk.ledger.rulings() if row["made_by"] == by.strip()]
    chosen = int(number) if number.isascii() and number.isdigit() else (mine[-1]["id"] if mine else None)
    if chosen is None:
        raise InputFault("there is nothing to take back.", place="undo", value=by)
    desk.ledger.withdraw(chosen, by.strip())
    return _signed(back, by)


def _signed(back: str, by: str) -> Response:
    # Only a path of our own: never another host.
    safe = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/review"
    answer = RedirectResponse(safe, 303)
    answer.set_cookie("reviewer", by.strip(), samesite="strict", httponly=True, max_age=31_536_000)
    return answer
