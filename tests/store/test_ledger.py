import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

import khorgos.store.ledger as module
from khorgos.documents import open_bytes
from khorgos.errors import DocumentFault, InputFault, LedgerFault
from khorgos.fetch import local
from khorgos.pipeline import read
from khorgos.store import Added, Filters, Ledger, writing
from khorgos.values import Context, Period


@pytest.fixture
def filled(ledger: Ledger, made, text: str) -> Ledger:
    """A ledger with one report: three claims and a rejection."""
    ledger.add(made(), text.encode(), "report.txt")
    return ledger


def ids(ledger: Ledger, **filters) -> set[str]:
    """The kinds of the claims that filters let through: each kind is there once."""
    return {row["kind"] for row in ledger.claims(Filters(**filters))}


ALL = {"figure", "event", "statement"}


def test_claims_come_back_as_they_were_added(filled: Ledger, made):
    """The body of a row is the claim as plain values; value, unit, bound and days stand in columns beside it."""
    reading = made()

    rows = {row["id"]: row for row in filled.claims()}

    assert {key: row["body"] for key, row in rows.items()} == {claim.id: claim.as_dict() for claim in reading.claims}
    figure = rows[reading.claims[0].id]
    assert (figure["value"], figure["value_number"], figure["unit"], figure["bound"]) == (
        "31250000000",
        31.25e9,
        "USD",
        ">",
    )
    assert (figure["period"], figure["first_day"], figure["last_day"]) == ("2022", "2022-01-01", "2022-12-31")
    assert figure["parties"] == ["CHN", "Central Asia"]


def test_adding_twice_adds_nothing(filled: Ledger, made, text: str):
    """The same bytes read by the same code are known."""
    before = filled.counts()

    assert filled.knows(text.encode())
    assert filled.add(made(), text.encode(), "again.txt") is Added.KNOWN
    assert filled.counts() == before


def test_several_at_once_are_kept_as_one_by_one(ledger: Ledger, made, text: str):
    """Together or apart, the same rows; the same bytes given twice at once are one report."""
    readings = [(made(text * n), (text * n).encode(), f"{n}.txt") for n in (1, 2, 1)]

    assert ledger.add_all(readings) == [Added.NEW, Added.NEW, Added.KNOWN]
    assert ledger.counts() == {"documents": 2, "readings": 2, "claims": 6, "rejected": 2}
    assert ledger.add_all(readings) == [Added.KNOWN] * 3
    assert len({row["number"] for row in ledger.claims()}) == 6
    assert {row["name"] for row in ledger.documents()} == {"1.txt", "2.txt"}


def test_newer_code_supersedes_without_removing(filled: Ledger, monkeypatch: pytest.MonkeyPatch, made, text: str):
    """A reading by other code stands beside the old one; only its claims are current."""
    for room in (module, writing):
        monkeypatch.setattr(room, "code_version", lambda: "9.9.9+newer")

    assert not filled.knows(text.encode())
    assert filled.add(made(), text.encode(), "report.txt") is Added.READ_AGAIN
    assert filled.counts()["claims"] == 6
    assert {row["code_version"] for row in filled.claims()} == {"9.9.9+newer"}
    assert len(filled.claims()) == 3


def test_another_context_is_another_reading(filled: Ledger, made, text: str):
    """What was given with the report is part of what its reading depends on."""
    assert not filled.knows(text.encode(), Context(outlet="Example Wire"))
    assert filled.add(made(), text.encode(), "report.txt", Context(outlet="Example Wire")) is Added.READ_AGAIN


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ({}, ALL),
        ({"kind": "event"}, {"event"}),
        ({"indicator": "trade"}, {"figure"}),
        ({"party": "KAZ"}, {"figure", "event"}),
        ({"party": "central asia"}, {"figure"}),
        ({"party": "AZE"}, set()),
        ({"period": Period.parse("2022-Q3")}, {"figure"}),
        ({"period": Period.parse("2022/2023")}, {"figure", "event"}),
        ({"period": Period.parse("2023-05-19/..")}, {"event"}),
        ({"period": Period.parse("../2021")}, set()),
        ({"speaker": "sample"}, {"figure"}),
        ({"speaker": "customs"}, {"figure"}),
        ({"speaker": "%"}, set()),
        ({"text": "exceed"}, {"figure", "event"}),
        ({"text": 'summit "example'}, {"event"}),
        ({"text": "贸易额"}, {"statement"}),
        ({"text": "nothing of the kind"}, set()),
        ({"kind": "figure", "speaker": "Instance"}, set()),
    ],
)
def test_filters_let_through_what_they_name(filled: Ledger, filters: dict, kinds: set[str]):
    """Each filter alone, and all together."""
    assert ids(filled, **filters) == kinds


def test_text_is_found_without_a_search_table(filled: Ledger, monkeypatch: pytest.MonkeyPatch):
    """Where SQLite has no FTS5, words are found by LIKE."""
    monkeypatch.setattr(filled, "_searches", "")

    assert ids(filled, text="exceeded") == {"figure", "event"}


