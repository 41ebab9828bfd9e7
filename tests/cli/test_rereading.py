"""khorgos reread: what newer code reads of archived bytes, told before it replaces anything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest

from khorgos.claims import Claim, Figure
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.cli import main
from khorgos.documents import Document
from khorgos.fetch import local
from khorgos.pipeline import Reading
from khorgos.scale import pool
from khorgos.store import Filters, Ledger
from khorgos.store.archive import digest
from khorgos.values import Context

TEXTS = {
    "a.txt": "ASTANA, May 18, 2023 -- Trade between Kazakhstan and China reached 31.2 billion USD in 2022.\n",
    "b.txt": "BISHKEK, May 19, 2023 -- Exports of Kyrgyzstan to China reached 1.2 billion USD in 2021.\n\n"
    "Imports of Kyrgyzstan from China reached 9.8 billion USD in 2021.\n",
    "c.txt": "TASHKENT, May 20, 2023 -- Trade between Uzbekistan and China reached 8.9 billion USD in 2022.\n",
}
NEWER = "9.9.9+newer"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ledger of three reports and one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path(name).write_text(text)
    Path("bad.txt").write_bytes(bytes(range(256)) * 40)
    main(["add", *TEXTS, "bad.txt"])
    return tmp_path


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch):
    """From now on the code is another: it cuts the bytes differently, and reads trade of Kazakhstan as something."""

    def become(change: Callable[[bytes], bytes], indicator: str = "trade") -> None:
        opened, read_before = local.document_of, pool.read

        def document_of(data: bytes, context: Context, name: str) -> Document:
            return replace(opened(change(data), context, name), id=digest(data)[:32])

        def read(document: Document) -> Reading:
            reading = read_before(document)
            return replace(reading, claims=tuple(otherwise(claim, indicator) for claim in reading.claims))

        for module in ("writing", "ledger", "rereading"):
            monkeypatch.setattr(f"khorgos.store.{module}.code_version", lambda: NEWER)
        monkeypatch.setattr("khorgos.fetch.local.document_of", document_of)
        monkeypatch.setattr("khorgos.scale.pool.read", read)

    return become


def otherwise(claim: Claim, indicator: str) -> Claim:
    """The claim; where it is of Kazakhstan's trade, of another indicator."""
    if not isinstance(claim, Figure) or "KAZ" not in map(str, claim.parties):
        return claim
    found = copy(claim)
    for name, value in (("indicator", indicator), ("_id", "")):
        object.__setattr__(found, name, value)
    return found


def figures(ledger: Ledger) -> dict[str, str]:
    """The ids of the current figures by indicator and value in millions."""
    rows = ledger.claims(Filters(kind="figure"))
    return {f"{row['indicator']} {row['value_number'] / 1e6:g}": row["id"] for row in rows}


