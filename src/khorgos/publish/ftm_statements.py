"""FollowTheMoney statements: every property of the entities on a line of its own (`ftm aggregate-statements`).

The same as `ftm`, told value by value, each with the report that bears it as its origin.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import BinaryIO

from khorgos.publish.edition import Edition, LeftOut
from khorgos.publish.ftm import Entity, entities

DATASET = "khorgos"
# The property under which an entity is told to be there at all (followthemoney.statement.util).
BASE = "id"


def write(edition: Edition, out: BinaryIO) -> Iterator[LeftOut]:
    """The statements, an entity after another."""
    left: list[LeftOut] = []
    seen = edition.about.made or None
    for entity in entities(edition, left):
        out.writelines(
            json.dumps(_statement(entity, prop, value, seen), ensure_ascii=False).encode() + b"\n"
            for prop, value in _told(entity)
        )
    yield from left


def _told(entity: Entity) -> Iterator[tuple[str, str]]:
    yield BASE, entity["id"]
    for prop, values in entity["properties"].items():
        for value in dict.fromkeys(values):
            yield prop, value


def _statement(entity: Entity, prop: str, value: str, seen: str | None) -> dict[str, object]:
    key = f"{DATASET}.{entity['id']}.{prop}.{value}"
    return {
        # It stands first, so that lines sort by it.
        "canonical_id": entity["id"],
        "entity_id": entity["id"],
        "prop": prop,
        "schema": entity["schema"],
        "value": value,
        "dataset": DATASET,
        "lang": None,
        "original_value": None,
        "first_seen": seen,
        "last_seen": seen,
        "external": False,
        "origin": next(iter(entity["properties"].get("proof", ())), None),
        "id": hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),
    }
