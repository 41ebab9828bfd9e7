"""Reviewing: the queue, the verdicts, what was ruled and by whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from khorgos.claims import INDICATORS
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.claims.reviewers import agreements, differences
from khorgos.errors import InputFault
from khorgos.store import Counts
from khorgos.store.correcting import offer
from khorgos.store.people import Role
from khorgos.web.access import Asking, Who
from khorgos.web.address import Address, ours
from khorgos.web.desk import Desk, TheDesk
from khorgos.web.pages.claims import opened
from khorgos.web.queue import left, pairs, told, waiting

router = APIRouter()
# How many of the queue are listed beside the one that is shown.
_AHEAD = 12
# How many pairs a page shows.
_PAIRS = 20


@router.get("/review")
def review(request: Request, desk: TheDesk, who: Asking) -> HTMLResponse:
    """The claim whose verdict is worth most, with its passage and what speaks for looking at it."""
    here = Address.of(request)
    name = who.name or request.cookies.get("reviewer", "")
    rulings, queue = desk.rulings(), waiting(desk, name)
    ahead = queue[:_AHEAD]
    key = here.get("open") or (ahead[0] if ahead else None)
    shown = told(desk.beside(claims={*ahead, *filter(None, [key])}), rulings.judged, [*ahead, *filter(None, [key])])
    return desk.page(
        request,
        "review.html",
        queue=shown[: len(ahead)],
        left=left(desk, name),
        done=sum(name in by for by in rulings.judged.values()) if desk.team else len(rulings.verdicts),
        blind=desk.setting.reviewers > 1 and name not in rulings.judged.get(key or "", {}),
        opened=opened(desk, key) if key else None,
        why=next((each.reasons for each in shown if each.row["id"] == key), ()),
        name=name,
    )


@router.get("/review/links")
def links(request: Request, desk: TheDesk, who: Asking) -> HTMLResponse:
    """Pairs of claims: same, not the same, or unsure."""
    found, derived = pairs(desk, _PAIRS)
    return desk.page(
        request,
        "links.html",
        pairs=found,
        total=max(len(found), desk.counted("pairs", desk.ledger.count_open_links))
        if len(found) == _PAIRS
        else len(found),
        name=who.name or request.cookies.get("reviewer", ""),
        derived=derived,
    )


@router.get("/review/history")
def history(request: Request, desk: TheDesk) -> HTMLResponse:
    """Everything that was ruled and taken back."""
    here = Address.of(request)
    rows = desk.ledger.every_ruling(**here.several())
    claims = {claim for row in rows for claim in (row["subject"], row["other"]) if claim}
    back = {row["withdraws"]: row for row in desk.ledger.rulings_on(claims) if row["withdraws"]}
    counts = Counts(desk.ledger.count_rulings())
    derived = desk.beside(claims=claims)
    return desk.page(
        request, "history.html", rows=rows, back=back, counts=counts, pages=here.pages(counts), derived=derived
    )


@router.get("/review/history.{form}")
def history_file(form: str, desk: TheDesk) -> Response:
    """The same, as a file."""
    columns = ("id", "made_at", "made_by", "verdict", "subject", "other", "reason", "withdraws")
    return desk.file("rulings", form, desk.ledger.every_ruling(), columns)


@router.get("/claims/{key}/edit")
def ask_edit(request: Request, key: str, desk: TheDesk, who: Asking) -> HTMLResponse:
    """The fields of a claim that may be put right, with what its passage bears."""
    shown = opened(desk, key)
    row = shown["row"]
    offered = offer(row, desk.ledger.document(row["document"])["language"] or "en")
    name = who.name or request.cookies.get("reviewer", "")
    return desk.page(request, "edit.html", opened=shown, offered=offered, indicators=INDICATORS, name=name)


@router.post("/edit")
async def edit(request: Request, desk: TheDesk, who: Asking) -> Response:
    """Rule that the text says something else, and write what; or, where others differ, settle it so."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    name = who.name or form.get("by", "").strip()
    given = {key.removeprefix("f-"): value for key, value in form.items() if key.startswith("f-")}
    subject, reason = form.get("subject", ""), form.get("reason", "").strip()
    await run_in_threadpool(desk.ledger.edit, subject, given, name, reason)
    await run_in_threadpool(desk.log, request, "ruling", subject, "edit")
    return _signed(desk, form.get("back", ""), name)


