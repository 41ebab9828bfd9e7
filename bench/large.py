"""A large ledger with all that the desk shows, made up: reports with texts, claims of every kind, parties, speakers.

    python bench/large.py LEDGER [--claims N] [--seed N]

The numbers are those of bench/world.py (true values told exact, rounded, bounded, quoted, or with a slip); beside them
stand meetings, works, papers, mechanisms and statements of invented people.  Ten claims a report.  Rows are written as
`khorgos add` writes them, facts are made at the end.  It measures pages and questions, not reading.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from khorgos.claims.printing import Printing
from khorgos.reference.standing import stands_for
from khorgos.store import Ledger
from khorgos.store.schema import CLAIM_PARTIES, CLAIMS, DOCUMENTS, READINGS, SEGMENTS
from khorgos.telling import party_name
from khorgos.values import Period
from khorgos.values.codes import COUNTRIES
from world import made

PER_REPORT = 10
_REPORTS_AT_ONCE = 1000
_STATES = sorted(COUNTRIES)
_SYLLABLES = "ka ra su to be sha lim or du mar gen ti ba nur ze ya kho al ter min".split()
_PLACES = ("Astana", "Bishkek", "Dushanbe", "Ashgabat", "Tashkent", "Ulaanbaatar", "Baku", "Beijing", "Xi'an", "Moscow")
_ROLES = ("minister of trade", "head of the customs committee", "director of the transport institute", "president")
_SECTORS = ("transport", "energy", "trade", "water", "industry")
_STATUSES = ("signed", "under construction", "completed", "announced")
_READ_AT = "2026-01-01T00:00:00+00:00"


@dataclass
class Rows:
    """What waits to be written."""

    tables: dict[Table, list[dict[str, Any]]] = field(default_factory=dict)

    def put(self, table: Table, **row: Any) -> None:
        """One row more."""
        self.tables.setdefault(table, []).append(row)

    def flush(self, ledger: Ledger) -> None:
        """Write all of them."""
        with ledger.transaction(writes=True) as connection:
            for table in (DOCUMENTS, READINGS, SEGMENTS, CLAIMS, CLAIM_PARTIES):
                if rows := self.tables.pop(table, []):
                    connection.execute(insert(table), rows)


def write(ledger: Ledger, claims: int, seed: int) -> None:
    """Reports with so many claims in all, still without facts."""
    chance = random.Random(seed)
    printings = made(round(claims * 0.6), seed).printings
    chance.shuffle(printings)
    numbers = iter(printings)
    waiting = Rows()
    for report in range(claims // PER_REPORT):
        _report(waiting, report + 1, chance, numbers)
        if report % _REPORTS_AT_ONCE == _REPORTS_AT_ONCE - 1:
            waiting.flush(ledger)
    waiting.flush(ledger)


def _report(waiting: Rows, number: int, chance: random.Random, printings: Iterator[Printing]) -> None:
    outlet = f"Outlet {min(int(chance.expovariate(0.02)), 399)}"
    day = dt.date(2012, 1, 1) + dt.timedelta(days=chance.randrange(5000))
    name = hashlib.sha256(f"report {number}".encode()).hexdigest()[:32]
    place = chance.choice(_PLACES)
    said = [_said(chance, printings, day) for _ in range(PER_REPORT)]
    head = f"{said[0].pop('_title')}\n"
    text = f"{head}{place.upper()}, {day:%B} {day.day}. "
    spans = []
    for body in said:
        body.pop("_title", None)
        spans.append((len(text), len(text) + len(body["evidence"])))
        text += body["sentence"] + " "
    waiting.put(
        DOCUMENTS, id=name, sha=None, name=f"report-{number:06}.txt", size=len(text), media_type="text/plain",
        encoding="utf-8", language="en", language_how="guessed", published=day.isoformat(), published_how="dateline",
        title=head.strip(), outlet=outlet, authors="[]", text=text, added_at=_READ_AT, state="read", error=None,
        kind="article", agency=None, about="{}",
    )  # fmt: skip
    waiting.put(
        READINGS, id=number, document=name, code_version="made up", context="{}", read_at=_READ_AT, superseded_by=None
    )
    waiting.put(SEGMENTS, document=name, position=0, kind="title", start=0, end=len(head) - 1)
    waiting.put(SEGMENTS, document=name, position=1, kind="body", start=len(head), end=len(text))
    for at, (body, span) in enumerate(zip(said, spans, strict=True)):
        _claim(waiting, (number - 1) * PER_REPORT + at + 1, body, (name, number), span)


def _claim(waiting: Rows, number: int, body: dict[str, Any], of: tuple[str, int], span: tuple[int, int]) -> None:
    document, reading = of
    told = body | {"id": hashlib.sha256(f"claim {number}".encode()).hexdigest()[:16], "span": list(span)}
    told |= {"document": document, "rule": "made up", "readers": ["grammar"], "grounds": []}
    at = body.get("period") or body.get("date") or body.get("founded")
    period = Period.parse(at) if at else None
    value = body.get("value", body.get("amount"))
    said = body["attribution"]
    waiting.put(
        CLAIMS, number=number, id=told["id"], reading=reading, document=document, kind=body["kind"],
        type=body.get("type") or body.get("paper"), title=body.get("name") or body.get("title") or body.get("quote"),
        indicator=body.get("indicator"), measure=body.get("measure"), value=None if value is None else str(value),
        value_number=None if value is None else float(value), value_high=None, value_high_number=None,
        unit=body.get("unit") or body.get("currency"), bound=body.get("bound"), period=at,
        first_day=period.first.isoformat() if period and period.first else None,
        last_day=period.last.isoformat() if period and period.last else None, status=body.get("status"),
        detail=body.get("sector"), basis=None, place=body.get("place") or body.get("location"),
        speaker=said.get("speaker"), agency=said.get("agency"), outlet=said.get("outlet"), rule="made up",
        readers="grammar", code_version="made up", evidence_start=span[0], evidence_end=span[1],
        evidence=body["evidence"], sentence=body["sentence"], body=json.dumps(told, ensure_ascii=False),
        confidence=body.pop("_confidence"), accepted=None, page=None,
    )  # fmt: skip
    roles = ("parties", "participants", "members", "partners", "financiers", "recipients")
    parties = [(role, party) for role in roles for party in body.get(role, ())]
    for position, (role, party) in enumerate(parties):
        is_state = len(party) == 3 and party.isupper()
        countries = party if is_state else " ".join(sorted(stands_for(party))) or None
        kind = "country" if is_state else "group"
        waiting.put(
            CLAIM_PARTIES, claim=number, position=position, role=role, party=party, kind=kind, countries=countries
        )


def _said(chance: random.Random, printings: Iterator[Printing], day: dt.date) -> dict[str, Any]:
    """The body of a claim, with a title for its report and how sure the reader is of it."""
    kinds = (_figure, _statement, _project, _event, _agreement, _mechanism)
    kind = chance.choices(kinds, (60, 15, 10, 8, 6.9, 0.1))[0]
    body = kind(chance, printings, day)
    body["_confidence"] = round(min(0.99, 0.55 + chance.random() * 0.5), 2)
    return body


def _figure(chance: random.Random, printings: Iterator[Printing], day: dt.date) -> dict[str, Any]:
    printing = next(printings, None)
    if printing is None:
        return _statement(chance, printings, day)
    said = dict(printing.said)
    one, other = (party_name(code) for code in said["parties"])
    evidence = f"{said['indicator']} of {one} with {other} reached {said['value']:,} USD in {said['period']}"
    return said | {"evidence": evidence, "sentence": f"{evidence}, up from the year before.", "_title": evidence}


def _statement(chance: random.Random, _printings: object, _day: dt.date) -> dict[str, Any]:
    known = random.Random(int(chance.expovariate(0.001)))
    speaker, state, role = f"{_town(known)} {_town(known)}", known.choice(_STATES), known.choice(_ROLES)
    quote = f"we expect cooperation in {chance.choice(_SECTORS)} with {_town(chance)} to grow"
    return {
        "kind": "statement", "quote": quote, "mode": "direct", "evidence": f"“{quote}”", "topics": [],
        "sentence": f"“{quote}”, said {speaker}, {role}.", "speaker": speaker, "role": role,
        "affiliation": party_name(state), "attribution": {"speaker": speaker}, "_title": f"{speaker}: {quote}",
    }  # fmt: skip


def _project(chance: random.Random, _printings: object, _day: dt.date) -> dict[str, Any]:
    known = random.Random(chance.randrange(25_000))
    state, name = known.choice(_STATES), f"{_town(known)} {_town(known)}"
    amount = known.randrange(10, 9000) * 1_000_000
    evidence = f"The {name} costs {amount:,} USD"
    return {
        "kind": "project", "name": name, "recipients": [state], "financiers": ["CHN"], "amount": amount,
        "currency": "USD", "bound": "=", "status": chance.choice(_STATUSES), "sector": known.choice(_SECTORS),
        "location": _town(known), "evidence": evidence, "sentence": f"{evidence} and is being built.",
        "attribution": {}, "_title": evidence,
    }  # fmt: skip


def _event(chance: random.Random, _printings: object, _day: dt.date) -> dict[str, Any]:
    known = random.Random(chance.randrange(30_000))
    one, other = known.sample(_STATES, 2)
    held = dt.date(known.randrange(2001, 2026), known.randrange(1, 13), known.randrange(1, 29))
    name, place = f"{_town(known)} {_town(known)}", _town(known)
    evidence = f"the {name} was held in {place} on {held}"
    return {
        "kind": "event", "type": "forum", "name": name, "date": held.isoformat(), "place": place,
        "participants": [one, other], "evidence": evidence, "sentence": f"As planned, {evidence}.",
        "attribution": {"agency": f"Example Agency {chance.randrange(6)}"}, "_title": evidence,
    }  # fmt: skip


def _agreement(chance: random.Random, _printings: object, _day: dt.date) -> dict[str, Any]:
    known = random.Random(chance.randrange(30_000))
    one, other = known.sample(_STATES, 2)
    signed = dt.date(known.randrange(2001, 2026), known.randrange(1, 13), known.randrange(1, 29))
    title = f"{_town(known)} {_town(known)}"
    evidence = f"signed the {title} on {signed}"
    return {
        "kind": "agreement", "title": title, "parties": [one, other], "date": signed.isoformat(), "paper": "agreement",
        "status": "signed", "evidence": evidence, "sentence": f"The sides {evidence}.", "attribution": {},
        "_title": evidence,
    }  # fmt: skip


def _mechanism(chance: random.Random, _printings: object, _day: dt.date) -> dict[str, Any]:
    known = random.Random(chance.randrange(60))
    name, members, founded = f"{_town(known)} {_town(known)}", known.sample(_STATES, 6), known.randrange(1990, 2020)
    evidence = f"the {name}, whose members are {', '.join(map(party_name, members))}"
    return {
        "kind": "mechanism", "name": name, "founded": str(founded), "members": members, "evidence": evidence,
        "sentence": f"They spoke in {evidence}.", "attribution": {}, "_title": f"{name} meets",
    }  # fmt: skip


def _town(known: random.Random) -> str:
    """A name that nobody has: names share no words, as those of real works and people seldom do."""
    return "".join(known.choices(_SYLLABLES, k=4)).capitalize()


def main() -> None:
    """Write, derive, say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with Ledger(given.ledger) as ledger:
        begun = time.perf_counter()
        write(ledger, given.claims, given.seed)
        print(f"{given.claims:,} claims written: {time.perf_counter() - begun:.0f} s", flush=True)
        begun = time.perf_counter()
        print(f"{ledger.count_facts():,} facts: {time.perf_counter() - begun:.0f} s", flush=True)
        print(f"{given.ledger.stat().st_size >> 20} MB")


if __name__ == "__main__":
    main()
