"""What the kind of a report changes in its reading: entries of a list stand for themselves, an interview has a guest.

Only documents whose `about.kind` says so are read differently; in an article, numbered points go on with each other.
"""

from __future__ import annotations

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import PersonMention
from khorgos.documents.about import Kind
from khorgos.documents.kind import ITEM
from khorgos.extract import turns
from khorgos.values import Party
from khorgos.values.party import PartyKind

# An office stands so near before its holder's name, or behind its comma.
_BEFORE, _BEHIND = 90, 60


def entries(view: Annotated) -> frozenset[int]:
    """Where the entries of a report begin that is a list: each tells a thing of its own; empty for other reports."""
    if view.document.about.kind.value != Kind.LIST:
        return frozenset()
    starts = (sentence.start for sentence in view.sentences)
    return frozenset(at for at in starts if view.text[max(0, at - 1) : at] in ("", "\n") and ITEM.match(view.text, at))


def interviewee(view: Annotated) -> Party | None:
    """The country for which the one speaks who answers in an interview: whom "we" and "our" mean there.

    It is told by the office beside a mention of the name ("Example Land's Minister of Trade NAME"); None without one,
    and where several answer.
    """
    if view.document.about.kind.value != Kind.INTERVIEW:
        return None
    people = {speech.person.surname: speech.person for speech in turns.find(view) if speech.person is not None}
    if len(people) != 1:
        return None
    (surname,) = people
    told = (_office(view, each) for each in view.persons if each.surname == surname)
    return next(filter(None, told), None)


def _office(view: Annotated, person: PersonMention) -> Party | None:
    """The country named first in the words before a name, else in those right behind its comma."""
    begin = view.text.rfind("\n", 0, person.start) + 1
    before = _country(view, max(begin, person.start - _BEFORE), person.start)
    if before is not None or not view.text.startswith(",", person.end):
        return before
    line = view.text.find("\n", person.end)
    return _country(view, person.end, min(person.end + _BEHIND, line if line >= 0 else len(view.text)))


def _country(view: Annotated, start: int, end: int) -> Party | None:
    named = [mention for mention in within(view.parties, start, end) if mention.party.kind is PartyKind.COUNTRY]
    return named[0].party if named else None
