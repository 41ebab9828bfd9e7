"""The facts that a ledger keeps are those that all its claims give, whatever came, went or was ruled on."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.cli import main
from khorgos.reconcile import kinship, linking, reconcile, touching
from khorgos.store import FactFilters, Ledger, nearby, refresh, remaking
from khorgos.store.schema import CLAIMS, DOCUMENTS, READINGS
from khorgos.values import Period

_NAMES = ("Kulanak power station", "Samarkand railway", "Kulanak railway line", "Samarkand power station")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A ledger that never makes all facts anew, in a world where little is much: every limit is met by a few claims."""
    monkeypatch.setattr(refresh, "_DEARER", 0)
    monkeypatch.setattr(linking, "_LARGE", 3)
    monkeypatch.setattr(linking, "FREQUENT", 6)
    monkeypatch.setattr(kinship, "COMMON", 3)
    monkeypatch.setattr(touching, "COMMON", 3)
    with Ledger(tmp_path / "khorgos.db") as opened:
        opened.rebuild()
        yield opened


def a_claim(chance: random.Random, name: str) -> dict[str, Any]:
    """A claim of a world of few things, so that many of them meet."""
    kind = chance.choice(["figure", "figure", "figure", "project", "event"])
    parties = chance.choice([["CHN", "KAZ"], ["KAZ", "CHN"], ["CHN", "Central Asia"], ["KAZ"]])
    said: dict[str, Any] = {"kind": kind, "id": name, "evidence": chance.choice(["trade reached it", "a sum it was"])}
    if kind == "project":
        return said | {"name": chance.choice(_NAMES), "recipients": ["KGZ"], "amount": chance.choice([None, 70e6])}
    if kind == "event":
        day = chance.choice(["2023-05-18", "2023-05-19", "2022-01-25", None])
        return said | {"type": "summit", "name": "C+C5 Summit", "date": day, "place": chance.choice(["Xi'an", None])}
    return said | {
        "indicator": chance.choice(["trade", "exports", "loans", "projects"]), "measure": "level", "unit": "USD",
        "value": chance.choice([70e9, 70.2e9, 25.25e9, 5e9, 70e6]), "bound": chance.choice(["=", "~", ">"]),
        "parties": parties, "period": chance.choice(["2022", "2023", "2022-H1", None]),
    }  # fmt: skip


