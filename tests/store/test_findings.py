"""The findings that a ledger keeps are those that checking everything gives, whatever came, went or was ruled on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from tests.store.test_kept import World, a_claim

from khorgos.check import check_records
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.claims.record import Record, Relation
from khorgos.cli import main
from khorgos.errors import InputFault
from khorgos.fetch.local import read, read_bytes
from khorgos.pipeline import check, check_printings
from khorgos.records.body import record_of
from khorgos.store import Ledger, checking, recording, refresh
from khorgos.store.findings import RECORD
from khorgos.store.schema import DOCUMENTS
from khorgos.values import Context, Party, Quantity

EXAMPLES = Path(__file__).parents[2] / "examples"
_PROJECTS = ("Kulanak power station", "Kulanak power station second", "Samarkand railway")


@pytest.fixture(params=[0, 10**9], ids=["little by little", "all facts anew"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A ledger that makes facts anew never or always, page by page."""
    monkeypatch.setattr(refresh, "_DEARER", request.param)
    monkeypatch.setattr(checking, "_AT_ONCE", 3)
    with Ledger(tmp_path / "khorgos.db") as opened:
        opened.findings()
        yield opened


class Checkable(World):
    """Made-up reports whose claims give the checks something to say, with project records beside them."""

    def read(self, document: str) -> None:
        """Read, or read again: claims as in any world, a list of projects, and records."""
        name = f"{self.chance.randrange(1 << 20):05x}{document}"
        claims = [a_claim(self.chance, f"{name}-{at}") for at in range(self.chance.randrange(1, 4))]
        with self.ledger.transaction(writes=True) as connection:
            reading = self.keep(connection, document, [*claims, *self._list(name)])
            recording.link(connection, [(reading, self._records(document))])

    def _list(self, name: str) -> Iterator[dict[str, Any]]:
        for status, count in ((None, 52), ("completed", 20), ("implementing", 15)):
            if self.chance.random() < 0.6:
                figure = {"kind": "figure", "indicator": "projects", "measure": "level", "unit": "count"}
                said = {"value": count, "parties": ["CHN", "KAZ"], "status": status, "evidence": "x"}
                yield figure | said | {"id": f"{name}-{count}"}

    def cost(self, costs: dict[str, float]) -> None:
        """Reports of one project and its length each."""
        with self.ledger.transaction(writes=True) as connection:
            for name, cost in costs.items():
                about = {"sentence": name, "evidence": "x"}
                project = {"kind": "project", "name": f"Line {name}", "amount": cost, "currency": "USD"}
                length = {"kind": "figure", "indicator": "length", "measure": "level", "unit": "km", "value": 100}
                claims = [project | about | {"id": f"p{name}"}, length | about | {"id": f"l{name}"}]
                self.keep(connection, self.begin(connection, name), claims)

    def _records(self, document: str) -> list[Record]:
        return [self._record(document) for _ in range(self.chance.randrange(3))]

    def _record(self, document: str, **told: Any) -> Record:
        recipients = self.chance.choice([["KGZ"], ["KGZ", "UZB"], ["UZB", "KGZ"], []])
        umbrella = self.chance.random() < 0.3
        parent = (Relation("parent", "7"),) if self.chance.random() < 0.5 and not umbrella else ()
        fields: dict[str, Any] = {
            "document": document, "name": self.chance.choice(_PROJECTS), "umbrella": umbrella, "relations": parent,
            "number": "7" if umbrella else None, "recipients": tuple(Party.country(code) for code in recipients),
            "money": Quantity.of(Decimal(self.chance.choice([5, 50, 51])), "USD"), "claims": ("0123456789abcdef",),
        }  # fmt: skip
        return Record(**fields | told)

    def bring(self) -> None:
        """Somebody's table is imported, or a newer edition of it."""
        rows = [self._record("", source="table", number=str(self.chance.randrange(4)), claims=()) for _ in range(2)]
        self.ledger.add_records(rows)

    def step(self) -> None:
        """Something happens."""
        self.bring() if self.chance.random() < 0.15 else super().step()


def whole(ledger: Ledger) -> Counter[str]:
    """All findings from nothing but claims, rulings and records."""
    records = [record_of(row["body"]) for row in ledger.records()]
    found = check_printings(ledger.printings(), ledger.judgements()) + check_records(records)
    return named(found)


def named(found: Iterable[Finding]) -> Counter[str]:
    """Findings by what they are and what they speak of."""
    return Counter(f"{each.check} {each.id} {each.severity.value}" for each in found)


@pytest.mark.parametrize("seed", range(3))
def test_kept_findings_are_those_of_everything(ledger: Ledger, seed: int) -> None:
    """Reports and tables come, are read again and ruled on, copies are found: what was touched is checked again."""
    world = Checkable(ledger, seed)
    seen: set[str] = set()
    for _ in range(4):
        for _ in range(world.chance.randrange(2, 6)):
            world.step()
        found = ledger.findings()
        assert named(found) == whole(ledger)
        seen |= {finding.check for finding in found}
    assert len(seen) >= 3


