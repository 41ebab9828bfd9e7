"""One report more in a large ledger: how long until its facts are there.

    python bench/near.py [--claims N] [--seed N] [--claims-per-report N] [--keep LEDGER]

The made-up world of bench/world.py is written into a ledger, its blocks are filled, and then reports are added one by
one, each with ten claims of numbers that the ledger may know.  Printed: seconds to fill the blocks (once), the size of
the file, and for the added reports the seconds from their rows being there to their facts: keys made and kept, blocks
read, claims compared, facts described.  At the end the facts of one report are held to those of all claims, byte for
byte, where the ledger is small enough for that.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from khorgos.claims.printing import Printing
from khorgos.store import Ledger
from khorgos.store.schema import CLAIMS, DOCUMENTS, READINGS
from world import World, made

_SMALL = 100_000


def written(ledger: Ledger, printings: list[Printing], first: int, document: str | None = None) -> None:
    """Rows of claims as `khorgos add` writes them, numbered from `first`; each report of the world holds one claim."""
    names = [document or f"{each.document}-{first + at}" for at, each in enumerate(printings)]
    told = dict(zip(names, printings, strict=True))
    with ledger._writing() as connection:  # noqa: SLF001 - the world has no texts to read
        connection.execute(insert(DOCUMENTS), [_document(name, each) for name, each in told.items()])
        numbers = {name: first + at for at, name in enumerate(told)}
        connection.execute(insert(READINGS), [_reading(number, name) for name, number in numbers.items()])
        rows = [_claim(first + at, each, names[at], numbers) for at, each in enumerate(printings)]
        connection.execute(insert(CLAIMS), rows)


def _document(name: str, printing: Printing) -> dict[str, Any]:
    day = printing.source.published
    return {
        "id": name, "name": name, "outlet": printing.source.outlet, "published": day.isoformat() if day else None,
        "text": "", "added_at": "2026-01-01T00:00:00+00:00", "state": "read",
    }  # fmt: skip


def _reading(number: int, name: str) -> dict[str, Any]:
    return {
        "id": number, "document": name, "code_version": "world", "context": "{}",
        "read_at": "2026-01-01T00:00:00+00:00", "superseded_by": None,
    }  # fmt: skip


def _claim(number: int, printing: Printing, name: str, readings: dict[str, int]) -> dict[str, Any]:
    body = dict(printing.said) | {"document": name}
    return {
        "number": number, "id": printing.id, "reading": readings[name], "document": name, "kind": "figure",
        "readers": "world", "code_version": "world", "evidence_start": 0, "evidence_end": 1, "evidence": "x",
        "sentence": "x", "body": json.dumps(body), "indicator": printing.word("indicator"),
    }  # fmt: skip


def added(ledger: Ledger, world: World, size: int, per_report: int) -> list[float]:
    """Seconds from the rows of a report to its facts, report by report; the first also opens what is read once."""
    taken = []
    for at in range(size, len(world.printings), per_report):
        name = f"report-{at}"
        written(ledger, world.printings[at : at + per_report], at + 1, name)
        begun = time.perf_counter()
        facts = ledger.facts_of([name])
        taken.append(time.perf_counter() - begun)
        held = {claim for fact in facts for claim in fact.claims}
        assert held >= {each.id for each in world.printings[at : at + per_report]}
    return taken


def main() -> None:
    """Build, add, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=_SMALL)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--claims-per-report", type=int, default=10)
    parser.add_argument("--reports", type=int, default=20)
    given = parser.parse_args()
    world = made(given.claims + given.reports * given.claims_per_report, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "world.db"
        with Ledger(place) as ledger:
            for at in range(0, given.claims, 20_000):
                written(ledger, world.printings[at : min(at + 20_000, given.claims)], at + 1)
            begun = time.perf_counter()
            ledger.fill_blocks()
            filled = time.perf_counter() - begun
            ledger.facts_of([f"{world.printings[0].document}-1"])  # what is loaded once is not timed
            taken = added(ledger, world, given.claims, given.claims_per_report)
            told = f"{statistics.median(taken):.3f} s, the slowest {max(taken):.3f} s (of {len(taken)} reports)"
            print(f"{given.claims:,} claims: blocks filled in {filled:.0f} s, {place.stat().st_size >> 20} MB; {told}")
            if given.claims <= _SMALL:
                near = [fact.as_dict() for fact in ledger.facts_of([f"report-{given.claims}"])]
                ids = {fact["id"] for fact in near}
                whole = [fact.as_dict() for fact in ledger.facts() if fact.id in ids]
                print("byte for byte those of all claims" if near == whole else "NOT those of all claims")


if __name__ == "__main__":
    main()
