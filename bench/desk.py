"""The desk under load: how long its pages take with many readers and reviewers, beside Datasette on the same file.

    python bench/large.py large.db --claims 100000
    python bench/desk.py large.db [--readers 50] [--reviewers 5] [--seconds 120] [--pause 5] [--datasette]

The desk is served as its users start it, on a copy of the ledger; readers open pages one after another, with a pause
of `--pause` seconds on the mean between two, as people who read do; reviewers ask for the queue, judge what it shows
them and go on.  Printed: for each page how often it was asked for, median, 95th percentile and slowest; errors; and
whether every verdict that was answered for stands in the ledger.  With `--datasette`, then the same readers on
Datasette's pages of the same tables.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from khorgos.store import Filters, Ledger

_WORDS = ("trade", "exports", "loans", "cooperation", "energy", "forum", "Outlet", "turnover", "investment")
_SUBJECT = re.compile(r'name="subject" value="(\w+)"')
_WORD = re.compile(r'name="csrf" value="(\w+)"')


@dataclass
class Seen:
    """How long answers took by page, in seconds, what went wrong, and the claims that verdicts were answered for."""

    taken: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    judged: list[tuple[str, str]] = field(default_factory=list)

    async def ask(self, client: httpx.AsyncClient, page: str, method: str, address: str, **options: object) -> str:
        """One request, timed to the last byte; its text."""
        begun = time.perf_counter()
        try:
            answer = await client.request(method, address, **options)  # type: ignore[arg-type]
        except httpx.HTTPError as fault:
            self.faults.append(f"{page}: {type(fault).__name__}")
            return ""
        self.taken[page].append(time.perf_counter() - begun)
        if answer.status_code >= 400:
            self.faults.append(f"{page} {address}: {answer.status_code}")
        return answer.text

    def told(self) -> None:
        """Print the table."""
        print("| page | asked | median ms | p95 ms | slowest ms |\n| --- | --: | --: | --: | --: |")
        for page, taken in sorted(self.taken.items()):
            p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
            figures = (statistics.median(taken), p95, max(taken))
            print(f"| {page} | {len(taken)} | " + " | ".join(f"{1000 * each:.0f}" for each in figures) + " |")
        print(f"{len(self.faults)} errors {sorted(set(self.faults))[:5]}", flush=True)


Addresses = dict[str, Callable[[random.Random], str]]


def desk_pages(place: str) -> Addresses:
    """The pages of the desk, each with an address that differs from time to time."""
    with Ledger(place) as ledger:
        claims = [row["id"] for row in ledger.claims(Filters(limit=200, offset=300), walk=True)]
        facts = [fact.id for fact in ledger.facts(several=True, limit=200, offset=100)]
        documents = [row["id"] for row in ledger.documents(limit=200, offset=100)]
        parties = list(ledger.fact_counts(several=True).by["party"])[:60]

    def pick(template: str, values: Sequence[str]) -> Callable[[random.Random], str]:
        return lambda chance: template.format(chance.choice(values), chance.randrange(1, 60))

    kinds = ("figure", "project", "event", "agreement", "statement", "mechanism")
    return {
        "overview": lambda _: "/", "claims": pick("/claims?page={1}", ["-"]),
        "claims, a kind": pick("/claims?kind={0}", kinds),
        "claims, a party": pick("/claims?party={0}", parties), "claim opened": pick("/claims?open={0}", claims),
        "search": pick("/claims?q={0}", [f"{word} {year}" for word in _WORDS for year in range(2002, 2024)]),
        "claim": pick("/claims/{0}", claims), "facts": pick("/facts?page={1}", ["-"]),
        "facts, a party": pick("/facts?party={0}", parties), "fact": pick("/facts/{0}", facts),
        "search of facts": pick("/facts?q={0}", [f"{word} {year}" for word in _WORDS for year in range(2002, 2024)]),
        "documents": pick("/documents?page={1}", ["-"]), "document": pick("/documents/{0}", documents),
        "projects": lambda _: "/projects", "mechanisms": lambda _: "/mechanisms",
        "timeline": pick("/timeline?page={1}", ["-"]), "speakers": pick("/speakers?page={1}", ["-"]),
        "checks": pick("/checks?page={1}", ["-"]), "sources": lambda _: "/sources", "review": lambda _: "/review",
        "pairs": lambda _: "/review/links", "history": lambda _: "/review/history", "exports": lambda _: "/exports",
    }  # fmt: skip


def datasette_pages(database: str) -> Addresses:
    """Datasette's pages of the same tables, and its search by the table of words."""
    words = "/{0}/claims.html?_where=number+in+(select+rowid+from+claims_text+where+claims_text+match+'{1}+{2}')"
    return {
        "table of claims": lambda _: f"/{database}/claims",
        "claims with facets": lambda _: f"/{database}/claims?_facet=kind&_facet=indicator",
        "claims, a kind": lambda chance: f"/{database}/claims?kind={chance.choice(('figure', 'event'))}",
        "search": lambda chance: words.replace(".html", "").format(
            database, chance.choice(_WORDS), chance.randrange(2002, 2024)
        ),
        "table of facts": lambda _: f"/{database}/facts",
        "table of documents": lambda _: f"/{database}/documents",
    }


