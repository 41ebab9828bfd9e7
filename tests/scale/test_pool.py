"""Several processes give what one gives, and no report stops the rest."""

from importlib import import_module
from pathlib import Path

import pytest

from khorgos.errors import DocumentFault
from khorgos.scale import Readers, pool, read_one
from khorgos.sources import Item
from khorgos.values import Context

TEXT = "Trade between Kazakhstan and China reached {n}.5 billion USD in 2022, customs said.\n"
CONTEXT = Context(language="en")


def reports(count: int) -> list[Item]:
    """Small reports with a claim each."""
    return [Item(f"{n}.txt", TEXT.format(n=n + 10).encode()) for n in range(count)]


MISBEHAVING = """
import os, signal, time
from khorgos.errors import DocumentFault
from khorgos.scale import Outcome

def read(item, context, accept):
    if item.name == "2.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if item.name == "5.txt":
        time.sleep(100)
    return Outcome(item, fault=DocumentFault("read.", place=item.name))
"""


@pytest.mark.slow
def test_order_and_results_are_those_of_one_process() -> None:
    """Readings come back whole and in order, faults among them."""
    items = reports(20)
    items[3:3] = [Item("bad.bin", bytes(range(256)) * 9), Item("lost.txt", fault=DocumentFault("gone."))]
    with Readers(1, CONTEXT) as one, Readers(2, CONTEXT) as two:
        alone, together = list(one.read(items)), list(two.read(items))

    assert [each.item.name for each in together] == [item.name for item in items]
    assert [[c.as_dict() for c in each.reading.claims] for each in together if each.reading] == [
        [c.as_dict() for c in each.reading.claims] for each in alone if each.reading
    ]
    assert [each.fault and each.fault.sentence() for each in together] == [
        each.fault and each.fault.sentence() for each in alone
    ]


@pytest.mark.slow
def test_a_report_that_kills_or_hangs_is_a_fault_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one is told to have died, the other to have taken too long; all others are read."""
    (tmp_path / "misbehaving.py").write_text(MISBEHAVING)
    monkeypatch.syspath_prepend(tmp_path)
    task = import_module("misbehaving").read
    with Readers(2, CONTEXT, seconds=15, task=task) as readers:
        found = [each.fault.sentence() for each in readers.read(reports(7))]

    assert "died" in found[2]
    assert "longer than 15 seconds" in found[5]
    assert [n for n, said in enumerate(found) if "read." in said] == [0, 1, 3, 4, 6]


def test_a_fault_of_ours_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody thought of is told with the report's name."""
    monkeypatch.setattr(pool, "read", lambda _document: 1 / 0)
    found = read_one(reports(1)[0], CONTEXT)

    assert found.fault is not None
    assert "0.txt: reading it failed (ZeroDivisionError" in found.fault.sentence()
