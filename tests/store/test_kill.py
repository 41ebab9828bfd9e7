"""The program is killed at random moments; what is in the ledger stays whole, and the next run completes it."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import khorgos

COUNT = 60
ROUNDS = 5
SENTENCES = (
    "Trade between Kazakhstan and China reached {n}.5 billion USD in 2022.",
    "The two countries are implementing {n} projects worth more than {n} billion USD.",
    '"We expect trade to grow by {n} percent," said Aidar Sample, deputy minister of trade.',
    "The two sides signed a memorandum in Astana on May {d}, 2023.",
)


def _reports(folder: Path) -> Path:
    folder.mkdir()
    for number in range(COUNT):
        text = "\n\n".join(line.format(n=number + 11, d=number % 28 + 1) for line in SENTENCES)
        (folder / f"{number:02}.txt").write_text(f"Report {number}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The runs must be of one code version: a source edited between them would rightly be read again.
    package = Path(khorgos.__file__).parent
    shutil.copytree(package, tmp_path / "code" / "khorgos", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "code"))


def _add(reports: Path, ledger: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "khorgos", "add", str(reports), "--ledger", str(ledger)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _finish(process: subprocess.Popen) -> int:
    process.communicate(timeout=60)
    return process.returncode


def _content(ledger: Path) -> dict[str, list]:
    raw = sqlite3.connect(ledger)
    asked = {
        "integrity": "PRAGMA integrity_check",
        "foreign keys": "PRAGMA foreign_key_check",
        "documents": "SELECT id, sha, state FROM documents ORDER BY id",
        "claims": "SELECT id, document FROM claims ORDER BY id",
        "parties": "SELECT id, position, party FROM claim_parties JOIN claims ON number = claim ORDER BY 1, 2",
        "readings": "SELECT document, superseded_by FROM readings ORDER BY document",
    }
    found = {name: raw.execute(query).fetchall() for name, query in asked.items()}
    raw.close()
    return found


def _archived(ledger: Path) -> set[str]:
    root = ledger.with_suffix(".archive")
    files = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.parent.name + path.name for path in files}


@pytest.mark.slow
def test_killed_at_any_moment_and_completed(tmp_path: Path) -> None:
    """After kills at random moments and one more run, the ledger equals that of an undisturbed run."""
    reports = _reports(tmp_path / "reports")
    calm, torn = tmp_path / "calm.db", tmp_path / "torn.db"
    begun = time.monotonic()
    assert _finish(_add(reports, calm)) == 0
    whole = time.monotonic() - begun
    dice = random.Random(2023)

    for _ in range(ROUNDS):
        process = _add(reports, torn)
        time.sleep(dice.uniform(0.3, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        _finish(process)

    assert _finish(_add(reports, torn)) == 0
    expected = _content(calm)
    assert _content(torn) == expected
    assert expected["integrity"] == [("ok",)]
    assert len(expected["documents"]) == COUNT
    assert _archived(torn) == _archived(calm)


def _interrupted(reports: Path, ledger: Path) -> tuple[int, str]:
    """The exit code and what is said where Ctrl-C is pressed once the ledger is there."""
    process = _add(reports, ledger)
    deadline = time.monotonic() + 20
    # The ledger is made before the first report is read; its archive may come with the last.
    while not ledger.exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    return process.returncode, errors.decode().strip()


def test_interrupted_by_hand(tmp_path: Path) -> None:
    """Ctrl-C ends with code 130 and one sentence; the same command completes the work."""
    reports = _reports(tmp_path / "reports")
    # On a busy machine all may be done before the interrupt comes: then it is tried again.
    tried = ((tmp_path / f"k{number}.db") for number in range(8))
    ledger, ended = next((place, found) for place in tried if (found := _interrupted(reports, place))[0])

    assert ended == (130, "error: interrupted; what was done is kept.")
    assert _finish(_add(reports, ledger)) == 0
    assert len(_content(ledger)["documents"]) == COUNT
