"""khorgos copies, documents and archive, from outside."""

import json
import sqlite3
from pathlib import Path

import pytest

from khorgos.cli import main

FIRST = """\
ASTANA, May 18, 2023 -- Trade between Kazakhstan and China reached about 31.2 billion USD in 2022.

Freight through the crossing grew in spring, and grain and copper made up most of what went east that year.

A second railway track is to be laid by the end of the decade, officials told those who had come to the port.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with a report, a copy of it that lost a word, another report, and one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(FIRST)
    Path("b.txt").write_text(FIRST.replace("May 18", "May 19").replace("about ", "").replace("31.2", "31"))
    Path("c.txt").write_text(
        "BISHKEK, May 18, 2023 -- Farmers met to share out water among five states of the basin.\n"
    )
    Path("d.txt").write_bytes(bytes(range(256)) * 40)
    assert main(["add", "a.txt", "b.txt", "c.txt", "d.txt"]) == 1
    return tmp_path


def test_families_are_told_and_kept(here: Path, capsys) -> None:
    """The earliest printing, its copy with what it changed, and one source for both in the ledger."""
    capsys.readouterr()
    assert main(["copies", "--format", "json"]) == 0
    (family,) = json.loads(capsys.readouterr().out)

    assert (family["earliest"], [copy["name"] for copy in family["copies"]]) == ("a.txt", ["b.txt"])
    assert {"value", "bound"} <= {change["what"] for change in family["copies"][0]["changes"]}
    raw = sqlite3.connect("khorgos.db")
    rows = raw.execute(
        "SELECT name, family, how FROM families JOIN documents ON id = document ORDER BY name"
    ).fetchall()
    raw.close()
    assert rows == [("a.txt", family["family"], None), ("b.txt", family["family"], "near")]
    assert main(["copies"]) == 0
    assert "1 family, 2 reports in them" in capsys.readouterr().out


def test_failed_documents_are_listed(here: Path, capsys) -> None:
    """--failed lists what could not be read, with the reason."""
    capsys.readouterr()
    assert main(["documents", "--failed", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["name"], row["state"]) == ("d.txt", "failed")
    assert "binary" in row["error"]
    for form in ("table", "csv", "jsonl"):
        assert main(["documents", "--format", form]) == 0
        assert "a.txt" in capsys.readouterr().out


def test_the_archive_is_held_to_its_hashes_and_written_out(here: Path, capsys) -> None:
    """All is well at first; a changed file is told with the report's name and the code is 1; export gives the bytes."""
    assert main(["archive", "verify"]) == 0
    assert main(["archive", "export", "out"]) == 0
    assert FIRST.encode() in [path.read_bytes() for path in Path("out").iterdir()]
    victim = next(path for path in Path("khorgos.archive").rglob("*") if path.is_file())
    victim.write_bytes(b"changed")
    capsys.readouterr()
    assert main(["archive", "verify"]) == 1
    assert "have been changed" in capsys.readouterr().err
