"""How fast the ledger takes reports: generate them, add them all, add them again.

    python bench/add.py [COUNT]

Prints reports per second for reading alone, for the first adding and for the second, and the ledger's size.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from generate import write
from khorgos.cli.adding import add_all
from khorgos.fetch import local
from khorgos.store import Ledger
from khorgos.values import Context


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=1000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        paths = write(count, Path(folder, "reports"))
        _warm(paths)
        _time("read alone", count, lambda: [local.read(path) for path in paths])
        place = Path(folder, "khorgos.db")
        with Ledger(place) as ledger:
            _time("add", count, lambda: add_all(ledger, paths, Context()))
            _time("add again", count, lambda: add_all(ledger, paths, Context()))
            print(ledger.counts())
        archive = sum(file.stat().st_size for file in place.with_suffix(".archive").rglob("*") if file.is_file())
        size = place.stat().st_size
        print(f"ledger {size / 1e6:.1f} MB, {size / count / 1e3:.1f} kB a report; archive {archive / 1e6:.1f} MB")


def _warm(paths: list[Path]) -> None:
    # Loading the language packs is paid once, not per report.
    for path in paths[:3]:
        local.read(path)


def _time(what: str, count: int, act: object) -> None:
    start = time.perf_counter()
    if callable(act):
        act()
    spent = time.perf_counter() - start
    print(f"{what:<12} {count / spent:8.0f} reports/s  {spent:6.2f} s")


if __name__ == "__main__":
    main()
