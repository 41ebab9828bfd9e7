"""The command line from outside: exit codes, one sentence for every fault, formats."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import khorgos as package

REPORT = """Trade between Kazakhstan and China reached more than 31.2 billion USD in 2022.

"We expect trade to grow," said Aidar Sample, deputy minister of trade of Kazakhstan.
"""

# Bytes that no encoding makes text of: high bytes at random, no mark, no UTF-8.
UNKNOWN = bytes(128 + (number * number * 7919 + number // 3) % 128 for number in range(4000))


def khorgos(*arguments: str, at: Path, given: bytes = b"") -> subprocess.CompletedProcess:
    """Run the command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "khorgos", *arguments], cwd=at, input=given, capture_output=True, check=False
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with one report, one empty file and one binary file."""
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bytes.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "void").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["reed"], 2, "Did you mean `khorgos read`?"),
        (["read"], 2, "Missing argument"),
        (["read", "god.txt"], 2, "Did you mean good.txt?"),
        (["read", "void"], 2, "this is a folder"),
        (["read", "good.txt", "--published", "May"], 2, "Write it as 2023-05-18."),
        (["read", "empty.txt"], 1, "empty"),
        (["read", "bytes.txt"], 1, "bytes.txt"),
        (["add", "void"], 2, "there are no reports in this folder"),
        (["add", "good.txt", "--ledger", "/proc/khorgos.db"], 1, "cannot be opened"),
        (["add", "good.txt", "--ledger", "good.txt/khorgos.db"], 1, "no such folder"),
        (["claims"], 1, "there is no ledger here"),
    ],
)
def test_faults_are_one_sentence(here: Path, arguments: list[str], code: int, said: str) -> None:
    """Wrong usage leaves with 2, a fault with 1; stderr has one line and no traceback."""
    done = khorgos(*arguments, at=here)
    errors = done.stderr.decode()

    assert done.returncode == code
    assert said in errors
    assert errors.startswith("error: ")
    assert errors.count("\n") == 1


def test_one_line_of_fifty_megabytes_is_refused(here: Path) -> None:
    """A file far larger than any report is refused by its size."""
    (here / "long.txt").write_bytes(b"x" * 50_000_000)
    done = khorgos("read", "long.txt", at=here)

    assert (done.returncode, b"50 MB are too much" in done.stderr) == (1, True)


@pytest.fixture
def own_code(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of one code version: a source edited between two of them would rightly be read again."""
    code = tmp_path_factory.mktemp("code")
    shutil.copytree(Path(package.__file__).parent, code / "khorgos", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(code))


@pytest.mark.usefixtures("own_code")
def test_bad_files_do_not_stop_the_rest(here: Path) -> None:
    """Adding a folder keeps what can be read, names what cannot, and adds nothing when repeated."""
    (here / "README.md").write_text("About this folder.", encoding="utf-8")
    (here / "unknown.txt").write_bytes(UNKNOWN)
    first, second = khorgos("add", ".", at=here), khorgos("add", ".", at=here)

    assert (first.returncode, second.returncode) == (1, 1)
    assert b"1 new, 2 failed" in first.stdout
    assert b"1 known, 2 failed" in second.stdout
    for done in (first, second):
        errors = done.stderr.decode().splitlines()
        assert [line.split()[:2] for line in errors if line.startswith("error: ")] == [
            ["error:", "empty.txt:"],
            ["error:", "unknown.txt:"],
        ]
        assert {line.split()[1] for line in errors if line.startswith("note: ")} >= {"README.md:", "bytes.txt:"}


def test_formats_agree(here: Path) -> None:
    """JSON lines fit the printed schema; CSV has the same claims; standard input reads as the file does."""
    schema = json.loads(khorgos("schema", at=here).stdout)
    lines = [json.loads(line) for line in khorgos("read", "good.txt", "--format", "jsonl", at=here).stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(khorgos("read", "good.txt", "--format", "csv", at=here).stdout.decode())))
    piped = json.loads(khorgos("read", "-", "--format", "json", at=here, given=REPORT.encode()).stdout)

    assert lines
    for line in lines:
        jsonschema.validate(line, schema)
    assert [row["id"] for row in table] == [line["id"] for line in lines]
    assert piped["claims"] == lines
