"""The patterns of a language for what stands around a noun of works: its name, its phase, where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate.person_names import UPPER
from khorgos.language import load

_CAPITAL = rf"[{UPPER}]"
_PLACE = rf"{_CAPITAL}[\w'-]+(?: {_CAPITAL}[\w'-]+)?"
_ASIDE = r"(?:, [^,.;]{1,40},)?"
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the words of a language's room `projects` say of names of works.

    `before` finds the name before its noun, `after` its phase behind, `where` what a line joins or where works stand;
    `kind` the words of kind before a nameless noun, `of` and `size` what it is for and how large; `leading` are words
    that only open the sentence, `goes_on` a noun that is part of a longer name, `plans` nouns of names that are often
    only referred to.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    where: re.Pattern[str]
    kind: re.Pattern[str]
    of: re.Pattern[str]
    size: re.Pattern[str]
    leading: re.Pattern[str]
    goes_on: re.Pattern[str]
    project: re.Pattern[str]
    genitive: str
    owner: str
    that: str
    by: str
    indefinite: frozenset[str]
    plans: tuple[str, ...]


@lru_cache(maxsize=8)
def grammar(code: str) -> Grammar:
    """The patterns of a language pack; patterns that never match where it has no such words."""
    entry = load(code).room("projects").get("grammar")

    def listed(key: str) -> list[str]:
        return [str(word) for word in (entry.get(key, ()) if entry else ())]

    def either(key: str) -> str:
        return "|".join(sorted(map(re.escape, listed(key)), key=len, reverse=True)) or _NEVER

    def one(key: str) -> str:
        return str(entry.get(key, "")) if entry else ""

    from_, to, between, and_ = (re.escape(one(key)) or _NEVER for key in ("from", "to", "between", "and"))
    inside, of, for_ = either("inside"), re.escape(one("of")) or _NEVER, re.escape(one("for")) or _NEVER
    return Grammar(
        before=re.compile(
            rf"(?:{_CAPITAL}[\w'/.&-]* (?:(?:{inside}) (?={_CAPITAL}))?)+(?:[a-z][a-z-]* ){{0,2}}$" if entry else _NEVER
        ),
        after=re.compile(
            rf"(?: (?:{either('numbers')}) ?\d+)?(?: (?i:{either('project')})\b)?"
            rf"(?:,? (?i:{either('phase')}) [\dIVX]+)?"
        ),
        where=re.compile(
            rf" (?:{from_} {_PLACE}{_ASIDE}(?: (?:{either('through')}) {_PLACE})? {to} {_PLACE}"
            rf"|{between} {_PLACE} {and_} (?:(?:{either('articles')}) )?{_PLACE}"
            rf"|(?:{either('across')}) {_PLACE} {to} {_PLACE}"
            rf"|(?:{either('at')}) (?:(?:{either('articles')}) (?:(?:{either('sides')}) {of} )?)?{_PLACE})"
        ),
        kind=re.compile(rf"(?:(?:(?i:{either('kinds')})|[a-z]+(?:{either('kind_ends')})) )+$"),
        of=re.compile(rf" (?:{of} \d[\d,.]* [A-Z]\w+|{for_} [a-z]+(?: {and_} [a-z]+)?)"),
        size=re.compile(rf" {of} \d[\d,.]* [A-Z]\w+(?= )"),
        leading=re.compile(rf"(?:{either('leading')}|[MGk]W) "),
        goes_on=re.compile(rf"(?: {and_}|-|)[ -]?(?={_CAPITAL})"),
        project=re.compile(rf"(?: {and_} [a-z]+)? (?:{either('project')})\b"),
        genitive=one("of"),
        owner=one("owner"),
        that=one("that"),
        by=one("by"),
        indefinite=frozenset(listed("indefinite")),
        plans=tuple(listed("plans")),
    )
