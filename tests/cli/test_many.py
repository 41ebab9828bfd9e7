"""Files that hold many reports on the command line: all are read, a bad one is told and counted, tables by columns."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from khorgos.cli import main
from khorgos.cli.printing import Printer
from khorgos.cli.second import Second
from khorgos.fetch.local import read_all

ONE = "Trade between Kazakhstan and China reached 31.2 billion USD in 2022."
TWO = "Exports of Uzbekistan to Kazakhstan grew to 1.2 billion USD in 2021."


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """The command with its answer."""

    def command(*arguments: object) -> Done:
        code = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return command


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A ZIP of two reports with a bad one between them."""
    with zipfile.ZipFile(tmp_path / "press.zip", "w") as file:
        file.writestr("one.txt", ONE)
        file.writestr("../two.txt", "x")
        file.writestr("three.txt", TWO)
    return tmp_path / "press.zip"


def test_every_report_of_an_archive_is_added(archive: Path, run: Callable[..., Done]) -> None:
    """Two reports come into the ledger under their places, the refused one is told and kept as failed."""
    ledger = archive.with_name("a.db")
    done = run("add", archive, "--ledger", ledger)
    again = run("add", archive, "--ledger", ledger)
    found = json.loads(run("claims", "--ledger", ledger, "--format", "json").out)

    assert done.code == 1
    assert "2 new, 1 failed" in done.out
    assert "leads out of the archive" in done.err
    assert "2 known, 1 failed" in again.out
    assert {claim["period"] for claim in found} == {"2022", "2021"}


def test_every_report_of_a_feed_is_printed(tmp_path: Path, run: Callable[..., Done]) -> None:
    """`khorgos read` of a feed prints the claims of all entries."""
    entries = "".join(f"<item><title>T</title><description>{text}</description></item>" for text in (ONE, TWO))
    feed = tmp_path / "feed.xml"
    feed.write_text(f"<rss><channel><title>Example Wire</title>{entries}</channel></rss>", encoding="utf-8")
    done = run("read", feed, "--format", "jsonl")

    assert done.code == 0
    assert [json.loads(line)["period"] for line in done.out.splitlines()] == ["2022", "2021"]


def test_columns_of_a_table_are_named(tmp_path: Path, run: Callable[..., Done]) -> None:
    """--columns says what holds the text; a mapping that is none, or names no column, is a fault of the command."""
    table = tmp_path / "t.csv"
    table.write_text(f"nr,was,tag\n1,{ONE},2023-05-18\n", encoding="utf-8")
    done = run("read", table, "--columns", "text=was,published=tag", "--format", "json")

    assert json.loads(done.out)["document"]["published"] == "2023-05-18"
    assert run("read", table, "--columns", "text").code != 0
    assert run("read", table, "--columns", "text=wer").code != 0


def test_the_library_reads_all_and_warns(archive: Path) -> None:
    """`read_all` yields a reading a report and warns of what could not be read."""
    with pytest.warns(UserWarning, match="leads out of the archive"):
        readings = list(read_all(archive))

    assert [reading.document.text for reading in readings] == [ONE, TWO]


def test_standard_input_may_hold_many(archive: Path, run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes on standard input is taken apart as a file is."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(archive.read_bytes())))
    done = run("read", "-", "--format", "jsonl")

    assert len(done.out.splitlines()) == 2


def test_pages_are_shown_and_kept(tmp_path: Path, run: Callable[..., Done]) -> None:
    """The page of a claim stands in the table with --evidence, in JSON, in CSV and in the ledger."""
    from reportlab.pdfgen.canvas import Canvas

    paper = Canvas(str(tmp_path / "a.pdf"))
    for text in (ONE, TWO):
        paper.drawString(60, 700, text)
        paper.showPage()
    paper.save()
    ledger = tmp_path / "a.db"
    run("add", tmp_path / "a.pdf", "--ledger", ledger)
    told = json.loads(run("read", tmp_path / "a.pdf", "--format", "json").out)
    kept = list(csv.DictReader(io.StringIO(run("claims", "--ledger", ledger, "--format", "csv").out)))

    assert [row["page"] for row in kept] == ["1", "2"]
    assert [row["page"] for row in told["claims"]] == [1, 2]
    assert "(page 2)" in run("read", tmp_path / "a.pdf", "--evidence").out


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_a_report_is_printed_before_the_next_is_read(
    archive: Path, run: Callable[..., Done], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readings are not held until all are there; a list of JSON is written as a whole one would be."""
    told: list[str] = []
    read, take = Second.read, Printer.take
    monkeypatch.setattr(Second, "read", lambda *given: told.append("read") or read(*given))
    monkeypatch.setattr(Printer, "take", lambda *given: told.append("printed") or take(*given))
    done = run("read", archive, "--format", form)

    assert told == ["read", "printed"] * 2
    if form == "json":
        found = json.loads(done.out)
        assert done.out == json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        assert [each["document"]["name"].partition("!")[2] for each in found] == ["one.txt", "three.txt"]
    elif form == "csv":
        assert len(list(csv.DictReader(io.StringIO(done.out)))) == 2
    else:
        assert "31.2" in done.out or "31200000000" in done.out
