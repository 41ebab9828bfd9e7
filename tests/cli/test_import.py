"""khorgos import and khorgos projects: somebody's table in, records out."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from khorgos.cli import main
from khorgos.reference.tables import mapping
from khorgos.store import Ledger

COLUMNS = mapping("gcdf.yaml")["columns"]
# A made-up row; the headers are written as the data sheet is known to write them, with odd blanks and case.
ROW = {
    "AidData Record ID": 1,
    "Recommended For Aggregates": "Yes",
    "AidData Parent ID": "900|901",
    "Umbrella": "No",
    "Financier Country": "China",
    "Recipient": "Kazakhstan",
    "Recipient ISO-3": "KAZ",
    "Title": "Example Bank lends for the Northtown Bridge",
    "Description": "In 2015, Example Bank signed a loan. Works began in May 2016. The bridge opened on March 1, 2018.",
    "Status": "Completion",
    "Intent": "Development",
    "Flow Type": "Loan",
    "Sector Code": 210,
    "Funding Agencies": "Example Bank|Other Bank",
    "Funding Agencies Type": "State-owned Policy Bank|State-owned Commercial Bank",
    "Direct Receiving Agencies": "Ministry of Roads",
    "Direct Receiving Agencies Type": "Recipient Government Agency",
    "Implementing Agencies": "Example Builders",
    "Implementing Agencies Type": "Chinese State-owned Company",
    "Amount (Original Currency)": 700000000,
    "Original Currency": "Chinese Yuan",
    "Commitment Date (MM/DD/YYYY)": dt.datetime(2015, 1, 1),  # noqa: DTZ001 - as workbooks have it
    "Commitment Date Estimated": "Yes",
    "Actual Implementation Start Date (MM/DD/YYYY)": "05/01/2016",
    "Actual Completion Date (MM/DD/YYYY)": "03/01/2018",
    "Maturity": 20,
    "Interest Rate": 2,
    "Grace Period": 5,
    "GCL": "Yes",
    "OECD ODA Income Group": "Upper middle income",
    "Location Narrative": "Northtown",
}


def workbook(path: Path, rows: list[dict[str, object]], headers: dict[str, str] | None = None) -> Path:
    """A workbook with all 126 columns and the sheet's name, as openpyxl writes it."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Definitions"
    sheet = book.create_sheet("GCDF_3.0")
    sheet.append([(headers or {}).get(column, column) for column in COLUMNS])
    for row in rows:
        sheet.append([row.get(column) for column in COLUMNS])
    book.save(path)
    return path


