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
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from khorgos.claims.fact import Fact
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.claims.printing import Printing
from khorgos.reconcile import reconcile
from khorgos.store import Ledger
from khorgos.store.schema import CLAIMS, DOCUMENTS, READINGS
from world import printings

_SMALL = 100_000
# So many claims are written at once.
_AT_ONCE = 20_000


def written(ledger: Ledger, claims: list[Printing], first: int, document: str | None = None) -> None:
    """Rows of claims as `khorgos add` writes them, numbered from `first`; each report of the world holds one claim."""
    names = [document or f"{each.document}-{first + at}" for at, each in enumerate(claims)]
    told = dict(zip(names, claims, strict=True))
    with ledger._writing() as connection:  # noqa: SLF001 - the world has no texts to read
        connection.execute(insert(DOCUMENTS), [_document(name, each) for name, each in told.items()])
        numbers = {name: first + at for at, name in enumerate(told)}
        connection.execute(insert(READINGS), [_reading(number, name) for name, number in numbers.items()])
        rows = [_claim(first + at, each, names[at], numbers) for at, each in enumerate(claims)]
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


def added(ledger: Ledger, more: list[Printing], size: int, per_report: int) -> dict[str, list[float]]:
    """Seconds from the rows of a report to its facts, and on to its findings, report by report."""
    taken: dict[str, list[float]] = {"one report more": [], "of processor": [], "its findings": []}
    for at in range(0, len(more), per_report):
        name, claims = f"report-{at}", more[at : at + per_report]
        written(ledger, claims, size + at + 1, name)
        begun, worked = time.perf_counter(), time.process_time()
        facts = ledger.facts_of([name])
        taken["one report more"].append(time.perf_counter() - begun)
        taken["of processor"].append(time.process_time() - worked)
        assert {claim for fact in facts for claim in fact.claims} >= {each.id for each in claims}
        taken["its findings"].append(clock(partial(ledger.findings, document=name)))
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
    reconcile(list(printings(100, given.seed)))  # what is loaded once is not timed
    world = printings(given.claims + given.reports * given.claims_per_report, given.seed)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, Ledger(Path(folder) / "world.db") as ledger:
        for at in range(0, given.claims, _AT_ONCE):
            written(ledger, list(islice(world, min(_AT_ONCE, given.claims - at))), at + 1)
        print(f"{given.claims:,} claims, {peak()} MB of memory before anything is made", flush=True)
        for what, work in (
            ("compared for copies", ledger.fill_copies), ("blocks", ledger.fill_blocks), ("facts", ledger.rebuild),
            ("findings", ledger.count_findings),
        ):  # fmt: skip
            begun, worked = time.perf_counter(), time.process_time()
            work()
            spent, waited = time.process_time() - worked, time.perf_counter() - begun
            print(f"{what}: {spent:.0f} s of processor, {waited:.0f} s by the clock, peak {peak()} MB", flush=True)
        print(f"{Path(ledger.place).stat().st_size >> 20} MB on disk", flush=True)
        for what, taken in added(ledger, list(world), given.claims, given.claims_per_report).items():
            told(what, taken)
        names = [f"c{at:08}" for at in range(0, given.claims, given.claims // given.reports)]
        facts = [ledger.fact(name) for name in names]
        told("one fact", [clock(partial(ledger.fact, fact.id)) for fact in facts])
        parties = [dict(fact.key)["parties"] for fact in facts]
        told("facts of two", [clock(partial(ledger.facts, parties=each, limit=50)) for each in parties])
        told("a ruling", [clock(partial(ruled, ledger, fact)) for fact in facts if len(fact.claims) > 1])
        if given.claims <= _SMALL:
            kept, whole = ledger.facts(), reconcile(ledger.printings(), ledger.judgements())
            print("byte for byte those of all claims" if kept == whole else "NOT those of all claims")
        print(f"peak {peak()} MB at the end")


def peak() -> int:
    """The most memory that was taken so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


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
