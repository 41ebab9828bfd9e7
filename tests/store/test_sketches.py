"""Copies found as reports come: the families that the whole ledger gives, counted by its facts with no further step."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from khorgos.claims.judgement import Judgement, Ruling
from khorgos.fetch.local import read
from khorgos.store import Ledger

WIRE = (
    "ASTANA, May {day}, 2023 -- Trade between Kazakhstan and China reached about 31.2 billion USD in 2022, said the "
    "ministry.\n\nFreight through the dry port grew by 21.4 percent last year. Grain and copper made up most of what "
    "went east, while machines and tyres came west.\n\nA second track is to be laid by the end of the decade, and its "
    "cost was put at 3.25 billion USD by those who are to build it."
)
OTHER = (
    "BISHKEK, May 18, 2023 -- Exports of Kyrgyzstan to China reached 1.2 billion USD in 2022. Farmers met to share out "
    "the water of three rivers among five states of the basin, and new gauges will be put up."
)
TEXTS = [
    WIRE.format(day=18),
    WIRE.format(day=19).replace("about ", ""),
    "Head of our own.\n\n" + WIRE.format(day=17),
    "\n\n".join(reversed(WIRE.format(day=20).split("\n\n"))),
    WIRE.format(day=21).partition("\n\nA second")[0],
    OTHER,
    OTHER.replace("three rivers", "two rivers"),
    OTHER + "\n\n" + WIRE.format(day=18).split("\n\n")[1],
    "TASHKENT, May 18, 2023 -- Trade between Uzbekistan and China reached 8.9 billion USD in 2022, officials said.",
]
ENGLISH = (
    "ASTANA, May 18, 2023 -- Trade between Kazakhstan and China reached 31.25 billion USD in 2022. Exports of "
    "Kazakhstan to China reached 13.17 billion USD in 2022. Imports of Kazakhstan from China reached 18.08 billion USD "
    "in 2022."
)
CHINESE = (
    "2022年中国与哈萨克斯坦的贸易额达到312.5亿美元。2022年哈萨克斯坦对中国的出口额达到131.7亿美元。"
    "2022年哈萨克斯坦从中国的进口额达到180.8亿美元。"
)


def add(ledger: Ledger, texts: Sequence[str], **given: str) -> None:
    """Add texts at once, and compare them."""
    ledger.add_all([(read(each, **given), each.encode(), f"{hash(each)}.txt") for each in texts])
    ledger.fill_copies()


def grouped(ledger: Ledger, table: str = "families") -> set[frozenset[str]]:
    """The families by their members."""
    with ledger.transaction() as connection:
        found: dict[str, set[str]] = {}
        for document, family in connection.execute(text(f"SELECT document, family FROM {table}")):
            found.setdefault(family, set()).add(document)
    assert all(family in members for family, members in found.items())
    return {frozenset(members) for members in found.values()}


def test_in_any_order_the_families_are_those_of_the_whole_ledger(tmp_path: Path) -> None:
    """One by one, some at a time or all at once: the same families, led by the earliest printing."""
    told = []
    for seed in range(6):
        dice = random.Random(seed)
        order, many = dice.sample(TEXTS, len(TEXTS)), dice.choice((1, 2, 4, 9))
        with Ledger(tmp_path / f"{seed}.db") as ledger:
            for at in range(0, len(order), many):
                add(ledger, order[at : at + many])
            came = grouped(ledger)
            ledger.find_copies()
            assert grouped(ledger) == came
            told.append(came)
    assert told[1:] == told[:-1]
    assert sorted(map(len, told[0])) == [2, 5] or sorted(map(len, told[0])) == [3, 5]


def test_facts_count_families_with_no_further_step(ledger: Ledger) -> None:
    """Five printings of a wire are one source from the moment they are added, whichever comes last."""
    add(ledger, TEXTS[1:4])
    (before,) = ledger.facts(indicator="trade", parties=["KAZ"])
    add(ledger, [TEXTS[0], TEXTS[8]])
    (after,) = ledger.facts(indicator="trade", parties=["KAZ"])

    assert (before.sources, after.sources) == (1, 1)
    assert len(after.claims) == 4
    assert ledger.facts_astray() == []


def test_a_report_that_joins_two_families_makes_one(ledger: Ledger) -> None:
    """Two halves of a text are strangers until the whole of it comes; the facts of both follow."""
    first, second = WIRE.format(day=18).split("\n\n", 1)
    halves = [f"{first}\n\n{'Grain of the north was sold at good prices all year long. ' * 2}", second]
    add(ledger, halves)
    before = grouped(ledger)
    add(ledger, [WIRE.format(day=17)])

    assert before == set()
    assert [len(members) for members in grouped(ledger)] in ([2], [3])
    assert ledger.facts_astray() == []


def test_a_wire_in_two_languages(ledger: Ledger) -> None:
    """The same numbers of the same parties within days are one family; days apart they are not."""
    add(ledger, [ENGLISH])
    add(ledger, [CHINESE], published="2023-05-19")
    assert [len(members) for members in grouped(ledger)] == [2]
    add(ledger, [CHINESE + "\n"], published="2023-07-19", outlet="Example")
    assert [row for row in _how(ledger) if row == "translation"] == ["translation"]


def _how(ledger: Ledger) -> list[str | None]:
    with ledger.transaction() as connection:
        return list(connection.execute(text("SELECT how FROM families ORDER BY document")).scalars())


def test_made_again_for_other_code(ledger: Ledger) -> None:
    """What other code found is thrown away and found again."""
    add(ledger, TEXTS)
    before = grouped(ledger)
    with ledger.transaction(writes=True) as connection:
        connection.execute(text("UPDATE derived SET version = 'other' WHERE name = 'sketches'"))
        connection.execute(text("UPDATE sketches SET mark = mark + 1"))
        connection.execute(text("UPDATE families SET family = document"))
    assert ledger.fill_copies() == len(TEXTS)
    assert grouped(ledger) == before


def test_what_a_stopped_program_left_is_compared_when_facts_are_asked_for(ledger: Ledger) -> None:
    """Readings that were kept and not compared are compared first."""
    ledger.add_all([(read(each), each.encode(), "x.txt") for each in TEXTS[:3]])
    assert grouped(ledger) == set()
    (fact,) = ledger.facts(indicator="trade")
    assert (fact.sources, [len(members) for members in grouped(ledger)]) == (1, [3])
    ledger.judge(Judgement(Ruling.REJECT, fact.claims[0], by="Anna"))
    assert ledger.facts(indicator="trade")[0].sources == 1


@pytest.mark.parametrize("marks", [0, 1, 700])
def test_shelves_hold_any_number_of_marks(ledger: Ledger, marks: int) -> None:
    """More marks than a database takes at once are asked for in parts."""
    from khorgos.store.sketches import _Shelf

    add(ledger, TEXTS[:1])
    with ledger.transaction(writes=True) as connection:
        shelf = _Shelf(connection, 1)
        shelf.keep("x", range(marks), "x")
        shelf.reading = 2
        assert len(shelf.holders(range(marks))) == marks