class World:
    """Reports written into a ledger as rows: their claims are made up, and no text stands behind them."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger, self.chance = ledger, random.Random(seed)
        self.documents: list[str] = []
        self.claims: list[str] = []

    def add(self) -> None:
        """A report more."""
        with self.ledger.transaction(writes=True) as connection:
            name = self.begin(connection, f"d{len(self.documents)}")
        self.read(name)

    def begin(self, connection: Connection, name: str) -> str:
        """A report that nobody read yet."""
        self.documents.append(name)
        day = f"2023-0{self.chance.randrange(1, 9)}-11"
        row = {"id": name, "name": name, "published": day, "outlet": f"Example {self.chance.randrange(3)}"}
        connection.execute(insert(DOCUMENTS), row | {"added_at": "2026-01-01", "state": "read"})
        return name

    def read(self, document: str) -> None:
        """The report is read, or read again: other claims, some of them the same."""
        names = [f"{self.chance.randrange(1 << 20):05x}{document}-{at}" for at in range(self.chance.randrange(1, 6))]
        with self.ledger.transaction(writes=True) as connection:
            self.keep(connection, document, [a_claim(self.chance, name) for name in names])

    def keep(self, connection: Connection, document: str, claims: list[dict[str, Any]]) -> int:
        """The number of a reading that says so."""
        values = {"document": document, "code_version": "x", "context": "{}", "read_at": "2026-01-01"}
        (reading,) = connection.execute(insert(READINGS).values(**values)).inserted_primary_key or (0,)
        older = (READINGS.c.document == document, READINGS.c.id < reading, READINGS.c.superseded_by.is_(None))
        connection.execute(update(READINGS).where(*older).values(superseded_by=reading))
        rows = [self._row(said, reading, document, at) for at, said in enumerate(claims)]
        connection.execute(insert(CLAIMS), rows)
        self.claims += [said["id"] for said in claims]
        return int(reading)

    def _row(self, said: dict[str, Any], reading: int, document: str, at: int) -> dict[str, Any]:
        return {
            "id": said["id"], "reading": reading, "document": document, "kind": said["kind"], "readers": "grammar",
            "code_version": "x", "evidence_start": at * 9, "evidence_end": at * 9 + 9, "evidence": "x",
            "sentence": "x", "unit": said.get("unit"), "body": json.dumps(said),
        }  # fmt: skip

    def rule(self) -> None:
        """Somebody rules on a claim or two."""
        ruling = self.chance.choice([each for each in Ruling if each is not Ruling.EDIT])
        one, other = self.chance.choice(self.claims), self.chance.choice(self.claims)
        if one != other:
            pair = other if ruling in (Ruling.SAME, Ruling.NOT_SAME) else None
            self.ledger.judge(
                Judgement(ruling, one, pair, by="A reviewer", at=f"2026-01-{self.chance.randrange(10, 29)}")
            )

    def take_back(self) -> None:
        """Somebody takes a ruling back."""
        rulings = self.ledger.rulings()
        if rulings:
            self.ledger.withdraw(self.chance.choice(rulings)["id"], "A reviewer")

    def copy(self) -> None:
        """Some reports turn out to copy one another."""
        self.ledger.put_families(
            {name: self.documents[0] for name in self.documents if self.chance.random() < 0.3}, "x"
        )

    def step(self) -> None:
        """Something happens."""
        again = [lambda: self.read(self.chance.choice(self.documents)), self.rule, self.take_back, self.copy]
        self.add() if not self.documents or self.chance.random() < 0.5 else self.chance.choice(again)()


@pytest.mark.parametrize("seed", range(5))
def test_kept_facts_are_those_of_all_claims(ledger: Ledger, seed: int) -> None:
    """Reports come and are read again, rulings come and go, copies are found: byte for byte, after one or several."""
    world = World(ledger, seed)
    for _ in range(9):
        for _ in range(world.chance.randrange(1, 4)):
            world.step()
        whole = reconcile(ledger.printings(), ledger.judgements())
        assert [fact.as_dict() for fact in ledger.facts()] == [fact.as_dict() for fact in whole]
        holding = ledger.facts_holding(claim for fact in whole for claim in fact.claims)
        assert holding == {claim: fact for fact in whole for claim in fact.claims}


@pytest.mark.parametrize("seed", range(3))
def test_facts_made_part_by_part_are_those_of_all_claims(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """What does not fit into memory at once gives the same facts, wherever it is cut."""
    monkeypatch.setattr(remaking, "_AT_HAND", 0)
    monkeypatch.setattr(remaking, "_PART", 3)
    monkeypatch.setattr(nearby, "FREQUENT", 4)
    world = World(ledger, seed)
    for _ in range(25):
        world.step()
    ledger.rebuild()
    whole = reconcile(ledger.printings(), ledger.judgements())
    assert ledger.facts() == whole
    assert ledger.facts_astray() == []


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "project"},
        {"indicator": "trade", "disputed": True},
        {"parties": ["CHN", "Central Asia"]},
        {"parties": ["UZB"], "several": True},
        {"period": Period.parse("2022-Q1")},
        {"period": Period.parse("2023/..")},
        {"parties": ["nobody"]},
    ],
)
def test_filters_let_through_the_same_kept_or_at_hand(ledger: Ledger, asked: dict[str, Any]) -> None:
    """Asked of the tables or of facts in memory: the same facts in the same order, and their number."""
    world = World(ledger, 99)
    for _ in range(14):
        world.add()
    facts = ledger.facts()
    by_id = ledger.printings_of(claim for fact in facts for claim in fact.claims)

    chosen = ledger.facts(**asked)
    assert chosen == FactFilters(**asked).choose(facts, by_id)
    assert ledger.count_facts(**asked) == len(chosen)
    assert ledger.facts(**asked, limit=2, offset=1) == chosen[1:3]


def test_doctor_holds_kept_facts_to_the_claims(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    """Facts made anew are those kept; a row that was tampered with is told, and mended."""
    world = World(ledger, 4)
    for _ in range(6):
        world.add()
    ledger.facts()
    asked = ["doctor", "--ledger", ledger.place, "--facts"]
    assert main(asked) == 0
    assert "byte for byte" in " ".join(capsys.readouterr().out.split())

    with ledger._writing() as connection:
        connection.exec_driver_sql("""UPDATE facts SET body = replace(body, '"sources":', '"sources":4')""")
    assert main(asked) == 1
    assert "kept otherwise" in " ".join(capsys.readouterr().out.split())
    assert ledger.facts_astray() == []
