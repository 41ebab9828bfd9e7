"""Editions to publish: the example reports of the repository, and made-up records with everything in them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from khorgos import Ledger, read
from khorgos.claims import Agency, Record, Relation
from khorgos.claims.judgement import Judgement, Ruling
from khorgos.publish import About, Edition, LeftOut, Recorded, publish
from khorgos.store.edition import edition_of
from khorgos.values import Party, Period, Quantity

EXAMPLES = Path(__file__).parents[2] / "examples"
ABOUT = About(
    title="Examples", publisher="Example Institute", reference="XX-EXAMPLE-1", licence="CC-BY-4.0",
    base="https://data.example.org",
)  # fmt: skip

Written = tuple[bytes, list[LeftOut]]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The example reports; a person accepted one claim of theirs."""
    place = tmp_path_factory.mktemp("publish") / "examples.db"
    ledger = Ledger(place)
    for path in sorted(EXAMPLES.iterdir()):
        ledger.add(read(path), path.read_bytes(), str(path))
    claim = ledger.facts(kind="figure")[0].claims[0]
    ledger.judge(Judgement(Ruling.ACCEPT, claim, by="Ana Example", reason="as printed", at="2026-11-25T00:00:00+00:00"))
    return edition_of(ledger, ABOUT)


def loan(**altered: object) -> Recorded:
    """A loan with everything that a record can say."""
    fields: dict[str, object] = {
        "document": "d1",
        "name": "Example Hydropower Station",
        "recipients": (Party.country("KGZ"),),
        "location": "Osh",
        "sector": "230",
        "financiers": (Agency("Export-Import Bank of China", "State-owned Policy Bank", "Chinese", "CHN"),),
        "receivers": (Agency("Ministry of Finance", "Government Agency", "Recipient", "KGZ"),),
        "implementers": (Agency("Example Works", "Private Sector", "Other"),),
        "guarantors": (Agency("Government of Kyrgyzstan", "Government Agency", "Recipient", "KGZ"),),
        "money": Quantity.of("386000000", "USD"),
        "amount_kind": "committed",
        "flow_type": "Loan",
        "status": "Completion",
        "commitment": Period.parse("2012-07-11"),
        "start": Period.parse("2014"),
        "end": Period.parse("2017-08"),
        "rate": Decimal(2),
        "maturity": Decimal(20),
        "grace": Decimal("6.5"),
        "relations": (Relation("parent", "p1"), Relation("predecessor", "p0")),
    }
    return Recorded(Record(**(fields | altered)), ("The bank lent 386 million dollars for the station.",))


@pytest.fixture
def make_loan() -> Callable[..., Recorded]:
    """Builds a loan."""
    return loan


@pytest.fixture
def of_records() -> Callable[..., Edition]:
    """Builds an edition of records, made on 25 November 2026."""

    def build(*records: Recorded) -> Edition:
        about = replace(ABOUT, made=dt.datetime(2026, 11, 25, tzinfo=dt.UTC).isoformat())
        return Edition(about, records=lambda: records)

    return build


@pytest.fixture
def write() -> Callable[[Edition, str], Written]:
    """Publishes into memory."""

    def into_memory(edition: Edition, form: str) -> Written:
        out = io.BytesIO()
        left = publish(edition, form, out)
        return out.getvalue(), left

    return into_memory
