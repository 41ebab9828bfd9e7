"""Lists of papers: entries under a line that says what was done with all of them ("Documents signed on 17 May: …")."""

from __future__ import annotations

import re

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PeriodMention
from khorgos.documents.about import Kind
from khorgos.extract.gathering import usable
from khorgos.values import Party
from khorgos.values.party import PartyKind

_ENTRY = re.compile(r"\s*(?:[-*•▪■·+]|\d{1,2}[.)]|[a-z]\))\s+\S")
# A line over a list has no more characters than a long sentence.
_LONG = 400
# A line that only leads over to its list: "They are:".
_SHORT = 40


def intro(view: Annotated, at: int) -> tuple[int, int] | None:
    """The line over the list in whose entry a place stands; None where it stands in no entry."""
    start = view.text.rfind("\n", 0, at) + 1
    if not _ENTRY.match(view.text, start):
        return None
    while start > 0:
        end = start - 1
        start = view.text.rfind("\n", 0, end) + 1
        if view.text[start:end].strip() and not _ENTRY.match(view.text, start):
            start = _before(view, start) if end - start < _SHORT and view.text[end - 1] == ":" else start
            return (start, end) if end - start < _LONG else None
    return None


def _over(view: Annotated, at: int) -> list[tuple[int, int]]:
    """The line over the list, and the title of a report that is nothing but its list."""
    line, title = intro(view, at), view.document.title
    if line is None or title is None or title.span is None or view.document.about.kind.value != Kind.LIST:
        return [line] if line else []
    return list(dict.fromkeys([line, (title.span.start, title.span.end)]))


def _before(view: Annotated, start: int) -> int:
    """Where the paragraph begins that a short line goes on with: "They signed five papers" over "They are:"."""
    end = len(view.text[:start].rstrip())
    return view.text.rfind("\n", 0, end) + 1 if end else start


def done(view: Annotated, at: int, verbs: list[ConceptMention]) -> ConceptMention | None:
    """What the line over a list says is done with its entries."""
    return next((said[-1] for line in _over(view, at) if (said := within(verbs, *line))), None)


def day(view: Annotated, at: int) -> PeriodMention | None:
    """The day that the line over a list gives."""
    told = ([p for p in within(view.periods, *line) if usable(p)] for line in _over(view, at))
    return next((days[-1] for days in told if days), None)


def parties(view: Annotated, at: int) -> tuple[Party, ...]:
    """The states that the line over a list names, towns counted for theirs."""
    return next(filter(None, (_states(view, *line) for line in _over(view, at))), ())


def _states(view: Annotated, start: int, end: int) -> tuple[Party, ...]:
    line = start, end
    named = [(m.start, m.party) for m in within(view.parties, *line) if m.party.kind is PartyKind.COUNTRY]
    named += [(p.start, Party.country(p.country)) for p in within(view.places, *line) if p.country]
    found = tuple(dict.fromkeys(party for _, party in sorted(named, key=lambda each: each[0])))
    return found if len(found) > 1 else ()
