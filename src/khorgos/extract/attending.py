"""Who takes part in an event: whom its name, the people said to meet or its mechanism tell."""

from __future__ import annotations

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import PartyMention
from khorgos.extract.gathering import Gathering
from khorgos.reference import mechanism
from khorgos.values import Party
from khorgos.values.party import PartyKind

# People and the states they come from stand this close: "the heads of state of China", in characters.
_OF = 8
# Between the members of one row stand no more characters than in ", which include ".
_GAP = 24
_MEETINGS = frozenset({"summit", "meeting"})


def attending(view: Annotated, event: Gathering) -> tuple[Party, ...]:
    """The participants of an event; those of its own words, else of the people who meet, else its mechanism's."""
    if event.type not in _MEETINGS or event.rule == "event.joins":
        return event.participants
    if len(event.participants) > 1:
        return event.participants
    return _people(view, event) or event.participants or _members(view, event)


def _people(view: Annotated, event: Gathering) -> tuple[Party, ...]:
    """Whose people meet, in the sentence of the event or the next one, which goes on with it."""
    index = view.sentence_index(event.start)
    if index is None:
        return ()
    stop = view.sentences[min(index + 1, len(view.sentences) - 1)].end
    for hit in view.room("meetings"):
        if hit.concept != "people" or not view.sentences[index].start <= hit.start < stop:
            continue
        row = _row(view, [p for p in within(view.parties, hit.end, stop) if _is_party(p)], hit.end)
        if len(row) > 1:
            return _whole(view, event, _listed(tuple(dict.fromkeys(p.party for p in row))))
    return ()


def _whole(view: Annotated, event: Gathering, row: tuple[Party, ...]) -> tuple[Party, ...]:
    """All whom the event's mechanism joins, where those of a row belong to it: the host is among them."""
    members = _members(view, event)
    codes = {code for party in members for code in (party.code, *party.members)}
    return members if members and all(party.code in codes for party in row) else row


def _listed(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Without a group whose members are listed beside it: "the five countries, which include …"."""
    countries = {party.code for party in parties if party.kind is PartyKind.COUNTRY}
    return tuple(p for p in parties if not (p.members and set(p.members) <= countries))


def _row(view: Annotated, mentions: list[PartyMention], start: int) -> list[PartyMention]:
    row: list[PartyMention] = []
    for mention in mentions:
        between = view.text[row[-1].end if row else start : mention.start]
        if len(between) > (_GAP if row else _OF) or any(mark in between for mark in ".;:"):
            break
        row.append(mention)
    return row


def _is_party(mention: PartyMention) -> bool:
    return mention.form in ("name", "group") and mention.party.kind in (PartyKind.COUNTRY, PartyKind.GROUP)


def _members(view: Annotated, event: Gathering) -> tuple[Party, ...]:
    """The members of the mechanism that an event's name bears."""
    for found in view.mechanisms:
        if event.start <= found.start < event.end or found.alias in (event.core_text, event.name):
            return mechanism(found.code, event.period or view.published)
    return ()
