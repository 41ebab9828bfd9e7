"""The command line from outside: exit codes, one sentence for every fault, formats."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

import khorgos as package

REPORT = """Trade between Kazakhstan and China reached more than 31.2 billion USD in 2022.

"We expect trade to grow," said Aidar Sample, deputy minister of trade of Kazakhstan.
"""

SURROUNDINGS = ("KHORGOS_LEDGER", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE")

# Bytes that no encoding makes text of: high bytes at random, no mark, no UTF-8.
UNKNOWN = bytes(128 + (number * number * 7919 + number // 3) % 128 for number in range(4000))


# What sets a colour of letters or ground on a terminal.
COLOUR = re.compile(rb"\x1b\[[0-9;]*\b(?:3[0-8]|4[0-8]|9[0-7])\b[0-9;]*m")


def khorgos(
    *arguments: str, at: Path, given: bytes = b"", settings: dict[str, str] | None = None
) -> subprocess.CompletedProcess:
    """Run the command in a folder, with nothing of the surroundings that would change what it prints."""
    kept = {name: value for name, value in os.environ.items() if name not in SURROUNDINGS}
    command = [sys.executable, "-m", "khorgos", *arguments]
    return subprocess.run(command, cwd=at, input=given, capture_output=True, check=False, env=kept | (settings or {}))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with one report, an empty file, a binary one and one of no encoding."""
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bytes.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "unknown.txt").write_bytes(UNKNOWN)
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
        (["read", "good.txt", "--published", "2023-02-30"], 2, "'2023-02-30': not a day of the calendar"),
        (["add", "good.txt", "--published", "18.05.2023"], 2, "--published: "),
        (["read", "good.txt", "--format", "xml"], 2, "'xml' is not one of"),
        (["read", "unknown.txt"], 1, "the encoding cannot be told"),
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


@pytest.mark.parametrize(
    ("size", "said"),
    [(50_000_000, "more than 20 MB are too much for a report"), (19_000_000, "that is data, no prose")],
)
@pytest.mark.parametrize("piped", [False, True])
def test_one_line_of_many_megabytes_ends_soon(here: Path, size: int, said: str, *, piped: bool) -> None:
    """A line far longer than any report is refused at once, from a file and from standard input."""
    line = (b"Trade grew in 2022. " * (size // 20 + 1))[:size]
    (here / "long.txt").write_bytes(line)
    begun = time.monotonic()
    done = khorgos("read", "-", at=here, given=line) if piped else khorgos("read", "long.txt", at=here)

    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert ("standard input: " if piped else "long.txt: ") in done.stderr.decode()
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "standard input: the file is empty"),
        (b" \n\n\t", "empty"),
        (b"\0\1\2\3" * 500, "standard input: "),
        (UNKNOWN, "Save it as UTF-8."),
    ],
)
def test_faults_of_standard_input(here: Path, given: bytes, said: str) -> None:
    """What comes in by "-" is told as a file would be, with its mend."""
    done = khorgos("read", "-", at=here, given=given)

    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_the_good_are_printed_beside_the_bad(here: Path) -> None:
    """Of several reports, those that can be read are printed, the others told, and the exit code is 1."""
    done = khorgos("read", "empty.txt", "good.txt", "bytes.txt", "--format", "jsonl", at=here)

    assert done.returncode == 1
    assert done.stdout
    assert done.stderr.decode().count("error: ") == 2


@pytest.mark.parametrize("verb", [["read", "good.txt"], ["claims"]])
def test_no_colour_where_none_is_wanted(here: Path, verb: list[str]) -> None:
    """With NO_COLOR no colour is written even where a terminal is asked for; without it, some is."""
    if verb == ["claims"]:
        khorgos("add", "good.txt", at=here)
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    plain = khorgos(*verb, at=here, settings=forced | {"NO_COLOR": "1"})
    piped = khorgos(*verb, at=here)

    # Bold and dim are no colours (no-color.org).
    assert not COLOUR.search(plain.stdout)
    assert b"\x1b" not in piped.stdout
    assert COLOUR.search(khorgos(*verb, at=here, settings=forced).stdout)


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
