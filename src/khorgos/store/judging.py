"""Rulings in the ledger: rows that are added, never changed; one that is taken back stays, and so does who took it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select

from khorgos.claims.judgement import OF_TWO, Judgement, Ruling, settled
from khorgos.errors import InputFault
from khorgos.store.batches import parts
from khorgos.store.correcting import PERSON
from khorgos.store.heirs import heirs_of
from khorgos.store.schema import CLAIMS, JUDGEMENTS

WITHDRAWN = "withdrawn"
# Reviewers say different things of a claim, and nobody settled it.
DIFFER = "differ"


def put(connection: Connection, judgement: Judgement) -> int:
    """Add a ruling and return its number; raises InputFault where it is unsigned or names no claim of the ledger."""
    if not judgement.by.strip():
        raise InputFault("a ruling is signed.", place="judgement", mend="Say who rules, with --by NAME.")
    for claim in filter(None, (judgement.subject, judgement.other)):
        if not connection.execute(select(CLAIMS.c.id).where(CLAIMS.c.id == claim)).first():
            raise InputFault("the ledger has no such claim.", place="judgement", value=claim)
    if judgement.ruling is Ruling.EDIT and not _is_written(connection, judgement.other):
        raise InputFault("an edit is made with its correction.", place="judgement", value=judgement.other)
    if judgement.ruling in OF_TWO and judgement.other in (None, judgement.subject):
        raise InputFault("this ruling is about two claims.", place="judgement", value=judgement.ruling.value)
    return _insert(
        connection,
        made_at=judgement.at or _now(),
        made_by=judgement.by,
        verdict=judgement.ruling.value,
        subject=judgement.subject,
        other=judgement.other,
        reason=judgement.reason or None,
        body=json.dumps({"final": True}) if judgement.final else None,
    )


def _is_written(connection: Connection, claim: str | None) -> bool:
    """Whether a person wrote this claim."""
    query = select(CLAIMS.c.id).where(CLAIMS.c.id == claim, CLAIMS.c.readers == PERSON)
    return connection.execute(query).first() is not None


def withdraw(connection: Connection, number: int, by: str, reason: str) -> int:
    """Take a ruling back; raises InputFault where there is none of that number, or it is taken back already."""
    found = next((row for row in standing(connection) if row["id"] == number), None)
    if found is None:
        raise InputFault("no ruling of this number stands.", place="judgement", value=number)
    subject = str(found["subject"])
    return _insert(
        connection,
        made_at=_now(),
        made_by=by,
        verdict=WITHDRAWN,
        subject=subject,
        reason=reason or None,
        withdraws=number,
    )


def standing(connection: Connection) -> list[dict[str, Any]]:
    """The rulings that nobody took back, in the order in which they were made, as rows of `judgements`."""
    rows = [dict(row) for row in connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.id)).mappings()]
    back = {row["withdraws"] for row in rows}
    return [row for row in rows if row["id"] not in back and row["verdict"] != WITHDRAWN]


def standing_at(connection: Connection, at: str | None = None) -> list[Judgement]:
    """The rulings that bind now, or bound at a moment, on the claims that stood in the place of those ruled on.

    A report that was read again has claims of other ids; what was ruled on a claim binds the one at its place.
    """
    rows = [dict(row) for row in connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.id)).mappings()]
    rows = [row for row in rows if at is None or row["made_at"] <= at]
    back = {row["withdraws"] for row in rows}
    binding = [row for row in rows if row["id"] not in back and row["verdict"] != WITHDRAWN]
    ruled = {name for row in binding for name in (row["subject"], row["other"]) if name}
    heirs = heirs_of(connection, ruled, at)
    named = [row | {"subject": heirs[row["subject"]], "other": heirs.get(row["other"])} for row in binding]
    return [*(judgement_of(row) for row in named if row["subject"] != row["other"]), *_orphans(rows, back)]


def _orphans(rows: list[dict[str, Any]], back: set[Any]) -> list[Judgement]:
    """A claim that a person wrote stands only as long as the ruling that put it there."""
    edits = [row for row in rows if row["verdict"] == Ruling.EDIT and row["other"]]
    kept = {row["other"] for row in edits if row["id"] not in back}
    return [
        Judgement(Ruling.REJECT, row["other"], at=row["made_at"], final=True)
        for row in edits
        if row["id"] in back and row["other"] not in kept
    ]


def ruled_since(connection: Connection, number: int) -> set[str]:
    """The claims that were ruled on, or whose rulings were taken back, after the ruling of this number."""
    rows = list(connection.execute(select(JUDGEMENTS).where(JUDGEMENTS.c.id > number)).mappings())
    back = {row["withdraws"] for row in rows if row["withdraws"] is not None}
    rows += connection.execute(select(JUDGEMENTS).where(JUDGEMENTS.c.id.in_(back))).mappings()
    return {str(name) for row in rows for name in (row["subject"], row["other"]) if name}


def verdicts(connection: Connection) -> dict[str, dict[str, Any]]:
    """The verdict that counts for each claim that was judged, by the id of the claim that now stands in its place.

    A row of `judgements`; where reviewers differ and nobody settled it, one whose `verdict` is "differ".
    """
    judgements = [each for each in standing_at(connection) if each.is_verdict and each.by]
    counts = settled(judgements)
    newest = {each.subject: each for each in judgements}
    return {
        claim: row_of(counts[claim]) if claim in counts else row_of(each) | {"verdict": DIFFER}
        for claim, each in newest.items()
    }


def row_of(judgement: Judgement) -> dict[str, Any]:
    """What pages show of a verdict."""
    return {
        "verdict": judgement.ruling.value,
        "made_by": judgement.by,
        "made_at": judgement.at,
        "reason": judgement.reason or None,
        "other": judgement.other,
    }


def everything(connection: Connection, limit: int | None = None, offset: int = 0) -> list[dict[str, Any]]:
    """Every row that was ever written, those taken back included, the newest first."""
    rows = connection.execute(
        select(JUDGEMENTS).order_by(JUDGEMENTS.c.id.desc()).limit(limit).offset(offset)
    ).mappings()
    return [dict(row) for row in rows]


def count(connection: Connection) -> int:
    """How many rows there are."""
    return int(connection.execute(select(func.count()).select_from(JUDGEMENTS)).scalar_one())


def on(connection: Connection, claims: Iterable[str]) -> list[dict[str, Any]]:
    """The rows that speak of one of these claims, the newest first."""
    found: dict[int, dict[str, Any]] = {}
    for some in parts(sorted(set(claims))):
        query = select(JUDGEMENTS).where(or_(JUDGEMENTS.c.subject.in_(some), JUDGEMENTS.c.other.in_(some)))
        found |= {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    return [found[number] for number in sorted(found, reverse=True)]


def judgement_of(row: dict[str, Any]) -> Judgement:
    """A row as a ruling."""
    return Judgement(
        Ruling(row["verdict"]),
        row["subject"],
        row["other"],
        row["made_by"],
        row["made_at"],
        row["reason"] or "",
        final=bool(json.loads(row["body"] or "{}").get("final")),
    )


def _insert(connection: Connection, **values: Any) -> int:
    key = connection.execute(insert(JUDGEMENTS).values(**values)).inserted_primary_key
    return int(key[0]) if key else 0


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
