"""A disk that takes no more: the fault is told, the ledger stays whole, and the next run completes it."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import khorgos
from khorgos.errors import LedgerFault
from khorgos.store import Ledger

COUNT = 120

# The command under a limit on the size of files, which the system enforces as it does a full disk.
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from khorgos.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of small reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(COUNT):
        text = f"Trade between Kazakhstan and China reached {number + 11}.5 billion USD in 2022."
        (folder / f"{number:02}.txt").write_text(f"Report {number}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The runs must be of one code version: a source edited between them would rightly be read again.
    package = Path(khorgos.__file__).parent
    shutil.copytree(package, tmp_path / "code" / "khorgos", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "code"))


def add(reports: Path, ledger: Path, limit: int) -> subprocess.CompletedProcess:
    """Add the reports where no file may grow beyond a limit in bytes."""
    command = [sys.executable, "-c", LIMITED, str(limit), "add", str(reports), "--ledger", str(ledger)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def asked(ledger: Path, query: str) -> list[tuple]:
    """What SQLite itself answers."""
    raw = sqlite3.connect(ledger)
    rows = raw.execute(query).fetchall()
    raw.close()
    return rows


def largest(ledger: Path) -> int:
    """The bytes of the largest file of a ledger: its database or what waits to be written into it."""
    return max(file.stat().st_size for file in ledger.parent.glob(f"{ledger.name}*") if file.is_file())


@pytest.fixture
def between(tmp_path: Path) -> int:
    """Bytes between what an empty ledger takes while it is made (0.4 MB, 2026-11) and what all reports need (1 MB)."""
    with Ledger(tmp_path / "empty.db"):
        return largest(tmp_path / "empty.db") + 300_000


# In the first table, within the tables, and between two reports.
@pytest.mark.parametrize("limit", [2_000, 100_000, None])
def test_a_full_disk_leaves_the_ledger_whole(tmp_path: Path, reports: Path, limit: int | None, between: int) -> None:
    """Exit code 1 and one sentence with a mend; what is there is whole; with room, the same command completes it."""
    ledger = tmp_path / "k.db"
    full = add(reports, ledger, limit or between)

    assert full.returncode == 1
    assert full.stderr.startswith(f"error: {ledger}: the ledger cannot be written to the disk. Make room")
    assert full.stderr.count("\n") == 1
    assert asked(ledger, "PRAGMA integrity_check") == [("ok",)]
    assert asked(ledger, "PRAGMA foreign_key_check") == []
    kept = asked(ledger, "SELECT count(*) FROM documents")[0][0] if limit is None else 0

    assert kept < COUNT
    assert (kept > 0) == (limit is None)
    again = add(reports, ledger, 10**9)
    assert (again.returncode, again.stderr) == (0, "")
    assert f"{COUNT - kept} new" in again.stdout
    assert asked(ledger, "SELECT count(*), count(DISTINCT document) FROM current_claims") == [(COUNT, COUNT)]
    assert asked(ledger, "PRAGMA integrity_check") == [("ok",)]


def test_a_ledger_that_may_grow_no_more(tmp_path: Path, made, text: str) -> None:
    """What SQLite says of a full disk is told as such, and nothing of the report is kept."""
    with Ledger(tmp_path / "k.db") as ledger:
        with ledger._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")

        with pytest.raises(LedgerFault, match="no room left on the disk") as fault:
            ledger.add(made(text * 200), (text * 200).encode(), "report.txt")
        assert fault.value.mend.startswith("Make room")
        assert ledger.counts() == {"documents": 0, "readings": 0, "claims": 0, "rejected": 0}
