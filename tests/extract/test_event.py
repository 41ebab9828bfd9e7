"""Events: what met where and when, and which mentions are one event."""

from __future__ import annotations

import datetime as dt

import pytest

from khorgos.claims import Event
from khorgos.documents import from_text
from khorgos.pipeline import read
from khorgos.values import Context


def events(text: str) -> list[Event]:
    """The events of a report of 20 May 2024."""
    reading = read(from_text(text, Context(published=dt.date(2024, 5, 20), language="en")))
    return [claim for claim in reading.claims if isinstance(claim, Event)]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("The second Example Summit took place in Almaty on May 6, 2024.", "summit", "2024-05-06"),
        ("The Example Business Forum opened in Tashkent on March 3, 2024.", "meeting", "2024-03-03"),
        ("Dushanbe hosted the SCO summit in September 2021.", "summit", "2021-09"),
    ],
)
def test_a_dated_meeting_is_an_event(text: str, kind: str, date: str) -> None:
    """An event has the type of its noun and the day of its clause."""
    (event,) = events(text)
    assert (event.type, str(event.date)) == (kind, date)


def test_mentions_of_one_event_are_merged() -> None:
    """A later mention that only points back gives no second event."""
    text = "The second Example Summit took place on May 6, 2024. The summit was the largest so far."
    assert len(events(text)) == 1


@pytest.mark.parametrize("text", ["Trains meeting the standard run daily.", "He met reporters at a press conference."])
def test_other_meetings_are_none(text: str) -> None:
    """What is not a meeting between parties gives no event."""
    assert events(text) == []
