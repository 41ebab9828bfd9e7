"""A record's plain form (`Record.as_dict`, a row's `body` in the ledger) as a record again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from khorgos.claims import Agency, Passage, Record, Relation
from khorgos.claims.evidence import Ground
from khorgos.records.intake import party
from khorgos.records.sheet import BODIES
from khorgos.values import Period, Quantity, Span


def record_of(body: dict[str, Any]) -> Record:
    """The record that a body tells, without its passages."""
    fields: dict[str, Any] = {name: body[name] for name in _PLAIN if name in body}
    fields |= {name: Period.parse(body[name]) for name in Record.PERIODS if name in body}
    fields |= {name: Decimal(str(body[name])) for name in (*Record.PERCENTS, *Record.YEARS) if name in body}
    fields |= {name: tuple(Agency(**each) for each in body[name]) for name in BODIES if name in body}
    fields |= {name: tuple(body[name]) for name in ("instruments", "proxies", "readers", "claims") if name in body}
    fields |= {name: tuple((a, b) for a, b in body[name]) for name in ("details", "native_names") if name in body}
    if "money" in body:
        fields["money"] = Quantity.parse(body["money"])
    if "recipients" in body:
        fields["recipients"] = tuple(party(code) for code in body["recipients"])
    if "relations" in body:
        fields["relations"] = tuple(Relation(**each) for each in body["relations"])
    return Record(**fields)


_PLAIN = (
    "document", "source", "number", "name", "location", "sector", "collateral", "amount_kind", "estimated", "flow_type",
    "intent", "status", "reference_rate", "umbrella", "covid",
)  # fmt: skip


def with_passages(record: Record, body: Mapping[str, Any], text: str) -> Record:
    """The record with its passages as they stand in a text that holds their sentences; one that it lacks is left."""
    return replace(record, passages=tuple(filter(None, (_passage(each, text) for each in body.get("passages", ())))))


def _passage(told: Mapping[str, Any], text: str) -> Passage | None:
    sentence = " ".join(str(told["sentence"]).split())
    words, begin = " ".join(str(told["text"]).split()), text.find(sentence)
    if begin < 0:
        return None
    at = max(sentence.find(words), 0)
    span = Span(begin + at, min(begin + at + len(words), begin + len(sentence)))
    ground = Ground(str(told["field"]), span, span.of(text))
    return Passage(ground, Span(begin, begin + len(sentence)), sentence, str(told.get("rule", "")))
