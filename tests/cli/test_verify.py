"""khorgos verify on the files that others write."""

import json
from pathlib import Path

import pytest

from khorgos.cli import main

TEXT = "Trade came to $4.45 billion in 2021, 12 percent more than in 2020."
QUOTE = "Trade came to $4.45 billion in 2021"
LANGEXTRACT = {
    "document_id": "a",
    "text": TEXT,
    "extractions": [
        {"extraction_class": "amount", "extraction_text": "$4.45 billion", "alignment_status": "match_exact",
         "char_interval": {"start_pos": 14, "end_pos": 27}, "attributes": {"period": "2021"}},
        {"extraction_class": "amount", "extraction_text": "$4.54 billion", "alignment_status": "match_fuzzy",
         "char_interval": {"start_pos": 14, "end_pos": 27}, "attributes": {}},
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(TEXT, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str]) -> list[bool]:
    """Whether each row printed is good."""
    return [json.loads(line)["good"] for line in capsys.readouterr().out.splitlines()]


def test_langextract_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Of LangExtract's file, what it aligned though a digit differs is found out."""
    Path("x.jsonl").write_text(json.dumps(LANGEXTRACT) + "\n", encoding="utf-8")
    assert main(["verify", "x.jsonl", "--format", "jsonl"]) == 1
    assert told(capsys) == [True, False]


@pytest.mark.parametrize(
    ("value", "code"), [("4450000000", 0), ("$4.45 billion", 0), ("4540000000", 1), ("$4.45 million", 1)]
)
def test_csv_rows(value: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV with a file's name or with --text; values as numbers or as printed; the exit code for pipelines."""
    Path("rows.csv").write_text(f'file,quote,value,period\nreport.txt,"{QUOTE}",{value},2021\n', encoding="utf-8")
    assert main(["verify", "rows.csv", "--format", "jsonl"]) == code
    Path("bare.csv").write_text(f'quote,value\n"{QUOTE}",{value}\n', encoding="utf-8")
    assert main(["verify", "bare.csv", "--text", "report.txt", "--format", "jsonl"]) == code
    assert told(capsys) == [code == 0] * 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{broken", "neither JSON nor"),
        ('[{"quote": "a", "value": 1}]', "names no text"),
        ('[{"text": "a", "value": "much"}]', "cannot be read"),
    ],
)
def test_rows_that_are_none(content: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is told with its place, and nothing passes for verified."""
    Path("x.json").write_text(content, encoding="utf-8")
    assert main(["verify", "x.json"]) == 2
    assert reason in capsys.readouterr().err
