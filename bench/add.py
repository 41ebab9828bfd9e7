"""How fast the ledger takes reports: generate them, add them all, add them again.

    python bench/add.py [COUNT]

Prints reports per second for reading alone, for the first adding and for the second, and the ledger's size.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generate import write
from khorgos.cli.adding import add_all
from khorgos.fetch import local
from khorgos.store import Ledger
from khorgos.values import Context


class Rates(NamedTuple):
    """Reports a second of reading alone, of adding and of adding the same again; bytes of the ledger a report."""

    read: float
    add: float
    again: float
    size: float


def measure(count: int) -> Rates:
    """Generate reports, add them all to a new ledger, and add them again."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write(count, Path(folder, "reports"))
        _warm(paths)
        read = _rate(count, lambda: [local.read(path) for path in paths])
        place = Path(folder, "khorgos.db")
        with Ledger(place) as ledger:
            add = _rate(count, lambda: add_all(ledger, paths, Context()))
            again = _rate(count, lambda: add_all(ledger, paths, Context()))
        return Rates(read, add, again, place.stat().st_size / count)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=1000)
    found = measure(parser.parse_args().count)
    print(f"read alone {found.read:.0f}, add {found.add:.0f}, add again {found.again:.0f} reports a second")
    print(f"ledger {found.size:,.0f} bytes a report")


def _warm(paths: list[Path]) -> None:
    # Loading the language packs is paid once, not per report.
    for path in paths[:3]:
        local.read(path)


def _rate(count: int, act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return count / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
