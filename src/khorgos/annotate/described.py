"""States told by what they are: "the West African country", "the sultanate", "the island nation".

The country is the one named last before that is of this kind; before any is named, the first place of the report
whose country is.  Where there is none, a region's name that only describes a state is no party.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import PartyMention
from khorgos.language import load
from khorgos.reference.states import of_kind
from khorgos.values import Party
from khorgos.values.party import PartyKind


def find(view: Annotated) -> None:
    """Put the countries that are meant into the view's parties."""
    words = _words(view.pack.code)
    if words is None:
        return
    regions = [m for m in view.parties if m.form == "group" and words[0].match(view.low, m.end)]
    kinds = list(words[1].finditer(view.low)) if any(form in view.low for form in words[2]) else []
    if not (regions or kinds):
        return
    meant = [_meant(view, m.start, words[0].match(view.low, m.end), frozenset(m.party.members)) for m in regions]
    meant += [_meant(view, found.start(1), found, of_kind(words[2][found[1]])) for found in kinds]
    told = [mention for mention in meant if mention is not None]
    kept = [m for m in view.parties if m not in regions and not any(t.start <= m.start < t.end for t in told)]
    view.parties = sorted([*kept, *told], key=lambda m: m.start)


def _meant(view: Annotated, start: int, found: re.Match[str] | None, kind: frozenset[str]) -> PartyMention | None:
    before = [m.party for m in view.parties if m.end <= start and m.party.kind is PartyKind.COUNTRY]
    named = [party for party in reversed(before) if party.code in kind]
    places = [Party.country(place.country) for place in view.places if place.country in kind]
    later = [m.party for m in view.parties if m.party.code in kind and m.party.kind is PartyKind.COUNTRY]
    party = next(iter([*named, *places[:1], *later[:1]]), None)
    end = found.end() if found else start
    return PartyMention(start, end, "described", party, "name") if party else None


@lru_cache(maxsize=8)
def _words(code: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]] | None:
    room = load(code).room("anaphora")
    kinds = dict(room["names"].get("states", {})) if "names" in room else {}
    if not kinds:
        return None

    def either(forms: list[str]) -> str:
        return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))

    forms = {str(form): str(kind) for kind, words in kinds.items() for form in words}
    nouns = [str(word) for word in room["names"].get("state", ())]
    return (
        re.compile(rf" (?:{either(nouns)})\b"),
        re.compile(rf"\b(?:the|this|that) (?:\w+ )?({either(list(forms))})\b"),
        forms,
    )
