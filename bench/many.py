"""How fast `khorgos add` takes many reports with several processes, and how much memory all of them take together.

    python bench/many.py [--counts 1000,10000] [--workers 1,2]

Each run is a program of its own over a fresh ledger; memory is the sum of the resident sets of it and its workers,
looked at four times a second (Linux).  Beside the time by the clock stands that of processors, which other programs on
the machine lengthen little.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import write


def resident(process: int, *, shared: bool = False) -> int:
    """Bytes that a process and all its descendants hold in memory."""
    own = 0
    try:
        fields = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
        # What is shared (libraries, mostly) is counted once, with the first.
        own = (int(fields[1]) - (int(fields[2]) if shared else 0)) * 4096
        tasks = Path(f"/proc/{process}/task").glob("*/children")
        children = [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]
    except OSError:
        return own
    return own + sum(resident(child, shared=True) for child in children)


def run(reports: Path, ledger: Path, workers: int) -> tuple[float, float, int]:
    """Seconds by the clock and of processors, and the most bytes, of one run."""
    command = [sys.executable, "-m", "khorgos", "add", str(reports), "--ledger", str(ledger), "--workers", str(workers)]
    start, before, most = time.perf_counter(), _spent(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.25)
    return time.perf_counter() - start, _spent() - before, most


def _spent() -> float:
    """Seconds of processors that the programs run so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--workers", default="1,2")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, given.counts.split(",")):
            reports = Path(folder, str(count))
            write(count, reports)
            for workers in map(int, given.workers.split(",")):
                seconds, spent, most = run(reports, Path(folder, f"{count}-{workers}.db"), workers)
                print(f"{count:6,} reports, {workers} workers: {seconds:.1f} s, {count / seconds:.0f}/s, ", end="")
                print(f"{spent:.1f} s of processors, ", end="")
                print(f"{most / 1e6:.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
