"""khorgos publish, from outside."""

from pathlib import Path

import pytest

from khorgos.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two of the example reports."""
    place = str(tmp_path_factory.mktemp("ledger") / "khorgos.db")
    assert (
        main(
            ["add", str(EXAMPLES / "01-trade-first-quarter.html"), str(EXAMPLES / "05-railway.txt"), "--ledger", place]
        )
        == 0
    )
    return place


def test_a_filter_and_a_file(ledger: str, tmp_path: Path, capsys) -> None:
    """Only facts that the filter lets through are written; the size is told."""
    out = tmp_path / "trade.csv"

    assert main(["publish", "csv", "--indicator", "trade", "--out", str(out), "--ledger", ledger]) == 0
    rows = out.read_text().splitlines()
    assert rows[0].startswith("id,address,kind")
    assert all(",figure," in row for row in rows[1:])
    assert "trade.csv" in capsys.readouterr().err


def test_what_was_left_out_is_told_and_listed(ledger: str, tmp_path: Path, capsys) -> None:
    """On the terminal by kind, in a file one by one."""
    listed = tmp_path / "left.csv"
    arguments = ["--out", str(tmp_path / "a.xml"), "--reference", "XX-EXAMPLE-1", "--warnings", str(listed)]

    assert main(["publish", "iati", *arguments, "--ledger", ledger]) == 0
    assert "▲" in capsys.readouterr().err
    assert listed.read_text().startswith("what,element,why,mend")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["doc"], "no such format"),
        (["iati"], "names every activity after its publisher"),
        (["csv", "--base", "nowhere"], "not an address of the web"),
        (["csv", "--out", "/nonexistent/folder/a.csv"], "cannot be written"),
    ],
)
def test_refusals(arguments: list[str], said: str, ledger: str, tmp_path: Path, monkeypatch, capsys) -> None:
    """With what is wrong, and nothing half-written."""
    monkeypatch.chdir(tmp_path)
    if "--out" not in arguments:
        arguments = [*arguments, "--out", "a.out"]

    assert main(["publish", *arguments, "--ledger", ledger]) != 0
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
