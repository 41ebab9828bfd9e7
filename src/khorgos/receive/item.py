"""A report as a file of another tells it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from khorgos.documents.told import Fields, told_bytes

# What is known of a report, by the names that the head of its bytes has.
HEAD = ("title", "outlet", "published", "language", "address", "agency", "report", "authors")


@dataclass(frozen=True, slots=True)
class Report:
    """A report with the passages and claims that a file tells of it; `data` opens as a document."""

    data: bytes

    @staticmethod
    def of(head: dict[str, str], told: list[Told]) -> Report:
        """Of what is known of it and of what is told of it."""
        return Report(told_bytes({name: head.get(name, "") for name in HEAD}, told))

    @property
    def id(self) -> str:
        """The id that its document will have."""
        return hashlib.sha256(self.data).hexdigest()[:32]


class Told(NamedTuple):
    """A passage with the fields told of it; no fields for a passage that bears a project record only."""

    passage: str
    fields: Fields = ()
