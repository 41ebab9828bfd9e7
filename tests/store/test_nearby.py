"""Facts near some reports, what changed since, and the history of one: derived from the ledger as it stood."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import text

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.cli import main
from khorgos.errors import InputFault
from khorgos.fetch.local import read
from khorgos.store import Ledger

EXAMPLES = Path(__file__).parents[2] / "examples"
FIRST, SECOND, THIRD = "01-trade-first-quarter.html", "02-trade-january-february.txt", "08-trade-ru.txt"
ATOM = "{http://www.w3.org/2005/Atom}"


def add(ledger: Ledger, *names: str) -> list[str]:
    """Add example reports; the ids of their documents."""
    readings = [(read(EXAMPLES / name), (EXAMPLES / name).read_bytes(), name) for name in names]
    ledger.add_all(readings)
    return [reading.document.id for reading, _, _ in readings]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path / "khorgos.db") as opened:
        yield opened


def a_second_later() -> str:
    """A moment after all that was done, before all that will be: the ledger's moments are seconds."""
    time.sleep(1.1)
    moment = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    time.sleep(1.0)
    return moment


def test_added_one_by_one_or_at_once_the_facts_are_the_same(tmp_path: Path) -> None:
    """Whatever the order of adding, and whether the blocks were filled between: the same facts, byte for byte."""
    told = []
    for number, order in enumerate([(FIRST, SECOND, THIRD), (THIRD, FIRST, SECOND)]):
        with Ledger(tmp_path / f"{number}.db") as ledger:
            for name in order:
                near = ledger.facts_of(add(ledger, name))
            whole = {fact.id: fact.as_dict() for fact in ledger.facts()}
            assert [fact.as_dict() for fact in near] == [whole[fact.id] for fact in near]
            told.append(sorted(whole.items()))
    assert told[0] == told[1]


def test_blocks_are_made_again_for_other_code(ledger: Ledger) -> None:
    """Keys that other code made are thrown away; the facts do not change."""
    documents = add(ledger, FIRST, SECOND)
    before = ledger.facts_of(documents)
    with ledger._writing() as connection:
        connection.execute(text("UPDATE derived SET version = 'other'"))
        connection.execute(text("UPDATE blocks SET key = key + 1"))

    assert ledger.facts_of(documents) == before


def test_the_id_of_any_claim_leads_to_its_fact(ledger: Ledger) -> None:
    """By the whole id or its beginning, of any claim; none and several are told."""
    add(ledger, FIRST, SECOND)
    fact = next(fact for fact in ledger.facts() if len(fact.claims) > 1)

    assert all(ledger.fact(claim) == fact for claim in fact.claims)
    assert ledger.fact(fact.claims[-1][:12]) == fact
    for wrong in ("ffffffffffff", ""):
        with pytest.raises(InputFault):
            ledger.fact(wrong)


def test_what_changed_since(ledger: Ledger) -> None:
    """A report more: new facts, and a new source for one that was there; a ruling: a split."""
    add(ledger, FIRST)
    moment = a_second_later()
    add(ledger, THIRD)
    became = {each.value for change in ledger.changes(moment) for each in change.became}
    assert {"new", "new source"} <= became

    later = a_second_later()
    assert ledger.changes(later) == []
    one, other = next(fact for fact in ledger.facts() if len(fact.claims) > 1).claims[:2]
    ledger.judge(Judgement(Ruling.NOT_SAME, one, other, by="A reviewer"))
    assert "split" in {each.value for change in ledger.changes(later) for each in change.became}


def test_a_fact_has_a_history(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    """First printing, then a new source; the feed tells both, newest first, and is the same when made again."""
    add(ledger, FIRST)
    a_second_later()
    add(ledger, THIRD)
    fact = next(fact for fact in ledger.facts(several=True) if fact.kind == "figure")

    told = [[each.value for each in moment.change.became] for moment in ledger.history(fact.id)]
    assert told[0] == ["new"]
    assert "new source" in told[-1]

    feeds = []
    for claim in (fact.id, fact.id[:10]):
        assert main(["watch", "fact", claim, "--ledger", ledger.place, "--base", "https://example.org/desk"]) == 0
        feeds.append(capsys.readouterr().out)
    assert feeds[0] == feeds[1]
    root = ET.fromstring(feeds[0])
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(told)
    assert root.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")
    assert entries[0].find(f"{ATOM}link").get("href") == f"https://example.org/desk/facts/{fact.id}"  # type: ignore[union-attr]


def test_a_ruling_survives_a_new_reading(ledger: Ledger) -> None:
    """Read again, a report has claims of other ids; a ruling on the old one binds the new one in its place."""
    add(ledger, FIRST, THIRD)
    fact = next(fact for fact in ledger.facts(several=True) if fact.kind == "figure")
    one, other = fact.claims[:2]
    ledger.judge(Judgement(Ruling.NOT_SAME, one, other, by="A reviewer", reason="another method"))
    with ledger._writing() as connection:
        # As a newer reader would leave it: the old reading superseded, the same passage under another id.
        row = dict(connection.execute(text("SELECT * FROM claims WHERE id = :id"), {"id": one}).mappings().one())
        reading = row["reading"]
        connection.execute(
            text(
                "INSERT INTO readings (document, code_version, context, read_at) "
                "SELECT document, 'newer', context, read_at FROM readings WHERE id = :id"
            ),
            {"id": reading},
        )
        newer = connection.execute(text("SELECT MAX(id) FROM readings")).scalar_one()
        connection.execute(
            text("UPDATE readings SET superseded_by = :new WHERE id = :id"), {"new": newer, "id": reading}
        )
        number = connection.execute(text("SELECT MAX(number) FROM claims")).scalar_one() + 1
        row |= {"number": number, "id": "0123456789abcdef", "reading": newer}
        row["body"] = row["body"].replace(one, "0123456789abcdef")
        names = ", ".join(row)
        connection.execute(text(f"INSERT INTO claims ({names}) VALUES ({', '.join(':' + name for name in row)})"), row)

    assert {"0123456789abcdef", other} <= {
        name for judgement in ledger.judgements() for name in (judgement.subject, judgement.other)
    }
    held = ledger.fact(one)
    assert "0123456789abcdef" in held.claims
    assert other not in held.claims


def test_families_of_copies_are_one_source(ledger: Ledger) -> None:
    """Reports of one family count once; families that are put again replace what was there."""
    documents = add(ledger, FIRST, THIRD)
    fact = next(fact for fact in ledger.facts(several=True) if fact.sources > 1)
    ledger.put_families(dict.fromkeys(documents, documents[0]), how="test")
    assert ledger.fact(fact.id).sources == 1

    ledger.put_families({}, how="test")
    assert ledger.fact(fact.id).sources == fact.sources
