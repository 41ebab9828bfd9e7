"""The patterns for what stands around a word of saying, built from a language's room `speech`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.language import load
from khorgos.language.pack import Concept


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's patterns for what stands around a cue."""

    concepts: dict[str, Concept]
    adverbs: frozenset[str]
    adverb_ends: tuple[str, ...]
    as_: re.Pattern[str]
    articles: frozenset[str]
    people: frozenset[str]
    openers: frozenset[str]
    passive: frozenset[str]
    pronouns: frozenset[str]
    pointer: re.Pattern[str]
    bound: re.Pattern[str]
    that: re.Pattern[str]
    adverbial: re.Pattern[str]
    adverbial_only: re.Pattern[str]
    after: re.Pattern[str]
    by: re.Pattern[str]
    tail: re.Pattern[str]
    listener: re.Pattern[str]
    joint: re.Pattern[str]
    joint_end: re.Pattern[str]


@lru_cache(maxsize=8)
def grammar(code: str) -> Grammar:
    """The patterns of a language pack, built from its room `speech`."""
    room = load(code).room("speech")

    def listed(name: str) -> list[str]:
        return [str(word) for word in room[name].get("words", ())] if name in room else []

    def either(name: str) -> str:
        return "|".join(sorted(map(re.escape, listed(name)), key=len, reverse=True)) or "(?!)"

    preposition, article = either("prepositions"), either("articles")
    return Grammar(
        concepts=room,
        adverbs=frozenset(listed("adverbs")),
        adverb_ends=tuple(map(str, room["adverbs"].get("suffixes", ()))) if "adverbs" in room else (),
        as_=re.compile(rf"(?<!\w)(?:{either('as')}) $", re.IGNORECASE),
        articles=frozenset(listed("articles")),
        people=frozenset(listed("people")),
        openers=frozenset(listed("openers")),
        passive=frozenset(listed("passive")),
        pronouns=frozenset(listed("pronouns")),
        pointer=_pointer(listed("backward")),
        bound=re.compile(
            rf",(?!\d| (?:{either('suffixes')})\b)|[;:\"]| -+ |\((?![^()]*\))|\b(?:{either('conjunctions')}) ",
            re.IGNORECASE,
        ),
        that=re.compile(rf"(?:,? (?:{preposition})\b[^,;:\"]{{0,70}}?)?,? (?:{either('that')})\b", re.IGNORECASE),
        adverbial=re.compile(rf" (?:{either('days')}|(?:{preposition}) (?:{either('days')}))(?=[ ,.])", re.IGNORECASE),
        adverbial_only=_adverbials(preposition),
        after=re.compile(
            rf" (?P<who>(?:{either('pronouns')})\b"
            rf"|(?:(?:{article}) )?(?:(?!(?i:{either('ends')})\b)[^\s,;:.\"()-][^\s,;:\"()]*"
            rf"(?:(?= )| (?=$)|(?=[,;:.\"()]))[ ]?){{1,12}})",
        ),
        by=re.compile(rf"(?: (?:{either('days')}| on \w+))? (?:{either('by')})(?= )"),
        listener=re.compile(
            rf"[^,;.\"]{{2,70}}? (?=(?:{either('that')}|{either('pronouns')}|{either('clause_heads')}) )"
        ),
        joint=re.compile(rf"[,;] (?:(?:{either('joints')}) )?$|(?:{either('joints')}) $"),
        joint_end=re.compile(rf",? (?:{either('joints')})$"),
        tail=re.compile(rf"(?:{either('quoted')})(?: (?:{preposition}) [^,;\"]{{2,60}}?)? as$"),
    )


def _adverbials(preposition: str) -> re.Pattern[str]:
    """Adverbials up to the end (", in a speech on Monday."), each reaching to the next.

    A run of them is read in one way: a preposition printed fifty times is not tried in all its groupings.
    """
    one = rf",? (?:{preposition})\b"
    return re.compile(rf"(?:{one}(?:(?!{one})[^,;:\"]){{0,160}}+)*+[.]?[\"' ]*$", re.IGNORECASE)


def _pointer(phrases: list[str]) -> re.Pattern[str]:
    """What opens a sentence and points back; a word alone ("so") only right before the cue."""
    alone = "|".join(re.escape(phrase) for phrase in phrases if " " not in phrase) or "(?!)"
    several = "|".join(r" (?:\w+ )?".join(map(re.escape, phrase.split(" "))) for phrase in phrases if " " in phrase)
    return re.compile(rf"\s*(?:(?:{several or '(?!)'})\b|(?:{alone})\s*$)", re.IGNORECASE)