async def read(
    client: httpx.AsyncClient, seen: Seen, pages: Addresses, until: float, chance: random.Random, pause: float
) -> None:
    """A reader."""
    await asyncio.sleep(chance.random() * pause)
    while time.monotonic() < until:
        page = chance.choice(list(pages))
        await seen.ask(client, page, "GET", pages[page](chance))
        await asyncio.sleep(chance.expovariate(1 / pause))


async def review(client: httpx.AsyncClient, seen: Seen, until: float, chance: random.Random, pause: float) -> None:
    """A reviewer, who judges what the queue shows."""
    name = f"Reviewer {chance.randrange(10**6)}"
    await asyncio.sleep(chance.random() * pause)
    while time.monotonic() < until:
        shown = await seen.ask(client, "review", "GET", "/review")
        subject, word = _SUBJECT.search(shown), _WORD.search(shown)
        if subject and word:
            ruling = chance.choice(("accept", "accept", "reject", "unsure"))
            said = {"subject": subject[1], "csrf": word[1], "by": name, "ruling": ruling, "back": "/review"}
            before = len(seen.faults)
            await seen.ask(client, "verdict", "POST", "/judge", data=said)
            if len(seen.faults) == before:
                seen.judged.append((subject[1], name))
        await asyncio.sleep(chance.expovariate(1 / pause))


async def work(base: str, pages: Addresses, given: argparse.Namespace, reviewers: int) -> Seen:
    """Everybody at once."""
    seen, until = Seen(), time.monotonic() + given.seconds
    options = {"base_url": base, "timeout": 60.0, "headers": {"accept-language": "en"}}
    clients = [httpx.AsyncClient(**options) for _ in range(given.readers + reviewers)]  # type: ignore[arg-type]
    jobs = [
        read(each, seen, pages, until, random.Random(at), given.pause) for at, each in enumerate(clients[reviewers:])
    ]
    jobs += [
        review(each, seen, until, random.Random(900 + at), given.pause) for at, each in enumerate(clients[:reviewers])
    ]
    await asyncio.gather(*jobs)
    await asyncio.gather(*(client.aclose() for client in clients))
    return seen


def served(command: list[str], base: str) -> subprocess.Popen[bytes]:
    """A server, once it answers."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            httpx.get(base, timeout=60)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return server
    raise SystemExit(f"{command[0]} does not answer")


def free() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def main() -> None:
    """Serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=5)
    parser.add_argument("--datasette", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.ledger.parent) as folder:
        place = shutil.copy(given.ledger, Path(folder) / "large.db")
        pages, port = desk_pages(str(place)), free()
        base = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "khorgos", "desk", "--ledger", str(place), "--port", str(port), "--no-open"]
        server = served(command, base)
        try:
            seen = asyncio.run(work(base, pages, given, given.reviewers))
        finally:
            server.terminate()
            server.wait()
        seen.told()
        with Ledger(place) as ledger:
            kept = {(row["subject"], row["made_by"]) for row in ledger.every_ruling()}
        print(f"{len(seen.judged)} verdicts answered for, {len(set(seen.judged) - kept)} of them lost", flush=True)
        if given.datasette:
            base = f"http://127.0.0.1:{(port := free())}"
            settings = ["--setting", "sql_time_limit_ms", "10000"]
            server = served([sys.executable, "-m", "datasette", str(place), "-p", str(port), *settings], base)
            try:
                seen = asyncio.run(work(base, datasette_pages("large"), given, 0))
            finally:
                server.terminate()
                server.wait()
            print("\nDatasette on the same file:")
            seen.told()


if __name__ == "__main__":
    main()
