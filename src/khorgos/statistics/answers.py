"""Requests and answers, as the protocols need them: the seam between this room and whatever opens connections."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from khorgos.errors import StatisticsFault

# How often a source that is busy (429, 502, 503, 504) is asked again, and how long at most it is waited for.
TRIES = 4
LONGEST_WAIT = 60.0
# Refusals in XML or HTML are told by their words alone.
_TAG = re.compile(r"<[^>]*>")
_BUSY = frozenset({429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Request:
    """One GET: `address` holds no secret and is kept with the answer; `secret` headers are sent and never kept."""

    address: str
    accept: str = "application/json"
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status code, the headers (names in lower case), the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Get = Callable[[Request], Answer]


def asked(get: Get, request: Request, sleep: Callable[[float], None] = time.sleep) -> Answer:
    """The answer of a source that may be busy: it is asked again after the time that it names, a few times.

    Raises StatisticsFault with what the source said where it stays busy; other refusals come back as they are.
    """
    for attempt in range(TRIES):
        answer = get(request)
        if answer.status not in _BUSY:
            return answer
        if attempt < TRIES - 1:
            sleep(min(_wait(answer, attempt), LONGEST_WAIT))
    raise StatisticsFault(
        f"the source stays busy (HTTP {answer.status}{_words(answer)}).",
        place=request.address,
        mend="Ask for fewer years at once, or later: what was fetched before is kept.",
    )


def refused(request: Request, answer: Answer, mend: str = "") -> StatisticsFault:
    """The fault of an answer that is no data, with the source's own words."""
    return StatisticsFault(
        f"the source refuses (HTTP {answer.status}{_words(answer)}).", place=request.address, mend=mend
    )


def beginning(body: bytes) -> str:
    """The first words of an answer, to be shown where it cannot be read."""
    return body[:80].decode("utf-8", "replace")


def _wait(answer: Answer, attempt: int) -> float:
    told = answer.headers.get("retry-after", "")
    return float(told) if told.replace(".", "", 1).isdigit() else 2.0**attempt


def _words(answer: Answer, limit: int = 200) -> str:
    text = " ".join(_TAG.sub(" ", answer.body[:4000].decode("utf-8", "replace")).split())
    return f": {text[:limit]}" if text else ""