def test_limit_and_document(filled: Ledger, made):
    """A limit cuts, a document is named by the beginning of its id."""
    document = made().document.id

    assert len(filled.claims(Filters(limit=2))) == 2
    assert len(filled.claims(Filters(document=document[:6]))) == 3
    assert filled.claims(Filters(document="%")) == []


@pytest.mark.parametrize("wrong", [{"kind": "figur"}, {"indicator": "trades"}, {"limit": 0}])
def test_unknown_filters_are_told(wrong: dict):
    """A filter that nothing can match is a fault of the question."""
    with pytest.raises(InputFault):
        Filters(**wrong)


@pytest.mark.parametrize("table", ["claims", "claim_parties", "rejected", "judgements"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_append_only_tables_refuse_changes(filled: Ledger, raw, table: str, act: str):
    """Whoever opens the database cannot change or remove what was said or judged."""
    raw(
        filled,
        "INSERT INTO judgements (made_at, made_by, verdict, subject) VALUES ('2023-05-18', 'A. Sample', 'accept', 'x')",
    )
    column = "role" if table == "claim_parties" else "kind" if table != "judgements" else "reason"

    with pytest.raises(DBAPIError, match="append-only"):
        raw(filled, act.format(table, column, column))


def test_a_server_also_refuses_to_empty_a_table(empty_database: str, raw):
    """TRUNCATE is a way to remove, too."""
    with Ledger(empty_database) as ledger, pytest.raises(DBAPIError, match="append-only"):
        raw(ledger, "TRUNCATE judgements")


def test_rejections_are_kept(filled: Ledger, raw):
    """What was not kept as a claim is counted with its code."""
    assert raw(filled, "SELECT kind, code, text FROM rejected") == [("figure", "no-party", "31.25")]


def test_failed_reports_are_kept_until_they_can_be_read(ledger: Ledger, made, text: str):
    """A failure is kept once, with its reason, and gives way to the reading."""
    ledger.fail(DocumentFault("no text in it.", place="report.txt"), text.encode(), "report.txt")
    ledger.fail(DocumentFault("cannot be read.", place="gone.txt"), None, "gone.txt")
    ledger.fail(DocumentFault("cannot be read.", place="gone.txt"), None, "gone.txt")

    assert {row["error"] for row in ledger.failed()} == {"gone.txt: cannot be read.", "report.txt: no text in it."}
    assert ledger.add(made(), text.encode(), "report.txt") is Added.NEW
    assert [row["name"] for row in ledger.failed()] == ["gone.txt"]
    ledger.add(made(text + "x"), (text + "x").encode(), "gone.txt")
    assert ledger.failed() == []


def test_text_of_a_document(filled: Ledger, made, text: str):
    """The text stands in the ledger, so that spans can be looked up."""
    assert filled.text(made().document.id) == text
    with pytest.raises(LedgerFault, match="no such document"):
        filled.text("0" * 32)


def test_readings_of_the_grammar_fit(ledger: Ledger, reading, data: bytes):
    """What the grammar reads goes in and comes out, whatever it finds."""
    ledger.add(reading, data, "report.txt")

    assert {row["id"] for row in ledger.claims()} == {claim.id for claim in reading.claims}


def test_two_ledgers_write_in_turn(place: str | Path, made, text: str):
    """A second writer waits for the first instead of failing."""
    with Ledger(place) as one, Ledger(place) as two:
        one.add(made(), text.encode(), "a.txt")
        two.add(made(text + "b"), (text + "b").encode(), "b.txt")

        assert len(one.documents()) == len(two.documents()) == 2


def test_claims_come_by_publication_then_name_then_place(ledger: Ledger):
    """The order is that of the reports' days (unknown ones last), then of their names, then of the text."""
    days = {"c.txt": "2023-05-18", "a.txt": "2023-05-19", "b.txt": "2023-05-18", "0.txt": None}
    for name, day in days.items():
        data = (
            f"Trade between Kazakhstan and China reached 2{len(name)}.1 billion USD in 2022. In {name} that was so.\n"
        )
        data += "Exports of Kazakhstan to China reached 14.2 billion USD in 2022.\n"
        context = Context(published=dt.date.fromisoformat(day) if day else None)
        ledger.add(local.read_bytes(data.encode(), context, name), data.encode(), name, context)

    rows = ledger.claims()
    assert list(dict.fromkeys(row["document_name"] for row in rows)) == ["b.txt", "c.txt", "a.txt", "0.txt"]
    for name in days:
        places = [row["evidence_start"] for row in rows if row["document_name"] == name]
        assert len(places) > 1
        assert places == sorted(places)


def test_what_a_report_says_of_itself_is_kept(ledger: Ledger):
    """Kind, agency and all of `about` stand with the document, and claims know the agency whose text they stand in."""
    text = "A road\n\nTrade of China and Kenya was 8 billion USD in 2022, the ministry said. (Xinhua)"
    reading = read(open_bytes(text.encode(), name="road.txt"))
    ledger.add(reading, text.encode(), "road.txt")
    (row,) = ledger.documents()

    assert (row["kind"], row["agency"]) == ("wire", "Xinhua")
    assert json.loads(row["about"]) == reading.document.about.as_dict()
    assert {claim["document_agency"] for claim in ledger.claims()} == {"Xinhua"}