def run(capsys: pytest.CaptureFixture[str], ledger: Path, *arguments: object) -> tuple[int, str, str]:
    """Exit code, output and errors of a command on a ledger."""
    code = main([*map(str, arguments), "--ledger", str(ledger)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_all_126_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A GCDF row becomes a record: lists with their types, codes, flags, terms; the rest is kept beside."""
    ledger = tmp_path / "k.db"
    code, out, _ = run(capsys, ledger, "import", workbook(tmp_path / "g.xlsx", [ROW]))
    with Ledger(ledger) as opened:
        (row,) = opened.records()
    body = row["body"]

    assert (code, len(COLUMNS)) == (0, 126)
    assert "1 rows: 1 added, 0 known, 0 failed" in out
    assert (row["record"], row["recipients"], row["sector"], row["year"]) == ("1", "KAZ", "210", 2015)
    assert body["financiers"][1] == {
        "name": "Other Bank", "type": "State-owned Commercial Bank", "origin": "Chinese", "country": "CHN",
    }  # fmt: skip
    assert body["receivers"] == [{"name": "Ministry of Roads", "type": "Government Agency", "origin": "Recipient"}]
    assert (body["money"], body["instruments"], body["proxies"]) == ("700000000 CNY", ["gcl"], ["commitment"])
    assert body["relations"] == [{"kind": "parent", "record": "900"}, {"kind": "parent", "record": "901"}]
    assert ["OECD ODA Income Group", "Upper middle income"] in body["details"]


def test_dates_lose_their_padding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A padded date has the precision that the narrative tells; a first of the month that it tells stays a day."""
    run(capsys, tmp_path / "k.db", "import", workbook(tmp_path / "g.xlsx", [ROW]))
    with Ledger(tmp_path / "k.db") as opened:
        body = opened.records()[0]["body"]

    assert (body["commitment"], body["start"], body["end"]) == ("2015", "2016-05", "2018-03-01")


def test_headers_by_alias(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Blanks, case and the other names of eight columns do not matter."""
    headers = {
        "Title": "  TITLE ",
        "Amount (Original Currency)": "Amount (Original Currency)   ",
        "Cofinancing Agencies": "Co-financing Agencies",
        "Source Type": "Source Resource Types",
    }
    row = ROW | {"Cofinancing Agencies": "Third Bank", "Source Type": "Media Report"}
    run(capsys, tmp_path / "k.db", "import", workbook(tmp_path / "g.xlsx", [row], headers))
    with Ledger(tmp_path / "k.db") as opened:
        body = opened.records()[0]["body"]

    assert (body["name"], body["amount"], body["cofinanciers"]) == (
        ROW["Title"], 700_000_000, [{"name": "Third Bank"}],
    )  # fmt: skip
    assert ["Source Type", "Media Report"] in body["details"]


def test_bad_rows_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Row, column, value and mend are told; the rest goes in; the exit code is 1; twice adds nothing."""
    bad = ROW | {"AidData Record ID": 2, "Status": "Finished", "Amount (Original Currency)": "lots"}
    file = workbook(tmp_path / "g.xlsx", [bad, ROW])
    code, out, err = run(capsys, tmp_path / "k.db", "import", file)
    again = run(capsys, tmp_path / "k.db", "import", file)

    assert code == 1
    assert "2 rows: 1 added, 0 known, 1 failed" in out
    assert "row 2, Status: 'Finished': no such status. One of Pipeline: Pledge" in err
    assert "row 2, Amount (Original Currency): 'lots': not a number. Write it as 1234567.89." in err
    assert "2 rows: 0 added, 1 known, 1 failed" in again[1]


def test_a_corrected_row_takes_the_place_of_the_old(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The old row stays in the table; the newest of a source's record is the current one."""
    ledger = tmp_path / "k.db"
    run(capsys, ledger, "import", workbook(tmp_path / "a.xlsx", [ROW]))
    run(capsys, ledger, "import", workbook(tmp_path / "b.xlsx", [ROW | {"Status": "Implementation"}]))
    with Ledger(ledger) as opened:
        rows = opened.records()

    assert [(row["number"], row["status"]) for row in rows] == [(2, "Implementation")]


MAPPING = """
source: Example ministry list
fields: {number: No., name: Project, recipients: Country, amount: Sum, commitment: Signed, status: State}
values: {status: {signed: "Pipeline: Commitment", done: Completion}}
dates: "%d.%m.%Y"
constants: {currency: KZT, flow_type: Loan}
"""


def listed(folder: Path, lines: list[list[str]]) -> tuple[Path, Path]:
    """A CSV file under German habits with its mapping."""
    with (folder / "list.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["No.", "Project", "Country", "Sum", "Signed", "State", "Remarks"])
        writer.writerows(lines)
    (folder / "map.yaml").write_text(MAPPING, encoding="utf-8")
    return folder / "list.csv", folder / "map.yaml"


def test_any_table_by_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Columns, values, dates and constants as the mapping file says; a date may be partial."""
    lines = [
        ["7", "Bridge", "Kazakhstan", "1,000,000", "04.05.2017", "done", "x"],
        ["8", "Dam", "KGZ", "5", "2018", "signed", ""],
    ]
    table, how = listed(tmp_path, lines)
    code, *_ = run(capsys, tmp_path / "k.db", "import", table, "--mapping", how)
    with Ledger(tmp_path / "k.db") as opened:
        rows = opened.records()

    assert code == 0
    columns = ("name", "recipients", "amount", "currency", "commitment", "status")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("Bridge", "KAZ", "1000000", "KZT", "2017-05-04", "Completion"),
        ("Dam", "KGZ", "5", "KZT", "2018", "Pipeline: Commitment"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mapping_text", "said"),
    [
        ("fields: {name: Project}", "needs `source` and `fields`"),
        ("source: x\nfields: {nmae: Project}", "no such field"),
        ("source: x\nfields: {name: Title of it}", "the table lacks 'Title of it'"),
        ("source: [", "cannot be read"),
        ("source: x\nfields: {name: Project}\nheader: first", "not the number of a row"),
        ("source: x\nfields: {name: Project}\nvalues: done", "this needs names with values"),
        ("source: x\nfields: {name: Project}\nvalues: {status: done}", "this needs names with values"),
    ],
)
def test_bad_mappings(tmp_path: Path, capsys: pytest.CaptureFixture[str], mapping_text: str, said: str) -> None:
    """A mapping that cannot hold is told before anything goes in."""
    table, how = listed(tmp_path, [["7", "Bridge", "KAZ", "1", "2017", "done", ""]])
    how.write_text(mapping_text, encoding="utf-8")
    code, _, err = run(capsys, tmp_path / "k.db", "import", table, "--mapping", how)

    assert code == 2
    assert said in err


@pytest.mark.parametrize(("name", "data"), [("a.xlsx", b"no zip"), ("a.csv", b"\xff\xfe\x00"), ("b.csv", b"")])
def test_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes) -> None:
    """What is no table is refused with a sentence."""
    (tmp_path / name).write_bytes(data)
    code, _, err = run(capsys, tmp_path / "k.db", "import", tmp_path / name)

    assert code == 2
    assert err.startswith("error: ")


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Three records: a completed loan, a pledge, an umbrella."""
    rows = [
        ROW,
        ROW | {"AidData Record ID": 2, "Status": "Pipeline: Pledge", "Recipient ISO-3": "KGZ", "Title": "A plan"},
        ROW | {"AidData Record ID": 3, "Umbrella": "Yes", "Flow Type": "Grant", "Title": "A frame"},
    ]
    run(capsys, tmp_path / "k.db", "import", workbook(tmp_path / "g.xlsx", rows))
    return tmp_path / "k.db"


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (["--recipient", "KGZ"], ["2"]),
        (["--status", "pipeline"], ["2"]),
        (["--flow", "Grant"], ["3"]),
        (["--funder", "other bank", "--year", "2014-2016"], ["1", "2", "3"]),
        (["--year", "2016"], []),
        (["--least", "700000001"], []),
        (["--sector", "210", "--currency", "CNY", "--most", "7e8"], ["1", "2", "3"]),
    ],
)
def test_filters(ledger: Path, capsys: pytest.CaptureFixture[str], filters: list[str], numbers: list[str]) -> None:
    """Each filter lets through what holds; together all must hold."""
    _, out, _ = run(capsys, ledger, "projects", *filters, "--format", "jsonl")

    assert sorted(json.loads(line)["number"] for line in out.splitlines()) == numbers


def test_total(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the completed loan is added; the pledge and the umbrella are named with their reasons."""
    told = json.loads(run(capsys, ledger, "projects", "--total", "--format", "json")[1])
    shown = run(capsys, ledger, "projects", "--total")[1]

    assert (told["records"], told["by_currency"]) == (1, {"CNY": "700000000"})
    assert set(told["left_out"]) == {"status Pipeline: Pledge", "umbrella: its children carry the amounts"}
    assert "left out: 1: status Pipeline: Pledge" in shown


def test_one_record(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its number in the source: every field, and what follows by rule."""
    shown = run(capsys, ledger, "projects", "1")[1]

    assert "Central government debt" in shown
    assert "ODA-like" in shown
    assert "700000000 CNY" in shown
    assert run(capsys, ledger, "projects", "77")[0] == 2


def test_list_and_csv(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each record with its amount; CSV says which may be added."""
    assert "700 mn CNY" in run(capsys, ledger, "projects")[1].replace("\u00a0", " ")
    rows = list(csv.DictReader(run(capsys, ledger, "projects", "--format", "csv")[1].splitlines()))

    assert sorted(row["recommended"] for row in rows) == ["no", "no", "yes"]
