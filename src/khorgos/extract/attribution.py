"""Who is said to say so."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import PersonMention
from khorgos.claims import Attribution


@dataclass(slots=True)
class Speech:
    """A stretch of reported speech: the words, who says them, by what cue.

    `pieces` are the content's places (a split quotation has several); `start`..`end` covers them with cue and source.
    """

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    mode: str
    speaker: str
    source_start: int
    source_end: int
    person: PersonMention | None = None
    cue: str = ""
    said_to: str | None = None


def attribution_at(view: Annotated, speeches: list[Speech], start: int, end: int) -> Attribution:
    """The chain of who is said to say what stands at start..end."""
    return Attribution()
