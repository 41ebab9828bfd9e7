"""A ledger, or what filters let through of it, as an edition that can be published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from khorgos.claims.fact import Fact
from khorgos.publish import About, Edition, Recorded, Telling
from khorgos.records.body import record_of
from khorgos.store.code import code_version
from khorgos.store.ledger import Ledger
from khorgos.store.recording import RecordFilters
from khorgos.telling import one_line

# So many facts have their claims read at once.
_AT_ONCE = 500


def edition_of(
    ledger: Ledger, about: About, asked: dict[str, Any] | None = None, records: RecordFilters | None = None
) -> Edition:
    """The facts that filters let through (`Ledger.facts`), project records, and the reports behind both.

    `made` is the moment when a report was last added or a ruling made, so that the same ledger gives the same edition.
    """
    facts = ledger.facts(**(asked or {}))
    rows = ledger.records(records)
    documents = {str(row["id"]): row for row in ledger.documents("read")}
    told = {printing.document for some in _batches(facts) for printing in _printings(ledger, some).values()}
    told |= {str(row["body"].get("document")) for row in rows}
    rulings = ledger.every_ruling()
    moments = [str(row["added_at"]) for row in documents.values()] + [str(row["made_at"]) for row in rulings]
    return Edition(
        about=replace(about, made=about.made or max(moments, default=""), version=about.version or code_version()),
        facts=lambda: _tellings(ledger, facts),
        records=lambda: _records(rows),
        documents={name: row for name, row in sorted(documents.items()) if name in told},
        verdicts=ledger.verdicts(),
    )


def _tellings(ledger: Ledger, facts: list[Fact]) -> Iterator[Telling]:
    for some in _batches(facts):
        printings = _printings(ledger, some)
        yield from (Telling.of(fact, printings) for fact in some)


def _printings(ledger: Ledger, facts: list[Fact]) -> dict[str, Any]:
    return dict(ledger.printings_of(claim for fact in facts for claim in fact.claims))


def _batches(facts: list[Fact]) -> Iterator[list[Fact]]:
    for start in range(0, len(facts), _AT_ONCE):
        yield facts[start : start + _AT_ONCE]


def _records(rows: list[dict[str, Any]]) -> Iterator[Recorded]:
    for row in rows:
        sentences = dict.fromkeys(one_line(passage["sentence"]) for passage in row["body"].get("passages", ()))
        yield Recorded(record_of(row["body"]), tuple(sentences), tuple(row["body"].get("passages", ())))
