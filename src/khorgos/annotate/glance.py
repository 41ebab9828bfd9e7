"""A short text read by itself: a heading of a table, a caption, a unit.  No sentence, no discourse around it."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.annotate import names, period, quantity
from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import ConceptMention, PeriodMention, QuantityMention
from khorgos.annotate.typography import fold
from khorgos.documents.document import Document, Found
from khorgos.language import load
from khorgos.values import Period

_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=2048)
def glance(text: str, code: str, seen_from: Period | None = None) -> Annotated:
    """The concepts, names and times of a short text, by their places in it; times without a year as seen from there."""
    view = _view(text, code, seen_from)
    view.concepts = {
        room: [ConceptMention(start, end, form, room, concept) for start, end, concept, form in places]
        for room, places in view.pack.found(view.text, view.low).items()
    }
    names.find(view)
    view.periods = period.find(view)
    if not view.periods and _YEAR.fullmatch(text):
        # A heading that is a year alone, in languages that write the word for year behind it.
        view.periods = [PeriodMention(0, len(text), "year", Period.year(int(text)), "DATE", text)]
    return view


def measured(text: str, code: str) -> QuantityMention | None:
    """The one quantity that a short text is, from its first character to its last; None where it is none or more."""
    view = _view(text, code, None)
    found = quantity.find(view)
    if len(found) != 1:
        return None
    whole = found[0].start == 0 and max(found[0].end, found[0].noun_end) >= len(text.rstrip(" ."))
    return found[0] if whole else None


def _view(text: str, code: str, seen_from: Period | None) -> Annotated:
    folded = fold(text)
    document = Document("", text, (), Found(code, "given"))
    return Annotated(document, load(code), folded, folded.lower(), seen_from)
