"""Where a text names the bodies that a reader writes down, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from khorgos.annotate import Annotated, within
from khorgos.claims import Agency
from khorgos.extract.record.bodies import Body, bodies
from khorgos.extract.record.draft import agency_of
from khorgos.extract.record.grammar import pattern
from khorgos.referee.passage import Passage, find
from khorgos.referee.row import party_of
from khorgos.values.party import PartyKind

_ASIDE = re.compile(r" ?[(\[]([^()\[\]]*)[)\]]")
_SHORT = 14
# Words may be left out of a name, none may be added to it.
_STANDS = frozenset({"verbatim", "typography", "shortened"})


def placed(view: Annotated, name: str, passages: Sequence[Passage]) -> Passage | None:
    """Where a body is named: in one of the passages, else anywhere in the text; None where it is not.

    "Government of Kenya" is also named where a passage speaks of the Kenyan government.
    """
    for form in dict.fromkeys((name, _ASIDE.sub("", name).strip())):
        places = [place for place in _places(view, form) if place.how in _STANDS] if form else []
        inside = (place for place in places if any(p.start <= place.start and place.end <= p.end for p in passages))
        found = next(inside, places[0] if places else None)
        if found is not None:
            return found
    return _government(view, name, passages)


def _places(view: Annotated, name: str) -> list[Passage]:
    """Every place of a name, in small letters where it does not stand as it is."""
    text = view.document.text
    found = find(text, name)
    return found or (find(view.low, name.lower()) if len(view.low) == len(text) else [])


def _government(view: Annotated, name: str, passages: Sequence[Passage]) -> Passage | None:
    """Where a passage speaks of a country's government, by the country's name or adjective."""
    head = pattern(view.pack.code, r"<government_of> (?:the )?").match(name.lower())
    party = party_of(name[head.end() :], view.pack.code) if head else None
    if party is None or party.kind is not PartyKind.COUNTRY:
        return None
    told = pattern(view.pack.code, r"\b<governments>\b")
    for passage in passages:
        for mention in within(view.parties, passage.start, passage.end):
            if mention.party == party and told.search(view.low, mention.end, passage.end):
                return Passage(mention.start, mention.end, "typography")
    return None


def agency(view: Annotated, name: str, place: Passage, recipients: Iterable[str]) -> Agency:
    """The body named at a place, with its type and whose it is as far as its words or the register tell."""
    printed = view.document.text[place.start : place.end]
    aside = _ASIDE.search(printed) or _ASIDE.match(view.document.text, place.end)
    own = _ASIDE.sub("", printed).strip() or printed
    short = aside[1] if aside and " " not in aside[1] and len(aside[1]) <= _SHORT else ""
    sentence = view.sentence_at(place.start)
    around = bodies(view, sentence.start, sentence.end) if sentence else []
    known = [each for each in around if each.start < place.end and place.start < each.end]
    # A name that holds a known one whole, or lies in it, is that body under the words of the reader.
    same = next((each for each in known if _within(each, place)), None)
    party = next((m.party for m in view.parties if (m.start, m.end) == (place.start, place.end)), None)
    if party is not None and party.kind is PartyKind.COUNTRY and same is None:
        return agency_of(Body(place.start, place.end, name, "government", party.code), recipients)
    body = same or Body(place.start, place.end, own)
    return agency_of(replace(body, name=own, start=place.start, end=place.end, short=short or body.short), recipients)


def _within(body: Body, place: Passage) -> bool:
    return (place.start <= body.start and body.end <= place.end) or (
        body.start <= place.start and place.end <= body.end
    )
