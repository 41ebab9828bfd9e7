"""The JSON Schema of claims, made from the classes themselves."""

from __future__ import annotations

from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from khorgos.claims.agreement import Agreement
from khorgos.claims.base import Claim
from khorgos.claims.event import EVENT_TYPES, Event
from khorgos.claims.figure import BASES, INDICATORS, MEASURES, Figure
from khorgos.claims.mechanism import Mechanism
from khorgos.claims.project import Project
from khorgos.claims.statement import MODES, Statement
from khorgos.values import Bound, Party, Period

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT = {"type": "string"}
_PLACE = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
_PERIOD = {"type": "string", "description": "2023, 2023-Q1, 2023-05, 2023-05-18, 2015/2022, 1992/.. (values.Period)"}
_PARTY = {"type": "string", "description": "an ISO 3166-1 alpha-3 code, or the name of a group, region or body"}

# Fields that take one of a list of codes.
_CODES: dict[tuple[str, str], tuple[str, ...]] = {
    ("figure", "indicator"): INDICATORS,
    ("figure", "measure"): MEASURES,
    ("figure", "basis"): BASES,
    ("figure", "bound"): tuple(bound.value for bound in Bound),
    ("project", "bound"): tuple(bound.value for bound in Bound),
    ("event", "type"): EVENT_TYPES,
    ("statement", "mode"): MODES,
}


# Fields of every kind that stand only where there is something to say.
_MAY_LACK = frozenset({"alternatives", "confidence", "accepted", "page", "cell", "recognised"})


def json_schema() -> dict[str, Any]:
    """A schema for one claim as `Claim.as_dict` gives it: one of the six kinds."""
    kinds: tuple[type[Claim], ...] = (Figure, Project, Event, Mechanism, Agreement, Statement)
    return {
        "$schema": DIALECT,
        "title": "Claim",
        "description": "What a document says, with the passage that bears it.",
        "oneOf": [{"$ref": f"#/$defs/{kind.kind}"} for kind in kinds],
        "$defs": {kind.kind: _kind(kind) for kind in kinds}
        | {"ground": _ground(), "attribution": _attribution(), "alternative": _alternative()},
    }


def _kind(kind: type[Claim]) -> dict[str, Any]:
    said = {name: _field(kind, name) for name in kind.SAYS}
    needed = [name for name in kind.SAYS if _annotation(kind, name) in (str, Decimal)]
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {"kind": {"const": kind.kind}} | said | _common(),
        "required": ["kind", *needed, *(name for name in _common() if name not in _MAY_LACK)],
        "additionalProperties": False,
    }


def _field(kind: type[Claim], name: str) -> dict[str, Any]:
    codes = _CODES.get((kind.kind, name))
    if codes:
        return {"enum": list(codes)}
    return _of(_annotation(kind, name))


def _annotation(kind: type[Claim], name: str) -> Any:
    hints = get_type_hints(kind)
    if name in hints:
        return hints[name]
    getter = getattr(kind, name).fget
    return get_type_hints(getter)["return"]


def _of(annotation: Any) -> dict[str, Any]:
    if get_origin(annotation) is tuple:
        return {"type": "array", "items": _of(get_args(annotation)[0])}
    chosen = [part for part in get_args(annotation) if part is not NoneType]
    plain = chosen[0] if chosen else annotation
    simple = {str: _TEXT, int: {"type": "integer"}, Decimal: {"type": "number"}, Period: _PERIOD, Party: _PARTY}
    return dict(simple.get(plain, {}))


_PAGE = {"type": "integer", "minimum": 1, "description": "the page of a paginated document on which it begins"}
_FROM_ONE = {"type": "integer", "minimum": 1}
_CELL = {
    "type": "object",
    "description": "the cell of a table that holds it, counted from 1",
    "properties": dict.fromkeys(("table", "row", "column"), _FROM_ONE),
    "required": ["table", "row", "column"],
    "additionalProperties": False,
}


def _common() -> dict[str, Any]:
    return {
        "evidence": _TEXT | {"description": "the passage"},
        "sentence": _TEXT | {"description": "the sentence it stands in"},
        "attribution": {"$ref": "#/$defs/attribution"},
        "id": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "span": _PLACE,
        "page": _PAGE,
        "cell": _CELL,
        "recognised": {"const": True, "description": "its words were read off a picture (OCR)"},
        "document": _TEXT | {"description": "the document's id"},
        "rule": _TEXT,
        "readers": {"type": "array", "items": {"enum": ["grammar", "model", "person"]}, "minItems": 1},
        "grounds": {"type": "array", "items": {"$ref": "#/$defs/ground"}},
        "alternatives": {"type": "array", "items": {"$ref": "#/$defs/alternative"}},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "accepted": {"const": "auto"},
    }


def _ground() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "the words that one field was read from",
        "properties": {"field": _TEXT, "span": _PLACE, "text": _TEXT, "anchor": _PERIOD, "page": _PAGE, "cell": _CELL},
        "required": ["field", "span", "text"],
        "additionalProperties": False,
    }


def _alternative() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "what another reader gave for one field, and the rule that chose otherwise",
        "properties": {"field": _TEXT, "reader": _TEXT, "value": {}, "rule": _TEXT},
        "required": ["field", "reader", "rule"],
        "additionalProperties": False,
    }


def _attribution() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "who is said to say so",
        "properties": dict.fromkeys(("speaker", "agency", "outlet"), _TEXT),
        "additionalProperties": False,
    }
