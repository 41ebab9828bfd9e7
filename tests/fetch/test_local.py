"""Reports on this machine: what a source is taken for, and the faults of files."""

import datetime as dt
from pathlib import Path

import pytest

from khorgos.errors import DocumentFault, InputFault
from khorgos.fetch import local

TEXT = "Trade between Kazakhstan and China reached 31.2 billion USD in 2022.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report in a file."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_path_bytes_and_text_are_one_document(report: Path) -> None:
    """A path (as Path or str), the bytes and the text give the same document."""
    sources = [report, str(report), TEXT.encode(), TEXT]

    assert len({local.read(source).document.id for source in sources}) == 1


@pytest.mark.parametrize(
    ("source", "fault", "said"),
    [
        ("report.tx", InputFault, "Did you mean"),
        ("void", InputFault, "khorgos add"),
        ("empty.txt", DocumentFault, "the file is empty"),
        ("large.txt", DocumentFault, "more than 20 MB"),
    ],
)
def test_faults_of_files(report: Path, source: str, fault: type[Exception], said: str) -> None:
    """A path that leads nowhere or to a folder is a fault of the question; an empty or huge file is one of its own."""
    (report.parent / "void").mkdir()
    (report.parent / "empty.txt").write_bytes(b" \n")
    with (report.parent / "large.txt").open("wb") as file:
        file.truncate(local.MAX_BYTES + 1)

    with pytest.raises(fault, match=said):
        local.read(report.parent / source)


def test_large_bytes_are_refused_without_a_file() -> None:
    """The limit holds for bytes too, and for text."""
    with pytest.raises(DocumentFault, match="more than 20 MB"):
        local.read(b"x" * (local.MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("given", "meant"),
    [(None, None), ("2023-05-18", dt.date(2023, 5, 18)), (dt.date(2023, 5, 18), dt.date(2023, 5, 18))],
)
def test_days(given: dt.date | str | None, meant: dt.date | None) -> None:
    """A day is a date or its ISO form."""
    assert local.day(given) == meant


@pytest.mark.parametrize("wrong", ["May 18", "2023-02-30", "18.05.2023", ""])
def test_days_that_are_none(wrong: str) -> None:
    """Anything else is a fault that names the value and shows the form."""
    with pytest.raises(InputFault, match="Write it as 2023-05-18") as fault:
        local.day(wrong)
    assert fault.value.value == wrong
