"""The second reader on the command line: leave to send, what was sent, what is kept."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from khorgos.cli import main
from khorgos.store import Ledger

pytest.importorskip("openai", reason="the extra llm is not installed")

TEXT = "Kazakhstan's trade with China reached $3.4 billion in 2021. Exports to China came to $1.9 billion.\n"
ROW = {
    "kind": "figure", "indicator": "trade", "measure": "level", "parties": ["KAZ", "CHN"], "period": "2021",
    "value": 3400000000, "unit": "USD", "bound": "=", "evidence": "trade with China reached $3.4 billion in 2021",
}  # fmt: skip
ANSWER = json.dumps({"claims": [ROW, ROW | {"indicator": "exports", "value": 1900000000,
                                           "evidence": "Exports to China came to $1.9 billion"}]})  # fmt: skip


@pytest.fixture(scope="module")
def server() -> ModuleType:
    """The misbehaving server of the model reader's tests."""
    path = Path(__file__).parents[1] / "models" / "server.py"
    spec = importlib.util.spec_from_file_location("model_server_for_cli", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHORGOS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("khorgos.models.endpoint._FIRST_WAIT", 0.01)
    Path("report.txt").write_text(TEXT, encoding="utf-8")
    return


def test_two_readers_and_a_second_run_from_the_cache(server: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """Both readers stand on the claim; what was sent is told; a second run asks nothing and gives the same."""
    with server.serving(lambda _n, _b: server.content(ANSWER)) as (url, asked):
        command = ["read", "report.txt", "--reader", "both", "--model-url", url, "--format", "jsonl"]
        assert main(command) == 0
        first = capsys.readouterr()
        assert main(command) == 0
        again = capsys.readouterr()
    assert json.loads(first.out.splitlines()[0])["readers"] == ["grammar", "model"]
    assert "127.0.0.1 (local) gets 99 characters of 1 report." in first.err
    assert "100% of the text was sent" in first.err
    assert (len(asked), again.out) == (1, first.out)
    assert "1 from the cache" in again.err


def test_nothing_goes_out_without_leave(capsys: pytest.CaptureFixture[str]) -> None:
    """A host that is not this machine gets nothing where nobody can be asked and --yes was not given."""
    assert main(["read", "report.txt", "--reader", "both", "--model-url", "https://models.example/v1"]) == 2
    told = capsys.readouterr()
    assert "models.example gets 99 characters of 1 report." in told.err
    assert "--yes" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--reader", "both"], "needs its endpoint"),
        (["--reader", "model", "--model-url", "nowhere"], "not the address"),
    ],
)
def test_what_is_missing_is_told(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A model without an endpoint, and an endpoint that is none."""
    assert main(["read", "report.txt", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_configuration_file(server: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """khorgos.toml names reader and endpoint; a setting that there is not is told with its place."""
    with server.serving(lambda _n, _b: server.content(ANSWER)) as (url, asked):
        Path("khorgos.toml").write_text(f'[model]\nreader = "both"\nurl = "{url}"\n', encoding="utf-8")
        assert main(["read", "report.txt", "--format", "jsonl"]) == 0
        assert asked
    Path("khorgos.toml").write_text('[model]\nkey = "sk-1"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["read", "report.txt"]) == 2
    assert "no such setting" in capsys.readouterr().err


def test_endpoint_that_fails_is_told_and_the_grammar_stands(
    server: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the model could not read is listed with a code, and the grammar's claims are printed."""
    Path("khorgos.toml").write_text("[model]\nretries = 0\n", encoding="utf-8")
    with server.serving(lambda _n, _b: server.failure(500)) as (url, _):
        code = main(["read", "report.txt", "--reader", "both", "--model-url", url, "--format", "jsonl"])
    told = capsys.readouterr()
    assert code == 1
    assert "were not read by the model" in told.err
    assert len(told.out.splitlines()) == 2


def test_ledger_keeps_readers_confidence_and_acceptance(
    server: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ledger has who stands behind a claim, how sure it is and what need not be looked at, and no key."""
    monkeypatch.setenv("KHORGOS_MODEL_KEY", "sk-very-secret")
    with server.serving(lambda _n, _b: server.content(ANSWER)) as (url, _):
        command = ["add", "report.txt", "--reader", "both", "--model-url", url, "--auto-accept", "0.5"]
        assert main(command) == 0
        assert main(command) == 0
        assert "1 known" in capsys.readouterr().out
        assert main(["add", "report.txt"]) == 0
        assert "1 read again" in capsys.readouterr().out
        assert main(command) == 0
    with Ledger("khorgos.db", create=False) as ledger:
        rows = ledger.claims()
    assert {row["readers"] for row in rows} == {"grammar, model"}
    assert all(row["confidence"] > 0.5 and row["accepted"] == "auto" for row in rows)
    assert b"very-secret" not in Path("khorgos.db").read_bytes()


def test_a_report_that_the_model_could_not_read_is_added_again(
    server: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report of which a part was not read is not kept as read: the same command completes it."""
    Path("khorgos.toml").write_text("[model]\nretries = 0\n", encoding="utf-8")
    with server.serving(lambda n, _b: server.failure(500) if n == 0 else server.content(ANSWER)) as (url, _):
        command = ["add", "report.txt", "--reader", "both", "--model-url", url]
        assert main(command) == 1
        assert "not read by the model" in capsys.readouterr().err
        assert main(command) == 0
        assert "1 new" in capsys.readouterr().out


LOAN = (
    "NAIROBI, June 10, 2015 (Example Wire) -- China Eximbank and the Government of Kenya on June 9, 2015 signed an RMB "
    "620 million concessional loan agreement for the Northtown Port Project.\n"
)
RECORD = {
    "amount": 630000000, "currency": "CNY", "maturity": 20, "sector": "230",
    "evidence": {"amount": "RMB 620 million", "maturity": "concessional loan", "sector": "the Northtown Port Project"},
}  # fmt: skip


def test_records_are_read_by_both(server: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that tells of a loan is sent for its records too; altered numbers go, codes are taken, losers shown."""
    Path("loan.txt").write_text(LOAN, encoding="utf-8")

    def answer(_n: int, body: dict[str, object]) -> object:
        records = "records" in json.dumps(body["response_format"])
        return server.content(json.dumps({"records": [RECORD]} if records else {"claims": []}))

    with server.serving(answer) as (url, asked):
        command = ["read", "loan.txt", "report.txt", "--records", "--reader", "both", "--model-url", url]
        assert main(command) == 0
        shown = capsys.readouterr()
        assert main(["add", "loan.txt", "--reader", "both", "--model-url", url]) == 0
    assert len(asked) == 3  # two for claims, one for records; the same again from the cache
    assert "those of projects twice" in shown.err
    assert "read by the grammar (model-reads)" in shown.out
    body = Ledger("khorgos.db").records()[0]["body"]
    assert (body["amount"], body["sector"], body["readers"]) == (620000000, "230", ["grammar", "model"])
    assert "maturity" not in body