def test_only_what_was_touched_is_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report more costs its own checks and those of the facts that it tells, however large the ledger is."""
    monkeypatch.setattr(refresh, "_DEARER", 0)
    with Ledger(tmp_path / "khorgos.db") as ledger:
        ledger.rebuild()
        world = Checkable(ledger, 3)
        for _ in range(30):
            world.add()
        ledger.findings()
        checked: list[str] = []
        reports = checking.Checking._reports
        monkeypatch.setattr(
            checking.Checking,
            "_reports",
            lambda self, names: checked.extend(told := list(names)) or reports(self, told),
        )
        world.add()
        ledger.findings()
        assert checked == ["d30"]
        ledger.findings()
        assert checked == ["d30"]


def test_filters_pages_and_counts(ledger: Ledger) -> None:
    """Findings by check, severity, kind, document, fact and claim, page by page, and how many of each there are."""
    world = Checkable(ledger, 8)
    for _ in range(12):
        world.add()
    world.bring()
    every = ledger.findings()
    assert [every[at : at + 4] for at in range(0, len(every), 4)] == [
        ledger.findings(limit=4, offset=at) for at in range(0, len(every), 4)
    ]
    ranks = [list(reversed(Severity)).index(finding.severity) for finding in every]
    assert ranks == sorted(ranks)

    facets = ledger.finding_facets()
    assert facets["check"] == Counter(finding.check for finding in every)
    assert sum(facets["kind"].values()) == len(every) == ledger.count_findings()
    for severity, number in facets["severity"].items():
        assert ledger.count_findings(severities=[severity]) == number
    assert {f.check for f in ledger.findings(kind=RECORD)} == {"duplicate-records"} | {
        check for check in facets["check"] if check.startswith("umbrella")
    }
    conflict = next(finding for finding in every if finding.check == "other-value")
    (fact,) = {each.id: each for each in ledger.facts_holding(conflict.claims).values()}.values()
    assert conflict in ledger.findings(fact=fact.id, checks=["other-value", "drift"])
    assert conflict in ledger.findings(document=ledger.printings_of(conflict.claims)[conflict.claims[0]].document)
    assert conflict in ledger.findings(claim=conflict.claims[1], kind="figure")
    assert all(conflict in ledger.findings_of(conflict.claims)[claim] for claim in conflict.claims)
    assert ledger.findings(fact="nothing") == []


@pytest.mark.parametrize("asked", [{"severities": ["grave"]}, {"limit": 0}])
def test_odd_questions_are_refused(ledger: Ledger, asked: dict[str, Any]) -> None:
    """A severity that there is not, a limit of nothing."""
    with pytest.raises(InputFault):
        ledger.findings(**asked)


def test_costs_are_compared_over_all_reports(ledger: Ledger) -> None:
    """What one kilometre costs in a report is dear or cheap beside the others; a report more may change that."""
    world = Checkable(ledger, 5)
    world.cost({f"d{at}": 2e9 + at for at in range(102)})
    assert len(ledger.findings(checks=["unit-cost"])) == 2
    world.cost({"d200": 9e9})
    (_, dear) = sorted(ledger.findings(checks=["unit-cost"]), key=lambda finding: finding.claims)
    assert dear.claims[0].startswith("pd200")


def test_texts_are_held_to_their_claims(ledger: Ledger) -> None:
    """The findings of real reports are those of the reports themselves; a text that moved is told when it is read."""
    names = [path.name for path in sorted(EXAMPLES.glob("0*"))][:4]
    readings = [read(EXAMPLES / name) for name in names]
    for name, reading in zip(names, readings, strict=True):
        ledger.add(reading, (EXAMPLES / name).read_bytes(), name)
    assert named(ledger.findings()) == named(check(readings))
    assert ledger.findings_astray() == []

    told = next(row for row in ledger.claims() if row["evidence"])
    with ledger.transaction(writes=True) as connection:
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == told["document"]).values(text="Other words."))
        refresh.stale(connection, [told["document"]])
    assert told["id"] in {finding.claims[0] for finding in ledger.findings(checks=["evidence"], severities=["error"])}


def test_copies_are_compared_within_their_family(ledger: Ledger) -> None:
    """A report printed twice: one finding; none any more when one of the two is read as something else."""
    text = (EXAMPLES / "02-trade-january-february.txt").read_text(encoding="utf-8")
    for name, head in (("a.txt", ""), ("b.txt", "Example Daily\n\n")):
        data = (head + text).encode()
        ledger.add(read_bytes(data, Context(), name), data, name)
    (copy,) = ledger.findings(checks=["near-copy"])
    assert len({each.document for each in ledger.printings_of(copy.claims).values()}) == 2
    ledger.put_families({}, "apart")
    assert ledger.findings(checks=["near-copy"]) == []


def test_doctor_holds_kept_findings_to_the_claims(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings made anew are those kept; one that was tampered with, and one of nothing, are told and mended."""
    world = Checkable(ledger, 4)
    for _ in range(6):
        world.add()
    assert ledger.findings()
    asked = ["doctor", "--ledger", ledger.place, "--facts"]
    assert main(asked) == 0
    for sql in (
        """UPDATE findings SET body = replace(body, '"told":"', '"told":"not ')""",
        """UPDATE findings SET subject = 'gone' WHERE scope = 'fact'""",
    ):
        with ledger.transaction(writes=True) as connection:
            connection.exec_driver_sql(sql)
        capsys.readouterr()
        assert main(asked) == 1
        assert "findings" in capsys.readouterr().out
        assert ledger.findings_astray() == []


def test_a_rejected_claim_is_checked_no_more(ledger: Ledger) -> None:
    """What a person rejected gives no finding, until the verdict is taken back."""
    world = Checkable(ledger, 11)
    for _ in range(8):
        world.add()
    finding = ledger.findings(checks=["other-value"])[0]
    number = ledger.judge(Judgement(Ruling.REJECT, finding.claims[0], by="A reviewer", at="2026-01-20"))
    assert finding not in ledger.findings()
    assert finding.claims[0] not in ledger.findings_of([finding.claims[0]])
    ledger.withdraw(number, "A reviewer")
    assert finding in ledger.findings()
