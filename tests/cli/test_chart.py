"""khorgos chart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khorgos import Ledger, read
from khorgos.charts import KINDS
from khorgos.cli import main
from khorgos.web.rendering import has_vendor

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example reports."""
    place = tmp_path_factory.mktemp("chart") / "khorgos.db"
    with Ledger(place) as made:
        for path in sorted(EXAMPLES.iterdir()):
            made.add(read(path), path.read_bytes(), path.name)
    return str(place)


def asked(ledger: str, kind: str) -> list[str]:
    """What each kind needs beside the ledger."""
    with Ledger(ledger, create=False) as made:
        many = max(made.facts(kind="figure"), key=lambda fact: len(fact.claims))
    more = {
        "figure": ["--indicator", "trade", "--party", "CHN", "--party", "Central Asia"],
        "fact": ["--fact", many.id[:8]],
        "voices": ["--fact", many.id],
        "flows": ["--indicator", "trade"],
    }
    return more.get(kind, [])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_the_examples(ledger: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A definition that stands alone is written; what it shows is printed in words."""
    if kind == "map" and not has_vendor():
        pytest.skip("the map was not built in (KHORGOS_WITHOUT_BROWSER_FILES)")
    out = tmp_path / "chart.json"
    code = main(["chart", kind, "--ledger", ledger, "-o", str(out), *asked(ledger, kind)])
    told = capsys.readouterr().out.strip()
    assert code == 0
    assert json.loads(out.read_text())["description"] == told


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (["pie"], "no such chart"),
        (["voices"], "this chart is of one fact"),
        (["voices", "--fact", "ffffffff"], "no such fact"),
        (["figure"], "these are several figures"),
        (["figure", "--indicator", "aid"], "nothing to draw"),
    ],
)
def test_faults_are_told(
    ledger: str, given: list[str], fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the mend; nothing is written."""
    out = tmp_path / "chart.json"
    assert main(["chart", *given, "--ledger", ledger, "-o", str(out)]) == 2
    assert fault in capsys.readouterr().err
    assert not out.exists()


def test_the_form_is_the_files_ending(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another ending is refused."""
    assert main(["chart", "timeline", "--ledger", ledger, "-o", str(tmp_path / "chart.gif")]) == 2
    assert ".svg, .png, .pdf, .json" in capsys.readouterr().err
