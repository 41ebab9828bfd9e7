"""What a model is asked for project records: the fields with their meaning, worked examples, a text.

The examples are those of the golden corpus (`tools/prompt_examples.py` makes `record_examples.json`); codes come from
the classes and tables that the answer is held to.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib import resources
from typing import Any

from khorgos.claims import Record
from khorgos.claims.record import FLOW_TYPES, STATUSES
from khorgos.models.prompt import head
from khorgos.referee import Excerpt
from khorgos.referee.record.row import ASKED, BODIES
from khorgos.reference.agencies import sector_name, sectors

_TASK = """\
You read texts about development finance and write down their project records as JSON, the way a coder of AidData \
does: one record for one funder's commitment for one purpose, the text's main one first.
Take numbers, units, dates and terms from the text as they stand there, without sums, conversions or knowledge of your \
own; leave out what the text does not tell. Not the amount: the total of several lenders, a contract's price, what was \
disbursed or is outstanding, a sum in brackets that repeats another, the sum of another project.
"evidence" holds for every field the shortest passage that bears it, copied character by character.
amount: the face value in the currency itself (4.45 million: 4450000); currency: ISO 4217. Dates are written 2015, \
2015-06, 2015-06-09, as precise as the text is. commitment: the day the financing was signed (a pledge: announced); \
start, end: when works or deliveries began and ended, planned_start and planned_end what was only foreseen. rate, \
margin and fees in percent, maturity (grace included) and grace in years. recipients: ISO 3166-1 alpha-3 of where the \
work happens. financiers: who lends or gives; cofinanciers: other funders of the same works; receivers: who borrows or \
is given; implementers: who builds or carries out. Bodies are named in the text's words.
"""


def messages(excerpt: Excerpt) -> list[dict[str, str]]:
    """The messages of one question; the excerpt stands verbatim in the last."""
    told = [{"role": "system", "content": _system()}]
    for example in _examples(excerpt.language):
        told.append({"role": "user", "content": example["text"]})
        told.append({"role": "assistant", "content": json.dumps({"records": example["records"]}, ensure_ascii=False)})
    told.append({"role": "user", "content": f"{head(excerpt)}{excerpt.text}"})
    return told


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema of an answer."""
    fields = {name: _type(name) for name in ASKED}
    evidence = _object({name: {"type": "string"} for name in ASKED})
    record = _object(fields | {"evidence": evidence}, "evidence")
    return _object({"records": {"type": "array", "items": record}}, "records")


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _type(name: str) -> dict[str, Any]:
    if name in (*BODIES, "recipients"):
        return {"type": "array", "items": {"type": "string"}}
    if name in ("amount", *Record.PERCENTS, *Record.YEARS):
        return {"type": "number"}
    codes = {"status": STATUSES, "flow_type": FLOW_TYPES, "sector": sectors()}.get(name)
    return {"type": "string", "enum": list(codes)} if codes else {"type": "string"}


@lru_cache(maxsize=1)
def _system() -> str:
    """The task with its codes."""
    named = ", ".join(f"{code} {sector_name(code).lower()}" for code in sectors())
    lines = [
        _TASK.rstrip(),
        f"fields: {', '.join(ASKED)}",
        f"status: one of {'; '.join(STATUSES)}. A pledge is not yet signed; an EPC contract commits no financing.",
        f"flow_type: one of {'; '.join(FLOW_TYPES)}",
        f"sector, by what the project is for: {named}",
        'Answer with {"records": [...]} and nothing else; {"records": []} where there is none.',
    ]
    return "\n".join(lines)


@lru_cache(maxsize=8)
def _examples(language: str) -> tuple[dict[str, Any], ...]:
    found = json.loads(resources.files(__package__).joinpath("record_examples.json").read_text(encoding="utf-8"))
    return tuple(found.get(language) or found["en"])


def _version() -> str:
    seen = hashlib.sha256(_TASK.encode())
    seen.update(resources.files(__package__).joinpath("record_examples.json").read_bytes())
    return seen.hexdigest()[:8]


VERSION = _version()