@router.get("/review/agreement")
def agreement(request: Request, desk: TheDesk) -> HTMLResponse:
    """How far reviewers agree, and where they do not."""
    judgements = desk.rulings().judgements
    found = differences(judgements)
    derived = desk.beside(claims={*found, *(each.other for said in found.values() for each in said if each.other)})
    open_ones = {claim: said for claim, said in found.items() if claim in derived.rows}
    return desk.page(
        request,
        "agreement.html",
        agreements=agreements(judgements),
        differences=open_ones,
        name=request.cookies.get("reviewer", ""),
        derived=derived,
    )


@router.post("/settle")
def settle(
    request: Request,
    desk: TheDesk,
    who: Asking,
    ruling: Annotated[str, Form()],
    subject: Annotated[str, Form()],
    other: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Say which of several verdicts on a claim counts."""
    name = who.name or by.strip()
    chosen = Judgement(ruling_of(ruling), subject, other or None, by=name, reason=reason.strip(), final=True)
    desk.ledger.judge(chosen)
    desk.log(request, "difference settled", subject, ruling)
    return _signed(desk, "/review/agreement", name)


@router.post("/judge")
def judge(
    request: Request,
    desk: TheDesk,
    who: Asking,
    ruling: Annotated[str, Form()],
    subject: Annotated[str, Form()],
    by: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/review",
) -> Response:
    """Keep a ruling, signed with the name of the account or, where there are none, the one that is given."""
    name = who.name or by.strip()
    desk.ledger.judge(Judgement(ruling_of(ruling), subject, other or None, by=name, reason=reason.strip()))
    desk.log(request, "ruling", subject, ruling)
    return _signed(desk, back, name)


@router.post("/undo")
def undo(
    request: Request,
    desk: TheDesk,
    who: Asking,
    by: Annotated[str, Form()] = "",
    number: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/review",
) -> Response:
    """Take back the ruling of a number, or the last one that the reviewer made; another's only as an editor."""
    name = who.name or by.strip()
    chosen = int(number) if number.isascii() and number.isdigit() else None
    take_back(desk, who, name, chosen)
    desk.log(request, "ruling taken back", number)
    return _signed(desk, back, name)


def ruling_of(word: str) -> Ruling:
    """A ruling by its word; raises InputFault for another word."""
    known = {each.value: each for each in Ruling}
    if word not in known:
        raise InputFault("no such ruling.", place="judge", value=word, mend=f"One of {', '.join(known)}.")
    return known[word]


def take_back(desk: Desk, who: Who, name: str, number: int | None) -> None:
    """Withdraw a standing ruling, by default the newest of this name; raises InputFault, or refuses another's (403)."""
    standing = {row["id"]: row for row in desk.ledger.rulings()}
    mine = [key for key, row in standing.items() if row["made_by"] == name]
    chosen = number if number is not None else (mine[-1] if mine else None)
    if chosen is None or chosen not in standing:
        raise InputFault("there is nothing to take back.", place="undo", value=number or name)
    if chosen not in mine and not who.may(Role.EDITOR):
        raise HTTPException(403, "This ruling is another's: an editor may take it back.")
    desk.ledger.withdraw(chosen, name)


def _signed(desk: Desk, back: str, by: str) -> Response:
    answer = RedirectResponse(ours(back, "/review"), 303)
    if not desk.team:
        answer.set_cookie("reviewer", by.strip(), samesite="strict", httponly=True, max_age=31_536_000)
    return answer
