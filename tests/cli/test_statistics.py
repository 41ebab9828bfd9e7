"""khorgos statistics, and khorgos check beside official series, from the command line to local servers and back."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from khorgos.cli import main
from khorgos.store import Ledger

ROOT = Path(__file__).parents[2]
REPORT = "ASTANA, March 3, 2023. China's exports to Kazakhstan came to $16.4 billion in 2022, customs said."


@pytest.fixture(scope="module")
def servers() -> ModuleType:
    """The local servers of the statistics' own tests."""
    spec = importlib.util.spec_from_file_location("statistics_servers", ROOT / "tests/statistics/servers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, without a ledger."""
    monkeypatch.chdir(tmp_path)
    for name in ("KHORGOS_LEDGER", "KHORGOS_COMTRADE_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KHORGOS_FETCH_LOOPBACK", "1")
    return tmp_path


FETCH = ("statistics", "fetch", "comtrade", "--reporter", "CHN", "--partner", "KAZ", "--indicator", "trade")


def test_from_the_source_to_the_finding(here: Path, servers: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """What is fetched once stands beside a report, offline."""
    with servers.serving(servers.comtrade) as server:
        assert main([*FETCH, "--years", "2022", "--address", server.address]) == 0
    (here / "report.txt").write_text(REPORT)
    capsys.readouterr()

    assert main(["check", "report.txt", "--official", "--all", "--format", "jsonl"]) == 0
    told = {row["check"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert told["official-value"]["severity"] == "ok"
    assert "UN Comtrade X FOB" in told["official-value"]["sum"]


def test_a_ledger_is_compared(here: Path, servers: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """The ledger's own check takes the snapshots in; one check may be asked for alone."""
    (here / "report.txt").write_text(REPORT)
    with servers.serving(servers.comtrade) as server:
        main([*FETCH, "--years", "2022", "--address", server.address])
    main(["add", "report.txt"])
    capsys.readouterr()

    assert main(["check", "--all", "--check", "official-value"]) == 0
    assert "16.35 bn USD" in capsys.readouterr().out


def test_snapshots_are_listed_and_shown(here: Path, servers: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """The list has a line for a snapshot; the rows come in every format."""
    with servers.serving(servers.world_bank) as server:
        arguments = ["--reporter", "KAZ", "--indicator", "gdp", "--years", "2020:2024", "--address", server.address]
        assert main(["statistics", "fetch", "worldbank", *arguments]) == 0
    main(["statistics", "list"])
    assert "gdp of KAZ, 2020-2024: 4 observations" in capsys.readouterr().out
    for form in ("table", "json", "jsonl", "csv"):
        assert main(["statistics", "show", "--reporter", "KAZ", "--period", "2023", "--format", form]) == 0
        assert "203" in capsys.readouterr().out


def test_what_cannot_be_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Faults of a query, and of a table, are one sentence on stderr, and no snapshot is made."""
    for arguments in (
        ["statistics", "fetch", "nowhere", "--reporter", "KAZ", "--years", "2022"],
        ["statistics", "fetch", "worldbank", "--reporter", "KAZ", "--years", "lately"],
        ["statistics", "fetch", "worldbank", "--reporter", "KZK", "--indicator", "gdp", "--years", "2022"],
        ["statistics", "fetch", "sdmx", "--reporter", "KAZ", "--years", "2022"],
        ["statistics", "add", "nothing.csv"],
    ):
        assert main(arguments) != 0
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (here / "khorgos.archive" / "statistics.jsonl").exists()


def test_sources_are_asked_with_the_client_of_pages(
    here: Path, servers: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What they answer is kept with headers and time, a key is not; this machine is refused without the switch."""
    monkeypatch.setenv("KHORGOS_COMTRADE_KEY", servers.KEY)
    with servers.serving(servers.comtrade) as server:
        assert main([*FETCH, "--years", "2022", "--address", server.address]) == 0
        asked = len(server.asked)
        monkeypatch.delenv("KHORGOS_FETCH_LOOPBACK")
        assert main([*FETCH, "--years", "2022", "--address", server.address]) == 1
    assert "loopback" in capsys.readouterr().err
    with Ledger("khorgos.db") as ledger:
        kept = ledger.fetches()
        assert [row["status"] for row in kept] == [200] * asked + [0]
        assert all(ledger.archive.get(row["sha"]) for row in kept[:asked])
        assert servers.KEY not in str(kept)
    for path in Path().rglob("*"):
        assert not path.is_file() or servers.KEY.encode() not in path.read_bytes()
