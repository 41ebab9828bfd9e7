"""What a model is asked: the kinds of claim as the classes define them, a few worked examples, an excerpt.

The field descriptions come from the claim classes and their JSON Schema, the examples from `examples.json`, which
`tools/prompt_examples.py` makes from the golden corpus: a model is shown what the gate holds the grammar to.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib import resources
from typing import Any

from khorgos.claims import KINDS
from khorgos.claims.schema import json_schema
from khorgos.referee import Excerpt

_TASK = """\
You read reports about international cooperation and list every claim that the text makes, as JSON.
A claim is what the text says, not what is true: take numbers, units, bounds and periods from the text as they stand \
there, without sums or knowledge of your own. For every claim give "evidence": the shortest passage that bears it, \
copied character by character.
Periods are written 2023, 2023-Q1, 2023-05, 2023-05-18, 2015/2022, 1992/..; a relative one is resolved from the day of \
publication, which stands in brackets before the text with whom \
the text spoke of last; null where the text gives none. Parties are ISO 3166-1 alpha-3 codes, or names of groups and \
bodies. \
Values are plain numbers in the unit itself (4.45 billion dollars: 4450000000, "USD"); a fall is a negative change. \
Who is said to say so stands in "attribution": speaker, agency, outlet, as far as the text names them.
Leave out what a kind does not have. Answer with {"claims": [...]} and nothing else; {"claims": []} where there is none.
"""
# Fields that a reader outside does not give: they are ours.
_OURS = ("id", "span", "document", "rule", "readers", "grounds", "sentence", "alternatives", "confidence", "accepted")


def messages(excerpt: Excerpt) -> list[dict[str, str]]:
    """The messages of one question; the excerpt stands verbatim in the last."""
    told = [{"role": "system", "content": _system()}]
    for example in _examples(excerpt.language):
        told.append({"role": "user", "content": example["text"]})
        told.append({"role": "assistant", "content": json.dumps({"claims": example["claims"]}, ensure_ascii=False)})
    told.append({"role": "user", "content": f"{head(excerpt)}{excerpt.text}"})
    return told


def head(excerpt: Excerpt) -> str:
    """What governs the excerpt and does not stand in it, in a short line: every character is sent and paid for."""
    parties = ", ".join(excerpt.parties[:2])
    governs = parties or (excerpt.title if excerpt.title and excerpt.title not in excerpt.text else "")
    return f"[{excerpt.published or 'no date'}{'; ' if governs else ''}{governs}]\n"


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema of an answer: our own schema of claims without what is ours to add."""
    ours = json_schema()
    kinds = {name: _outside(ours["$defs"][name]) for name in KINDS}
    claims = {"type": "array", "items": {"anyOf": list(kinds.values())}}
    return {"type": "object", "properties": {"claims": claims}, "required": ["claims"], "additionalProperties": False}


def _outside(kind: dict[str, Any]) -> dict[str, Any]:
    properties = {name: value for name, value in kind["properties"].items() if name not in _OURS}
    properties["attribution"] = {
        "type": "object",
        "properties": {link: {"type": "string"} for link in ("speaker", "agency", "outlet")},
        "additionalProperties": False,
    }
    needed = [name for name in kind["required"] if name in properties]
    return kind | {"properties": properties, "required": needed}


@lru_cache(maxsize=1)
def _system() -> str:
    """The task with the kinds and their fields."""
    lines = [_TASK, "The kinds and their fields:"]
    for name, kind in KINDS.items():
        fields = {field: value for field, value in schema_of(name)["properties"].items() if field != "kind"}
        lines.append(f"{name}: {' '.join((kind.__doc__ or '').split())}")
        lines += [f"  {field}: one of {', '.join(v['enum'])}" for field, v in fields.items() if "enum" in v]
        lines.append(f"  fields: {', '.join(fields)}")
    return "\n".join(lines)


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of one kind, as it is asked for."""
    return _outside(json_schema()["$defs"][kind])


@lru_cache(maxsize=8)
def _examples(language: str) -> tuple[dict[str, Any], ...]:
    text = resources.files(__package__).joinpath("examples.json").read_text(encoding="utf-8")
    found = json.loads(text)
    return tuple(found.get(language) or found["en"])


def _version() -> str:
    seen = hashlib.sha256(_TASK.encode())
    seen.update(resources.files(__package__).joinpath("examples.json").read_bytes())
    return seen.hexdigest()[:8]


VERSION = _version()
