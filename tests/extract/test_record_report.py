"""Project records of reports: one beside each project, from its own sentences, and nothing where none is told."""

from __future__ import annotations

import datetime as dt
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from khorgos.claims import Record
from khorgos.documents import from_text
from khorgos.pipeline import Reading, read
from khorgos.values import Context

LOAN = (
    "Kenya and China sign loan for Northtown port\n\n"
    "NAIROBI, June 10, 2015 (Example Wire) -- China Eximbank and the Government of Kenya on June 9, 2015 signed an RMB "
    "620 million government concessional loan agreement for the Northtown Port Project. The loan carries a 2% interest "
    "rate and a 20-year maturity.\n\n"
    "Example Harbour Works Co., Ltd. is the contractor responsible for implementation. Construction of the port will "
    "begin in October 2015.\n\n"
    "Trade between the two countries reached $5 billion in 2014.\n"
)
TWO = (
    "MANILA, May 5, 2021 (Example Wire) -- The Asian Development Bank has approved a $40 million loan for the "
    "Southtown Water Supply Project in Fiji.\n\n"
    "The World Bank will lend $75 million for the Westtown Hospital in Mongolia.\n"
)


def reading(text: str, published: dt.date | None = None) -> Reading:
    """A report read."""
    return read(from_text(text, Context(language="en", published=published)))


def named(found: Reading, name: str) -> Record:
    """The record of a project by a part of its name."""
    return next(record for record in found.records if name in (record.name or ""))


def test_a_report_of_a_loan_gives_a_record_beside_its_claim() -> None:
    """The record holds what its sentences tell, and the ids of the project claims that it stands beside."""
    found = reading(LOAN)
    record = found.records[0]

    assert len(found.records) == 1
    assert (str(record.money), record.flow_type, record.status) == ("620000000 CNY", "Loan", "Pipeline: Commitment")
    assert (str(record.commitment), str(record.planned_start)) == ("2015-06-09", "2015-10")
    assert [agency.name for agency in record.financiers] == ["China Eximbank"]
    assert (record.rate, record.maturity) == (2, 20)
    assert set(record.claims) == {claim.id for claim in found.of("project")}


def test_every_field_of_a_report_s_record_stands_in_the_report() -> None:
    """The words behind each field are the report's, at their place."""
    for passage in reading(LOAN).records[0].passages:
        span = passage.ground.span
        assert LOAN[span.start : span.end] == passage.ground.text
        assert passage.ground.text in passage.sentence_text


def test_two_projects_are_two_records_each_with_its_own_sum_and_country() -> None:
    """What is said of one project is not taken for the other."""
    found = reading(TWO)
    water, hospital = named(found, "Southtown"), named(found, "Westtown")

    assert (water.amount, [str(party) for party in water.recipients]) == (40_000_000, ["FJI"])
    assert (hospital.amount, [str(party) for party in hospital.recipients]) == (75_000_000, ["MNG"])
    assert water.status == "Pipeline: Commitment"


def test_a_loan_without_a_named_project_is_a_record_too() -> None:
    """A loan signed for the budget names no works."""
    found = reading(
        "ULAANBAATAR, May 4, 2021 (Example Wire) -- The Government of Mongolia and China Eximbank signed a loan "
        "agreement of $50 million on Monday.\n"
    )

    assert [(record.amount, record.flow_type) for record in found.records] == [(50_000_000, "Loan")]


def test_a_report_of_trade_gives_no_record() -> None:
    """Sums alone make no project."""
    assert not reading("ASTANA, May 4, 2021 (Example Wire) -- Kazakhstan exported goods worth $5 billion.\n").records


def test_what_lies_behind_the_report_s_day_is_only_planned() -> None:
    """A day after publication is when works shall end, not when they ended."""
    text = "NAIROBI, May 4, 2021 (Example Wire) -- China Eximbank lends $50 million for the Northtown Bridge in Kenya. "
    record = reading(text + "It was opened for traffic in 2030.\n", dt.date(2021, 5, 4)).records[0]

    assert (record.end, str(record.planned_end)) == (None, "2030")


def test_records_are_the_same_whoever_asks_first() -> None:
    """A reading that went to another process, one asked by several threads and one asked twice tell the same."""
    records = reading(LOAN).records
    shared = reading(LOAN)
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda _: shared.records, range(8)))

    sent = pickle.loads(pickle.dumps(reading(LOAN)))
    assert sent.records == records == shared.records
    assert sent == shared
    assert told == [records] * 8


def test_a_dateline_signs_nothing_and_what_is_added_is_a_margin() -> None:
    """The agency of the dateline is no borrower; what is added to LIBOR is a margin."""
    text = (
        "NAIROBI, May 4, 2020 (Example Wire) -- On May 3, 2020, China Eximbank and Northtown Power Company Limited "
        "signed a $90 million loan agreement for the Westtown Dam Project in Kenya. "
        "The interest rate is 6-month LIBOR plus 3%."
    )
    record = read(from_text(text, Context(published=dt.date(2020, 5, 4), language="en"))).records[0]
    assert [each.name for each in record.receivers] == ["Northtown Power Company Limited"]
    assert (record.margin, record.rate) == (Decimal(3), None)