def told(capsys) -> list[dict]:
    """The lines of --format jsonl."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_same_code_has_nothing_to_read(here: Path, capsys) -> None:
    """All is of this version already, save what could not be read, which still cannot."""
    capsys.readouterr()
    assert main(["reread"]) == 0
    assert "0 reports read" in capsys.readouterr().out


def test_it_is_told_before_anything_is_replaced(here: Path, newer, capsys) -> None:
    """A claim that says something else, an added one and a gone one are told; the ledger stays as it was."""
    newer(lambda data: data.replace(b"Imports of Kyrgyzstan", b"The lakes of Kyrgyzstan"), "exports")
    with Ledger("khorgos.db") as ledger:
        before = ledger.claims()
    capsys.readouterr()
    assert main(["reread", "--format", "jsonl"]) == 0
    found = {line["name"]: line for line in told(capsys)}

    assert set(found) == {"a.txt", "b.txt"}
    (changed,) = found["a.txt"]["changed"]
    assert changed["fields"] == [{"name": "indicator", "before": "trade", "after": "exports"}]
    assert [claim["indicator"] for claim in found["b.txt"]["gone"]] == ["imports"]
    assert found["b.txt"]["same"] >= 1
    with Ledger("khorgos.db") as ledger:
        assert ledger.claims() == before
    assert main(["reread"]) == 0
    shown = capsys.readouterr().out
    assert "indicator: trade -> exports" in shown
    assert "nothing was replaced" in shown


def test_project_records_are_told_too(here: Path, newer, capsys) -> None:
    """A record whose sum is another, and one that is gone, are told beside the claims, and counted."""
    loan = "BISHKEK, May 19, 2023 -- China Eximbank lends Kyrgyzstan $300 million to build the Datka power line.\n"
    Path("d.txt").write_text(loan)
    main(["add", "d.txt"])
    newer(lambda data: data.replace(b"$300 million", b"$200 million"))
    capsys.readouterr()
    assert main(["reread", "--format", "jsonl"]) == 0
    (line,) = told(capsys)
    (changed,) = line["records"]["changed"]
    assert {"name": "amount", "before": 300_000_000, "after": 200_000_000} in changed["fields"]
    assert main(["reread"]) == 0
    shown = capsys.readouterr().out
    assert "amount: 300000000 -> 200000000" in shown
    assert "records: 0 same, 1 changed" in shown


def test_rulings_follow_the_passage_or_are_listed(here: Path, newer, capsys) -> None:
    """Where the text moved they are found by its words; where nothing stands there, or something else, it is told."""
    with Ledger("khorgos.db") as ledger:
        before = figures(ledger)
        trade, exports, imports = (before[name] for name in ("trade 31200", "exports 1200", "imports 9800"))
        for claim in (trade, exports, imports):
            ledger.judge(Judgement(Ruling.ACCEPT, claim, by="Anna"))

    def change(data: bytes) -> bytes:
        data = data.replace(b"Imports of Kyrgyzstan", b"The lakes of Kyrgyzstan")
        return data.replace(b"BISHKEK, May 19, 2023", b"Words before the place. BISHKEK, May 19, 2023")

    newer(change, "exports")
    capsys.readouterr()
    assert main(["reread"]) == 0
    shown = capsys.readouterr().out
    assert "says something else: look again" in shown
    assert "no claim stands there any more" in shown
    assert main(["reread", "--apply", "--format", "jsonl"]) == 0
    rulings = {each["claim"]: each["now"] for line in told(capsys) for each in line["rulings"]}
    with Ledger("khorgos.db") as ledger:
        now, verdicts = figures(ledger), ledger.verdicts()

    assert rulings == {trade: now["exports 31200"], exports: now["exports 1200"], imports: None}
    assert verdicts.keys() & set(now.values()) == {rulings[trade], rulings[exports]}


def test_what_a_person_wrote_goes_on(here: Path, newer, capsys) -> None:
    """A corrected claim is no claim that is gone, as long as its passage stands."""
    with Ledger("khorgos.db") as ledger:
        claim = figures(ledger)["trade 31200"]
        ledger.edit(claim, {"number": "about 31.2 billion USD"}, "Anna", "said so elsewhere")
        number = len(ledger.claims())
    newer(lambda data: data)
    capsys.readouterr()
    assert main(["reread", "--apply"]) == 0

    assert "0 changed, 0 added, 0 gone" in capsys.readouterr().out
    with Ledger("khorgos.db") as ledger:
        assert len(ledger.claims()) == number


@pytest.mark.parametrize("how", [["--limit", "1"], ["--workers", "1"]])
def test_it_goes_on_where_it_stopped(here: Path, newer, capsys, how: list[str]) -> None:
    """Report by report or all at once: the same claims and facts in the end, each reading with its code version."""
    newer(lambda data: data.replace(b"billion", b"million"))
    shutil.copy("khorgos.db", "whole.db")
    shutil.copytree("khorgos.archive", "whole.archive")
    assert main(["reread", "--apply", "--ledger", "whole.db"]) == 0
    for _ in range(4):
        assert main(["reread", "--apply", *how]) == 0
    capsys.readouterr()
    assert main(["reread"]) == 0
    assert "0 reports read" in capsys.readouterr().out
    with Ledger("khorgos.db") as one, Ledger("whole.db") as other:
        assert [fact.as_dict() for fact in one.facts()] == [fact.as_dict() for fact in other.facts()]
        assert sorted(row["id"] for row in one.claims()) == sorted(row["id"] for row in other.claims())
        assert {row["code_version"] for row in one.claims()} == {NEWER}


def test_a_report_that_failed_may_be_read_now(here: Path, newer, capsys) -> None:
    """Newer code reads what older could not; what it cannot read any more keeps its older reading and is told."""
    newer(lambda data: TEXTS["a.txt"].encode() if data[:2] == b"\0\1" else b"" if b"BISHKEK" in data else data)
    capsys.readouterr()
    assert main(["reread", "--apply"]) == 1
    shown = capsys.readouterr()

    assert "bad.txt" in shown.out
    assert "b.txt keeps its older reading" in shown.err
    with Ledger("khorgos.db") as ledger:
        assert ledger.failed() == []
        assert "exports 1200" in figures(ledger)


def test_only_those_asked_for(here: Path, newer, capsys) -> None:
    """The beginning of an id chooses a report."""
    newer(lambda data: data.replace(b"billion", b"million"))
    with Ledger("khorgos.db") as ledger:
        document = next(row["id"] for row in ledger.documents() if row["name"] == "c.txt")
    capsys.readouterr()
    assert main(["reread", document[:8]]) == 0
    assert "1 report read" in capsys.readouterr().out
