"""Whether a kept claim still stands in its document: the passage at its place, its number in it, its speaker named.

A claim cannot be built otherwise; this holds what has been kept, moved or brought in from elsewhere to the same test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from khorgos.annotate.reread import GrammarReread
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.reference.tables import LANGUAGES

_WORD = re.compile(r"[^\W\d_]{2,}")
# Endings change by case: a name is there where the beginnings of its words are.
_STEM = 5


def check(texts: Mapping[str, str], languages: Mapping[str, str], printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every claim whose document (id -> text, id -> language) is given."""
    for printing in printings:
        text = texts.get(printing.document)
        if text is not None and printing.said.get("span"):
            yield from _claim(printing, text, languages.get(printing.document, "en"))


def _claim(printing: Printing, text: str, language: str) -> Iterator[Finding]:
    first, last = printing.said["span"]
    if text[first:last] != printing.word("evidence"):
        sum_ = f"{first}-{last}: {text[first:last][:60]!r}"
        yield Finding("evidence", Severity.ERROR, (printing.id,), say("evidence.moved"), sum_)
        return
    grounds = printing.said.get("grounds") or []
    if any(text[ground["span"][0] : ground["span"][1]] != ground["text"] for ground in grounds):
        yield Finding("evidence", Severity.ERROR, (printing.id,), say("evidence.moved"))
    elif not _borne(printing, grounds, language):
        yield Finding("evidence", Severity.ERROR, (printing.id,), say("evidence.number"), printing.number)
    speaker = str((printing.said.get("attribution") or {}).get("speaker") or "")
    if speaker and not _named(speaker, text):
        yield Finding("evidence", Severity.ERROR, (printing.id,), say("evidence.speaker"), speaker)


def _borne(printing: Printing, grounds: Sequence[Mapping[str, Any]], language: str) -> bool:
    """Whether the words behind the value can be read as its number; a claim that names no words is passed."""
    low = printing.said.get("value", printing.said.get("amount"))
    words = [str(ground["text"]) for ground in grounds if ground["field"] == "value"]
    if low is None or not words:
        return True
    wanted = abs(Decimal(str(low)))
    # A document may have blocks in other languages.
    readers = (GrammarReread(each) for each in dict.fromkeys((language, *LANGUAGES)))
    return any(
        wanted in (abs(quantity.low), abs(quantity.high))
        for reread in readers
        for word in words
        for quantity in reread.quantities(word)
    )


def _named(speaker: str, text: str) -> bool:
    low = text.casefold()
    words = _WORD.findall(speaker.casefold())
    return any(word[:_STEM] in low for word in words) or speaker.casefold() in low
