"""One report more in a large ledger: how long until its facts are there.

    python bench/near.py [--claims N] [--seed N] [--claims-per-report N] [--reports N] [--folder FOLDER]

The made-up world of bench/world.py is written into a ledger, its blocks are filled and its facts made, and then reports
are added one by one, each with ten claims of numbers that the ledger may know.  Printed: seconds of processor to fill
the blocks and to make all facts (once), the size of the file, and for the added reports the seconds from their rows
being there to their facts: keys made and kept, blocks read, claims compared, facts described and kept; then how long it
takes to open one fact, to list those of two parties, to rule on one.  At the end the kept facts are held to those of
all claims, byte for byte, where the ledger is small enough for that.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from khorgos.claims.fact import Fact
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.claims.printing import Printing
from khorgos.reconcile import reconcile
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
    parser.add_argument("--folder", help="Where the ledger is made; else in a folder that is removed.")
    given = parser.parse_args()
    reconcile(made(100, given.seed).printings)  # what is loaded once is not timed
    world = made(given.claims + given.reports * given.claims_per_report, given.seed)
    gc.freeze()  # the world is the bench's, not the ledger's
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, Ledger(Path(folder) / "world.db") as ledger:
        for at in range(0, given.claims, 20_000):
            written(ledger, world.printings[at : min(at + 20_000, given.claims)], at + 1)
        blocks, made_anew = timed(ledger.fill_blocks), timed(ledger.rebuild)
        size = Path(ledger.place).stat().st_size >> 20
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(f"{given.claims:,} claims: blocks {blocks:.0f} s, facts {made_anew:.0f} s of processor; ", end="")
        print(f"{size} MB on disk, {peak} MB of memory with the world", flush=True)
        told("one report more", added(ledger, world, given.claims, given.claims_per_report))
        facts = [ledger.fact(printing.id) for printing in world.printings[:: given.claims // given.reports]]
        told("one fact", [clock(partial(ledger.fact, fact.id)) for fact in facts])
        parties = [dict(fact.key)["parties"] for fact in facts]
        told("facts of two", [clock(partial(ledger.facts, parties=each, limit=50)) for each in parties])
        told("a ruling", [clock(partial(ruled, ledger, fact)) for fact in facts if len(fact.claims) > 1])
        if given.claims <= _SMALL:
            kept, whole = ledger.facts(), reconcile(ledger.printings(), ledger.judgements())
            print("byte for byte those of all claims" if kept == whole else "NOT those of all claims")


def ruled(ledger: Ledger, fact: Fact) -> None:
    """Somebody sets two claims of a fact apart, and asks for what it has become."""
    one, other = fact.claims[:2]
    ledger.judge(Judgement(Ruling.NOT_SAME, one, other, by="A reviewer"))
    ledger.fact(one)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def clock(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def told(what: str, taken: list[float]) -> None:
    """Print the median and the slowest."""
    print(f"{what}: {statistics.median(taken):.3f} s, the slowest {max(taken):.3f} s (of {len(taken)})", flush=True)


if __name__ == "__main__":
    main()
