"""What a model answered, read tolerantly: fences, talk around the JSON, an answer that was cut."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Answered:
    """The rows that could be read, and whether the answer was whole."""

    rows: tuple[Any, ...]
    whole: bool


def rows_of(text: str) -> Answered:
    """The rows of an answer; of one that was cut those that are whole."""
    text = _THOUGHT.sub("", text)
    for start in (at for at, letter in enumerate(text) if letter in "{["):
        try:
            value, _ = _DECODER.raw_decode(text, start)
        except ValueError:
            return _cut(text[start:])
        found = _listed(value)
        if found is not None:
            return Answered(tuple(found), whole=True)
    return Answered((), whole=False)


def _listed(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value if not value or isinstance(value[0], dict) else None
    if isinstance(value, dict):
        for name in ("claims", "records", "result", "items"):
            if isinstance(value.get(name), list):
                return list(value[name])
        return [value] if "kind" in value or isinstance(value.get("evidence"), dict) else None
    return None


def _cut(text: str) -> Answered:
    """The whole rows of a list that does not end."""
    rows: list[Any] = []
    at = text.find("[")
    while 0 <= at < len(text):
        at = text.find("{", at)
        if at < 0:
            break
        try:
            row, at = _DECODER.raw_decode(text, at)
        except ValueError:
            break
        rows.append(row)
    return Answered(tuple(rows), whole=False)
