"""What is published opens in the programs that it is published for; each is skipped where its program is not there."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from khorgos import Ledger, read
from khorgos.telling.atom import Entry, feed

EXAMPLES = Path(__file__).parents[2] / "examples"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# The filter's tokens: comma, quotes, UTF-8, from the first row, cells as shown, numbers unquoted, the first sheet.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"  # fmt: skip

pytestmark = pytest.mark.filterwarnings("ignore")


def _has_calc() -> bool:
    return bool(OFFICE) and any(Path(OFFICE).resolve().parent.glob("libsclo.so"))


@pytest.mark.skipif(not _has_calc(), reason="LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui)")
def test_libreoffice_opens_the_workbook(examples, write, tmp_path) -> None:
    """Its sheet of facts has the cells of the CSV: the same texts, numbers, days."""
    book = tmp_path / "ledger.xlsx"
    book.write_bytes(write(examples, "xlsx")[0])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", AS_CSV, "--outdir", str(tmp_path), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    (made,) = tmp_path.glob("ledger*.csv")
    shown = list(csv.DictReader(io.StringIO(made.read_text(encoding="utf-8"))))
    own = list(csv.DictReader(io.StringIO(write(examples, "csv")[0].decode())))

    assert [_plain(row) for row in shown] == [_plain(row) for row in own]


def _plain(row: dict[str, str]) -> dict[str, str]:
    """Cells without the apostrophe that keeps a CSV's text from being run; numbers without needless zeros."""
    return {name: _number(cell) if name in ("value", "value_high") else cell.lstrip("'") for name, cell in row.items()}


def _number(cell: str) -> str:
    return format(float(cell), ".10g") if cell else ""


def test_ftm_validates_and_aggregates(examples, write, tmp_path) -> None:
    """Its command line takes the entities and the statements, and makes the same entities of both."""
    from click.testing import CliRunner
    from followthemoney.cli.cli import cli

    entities, statements = tmp_path / "entities.jsonl", tmp_path / "statements.jsonl"
    entities.write_bytes(write(examples, "ftm")[0])
    statements.write_bytes(write(examples, "ftm-statements")[0])

    def run(*arguments: str) -> dict[str, dict]:
        out = tmp_path / "out.jsonl"
        found = CliRunner().invoke(cli, [*arguments, "-o", str(out)])
        assert found.exit_code == 0, found.output
        return {row["id"]: row for row in map(json.loads, out.read_text().splitlines())}

    told = {row["id"] for row in map(json.loads, entities.read_text().splitlines())}
    validated = run("validate", "-i", str(entities))
    aggregated = run("aggregate", "-i", str(entities))
    rolled = run("aggregate-statements", "-i", str(statements), "-f", "json", "-d", "khorgos")
    assert told == set(validated) == set(aggregated) == set(rolled)
    for key, row in aggregated.items():
        other = rolled[key]["properties"]
        assert {name: sorted(each) for name, each in row["properties"].items()} == {
            name: sorted(each) for name, each in other.items()
        }


def test_sdmx1_reads_the_message(examples, write) -> None:
    """As many observations as there are, each with its value."""
    sdmx = pytest.importorskip("sdmx", reason="sdmx1 is not installed")
    told, _ = write(examples, "sdmx-ml")
    (data,) = sdmx.read_sdmx(io.BytesIO(told)).data

    assert len(data) == told.count(b"<Obs ")
    assert "70200000000" in {str(observation.value) for observation in data.obs}


def test_frictionless_validates_the_package(examples, write, tmp_path) -> None:
    """No error in any table: types, keys, what leads where."""
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    packed = tmp_path / "package.zip"
    packed.write_bytes(write(examples, "datapackage")[0])
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(packed), type="package")

    assert report.valid, report.flatten(["title", "fieldName", "note"])
    assert {task.name for task in report.tasks} == {"facts", "claims", "projects", "documents"}


def test_datasette_opens_the_ledger(tmp_path) -> None:
    """The tables answer its JSON API."""
    pytest.importorskip("datasette", reason="Datasette is not installed")
    from datasette.app import Datasette

    place, report = tmp_path / "khorgos.db", EXAMPLES / "01-trade-first-quarter.html"
    with Ledger(place) as ledger:
        ledger.add(read(report), report.read_bytes(), report.name)

    async def asked() -> dict:
        desk = Datasette([str(place)])
        await desk.invoke_startup()
        return (await desk.client.get("/khorgos/claims.json?_shape=objects&kind=figure")).json()

    with ThreadPoolExecutor(1) as apart:  # the browser's tests leave a running loop in this thread
        rows = apart.submit(lambda: asyncio.run(asked())).result()["rows"]
    assert "trade" in {row["indicator"] for row in rows}


def test_feedparser_reads_a_feed() -> None:
    """What becomes of a fact, as a reader of feeds sees it."""
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")
    entry = Entry("fact:1", "Торговля & 贸易", "70.2 bn USD", "2026-11-25T00:00:00+00:00", "https://data.example.org/1")
    found = feedparser.parse(feed("ledger", "Facts", [entry]))

    assert not found.bozo
    assert [(each.title, each.link) for each in found.entries] == [("Торговля & 贸易", "https://data.example.org/1")]
