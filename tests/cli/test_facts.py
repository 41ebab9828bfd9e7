"""khorgos facts, check, judge: from the example reports to findings and rulings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khorgos.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of the example reports."""
    path = str(tmp_path_factory.mktemp("facts") / "khorgos.db")
    assert main(["add", str(EXAMPLES), "--ledger", path]) == 0
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints when all is well."""
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_facts_are_listed_with_their_sources(capsys: pytest.CaptureFixture[str], place: str) -> None:
    """A line for every fact: the value, how many independent sources of how many printings, and the drift."""
    shown = printed(capsys, "facts", "--ledger", place, "--indicator", "trade")
    assert "70.2 bn USD" in shown
    assert "sources of" in shown
    assert "same value, other period" in shown


def test_one_fact_shows_every_claim(capsys: pytest.CaptureFixture[str], place: str) -> None:
    """One fact, by the beginning of its id: the sentences, who says so, and the reasons."""
    rows = json.loads(printed(capsys, "facts", "--ledger", place, "--indicator", "trade", "--format", "json"))
    fact = next(row for row in rows if row["measure"] == "level")

    shown = printed(capsys, "facts", fact["id"][:8], "--ledger", place)
    assert shown.count("“") >= len(fact["claims"])
    assert all(claim in shown for claim in fact["claims"])
    assert "agree" in shown


def test_one_fact_shows_its_findings_and_official_values(
    capsys: pytest.CaptureFixture[str], place: str, tmp_path: Path
) -> None:
    """What the checks say of it stands below its claims, as does what a table of official values gives for it."""
    rows = json.loads(printed(capsys, "facts", "--ledger", place, "--indicator", "trade", "--format", "json"))
    drifted = next(row for row in rows if row["measure"] == "change")
    assert "drift" in printed(capsys, "facts", drifted["id"], "--ledger", place).splitlines()[-1]
    (told,) = json.loads(printed(capsys, "facts", drifted["id"], "--ledger", place, "--format", "json"))
    assert [finding["check"] for finding in told["findings"]] == ["drift"]

    text = "Trade between China and Kazakhstan reached 31.2 billion USD in 2022."
    (tmp_path / "trade.txt").write_text(text, encoding="utf-8")
    table = "reporter,partner,indicator,period,value,unit\nCHN,KAZ,trade,2022,31170000000,USD\n"
    (tmp_path / "own.csv").write_text(table, encoding="utf-8")
    own = str(tmp_path / "own.db")
    assert main(["add", str(tmp_path / "trade.txt"), "--ledger", own]) == 0
    assert main(["statistics", "add", str(tmp_path / "own.csv"), "--ledger", own]) == 0
    listed = json.loads(printed(capsys, "facts", "--all", "--indicator", "trade", "--ledger", own, "--format", "json"))
    (told,) = json.loads(printed(capsys, "facts", listed[0]["id"], "--ledger", own, "--format", "json"))
    assert "official-value" in {finding["check"] for finding in told["findings"]}


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_facts_for_programs(capsys: pytest.CaptureFixture[str], place: str, form: str) -> None:
    """Every format gives the same facts."""
    listed = printed(capsys, "facts", "--ledger", place, "--format", form, "--all")
    count = {"json": lambda text: len(json.loads(text)), "jsonl": lambda t: len(t.splitlines())}.get(
        form, lambda text: len(text.splitlines()) - 1
    )
    assert count(listed) == len(json.loads(printed(capsys, "facts", "--ledger", place, "--format", "json", "--all")))


def test_check_reports_without_a_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    """Two files given by name are checked, also against each other."""
    one, other = EXAMPLES / "01-trade-first-quarter.html", EXAMPLES / "02-trade-january-february.txt"
    assert "22 percent: same value, other period" in printed(capsys, "check", str(one), str(other))


def test_check_the_ledger(capsys: pytest.CaptureFixture[str], place: str) -> None:
    """Without a file the ledger is checked; programs get the sum with its claims."""
    rows = [json.loads(line) for line in printed(capsys, "check", "--ledger", place, "--format", "jsonl").splitlines()]
    assert {"check", "severity", "told", "sum", "tolerance", "claims"} <= rows[0].keys()


def test_judging_from_the_command_line(capsys: pytest.CaptureFixture[str], place: str) -> None:
    """A ruling is numbered when it stands and named when it is taken back."""
    rows = json.loads(printed(capsys, "facts", "--ledger", place, "--indicator", "trade", "--format", "json"))
    one, other = rows[0]["claims"][:2]
    by = ("--by", "A reviewer", "--ledger", place)

    assert "ruling 1 stands" in printed(capsys, "judge", "not-same", one, other, *by, "--reason", "another method")
    assert "taken back" in printed(capsys, "judge", "withdraw", "1", *by)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("facts", "ffffffff"), "no such fact"),
        (("judge", "maybe", "a", "--by", "A"), "no such ruling"),
        (("judge", "withdraw", "x", "--by", "A"), "by its number"),
        (("facts", "--period", "spring"), "--period"),
        (("facts", "--diff", "spring"), "--diff"),
        (("watch", "fact", "ffffffff"), "no such fact"),
    ],
)
def test_faults(capsys: pytest.CaptureFixture[str], place: str, arguments: tuple[str, ...], said: str) -> None:
    """What cannot be done is one sentence on stderr, and the exit code is not 0."""
    assert main([*arguments, "--ledger", place]) != 0
    assert said in capsys.readouterr().err


def test_what_became_of_facts_since(capsys: pytest.CaptureFixture[str], place: str) -> None:
    """Since before the ledger all facts are new, in every format; since tomorrow nothing has changed."""
    rows = json.loads(printed(capsys, "facts", "--ledger", place, "--diff", "2000-01-01", "--format", "json"))
    assert {"became", "told", "fact"} == rows[0].keys()
    assert all("new" in row["became"] for row in rows)
    lines = printed(capsys, "facts", "--ledger", place, "--diff", "2000-01-01", "--format", "csv").splitlines()
    assert len(lines) == len(rows) + 1

    assert "facts have changed" in printed(
        capsys, "facts", "--ledger", place, "--diff", "2000-01-01", "--kind", "figure"
    )
    assert "0 facts have changed" in printed(capsys, "facts", "--ledger", place, "--diff", "2100-01-01")


def test_a_feed_is_written_whole(capsys: pytest.CaptureFixture[str], place: str, tmp_path: Path) -> None:
    """The history of a fact goes to a file, and nothing is left half-written beside it."""
    (fact, *_) = json.loads(printed(capsys, "facts", "--ledger", place, "--format", "json"))
    target = tmp_path / "feed.xml"
    printed(capsys, "watch", "fact", fact["id"], "--ledger", place, "--output", str(target))

    assert target.read_text(encoding="utf-8").startswith("<?xml")
    assert f"urn:khorgos:fact:{fact['id']}" in target.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [target]
